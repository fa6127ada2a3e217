from typing import Any

import pytest

from tests.bot.playground.api import BUDI, SARI, STRANGER, Api


def listed(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.title()} for name in names]


async def menus(api: Api) -> list[list[str]]:
    return [[command["command"] for command in phone["menu"]] for phone in (await api.get("/sim/state"))["phones"]]


async def test_the_narrowest_list_is_the_menu(api: Api) -> None:
    await api.result("setMyCommands", commands=listed("semua"))
    await api.result("setMyCommands", commands=listed("pribadi"), scope={"type": "all_private_chats"})
    await api.result("setMyCommands", commands=listed("grup"), scope={"type": "all_group_chats"})
    await api.result("setMyCommands", commands=listed("budi"), scope={"type": "chat", "chat_id": BUDI})
    assert await menus(api) == [["pribadi"], ["budi"], ["pribadi"]]
    await api.result("deleteMyCommands", scope={"type": "chat", "chat_id": BUDI})
    await api.result(
        "setMyCommands", commands=listed("bahasa"), scope={"type": "all_private_chats"}, language_code="id"
    )
    assert await menus(api) == [["bahasa"]] * 3


async def test_a_list_is_given_back_for_its_own_scope_and_language(api: Api) -> None:
    scope = {"type": "chat", "chat_id": str(SARI)}
    await api.result("setMyCommands", commands=listed("a"), scope=scope, language_code="en")
    assert await api.result("getMyCommands", scope={"type": "chat", "chat_id": SARI}, language_code="en") == listed("a")
    assert await api.result("getMyCommands", scope=scope) == []
    assert await api.result("getMyCommands") == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "can't parse commands list JSON object"),
        ({"commands": listed("Besar")}, "BOT_COMMAND_INVALID"),
        ({"commands": listed("")}, "command must be non-empty"),
        ({"commands": listed("a" * 33)}, "command length must not exceed 32"),
        ({"commands": [{"command": "a", "description": " "}]}, "command description must be non-empty"),
        ({"commands": [{"command": "a", "description": "x" * 257}]}, "command description length must not exceed 256"),
        ({"commands": [{"command": "a"}]}, "command and description must be of type String"),
        ({"commands": listed("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": listed("a"), "scope": {"type": "all"}}, "can't parse BotCommandScope"),
        ({"commands": listed("a"), "scope": {"type": "chat", "chat_id": 9}}, "chat not found"),
        ({"commands": listed("a"), "scope": {"type": "chat", "chat_id": "x"}}, "can't parse BotCommandScope"),
        ({"commands": listed("a"), "scope": {"type": "chat_administrators", "chat_id": SARI}}, "private chat"),
        ({"commands": listed("a"), "language_code": "indonesia"}, "invalid language code specified"),
        ({"commands": [{"command": "a", "description": "b", "icon": "c"}]}, 'unknown field "icon" in commands'),
    ],
)
async def test_wrong_lists_are_refused(api: Api, params: dict[str, Any], words: str) -> None:
    assert words in await api.refusal("setMyCommands", **params)
    assert await menus(api) == [[]] * 3


async def test_somebody_who_never_wrote_may_have_a_menu_waiting(api: Api) -> None:
    await api.result("setMyCommands", commands=listed("a"), scope={"type": "chat", "chat_id": STRANGER})
    assert await menus(api) == [[], [], ["a"]]
