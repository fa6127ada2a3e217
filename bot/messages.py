"""Who talks with the bot, and what is said, whatever the channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count

LABEL_LENGTH = 20
"""Characters in a choice's label: what WhatsApp's button holds."""
HINT_LENGTH = 72
"""Characters in a choice's hint: what WhatsApp's list row holds."""
CHOICE_ID_BYTES = 64
"""Bytes in a choice's id: what Telegram's callback data holds."""
TEXT_WITH_CHOICES = 1024
"""Characters of a text that carries choices: what WhatsApp's interactive body holds."""
ALBUM = 10
"""Files that are sent together, at most: what Telegram holds."""
TEXT_LENGTH = 4096
"""Characters of a text, as `length` counts them: what every channel holds."""

# Formatting is marked with characters that no inbound text keeps (see `clean`), so a
# person's name can never become markup. Channels turn the marks into their own.
_STYLES = {
    "\ue100": "bold", "\ue101": "italic", "\ue102": "code", "\ue104": "link", "\ue106": "underline",
    "\ue107": "strikethrough", "\ue108": "spoiler",
}  # fmt: skip
_MARKS = {style: mark for mark, style in _STYLES.items()}
_END, _HREF = "\ue103", "\ue105"
# What nobody sees: zero widths, and turns of the direction of writing, which would turn all that follows a name.
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_NEVER = str.maketrans("", "", "".join(_STYLES) + _END + _HREF + _UNSEEN + "\x00")


def clean(text: str) -> str:
    """The text without formatting marks, NULs, lone surrogates and what is not seen: safe to store, to show, to send.

    The joiners within emoji and letters stay.
    """
    return text.translate(_NEVER).encode("utf-8", "ignore").decode()


def styled(text: str, style: str) -> str:
    """The text, to be shown in one of the styles of a span."""
    return f"{_MARKS[style]}{clean(text)}{_END}"


def bold(text: str) -> str:
    """The text, to be shown bold."""
    return styled(text, "bold")


def italic(text: str) -> str:
    """The text, to be shown in italics."""
    return styled(text, "italic")


def code(text: str) -> str:
    """The text, to be shown as code: tapping it copies it, where the channel can."""
    return styled(text, "code")


def link(label: str, url: str) -> str:
    """The label, leading to the address."""
    return f"{_MARKS['link']}{clean(label)}{_HREF}{clean(url)}{_END}"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style: "", "bold", "italic", "underline", "strikethrough", "spoiler", "code" or "link"."""

    text: str
    style: str = ""
    url: str = ""


def spans(text: str) -> Iterator[Span]:
    """The pieces of a text, in order; marks do not nest."""
    style, start = "", 0
    for at, char in enumerate(text):
        if char in _STYLES or char == _END:
            piece = text[start:at]
            if piece:
                label, _, url = piece.partition(_HREF)
                yield Span(label, style, url)
            style, start = _STYLES.get(char, ""), at + 1
    if text[start:]:
        label, _, url = text[start:].partition(_HREF)
        yield Span(label, style, url)


def plain(text: str) -> str:
    """The text without formatting; a link keeps its address in brackets when it differs from its label."""
    return "".join(s.text if s.style != "link" or s.url == s.text else f"{s.text} ({s.url})" for s in spans(text))


def length(text: str) -> int:
    """Characters of a text without its formatting, as Telegram counts them: in UTF-16."""
    return len(plain(text).encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Address:
    """One person on one channel: the channel, the bot's own account there, the person's id there."""

    channel: str
    account: str
    user: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be answered; `hint` is the rest of a label that had to be shortened, or a word about it.

    Raises ValueError where some channel could not carry it.
    """

    id: str
    label: str
    hint: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.id.encode()) <= CHOICE_ID_BYTES:
            raise ValueError(f"choice id of {len(self.id.encode())} bytes: {self.id!r}")
        if not 1 <= len(self.label) <= LABEL_LENGTH:
            raise ValueError(f"choice label of {len(self.label)} characters: {self.label!r}")
        if len(self.hint) > HINT_LENGTH:
            raise ValueError(f"choice hint of {len(self.hint)} characters: {self.hint!r}")


