"""What people do on their phones."""

import secrets
from collections.abc import Sequence
from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.playground.answers import Json, Refused
from bot.playground.attaching import place
from bot.playground.commands import menu
from bot.playground.entities import found_in
from bot.playground.media import as_document, as_photo, kept_document, kept_photo
from bot.playground.people import Chat, Person
from bot.playground.requests import Upload
from bot.playground.shown import shown_message
from bot.playground.world import World

SHOWN_MESSAGES = 200
"""Messages of a phone that the page gets to begin with."""


class NotPossible(Exception):
    """What cannot be done with a phone, with a status as of HTTP."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def phone(world: World, phone_id: int) -> Chat:
    """The private chat of a person. Raises NotPossible where there is no such person."""
    chat = world.chats.get(phone_id)
    if chat is None or chat.person is None:
        raise NotPossible(f"there is no phone {phone_id}", 404)
    return chat


def add_phone(world: World, first_name: str, last_name: str = "") -> Chat:
    """A new phone, for the page to show."""
    if not first_name.strip():
        raise NotPossible("a person needs a name")
    number = max([100, *(chat.id for chat in world.chats.values() if chat.person is not None)]) + 1
    chat = world.add_person(Person(number, first_name.strip()[:64], last_name.strip()[:64]))
    world.audience.tell("phone", shown_phone(world, chat))
    return chat


def say(world: World, phone_id: int, text: str, reply_to: int | None = None) -> int:
    """Write a text; returns the message's id."""
    content = _worded(text)
    message_id = _write(world, phone(world, phone_id), content, reply_to)
    _put_away_keyboard(world, phone(world, phone_id), content["text"])
    return message_id


def share_contact(world: World, phone_id: int, phone_number: str = "", first_name: str = "") -> int:
    """Share one's own contact, or with a number somebody else's; returns the message's id."""
    chat = phone(world, phone_id)
    assert chat.person is not None
    contact: Json = {"phone_number": phone_number, "first_name": first_name or phone_number}
    if not phone_number:
        contact = {"phone_number": chat.person.phone_number, "first_name": chat.person.first_name, "user_id": chat.id}
    message_id = _write(world, chat, {"contact": contact})
    _put_away_keyboard(world, chat, None)
    return message_id


def send_photo(world: World, phone_id: int, photo: Upload, caption: str = "") -> int:
    """Send a photo; returns the message's id."""
    return _write(
        world, phone(world, phone_id), {"photo": as_photo(_kept(world, "photo", photo)), **_captioned(caption)}
    )


def send_document(world: World, phone_id: int, document: Upload, caption: str = "") -> int:
    """Send a document; returns the message's id."""
    content = {"document": as_document(_kept(world, "document", document)), **_captioned(caption)}
    return _write(world, phone(world, phone_id), content)


def send_album(world: World, phone_id: int, photos: Sequence[Upload], caption: str = "") -> list[int]:
    """Send photos together, the caption under the first; returns the messages' ids."""
    chat, album = phone(world, phone_id), {"media_group_id": str(secrets.randbits(48))}
    contents = [{"photo": as_photo(_kept(world, "photo", photo)), **album} for photo in photos]
    return [_write(world, chat, c | (_captioned(caption) if not n else {})) for n, c in enumerate(contents)]


def share_place(world: World, phone_id: int, latitude: float, longitude: float) -> int:
    """Share a place on the map; returns the message's id."""
    try:
        content = {"location": place({"latitude": latitude, "longitude": longitude})}
    except Refused as refusal:
        raise NotPossible(refusal.description, refusal.code) from None
    return _write(world, phone(world, phone_id), content)


def edit(world: World, phone_id: int, message_id: int, text: str) -> int:
    """Change a text that this person wrote; returns the message's id."""
    chat = phone(world, phone_id)
    message = _message(world, chat, message_id)
    if message["from"]["id"] != chat.id or "text" not in message:
        raise NotPossible("only a person's own texts can be changed")
    message = {name: part for name, part in message.items() if name != "entities"} | _worded(text)
    message["edit_date"] = int(world.now())
    world.store.keep_message(message)
    world.tell_message(chat, "edit", message)
    world.updates.add("edited_message", message, chat.id)
    return message_id


