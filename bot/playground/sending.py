"""The methods with which the bot writes: messages, photos, documents, and that it is typing; `post` is in all."""

from telegram.constants import ChatAction

from bot.playground.answers import Json, bad_request
from bot.playground.entities import formatted_caption, formatted_text
from bot.playground.keyboards import Markup, read_markup
from bot.playground.media import as_document, as_photo, kept_document, kept_photo
from bot.playground.parameters import Params
from bot.playground.people import Chat
from bot.playground.world import World

_ACTIONS = frozenset(action.value for action in ChatAction)


def send_message(world: World, params: Params) -> Json:
    """sendMessage. Raises Refused where Telegram would."""
    text, entities = formatted_text(params)
    markup = read_markup(params.get("reply_markup"))
    chat = world.reachable(params.get("chat_id"))
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if "link_preview_options" in params:
        content["link_preview_options"] = params["link_preview_options"]
    return post(world, chat, params, content, markup)


def send_photo(world: World, params: Params) -> Json:
    """sendPhoto. Raises Refused where Telegram would."""
    caption = captioned(params)
    markup = read_markup(params.get("reply_markup"))
    chat = world.reachable(params.get("chat_id"))
    content = {"photo": as_photo(kept_photo(world.store, params.get("photo"))), **caption, **veiled(params)}
    return post(world, chat, params, content, markup)


def send_document(world: World, params: Params) -> Json:
    """sendDocument. Raises Refused where Telegram would."""
    caption = captioned(params)
    markup = read_markup(params.get("reply_markup"))
    chat = world.reachable(params.get("chat_id"))
    content = {"document": as_document(kept_document(world.store, params.get("document"))), **caption}
    return post(world, chat, params, content, markup)


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction; nobody sees it here. Raises Refused where Telegram would."""
    world.reachable(params.get("chat_id"))
    if params.get("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def captioned(params: Params) -> Json:
    """The caption of a request, with its entities. Raises Refused."""
    caption, entities = formatted_caption(params)
    if not caption:
        return {}
    return {"caption": caption, **({"caption_entities": entities} if entities else {})}


def veiled(params: Params) -> Json:
    """What a request says of how its picture is shown: behind a spoiler, under its caption."""
    names = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}
    return {shown: True for name, shown in names.items() if params.get(name)}


def _replied_to(world: World, chat: Chat, params: Params) -> Json:
    reply = params.get("reply_parameters")
    if reply is None:
        return {}
    message_id = reply.get("message_id")
    original = world.store.message(chat.id, message_id) if isinstance(message_id, int) else None
    if original is None or reply.get("chat_id", chat.id) not in (chat.id, str(chat.id)):
        if reply.get("allow_sending_without_reply") is True:
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {name: part for name, part in original.items() if name != "reply_to_message"}}


def post(world: World, chat: Chat, params: Params, content: Json, markup: Markup, *, counted: bool = True) -> Json:
    """Put the message into the chat, last of all checks the flood limit's. Raises Refused."""
    reply = _replied_to(world, chat, params)
    if counted:
        world.limits.take(chat.id, chat.kind != "private")
    message: Json = {
        "message_id": world.store.next("next_message"), "from": world.bot(), "chat": chat.as_chat(),
        "date": int(world.now()), **reply, **content,
    }  # fmt: skip
    if params.get("protect_content"):
        message["has_protected_content"] = True
    if markup.inline is not None:
        message["reply_markup"] = markup.inline
    world.store.keep_message(message, markup.fixed)
    world.tell_message(chat, "message", message)
    if markup.changes_reply and chat.keyboard != markup.reply:
        chat.keyboard = markup.reply
        world.keep(chat)
        world.tell(chat, "keyboard", {"keyboard": chat.keyboard})
    return message
