import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.playground import Playground
from bot.playground.store import StoredUpdate
from tests.bot.playground.api import BUDI, SARI, STRANGER, Api


@pytest.fixture
async def poll(api: Api) -> AsyncIterator[asyncio.Task[object]]:
    """A long poll that waits."""
    task: asyncio.Task[object] = asyncio.create_task(api.bot("getUpdates", offset=1, timeout=50))
    await asyncio.sleep(0.05)
    yield task
    task.cancel()


async def test_updates_come_until_the_offset_confirms_them(playground: Playground, api: Api) -> None:
    for word in ("satu", "dua", "tiga"):
        await playground.say(SARI, word)
    first = await api.updates(limit=2)
    assert [update["message"]["text"] for update in first] == ["satu", "dua"]
    rest = await api.updates(offset=first[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["dua", "tiga"]
    assert len(playground._world.updates.pending) == 2


async def test_a_negative_offset_keeps_only_the_newest(playground: Playground, api: Api) -> None:
    for word in ("satu", "dua", "tiga"):
        await playground.say(SARI, word)
    assert [update["message"]["text"] for update in await api.updates(offset=-1)] == ["tiga"]
    assert len(playground._world.updates.pending) == 1


async def test_an_offset_from_the_future_confirms_nothing(playground: Playground, api: Api) -> None:
    await playground.say(SARI, "satu")
    assert len(await api.updates(offset=1_000)) == 1
    assert len(playground._world.updates.pending) == 1


async def test_a_long_poll_is_answered_as_soon_as_something_happens(
    playground: Playground, poll: asyncio.Task[dict[str, object]]
) -> None:
    began = time.monotonic()
    await playground.say(SARI, "halo")
    body = await poll
    assert time.monotonic() - began < 0.5
    assert "halo" in str(body["result"])


async def test_a_second_poller_ends_the_first(api: Api, poll: asyncio.Task[dict[str, object]]) -> None:
    assert await api.updates(offset=2) == []
    body = await poll
    assert body["error_code"] == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_setting_a_webhook_ends_the_poll(api: Api, poll: asyncio.Task[dict[str, object]]) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/", max_connections=1)
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    refusal = await api.refusal("getUpdates")
    assert refusal.startswith("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")


async def test_who_asks_for_the_same_again_at_once_is_slowed(playground: Playground, api: Api) -> None:
    updates = playground._world.updates
    assert updates._slowed(5, 100, 0) == (0, 100)
    assert updates._slowed(5, 100, 0) == (3, 1)
    assert updates._slowed(6, 100, 0) == (0, 100)


async def test_only_allowed_kinds_come_and_the_choice_is_remembered(playground: Playground, api: Api) -> None:
    await api.updates(allowed_updates=["message"])
    message_id = await playground.say(SARI, "satu")
    await playground.edit(SARI, message_id, "dua")
    (update,) = await api.updates(offset=1)
    assert "message" in update
    assert "unknown update type" in await api.refusal("getUpdates", allowed_updates=["messages"])


async def test_updates_are_given_up_after_a_day(playground: Playground, api: Api) -> None:
    await playground.say(SARI, "kemarin")
    pending = playground._world.updates.pending
    ((id_, update),) = pending.items()
    pending[id_] = update._replace(stored_at=time.time() - 86_401)
    assert await api.updates() == []


async def test_one_answer_holds_at_most_four_megabytes(playground: Playground, api: Api) -> None:
    for id_ in range(1, 4):
        body = f'{{"update_id":{id_},"x":"{"x" * 3_000_000}"}}'
        playground._world.updates.pending[id_] = StoredUpdate(id_, 1, time.time(), False, body)
    assert len(await api.updates()) == 1


async def test_an_injected_update_comes_as_it_is_and_its_id_counts(playground: Playground, api: Api) -> None:
    await playground.inject({"poll": {"odd": [1, None]}})
    await playground.inject({"update_id": 50, "poll": 1})
    await playground.say(SARI, "halo")
    assert [update["update_id"] for update in await api.updates()] == [1, 50, 51]


@pytest.mark.parametrize(
    "odd", [17, "x", None, [], {"update_id": "7"}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**40}]
)
async def test_what_no_offset_can_confirm_is_handed_out_once(playground: Playground, api: Api, odd: object) -> None:
    await playground.inject(odd)
    await playground.say(SARI, "halo")
    first, second = await api.updates()
    assert first == odd
    assert [update["update_id"] for update in await api.updates(offset=1)] == [second["update_id"]]


async def test_who_starts_blocks_and_unblocks_is_told(playground: Playground, api: Api) -> None:
    await playground.say(STRANGER, "/start")
    await playground.block(BUDI)
    await playground.block(BUDI, False)
    member, start, blocked, unblocked = await api.updates()
    assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"
    statuses = [u["my_chat_member"]["new_chat_member"]["status"] for u in (blocked, unblocked)]
    assert statuses == ["kicked", "member"]
