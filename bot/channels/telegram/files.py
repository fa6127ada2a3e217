"""Files at Telegram: how they are sent and fetched."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import (
    Bot,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from telegram.constants import ParseMode

from bot.channel import Attachment, Rejected, SentFiles, TryLater
from bot.channels.telegram.failures import told_as_send_errors
from bot.channels.telegram.transport import Transport
from bot.messages import File, Pin

LARGEST_FETCH = 20 * 1024 * 1024
"""Bytes of a file that Telegram lets a bot fetch."""
FETCH_SECONDS = 60.0
"""How long a file may take to come."""

_ALBUM = {"photo": InputMediaPhoto, "video": InputMediaVideo, "document": InputMediaDocument}
_NAMES = {"photo": "foto.jpg", "video": "video.mp4", "voice": "suara.ogg", "document": "berkas"}


async def send_one(bot: Bot, chat: str, file: Attachment, caption: str, keyboard: Any) -> SentFiles:
    """Send a file with its caption (HTML). Raises python-telegram-bot's errors."""
    methods: dict[str, Any] = {
        "photo": bot.send_photo, "video": bot.send_video, "voice": bot.send_voice, "document": bot.send_document,
    }  # fmt: skip
    given = {file.kind: _content(file), "caption": caption or None, "parse_mode": ParseMode.HTML}
    sent = await methods[file.kind](chat, reply_markup=keyboard, **given)
    return SentFiles(str(sent.message_id), (_reference(sent, file.kind),))


async def swap_photo(bot: Bot, chat: str, message: int, file: Attachment, caption: str, keyboard: Any) -> SentFiles:
    """Put another photo and caption (HTML) in place of those of a message. Raises python-telegram-bot's errors."""
    photo = InputMediaPhoto(media=_content(file), caption=caption or None, parse_mode=ParseMode.HTML)
    swapped = await bot.edit_message_media(photo, chat_id=chat, message_id=message, reply_markup=keyboard)
    return SentFiles(str(message), (_reference(swapped, "photo") if isinstance(swapped, Message) else "",))


async def send_album(bot: Bot, chat: str, files: Sequence[Attachment], caption: str) -> SentFiles:
    """Send files together, the caption (HTML) under the first. Raises python-telegram-bot's errors."""
    items = [_ALBUM[file.kind](media=_content(file)) for file in files]
    sent = await bot.send_media_group(chat, items, caption=caption or None, parse_mode=ParseMode.HTML)
    references = (_reference(message, file.kind) for message, file in zip(sent, files, strict=True))
    return SentFiles(str(sent[0].message_id), tuple(references))


async def send_pin(bot: Bot, chat: str, pin: Pin, keyboard: Any) -> str:
    """Show a place on the map, with its title and address where it has both; the message's id."""
    if pin.title and pin.address:
        sent = await bot.send_venue(
            chat, pin.latitude, pin.longitude, title=pin.title, address=pin.address, reply_markup=keyboard
        )
    else:
        sent = await bot.send_location(chat, pin.latitude, pin.longitude, reply_markup=keyboard)
    return str(sent.message_id)


async def fetch(bot: Bot, transport: Transport, file: File) -> bytes:
    """The content of a file that came in. Raises SendError; Rejected where Telegram never gives it."""
    if file.size > LARGEST_FETCH:
        raise Rejected("the file is too large to fetch")
    with told_as_send_errors():
        found = await bot.get_file(file.reference)
        status, content = await transport.download(str(found.file_path), FETCH_SECONDS, LARGEST_FETCH)
    if status == 200:
        return content
    if status in (400, 404, 413):
        raise Rejected(f"the file cannot be fetched: {status}")
    raise TryLater(f"the file was not fetched: {status}")


def _content(file: Attachment) -> InputFile | str:
    name = file.name or _NAMES[file.kind]
    return file.reference or InputFile(file.content, filename=name, attach=True)


def _reference(message: Message, kind: str) -> str:
    """Telegram's id of the file in a message; "" where it made something else of it, such as an animation."""
    with suppress(AttributeError, IndexError):
        if kind == "photo":
            return message.photo[-1].file_id
        return str(getattr(message, kind).file_id)
    return ""