class Wanted(StrEnum):
    """What a question asks for beside words, where the channel can."""

    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map: degrees, and the words beside it."""

    latitude: float
    longitude: float
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to somebody: one request on the channel.

    `replaces` names the outbox row (its dedupe key) whose message this one edits, where the channel can. `about` says
    in a few words what it is about: it is kept with the choices, so that an answer typed later finds its question.
    `media` are ids of `storage.media`: one file with the text as its caption, or several as an album; `pin` is a
    place shown on a map. What one request cannot carry goes in several, see `bot.fitting`. `alone`: it is never put
    together with others.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    ask_for: Wanted | None = None
    replaces: str = ""
    about: str = ""
    media: tuple[int, ...] = ()
    pin: Pin | None = None
    alone: bool = False


class Kind(StrEnum):
    """What came in; AGAIN comes from the bot itself, to put the open question again after an outage."""

    TEXT = "text"
    CHOICE = "choice"
    PHONE = "phone"
    MEDIA = "media"
    EDIT = "edit"
    GROUP = "group"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class File:
    """A file in a message; `kind` is "photo", "document", "video" or "voice", `reference` the channel's id of it.

    `media` is its id in `storage.media`, once it has been fetched; 0 where nobody asked for it, or it cannot be had.
    One too large to fetch has an id, but no content there.
    """

    kind: str
    reference: str
    name: str = ""
    mime: str = ""
    size: int = 0
    media: int = 0


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or tap from somebody.

    `text` holds the words typed (or the caption), `choice` the id of what was tapped, `phone` the sender's own
    number, if shared; `media` names what else came ("voice", "sticker", "photo" …), `files` are those that can be
    kept, `pin` a place that was shared; `marked` is the text with its formatting; `album` names what came together
    with others; `forwarded` says that somebody else wrote it; `reply_to` is the channel's id of the message it
    answers; `tap` is what the channel needs to acknowledge a tap; `at` is aware.
    """

    id: str
    sender: Address
    at: datetime
    kind: Kind = Kind.TEXT
    text: str = ""
    choice: str = ""
    phone: str = ""
    media: str = ""
    reply_to: str = ""
    tap: str = ""
    language: str = ""
    files: tuple[File, ...] = ()
    pin: Pin | None = None
    marked: str = ""
    album: str = ""
    forwarded: bool = False


def shortened(label: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A label made of data, cut at a word to what every channel shows, and unlike all that are taken."""
    label = " ".join(clean(label).split()) or "–"
    short = label
    if len(label) > LABEL_LENGTH:
        short = label[: LABEL_LENGTH - 1]
        if " " in short and label[LABEL_LENGTH - 1] != " ":
            short = short.rsplit(" ", 1)[0]
        short = short.rstrip(" ,.-") + "…"
    known = {other.casefold() for other in taken}
    if short.casefold() not in known:
        return short
    numbered = (f"{short[: LABEL_LENGTH - len(str(n)) - 1].rstrip(' …')} {n}" for n in count(2))
    return next(candidate for candidate in numbered if candidate.casefold() not in known)


def listed(things: list[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices out of data, (id, full name) each: labels short and unique, the full name in the hint where cut."""
    choices: list[Choice] = []
    for id_, name in things:
        label = shortened(name, {c.label for c in choices})
        name = " ".join(clean(name).split())
        choices.append(Choice(id_, label, "" if label == name else name[:HINT_LENGTH]))
    return tuple(choices)


__all__ = [
    "ALBUM", "CHOICE_ID_BYTES", "HINT_LENGTH", "LABEL_LENGTH", "TEXT_LENGTH", "TEXT_WITH_CHOICES",
    "Address", "Choice", "File", "Inbound", "Kind", "Outbound", "Pin", "Span", "Wanted",
    "bold", "clean", "code", "italic", "length", "link", "listed", "plain", "shortened", "spans", "styled",
]  # fmt: skip
