import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground import Hooks, Person, Playground
from tests.bot.playground.api import BUDI, SARI, STRANGER, Api

Stream = asyncio.Queue[tuple[str, Any]]


@pytest.fixture
async def stream(api: Api) -> AsyncIterator[Stream]:
    """The events that the page gets."""
    events: Stream = asyncio.Queue()
    answer = await api.session.get(f"{api.url}/sim/events")
    assert answer.content_type == "text/event-stream"
    assert await answer.content.readline() == b": welcome\n"

    async def read() -> None:
        name = ""
        async for line in answer.content:
            field, _, value = line.decode().strip().partition(": ")
            name = value if field == "event" else name
            if field == "data":
                events.put_nowait((name, json.loads(value)))

    task = asyncio.create_task(read())
    yield events
    task.cancel()
    answer.close()


async def test_the_state_is_what_the_page_needs(playground: Playground, api: Api) -> None:
    playground.add_people([Person(500, "Tersembunyi", hidden=True, started=True)])
    await playground.say(SARI, "/start")
    state = await api.get("/sim/state")
    assert state["bot"] == {
        "id": 4242, "username": "relawan_demo_bot", "name": "Relawan", "description": "", "short_description": "",
    }  # fmt: skip
    assert (state["running"], state["clock"]["ahead"]) == (True, 0)
    assert [phone["id"] for phone in state["phones"]] == [SARI, BUDI, STRANGER]
    message = state["phones"][0]["messages"][0]
    assert message | {"id": 0, "date": 0} == {
        "id": 0, "from": "me", "date": 0, "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}], "photo": None, "document": None,
        "contact": None, "place": None, "album": None, "inline_keyboard": None, "edited": False, "reply_to": None,
    }  # fmt: skip


async def test_every_action_of_a_phone_has_its_address(playground: Playground, api: Api) -> None:
    new = await api.post("/sim/phones", {"first_name": "Ani"})
    phone = f"/sim/phones/{new['id']}"
    assert (new["id"], new["started"], new["phone_number"]) == (104, False, "+6281100000104")
    said = (await api.post(f"{phone}/text", {"text": "halo"}))["message_id"]
    await api.post(f"{phone}/edit", {"message_id": said, "text": "hai"})
    await api.post(f"{phone}/contact", {})
    sent = await api.result("sendMessage", chat_id=new["id"], text="a")
    tapped = await api.post(f"{phone}/tap", {"message_id": sent["message_id"], "data": "x"})
    await api.post(f"{phone}/block", {"blocked": True})
    updates = await api.updates()
    kinds = [next(kind for kind in update if kind != "update_id") for update in updates]
    assert kinds == ["my_chat_member", "message", "edited_message", "message", "callback_query", "my_chat_member"]
    assert updates[4]["callback_query"]["id"] == tapped["callback_id"]


async def test_files_come_as_forms(playground: Playground, api: Api) -> None:
    for kind, content in (("photo", b"GIF89a\x05\x00\x06\x00"), ("document", b"isi")):
        form = aiohttp.FormData({"caption": "ini"}, default_to_multipart=True)
        form.add_field("file", content, filename="a.gif")
        async with api.session.post(f"{api.url}/sim/phones/{SARI}/{kind}", data=form) as answer:
            assert "message_id" in await answer.json()
    photo, document = playground.messages(SARI)
    assert (photo["photo"]["width"], document["document"]["name"]) == (5, "a.gif")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/sim/phones", {"first_name": " "}, 400),
        ("/sim/phones", {}, 400),
        ("/sim/phones", [], 400),
        (f"/sim/phones/{SARI}/text", {"text": 5}, 400),
        (f"/sim/phones/{SARI}/text", {"text": "a", "reply_to": "x"}, 404),
        ("/sim/phones/9/text", {"text": "a"}, 404),
        (f"/sim/phones/{SARI}/tap", {"message_id": "1", "data": "a"}, 400),
        (f"/sim/phones/{SARI}/photo", {}, 400),
        (f"/sim/phones/{SARI}/block", {"blocked": 1}, 400),
        ("/sim/clock", {"ahead": "1"}, 400),
        ("/sim/clock", {"ahead": -1}, 400),
        ("/sim/kill", {}, 400),
        ("/sim/unknown", {}, 404),
    ],
)
async def test_what_cannot_be_done_is_said_in_words(api: Api, path: str, body: Any, status: int) -> None:
    assert (await api.post(path, body, status))["error"]


async def test_another_sites_page_may_ask_nothing(playground: Playground, api: Api) -> None:
    headers = {"Origin": "http://jahat.example"}
    async with api.session.post(f"{api.url}/sim/phones/{SARI}/text", json={"text": "a"}, headers=headers) as answer:
        assert answer.status == 403
    async with api.session.get(f"{api.url}/sim/state", headers={"Origin": api.url}) as answer:
        assert answer.status == 200
    assert playground.messages(SARI) == []


async def test_the_page_may_kill_the_bot_and_move_the_clock(playground: Playground, api: Api) -> None:
    asked: list[object] = []

    async def kill() -> None:
        asked.append("kill")

    async def clock(ahead: float) -> None:
        asked.append(ahead)

    playground.hooks = Hooks(kill, clock)
    await api.post("/sim/kill", {})
    assert (await api.post("/sim/clock", {"ahead": 3600}))["ahead"] == 3600
    assert asked == ["kill", 3600]


async def test_the_page_hears_of_everything_as_it_happens(playground: Playground, api: Api, stream: Stream) -> None:
    async def event(name: str) -> Any:
        heard, data = await asyncio.wait_for(stream.get(), 2)
        assert heard == name
        return data

    said = await playground.say(STRANGER, "/start")
    assert (await event("phone"))["started"] is True
    assert (await event("message"))["message"]["id"] == said
    markup = {"keyboard": [["Ya"]]}
    sent = (await api.result("sendMessage", chat_id=STRANGER, text="a", reply_markup=markup))["message_id"]
    assert (await event("message"))["message"]["from"] == "bot"
    assert (await event("keyboard"))["keyboard"]["rows"] == [[{"text": "Ya", "request_contact": False}]]
    tapped = await playground.tap(STRANGER, sent, "x")
    await api.result("answerCallbackQuery", callback_query_id=tapped, text="Baik", show_alert=True)
    assert await event("answer") == {
        "phone": STRANGER, "callback_id": tapped, "text": "Baik", "show_alert": True, "url": "",
    }  # fmt: skip
    await api.result("deleteMessage", chat_id=STRANGER, message_id=sent)
    assert await event("delete") == {"phone": STRANGER, "message_id": sent}
    scope = {"type": "chat", "chat_id": STRANGER}
    await api.result("setMyCommands", commands=[{"command": "a", "description": "b"}], scope=scope)
    assert await event("menu") == {"phone": STRANGER, "menu": [{"command": "a", "description": "b"}]}
    await playground.move_clock(60)
    assert (await event("clock"))["ahead"] == 60
    playground.running(False)
    assert (await event("bot"))["running"] is False
    assert (await api.get("/sim/state"))["running"] is False


async def test_nothing_is_heard_of_hidden_people(playground: Playground, api: Api, stream: Stream) -> None:
    playground.add_people([Person(500, "Tersembunyi", hidden=True, started=True)])
    await playground.say(500, "halo")
    await api.result("sendMessage", chat_id=500, text="a")
    playground.running(True)
    assert (await asyncio.wait_for(stream.get(), 2))[0] == "bot"