def tap(world: World, phone_id: int, message_id: int, data: str) -> str:
    """Tap a button under the bot's message; the data may be any, as from a foreign client; returns the tap's id."""
    chat = phone(world, phone_id)
    message = _message(world, chat, message_id)
    if message["from"]["id"] != world.bot_id:
        raise NotPossible("only the bot's messages have buttons")
    if not 1 <= len(data.encode(errors="replace")) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise NotPossible("a button's data has 1 to 64 bytes")
    _refuse_blocked(chat)
    callback_id = world.callbacks.begin(chat.id)
    query = {
        "id": callback_id, "from": chat.as_user(), "message": message, "chat_instance": str(chat.id), "data": data,
    }  # fmt: skip
    world.updates.add("callback_query", query, chat.id)
    return callback_id


def block(world: World, phone_id: int, blocked: bool = True) -> None:
    """Block the bot, or let it write again; the bot is told if the chat had begun."""
    chat = phone(world, phone_id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    world.keep(chat)
    if chat.started:
        _tell_membership(world, chat, *(("member", "kicked") if blocked else ("kicked", "member")))
    if chat.visible:
        world.audience.tell("phone", shown_phone(world, chat))


def shown_phone(world: World, chat: Chat) -> Json:
    """The phone as the page shows it, with its newest messages."""
    assert chat.person is not None
    return {
        "id": chat.id, "first_name": chat.person.first_name, "last_name": chat.person.last_name,
        "note": chat.person.note, "phone_number": chat.person.phone_number,
        "started": chat.started, "blocked": chat.blocked,
        "messages": [shown_message(m, world.bot_id) for m in world.store.messages(chat.id, SHOWN_MESSAGES)],
        "keyboard": chat.keyboard, "menu": menu(world, chat),
    }  # fmt: skip


def _write(world: World, chat: Chat, content: Json, reply_to: int | None = None) -> int:
    _refuse_blocked(chat)
    message: Json = {
        "message_id": world.store.next("next_message"), "from": chat.as_user(), "chat": chat.as_chat(),
        "date": int(world.now()),
    }  # fmt: skip
    if reply_to is not None:
        original = _message(world, chat, reply_to)
        message["reply_to_message"] = {name: part for name, part in original.items() if name != "reply_to_message"}
    message |= content
    world.store.keep_message(message)
    if not chat.started:
        chat.started = True
        world.keep(chat)
        if chat.visible:
            world.audience.tell("phone", shown_phone(world, chat))
        _tell_membership(world, chat, "left", "member")
    world.tell_message(chat, "message", message)
    world.updates.add("message", message, chat.id)
    return int(message["message_id"])


def _worded(text: str) -> Json:
    text = text.strip()
    if not text:
        raise NotPossible("an empty text cannot be sent")
    if len(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise NotPossible(f"a text has at most {int(MessageLimit.MAX_TEXT_LENGTH)} characters")
    entities = found_in(text, [])
    return {"text": text, **({"entities": entities} if entities else {})}


def _captioned(caption: str) -> Json:
    caption = caption.strip()
    if len(caption) > MessageLimit.CAPTION_LENGTH:
        raise NotPossible(f"a caption has at most {int(MessageLimit.CAPTION_LENGTH)} characters")
    return {"caption": caption} if caption else {}


def _kept(world: World, what: str, upload: Upload) -> Json:
    try:
        return (kept_photo if what == "photo" else kept_document)(world.store, upload)
    except Refused as refusal:
        raise NotPossible(refusal.description, refusal.code) from None


def _message(world: World, chat: Chat, message_id: Any) -> Json:
    message = world.store.message(chat.id, message_id) if isinstance(message_id, int) else None
    if message is None:
        raise NotPossible(f"there is no message {message_id} on this phone", 404)
    return message


def _refuse_blocked(chat: Chat) -> None:
    if chat.blocked:
        raise NotPossible("this person has blocked the bot; unblock it first")


def _put_away_keyboard(world: World, chat: Chat, text: str | None) -> None:
    """A keyboard for one use goes when it was used: with one of its texts, or (None) to share a contact."""
    if chat.keyboard is None or not chat.keyboard["one_time"]:
        return
    buttons = [button for row in chat.keyboard["rows"] for button in row]
    if any(button["request_contact"] if text is None else button["text"] == text for button in buttons):
        chat.keyboard = None
        world.keep(chat)
        world.tell(chat, "keyboard", {"keyboard": None})


def _tell_membership(world: World, chat: Chat, old: str, new: str) -> None:
    members: list[Json] = [{"user": world.bot(), "status": status} for status in (old, new)]
    for member in members:
        if member["status"] == "kicked":
            member["until_date"] = 0
    update = {
        "chat": chat.as_chat(), "from": chat.as_user(), "date": int(world.now()),
        "old_chat_member": members[0], "new_chat_member": members[1],
    }  # fmt: skip
    world.updates.add("my_chat_member", update, chat.id)
