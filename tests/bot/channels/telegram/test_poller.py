"""The poller confirms nothing that is not stored, and nothing stops it for good."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.channel import Arrival
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.poller import Poller
from tests.bot.channels.telegram.fake_api import RESET, Answer, FakeApi, refused

PAUSES = (0.01, 0.02)


class Inbox:
    """Stores in memory; `broken` makes it refuse that many batches."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.broken = 0

    async def store(self, batch: Sequence[Arrival]) -> None:
        if self.broken:
            self.broken -= 1
            raise OSError("disk full")
        self.arrivals += [each for each in batch if each not in self.arrivals]

    @property
    def events(self) -> list[str]:
        return [each.event for each in self.arrivals]


@asynccontextmanager
async def polling(telegram: Telegram, inbox: Inbox) -> AsyncIterator[None]:
    stop = asyncio.Event()
    run = asyncio.create_task(Poller(telegram, inbox.store, PAUSES).run(stop))
    yield
    stop.set()
    await asyncio.wait_for(run, 1)


async def test_a_batch_is_confirmed_only_once_it_is_stored(api: FakeApi, telegram: Telegram) -> None:
    inbox = Inbox()
    inbox.broken = 2
    api.deliver({"update_id": 7, "message": {}}, {"update_id": 8})
    async with polling(telegram, inbox):
        await api.until("getUpdates", 4)
    assert [asked.get("offset") for asked in api.asked("getUpdates")] == [None, None, None, "9"]
    assert inbox.arrivals == [Arrival("7", '{"update_id": 7, "message": {}}'), Arrival("8", '{"update_id": 8}')]


async def test_a_webhook_is_taken_away_first_and_waiting_updates_stay(api: FakeApi, telegram: Telegram) -> None:
    api.script("deleteWebhook", refused(502, "Bad Gateway"))
    async with polling(telegram, Inbox()):
        await api.until("getUpdates", 1)
    assert api.asked("deleteWebhook") == [{"drop_pending_updates": "false"}] * 2
    (asked,) = api.asked("getUpdates")
    assert asked["allowed_updates"] == '["message", "edited_message", "callback_query", "my_chat_member"]'
    assert 25 <= int(asked["timeout"]) <= 50


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refused(409, "Conflict: terminated by other getUpdates request"), "another bot polls"),
        (refused(401, "Unauthorized"), "refuses the bot's token"),
        (refused(429, "Too Many Requests", retry_after=0.01), "429"),
        (Answer(502, "<html>"), "502"),
        (Answer(500, "[]"), "500"),
        (RESET, "cannot be asked"),
    ],
)
async def test_a_refusal_is_logged_and_tried_again(
    api: FakeApi, telegram: Telegram, caplog: pytest.LogCaptureFixture, answer: Answer, words: str
) -> None:
    api.script("getUpdates", answer)
    api.deliver({"update_id": 7})
    inbox = Inbox()
    async with polling(telegram, inbox):
        await api.until("getUpdates", 3)
    assert words in caplog.text
    assert inbox.events == ["7"]


async def test_an_update_without_an_id_is_kept_and_holds_up_nothing(api: FakeApi, telegram: Telegram) -> None:
    api.deliver({"message": "odd"}, 5, {"update_id": True}, {"update_id": 2**40}, {"update_id": 7})
    inbox = Inbox()
    async with polling(telegram, inbox):
        await api.until("getUpdates", 2)
    assert [event.partition(":")[0] for event in inbox.events] == ["sha256"] * 4 + ["7"]
    assert len(set(inbox.events)) == 5
    assert api.asked("getUpdates")[1]["offset"] == "8"


@pytest.mark.parametrize("odd", ["[" * 100_000, "1" * 5_000, "{"])
async def test_an_answer_nobody_can_read_is_kept_and_holds_up_nothing(
    api: FakeApi, telegram: Telegram, odd: str
) -> None:
    # The whole batch cannot be read; asked for one by one, the first update is the cause.
    unreadable = Answer(200, f'{{"ok": true, "result": [{{"update_id": 7, "message": {odd}')
    api.script("getUpdates", unreadable, unreadable)
    api.deliver({"update_id": 8})
    inbox = Inbox()
    async with polling(telegram, inbox):
        await api.until("getUpdates", 4)
    assert [asked["limit"] for asked in api.asked("getUpdates")] == ["100", "1", "100", "100"]
    assert inbox.events == ["7", "8"]
    assert inbox.arrivals[0].payload == unreadable.body


async def test_a_page_that_is_not_telegrams_is_not_kept(api: FakeApi, telegram: Telegram) -> None:
    api.script("getUpdates", *[Answer(200, "<html>Please log in</html>")] * 3)
    api.deliver({"update_id": 7})
    inbox = Inbox()
    async with polling(telegram, inbox):
        await api.until("getUpdates", 5)
    assert inbox.events == ["7"]


async def test_a_stop_ends_an_open_question_at_once_and_loses_nothing(api: FakeApi, telegram: Telegram) -> None:
    inbox = Inbox()
    async with polling(telegram, inbox):
        await api.until("getUpdates", 1)
        started = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - started < 0.5
    api.deliver({"update_id": 7})
    async with polling(telegram, inbox):
        await api.until("getUpdates", 3)
    assert inbox.events == ["7"]


async def test_a_stop_ends_a_pause_at_once(api: FakeApi, telegram: Telegram) -> None:
    api.script("getUpdates", refused(429, "Too Many Requests", retry_after=3000))
    async with polling(telegram, Inbox()):
        await api.until("getUpdates", 1)
        await asyncio.sleep(0.05)
    assert len(api.asked("getUpdates")) == 1
