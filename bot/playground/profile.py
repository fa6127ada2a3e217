"""The methods about the bot itself and the chats it is in."""

from functools import partial

from telegram.constants import BotDescriptionLimit, BotNameLimit

from bot.playground.answers import Json, bad_request, dumped
from bot.playground.commands import language_of
from bot.playground.media import as_download
from bot.playground.parameters import Params
from bot.playground.world import World

_LIMITS = {
    "name": int(BotNameLimit.MAX_NAME_LENGTH),
    "description": int(BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
    "short_description": int(BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
}


def me(world: World, params: Params) -> Json:
    """getMe."""
    return {
        **world.bot(), "can_join_groups": True, "can_read_all_group_messages": False,
        "supports_inline_queries": False, "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip


def end_session(world: World, params: Params) -> bool:
    """logOut and close: the open poll ends; the playground stays ready for the next request."""
    world.updates.interrupt()
    return True


def shown_bot(world: World) -> Json:
    """The bot as the page shows it."""
    texts = {name: world.store.value(f"{name}:id") or world.store.value(f"{name}:") for name in _LIMITS}
    return {"id": world.bot_id, "username": world.username, **texts, "name": texts["name"] or world.bot()["first_name"]}


def _set(kind: str, world: World, params: Params) -> bool:
    text, language = params.get(kind, "").strip(), language_of(params)
    if len(text) > _LIMITS[kind]:
        raise bad_request(f"{kind.replace('_', ' ')} is too long")
    world.store.keep_value(f"{kind}:{language}", text)
    world.audience.tell("bot", {"running": world.is_running, **shown_bot(world)})
    return True


def _said(kind: str, world: World, params: Params) -> Json:
    language = language_of(params)
    text = world.store.value(f"{kind}:{language}") or world.store.value(f"{kind}:")
    return {kind: text or (world.bot()["first_name"] if kind == "name" else "")}


set_my_name, my_name = partial(_set, "name"), partial(_said, "name")
set_my_description, my_description = partial(_set, "description"), partial(_said, "description")
set_my_short_description = partial(_set, "short_description")
my_short_description = partial(_said, "short_description")


def chat_info(world: World, params: Params) -> Json:
    """getChat. Raises Refused where Telegram would."""
    chat = world.chat(params.get("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **chat.as_chat(), "accent_color_id": chat.id % 7, "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }  # fmt: skip


def leave_chat(world: World, params: Params) -> bool:
    """leaveChat. Raises Refused where Telegram would."""
    chat = world.chat(params.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.left = True
    world.keep(chat)
    return True


def file(world: World, params: Params) -> Json:
    """getFile. Raises Refused where Telegram would."""
    return as_download(world.store, params.get("file_id", ""))


def set_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton. Raises Refused where Telegram would."""
    button = params.get("menu_button", {"type": "default"})
    if button.get("type") not in {"default", "commands"}:
        raise bad_request("unsupported menu button type specified")
    world.store.keep_value(f"menu_button:{_menu_chat(world, params)}", dumped({"type": button["type"]}))
    return True


def menu_button(world: World, params: Params) -> Json:
    """getChatMenuButton. Raises Refused where Telegram would."""
    value = world.store.value(f"menu_button:{_menu_chat(world, params)}") or world.store.value("menu_button:")
    return {"type": "commands" if "commands" in value else "default"}


def _menu_chat(world: World, params: Params) -> str:
    return str(world.chat(params["chat_id"]).id) if "chat_id" in params else ""
