import pytest

from bot.playground import Playground
from tests.bot.playground.api import SARI, STRANGER, Api


async def test_the_bot_knows_itself(api: Api) -> None:
    me = await api.result("getMe")
    assert (me["id"], me["is_bot"], me["username"]) == (4242, True, "relawan_demo_bot")


@pytest.mark.parametrize(
    ("kind", "method", "longest"),
    [("name", "Name", 64), ("description", "Description", 512), ("short_description", "ShortDescription", 120)],
)
async def test_what_the_bot_says_of_itself_is_kept_by_language(api: Api, kind: str, method: str, longest: int) -> None:
    await api.result(f"setMy{method}", **{kind: "x" * longest})
    await api.result(f"setMy{method}", **{kind: "english"}, language_code="en")
    assert await api.result(f"getMy{method}", language_code="en") == {kind: "english"}
    assert await api.result(f"getMy{method}", language_code="id") == {kind: "x" * longest}
    assert "is too long" in await api.refusal(f"setMy{method}", **{kind: "x" * (longest + 1)})
    assert (await api.get("/sim/state"))["bot"][kind] == "x" * longest


async def test_a_name_taken_back_is_the_first_name_again(api: Api) -> None:
    await api.result("setMyName", name="Lain")
    assert (await api.result("getMe"))["first_name"] == "Lain"
    await api.result("setMyName", name="")
    assert await api.result("getMyName") == {"name": "Relawan"}


async def test_a_chat_is_described(api: Api) -> None:
    chat = await api.result("getChat", chat_id=STRANGER)
    assert (chat["id"], chat["type"], chat["first_name"]) == (STRANGER, "private", "Tono")
    assert await api.refusal("getChat", chat_id=9) == "Bad Request: chat not found"


async def test_a_group_that_was_left_is_not_written_to(playground: Playground, api: Api) -> None:
    group = {"id": -7, "type": "group", "title": "Panitia"}
    await playground.inject({"message": {"message_id": 1, "date": 0, "chat": group, "text": "/jadwal"}})
    await api.result("sendMessage", chat_id=-7, text="a")
    await api.result("leaveChat", chat_id=-7)
    assert await api.refusal("sendMessage", chat_id=-7, text="a") == "Forbidden: bot is not a member of the group chat"
    refusal = await api.refusal("leaveChat", chat_id=SARI)
    assert refusal == "Bad Request: chat member status can't be changed in private chats"


async def test_the_menu_button_is_kept_by_chat(api: Api) -> None:
    await api.result("setChatMenuButton", chat_id=SARI, menu_button={"type": "commands"})
    assert await api.result("getChatMenuButton", chat_id=SARI) == {"type": "commands"}
    assert await api.result("getChatMenuButton") == {"type": "default"}
    assert "unsupported menu button" in await api.refusal("setChatMenuButton", menu_button={"type": "web_app"})


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_a_session_may_be_ended(api: Api, method: str) -> None:
    assert await api.result(method) is True
