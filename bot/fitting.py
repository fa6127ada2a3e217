"""What fits into one request: neighbouring texts are joined, files and places are kept apart."""

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import ALBUM, TEXT_WITH_CHOICES, Outbound, length, plain

CAPTION = 1024
"""Characters (in UTF-16) of a text under a file: what Telegram and WhatsApp hold."""


def joined(messages: Sequence[Outbound]) -> list[Outbound]:
    """The messages with neighbours put together where one message can carry them; choices only ever come last."""
    result: list[Outbound] = []
    for message in messages:
        before = result[-1] if result else None
        if (
            before is not None
            and not (before.choices or before.ask_for or before.replaces or message.replaces)
            and not (before.media or message.media or before.pin or message.pin or before.alone or message.alone)
            and len(plain(before.text)) + len(plain(message.text)) + 2 <= TEXT_WITH_CHOICES
        ):
            result[-1] = replace(message, text=f"{before.text}\n\n{message.text}")
        else:
            result.append(message)
    return result


def split(message: Outbound, kinds: Sequence[str] = (), album: int = ALBUM) -> tuple[Outbound, Outbound | None]:
    """What the first request carries, and what is left: files first, then a place, the text with the choices last.

    `kinds` are those of its media, where known: some share no album. `album` is how many files go together.
    """
    if message.media:
        together = _together(message.media, kinds, album)
        left = replace(message, media=message.media[len(together) :])
        alone = not left.media and left.pin is None
        if alone and (len(together) == 1 or not (message.choices or message.ask_for)) and _is_caption(message.text):
            return message, None
        first = Outbound("", media=together)
    elif message.pin is not None:
        first, left = Outbound("", pin=message.pin), replace(message, pin=None)
    else:
        return message, None
    return first, left if left.media or left.pin or left.text else None


def requests(message: Outbound, album: int = ALBUM) -> list[Outbound]:
    """The message as one for each request, in order; `album` is how many files go together."""
    first, left = split(message, album=album)
    return [first] if left is None else [first, *requests(left, album)]


def _together(media: tuple[int, ...], kinds: Sequence[str], album: int) -> tuple[int, ...]:
    """The files from the first on that share an album: pictures and films, or documents; a voice is alone."""
    company = [{"photo": "seen", "video": "seen", "document": "read"}.get(kind, "") for kind in kinds]
    count = 1
    while count < min(album, len(media)) and (not company or company[count] == company[0] != ""):
        count += 1
    return media[:count]


def _is_caption(text: str) -> bool:
    return length(text) <= CAPTION
