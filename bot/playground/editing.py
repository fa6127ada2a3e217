"""The methods with which the bot changes and takes back what it wrote, and answers taps."""

from telegram.constants import CallbackQueryLimit

from bot.playground.answers import Json, bad_request
from bot.playground.attaching import attached
from bot.playground.entities import formatted_caption, formatted_text
from bot.playground.keyboards import read_markup
from bot.playground.parameters import Params
from bot.playground.people import Chat
from bot.playground.world import World

_DELETABLE = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)

_KINDS = ("photo", "video", "document")
_NO_CONTENT = dict.fromkeys((
    "text", "entities", "link_preview_options", "caption", "caption_entities", "has_media_spoiler",
    "show_caption_above_media", *_KINDS,
))  # fmt: skip
"""What a message loses when other media take its place."""


def edit_message_text(world: World, params: Params) -> Json:
    """editMessageText; a keyboard not given again goes away. Raises Refused where Telegram would."""
    text, entities = formatted_text(params)
    markup = read_markup(params.get("reply_markup")).inline
    chat, message = _editable(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, chat, message, {"text": text, "entities": entities, "reply_markup": markup})


def edit_message_caption(world: World, params: Params) -> Json:
    """editMessageCaption; a keyboard not given again goes away. Raises Refused where Telegram would."""
    caption, entities = formatted_caption(params)
    markup = read_markup(params.get("reply_markup")).inline
    chat, message = _editable(world, params)
    if not any(kind in message for kind in (*_KINDS, "voice")):
        raise bad_request("there is no caption in the message to edit")
    parts = {"caption": caption, "caption_entities": entities, "reply_markup": markup}
    return _replace(world, chat, message, parts)


def edit_message_media(world: World, params: Params) -> Json:
    """editMessageMedia; caption and keyboard not given again go away. Raises Refused where Telegram would."""
    markup = read_markup(params.get("reply_markup")).inline
    chat, message = _editable(world, params)
    media = params.get("media")
    if media is None:
        raise bad_request("there is no media in the request")
    before = next((kind for kind in ("text", *_KINDS) if kind in message), None)
    if before is None:
        raise bad_request("there is no media in the message to edit")
    if "media_group_id" in message and (before == "document") != (media["type"] == "document"):
        raise bad_request("can't change media type in the album")
    parts = attached(world.store, media, params.get("uploads", {}))
    return _replace(world, chat, message, {**_NO_CONTENT, **parts, "reply_markup": markup})


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """editMessageReplyMarkup. Raises Refused where Telegram would."""
    markup = read_markup(params.get("reply_markup")).inline
    chat, message = _editable(world, params)
    return _replace(world, chat, message, {"reply_markup": markup})


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage; in a private chat also the person's. Raises Refused where Telegram would."""
    chat = world.reachable(params.get("chat_id"))
    message = world.message(chat, params.get("message_id"), "delete")
    if world.now() - message["date"] > _DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    world.store.delete_message(chat.id, message["message_id"])
    world.tell(chat, "delete", {"message_id": message["message_id"]})
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery. Raises Refused where Telegram would."""
    callback_id, text = params.get("callback_query_id", ""), params.get("text", "")
    if len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.get("url") and not params["url"].startswith(f"https://t.me/{world.username}?start="):
        raise bad_request("URL_INVALID")
    chat = world.chats.get(world.callbacks.chat_of(callback_id))
    if chat is not None:
        answer = {"text": text, "show_alert": params.get("show_alert", False), "url": params.get("url", "")}
        world.tell(chat, "answer", {"callback_id": callback_id, **answer})
    return True


def _editable(world: World, params: Params) -> tuple[Chat, Json]:
    """The chat, and in it the message that the bot may edit."""
    chat = world.reachable(params.get("chat_id"))
    message = world.message(chat, params.get("message_id"), "edit")
    if message["from"]["id"] != world.bot_id or world.store.is_fixed(chat.id, message["message_id"]):
        raise bad_request("message can't be edited")
    return chat, message


def _replace(world: World, chat: Chat, message: Json, parts: Json) -> Json:
    """The message with these parts, and without those that are empty; its keyboard alone does not date it."""
    changed = {name: part for name, part in {**message, **parts}.items() if part or name not in parts}
    if changed == message:
        raise bad_request(_NOT_MODIFIED)
    if parts.keys() != {"reply_markup"}:
        changed["edit_date"] = int(world.now())
    world.limits.take(chat.id, chat.kind != "private")
    world.store.keep_message(changed)
    world.tell_message(chat, "edit", changed)
    return changed
