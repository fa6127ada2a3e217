"""What a Telegram update says, in the bot's own words."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram.arrivals import album_of, update_id
from bot.channels.telegram.contents import LONGEST, files_in, marked, pin_in
from bot.messages import Address, Inbound, Kind, clean
from bot.now import now

CHANNEL = "telegram"
"""The name of this channel in addresses."""
SHORT_LENGTH = 64
"""Characters of a phone number, a language, a choice or a tap's id that are looked at."""
LARGEST_ID = 2**52
"""Telegram's ids have at most 52 significant bits."""

# The first that is there names what came: a venue also has a location, an animation also a document.
_MEDIA = (
    "photo", "voice", "video", "video_note", "audio", "animation", "document", "sticker", "contact", "venue",
    "location", "poll", "dice", "game", "story", "paid_media", "live_photo", "checklist",
)  # fmt: skip
_GROUPS = ("group", "supergroup")
_INSIDE = ("member", "administrator", "creator", "restricted")

_Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Update:
    """Whose update it is, and its id."""

    id: str
    account: str
    username: str

    def address(self, id_: str) -> Address:
        return Address(CHANNEL, self.account, id_)


def parse(payload: str, account: str, username: str = "") -> Inbound | None:
    """What an update says to the bot with this id and username; None where there is nothing to answer.

    A line in a group comes from the group's own address, so that the answer goes there. Raises ValueError where the
    update is malformed.
    """
    try:
        content = _object(json.loads(payload), "update")
    except RecursionError as error:
        raise ValueError("update: nested too deeply") from error
    id_ = update_id(content)
    if id_ is None:
        raise ValueError("update: without an id")
    update = _Update(str(id_), account, username)
    if "message" in content:
        return _message(update, _object(content["message"], "message"))
    if "edited_message" in content:
        return _edit(update, _object(content["edited_message"], "edited_message"))
    if "callback_query" in content:
        return _tap(update, _object(content["callback_query"], "callback_query"))
    if "my_chat_member" in content:
        return _membership(update, _object(content["my_chat_member"], "my_chat_member"))
    return None


def _message(update: _Update, message: _Object) -> Inbound | None:
    chat = _object(message.get("chat"), "chat")
    if chat.get("type") in _GROUPS:
        return _group_line(update, chat, message.get("date")) if _addressed(update, message) else None
    if chat.get("type") != "private":
        return None
    sender = _object(message.get("from"), "from")
    if "contact" in message and (phone := _own_number(_object(message["contact"], "contact"), sender)):
        return _said(update, sender, message, Kind.PHONE, phone=phone)
    if "text" in message:
        return _said(update, sender, message, Kind.TEXT)
    media = next((name for name in _MEDIA if name in message), "")
    # What else a private chat has is Telegram's own notice, such as a pinned message.
    return _said(update, sender, message, Kind.MEDIA, media=media) if media else None


def _edit(update: _Update, message: _Object) -> Inbound | None:
    chat = _object(message.get("chat"), "chat")
    # A live location is edited every few seconds, and says nothing.
    if chat.get("type") != "private" or not ("text" in message or "caption" in message):
        return None
    return _said(update, _object(message.get("from"), "from"), message, Kind.EDIT)


def _said(
    update: _Update, sender: _Object, message: _Object, kind: Kind, *, phone: str = "", media: str = ""
) -> Inbound:
    answered = message.get("reply_to_message")
    written = message.get("text", message.get("caption", ""))
    words = _words(written, "text", LONGEST)
    formats = message.get("entities", message.get("caption_entities"))
    return Inbound(
        id=update.id,
        sender=update.address(_id(sender.get("id"), "from")),
        at=_instant(message.get("edit_date", message.get("date"))),
        kind=kind,
        text=words,
        phone=phone,
        media=media,
        reply_to="" if answered is None else _id(_object(answered, "reply").get("message_id"), "reply"),
        language=_words(sender.get("language_code"), "language", SHORT_LENGTH),
        files=files_in(message) if media else (),
        pin=pin_in(message) if media in ("location", "venue") else None,
        marked=marked(str(written)[:LONGEST], formats) if formats and words else words,
        album=album_of({"message": message}) if media else "",
        forwarded="forward_origin" in message or "forward_date" in message,
    )


def _own_number(contact: _Object, sender: _Object) -> str:
    """The number in a shared contact, if it is the sender's own."""
    if contact.get("user_id") is None or _id(contact["user_id"], "contact") != _id(sender.get("id"), "from"):
        return ""
    return _words(contact.get("phone_number"), "phone number", SHORT_LENGTH)


def _tap(update: _Update, tap: _Object) -> Inbound | None:
    sender = _object(tap.get("from"), "from")
    message = _object(tap.get("message", {}), "message")
    chat = _object(message.get("chat", {"type": "private"}), "chat")
    if chat.get("type") != "private" or "data" not in tap:
        return None
    return Inbound(
        id=update.id,
        sender=update.address(_id(sender.get("id"), "from")),
        # A tap has no time of its own: its message's date is when the buttons were sent.
        at=now(),
        kind=Kind.CHOICE,
        choice=_words(tap["data"], "data", SHORT_LENGTH),
        reply_to=_id(message["message_id"], "message") if "message_id" in message else "",
        tap=_words(tap.get("id"), "tap", SHORT_LENGTH),
        language=_words(sender.get("language_code"), "language", SHORT_LENGTH),
    )


def _membership(update: _Update, change: _Object) -> Inbound | None:
    chat = _object(change.get("chat"), "chat")
    status = _object(change.get("new_chat_member"), "new member").get("status")
    before = _object(change.get("old_chat_member"), "old member").get("status")
    if chat.get("type") in _GROUPS:
        added = status in _INSIDE and before not in _INSIDE
        return _group_line(update, chat, change.get("date")) if added else None
    if chat.get("type") != "private":
        return None
    kind = Kind.BLOCKED if status == "kicked" else Kind.UNBLOCKED
    sender = _object(change.get("from"), "from")
    language = _words(sender.get("language_code"), "language", SHORT_LENGTH)
    address = update.address(_id(sender.get("id"), "from"))
    return Inbound(update.id, address, _instant(change.get("date")), kind, language=language)


def _group_line(update: _Update, chat: _Object, date: object) -> Inbound:
    """Somebody in a group spoke to the bot: only where, since nothing said in a group is kept."""
    return Inbound(update.id, update.address(_id(chat.get("id"), "chat")), _instant(date), Kind.GROUP)


def _addressed(update: _Update, message: _Object) -> bool:
    """Whether a line in a group is a command for the bot, or names it."""
    text = _words(message.get("text", message.get("caption")), "text", LONGEST).casefold()
    words = text.split()
    name = f"@{update.username.casefold()}"
    if text.startswith("/"):
        _, at, whose = words[0].partition("@")
        return not at or f"@{whose}" == name
    return any(word.strip(".,:;!?()") == name for word in words)


def _object(value: object, what: str) -> _Object:
    if not isinstance(value, dict):
        raise ValueError(f"{what}: not an object")
    return value


def _id(value: object, what: str) -> str:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= LARGEST_ID:
        raise ValueError(f"{what}: not an id")
    return str(value)


def _words(value: object, what: str, length: int) -> str:
    """Somebody's words, clean and not endless; none where they are left out."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{what}: not a text")
    return clean(value[:length])


def _instant(value: object) -> datetime:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("date: not a number")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("date: outside the calendar") from error
