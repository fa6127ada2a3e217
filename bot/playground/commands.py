"""The bot's command lists, for whom each holds, and the menu that a chat sees."""

import re
from typing import Any

from telegram.constants import BotCommandLimit, BotCommandScopeType

from bot.playground.answers import Json, Refused, bad_request, dumped
from bot.playground.parameters import Params
from bot.playground.people import Chat
from bot.playground.world import World

_OF_A_CHAT = frozenset({"chat", "chat_administrators", "chat_member"})
_SCOPES = frozenset(scope.value for scope in BotCommandScopeType)


def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands; an empty list forgets. Raises Refused where Telegram would."""
    if "commands" not in params:
        raise bad_request("can't parse commands list JSON object")
    commands = [_checked(command) for command in params["commands"]]
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _keep(world, params, commands)
    return True


def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands. Raises Refused where Telegram would."""
    _keep(world, params, [])
    return True


def my_commands(world: World, params: Params) -> list[Json]:
    """getMyCommands: the list of exactly this scope and language. Raises Refused where Telegram would."""
    return world.store.commands(_scope(world, params), language_of(params)) or []


def menu(world: World, chat: Chat, language: str = "id") -> list[Json]:
    """The commands that a private chat sees: the narrowest scope's, and of that the reader's language first."""
    for scope in ({"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}, {"type": "default"}):
        for spoken in (language, ""):
            if commands := world.store.commands(dumped(scope), spoken):
                return commands
    return []


def language_of(params: Params) -> str:
    """The language that a request is about, "" for all others. Raises Refused where it is none."""
    language = str(params.get("language_code", ""))
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _keep(world: World, params: Params, commands: list[Json]) -> None:
    scope, language = _scope(world, params), language_of(params)
    before = {chat.id: menu(world, chat) for chat in world.chats.values() if chat.visible}
    world.store.keep_commands(scope, language, commands)
    for chat_id, seen in before.items():
        now = menu(world, world.chats[chat_id])
        if now != seen:
            world.tell(world.chats[chat_id], "menu", {"menu": now})


def _scope(world: World, params: Params) -> str:
    scope = params.get("scope", {"type": "default"})
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise _unreadable("unsupported type specified")
    if kind not in _OF_A_CHAT:
        return dumped({"type": kind})
    chat = world.chat(_number(scope.get("chat_id")))
    if kind == "chat_member":
        return dumped({"type": kind, "chat_id": chat.id, "user_id": _number(scope.get("user_id"))})
    if kind == "chat_administrators" and chat.kind == "private":
        raise bad_request("can't change commands for administrators of a private chat")
    return dumped({"type": kind, "chat_id": chat.id})


def _number(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unreadable("chat_id and user_id must be numbers")
    return value


def _unreadable(words: str) -> Refused:
    return bad_request(f"can't parse BotCommandScope: {words}")


def _checked(command: Json) -> Json:
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not isinstance(description, str):
        raise bad_request("can't parse BotCommand: command and description must be of type String")
    name, description = name.removeprefix("/"), description.strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > BotCommandLimit.MAX_COMMAND:
        raise bad_request(f"command length must not exceed {int(BotCommandLimit.MAX_COMMAND)}")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > BotCommandLimit.MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {int(BotCommandLimit.MAX_DESCRIPTION)}")
    return {"command": name, "description": description}
