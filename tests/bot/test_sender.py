"""The only door out: in order, at the channel's pace, and nothing twice without need."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.messages import Outbound
from bot.now import millis, now
from bot.sender import Sender
from storage.broadcasts import lives
from storage.database import Database, Reader
from storage.outbox import Delivery
from tests.delivering import Gated, broadcast_text, delivering, push, reached, reply, row_of, until


@pytest.fixture
def channel() -> Gated:
    return Gated()


async def _crash(running: asyncio.Task[None]) -> None:
    """End everything at once, as a kill does: nothing that is on the wire is waited for."""
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    running.cancel()
    await asyncio.sleep(0.01)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.wait({running})


async def test_what_is_queued_is_sent_and_its_text_is_erased(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "Halo")
    async with delivering(database, channel):
        await reached(database, "Halo", "sent")
    row = await row_of(database, "Halo")
    assert (row["body"], row["message"]) == (None, "1")
    assert channel.requests == ["Halo"]


async def test_it_wakes_for_what_is_queued_later(database: Database, channel: Gated) -> None:
    async with delivering(database, channel) as sender:
        await asyncio.sleep(0.02)
        await reply(database, "siti", "Halo")
        sender.wake()
        await asyncio.wait_for(reached(database, "Halo", "sent"), 1)


async def test_replies_of_one_chat_keep_their_order_and_one_is_on_the_wire(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "satu", "dua", "tiga")
    await reply(database, "budi", "lain")
    channel.gate.clear()
    async with delivering(database, channel):
        await reached(database, "lain", "sending")
        await asyncio.sleep(0.02)
        assert sorted(channel.requests) == ["lain", "satu"]
        channel.gate.set()
        await reached(database, "tiga", "sent")
    assert [message.text for _, message in channel.sent["siti"]] == ["satu", "dua", "tiga"]


async def test_a_message_is_marked_before_it_is_written(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "Halo")
    channel.gate.clear()
    async with delivering(database, channel):
        await until(lambda: bool(channel.requests))
        assert (await row_of(database, "Halo"))["state"] == "sending"
        channel.gate.set()


async def test_a_reply_does_not_wait_behind_a_broadcast(database: Database, channel: Gated) -> None:
    for number in range(60):
        await push(database, f"r{number}")
    async with delivering(database, channel, rate_all=200.0, rate_bulk=100.0) as sender:
        await until(lambda: len(channel.requests) >= 5)
        await reply(database, "siti", "Halo")
        sender.wake()
        await reached(database, "Halo", "sent")
        assert channel.requests.index("Halo") < 30


async def test_batches_take_turns(database: Database, channel: Gated) -> None:
    for number in range(20):
        await push(database, f"a{number}", batch="broadcast:1")
    for number in range(3):
        last = await push(database, f"b{number}", batch="broadcast:2")
    async with delivering(database, channel, rate_bulk=27.0):
        await reached(database, last, "sent")
    assert len(channel.requests) <= 12


async def test_an_edit_names_the_message_that_it_edits(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "Terkirim 1")
    await reply(database, "siti", "Terkirim 2", replaces="Terkirim 1")
    async with delivering(database, channel):
        await reached(database, "Terkirim 2", "sent")
    assert [id_ for id_, _ in channel.sent["siti"]] == ["1", "1"]


async def test_nothing_is_sent_after_its_time(database: Database, channel: Gated) -> None:
    late = await push(database, "siti", lane=1, expires_at=millis(now()))
    in_time = await push(database, "budi", lane=1, expires_at=millis(now()) + 60_000)
    async with delivering(database, channel):
        await reached(database, late, "expired")
        await reached(database, in_time, "sent")
    assert channel.requests == ["siaran untuk budi"]


async def test_what_need_not_be_said_any_more_is_not(database: Database, channel: Gated) -> None:
    async def nothing(_db: Reader, _delivery: Delivery) -> Outbound | None:
        return None

    key = await push(database, "siti")
    async with delivering(database, channel, {"broadcast": nothing}):
        await reached(database, key, "cancelled")
    assert channel.requests == []


@pytest.mark.parametrize("kind", ["broken", "unheard of"])
async def test_a_row_that_cannot_be_rendered_fails_alone(
    database: Database, channel: Gated, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    async def broken(_db: Reader, _delivery: Delivery) -> Outbound | None:
        raise KeyError("title")

    key, other = await push(database, "siti", kind=kind), await push(database, "budi")
    async with delivering(database, channel, {"broken": broken, "broadcast": broadcast_text}):
        await reached(database, key, "failed")
        await reached(database, other, "sent")
    assert "outbox row 1" in caplog.text


async def test_a_row_whose_text_cannot_be_read_fails_alone(database: Database, channel: Gated) -> None:
    key = await push(database, "siti", body='{"text": "x", "choices": [["", "", ""]]}')
    await reply(database, "budi", "Halo")
    async with delivering(database, channel):
        await reached(database, key, "failed")
        await reached(database, "Halo", "sent")


async def test_a_busy_database_is_waited_for(
    database: Database, channel: Gated, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.transaction() as db:
        await db.rows("PRAGMA busy_timeout=10")
    await reply(database, "siti", "Halo")
    other = sqlite3.connect(database.path, isolation_level=None)
    async with delivering(database, channel) as sender:
        await reached(database, "Halo", "sent")
        await reply(database, "siti", "lagi")
        other.execute("BEGIN IMMEDIATE")
        sender.wake()
        await until(lambda: "marks wait" in caplog.text)
        other.execute("ROLLBACK")
        other.close()
        sender.wake()
        await reached(database, "lagi", "sent")


async def test_a_stop_waits_for_what_is_on_the_wire_and_leaves_the_rest(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "pertama")
    for number in range(5):
        await push(database, f"r{number}")
    channel.gate.clear()
    sender = Sender(database, {"telegram": channel}, {"broadcast": broadcast_text}, rate_all=1e5, rate_bulk=1.0)
    stop = asyncio.Event()
    running = asyncio.create_task(sender.run(stop))
    await reached(database, "pertama", "sending")
    stop.set()
    await asyncio.sleep(0.02)
    assert not running.done()
    channel.gate.set()
    await asyncio.wait_for(running, 1)
    states = {row["state"] for row in await database.reader.rows("SELECT state FROM outbox WHERE lane = 2")}
    assert (await row_of(database, "pertama"))["state"] == "sent"
    assert "sending" not in states
    async with delivering(database, channel):
        for number in range(5):
            await reached(database, f"broadcast:{number + 1}", "sent")
    assert sorted(channel.requests) == sorted(set(channel.requests))


async def test_after_a_crash_a_message_on_the_wire_is_repeated_once(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "Halo")
    channel.gate.clear()
    for crash in (1, 2):
        sender = Sender(database, {"telegram": channel}, {}, rate_all=1e5)
        await sender.recover()
        running = asyncio.create_task(sender.run(asyncio.Event()))
        await until(lambda crash=crash: len(channel.requests) == crash)  # type: ignore[misc]
        await _crash(running)
    sender = Sender(database, {"telegram": channel}, {})
    await sender.recover()
    row = await row_of(database, "Halo")
    assert (row["state"], row["problem"]) == ("unknown", "stopped while sending")
    assert len(channel.requests) == 2


async def test_a_broken_database_ends_the_sender_and_is_not_swallowed(database: Database, channel: Gated) -> None:
    async with database.transaction() as db:
        await db.rows("ALTER TABLE outbox RENAME TO lost")
    sender = Sender(database, {"telegram": channel}, {})
    with pytest.raises(sqlite3.OperationalError, match="outbox"):
        await sender.run(asyncio.Event())


@pytest.mark.parametrize("verb", ["pause", "cancel"])
async def test_after_a_pause_or_a_calling_off_only_what_is_on_the_wire_goes(
    database: Database, channel: Gated, verb: str
) -> None:
    for number in range(40):
        await push(database, f"r{number}")
    async with database.transaction() as db:
        await db.execute("INSERT INTO broadcasts (text, region, origin, state, total, created_at)"
                         " VALUES ('Halo', '', '', 'running', 40, 1)")  # fmt: skip
    async with delivering(database, channel, rate_bulk=100.0):
        await until(lambda: len(channel.requests) > 5)
        async with database.transaction() as db:
            assert await (lives.pause(db, 1, "", 1) if verb == "pause" else lives.cancel(db, 1, 1))
            sending = await db.value("SELECT count(*) FROM outbox WHERE state = 'sending'")
        gone = len(channel.requests) + sending
        await asyncio.sleep(0.2)
        assert len(channel.requests) <= gone < 40
        waiting = await database.reader.value("SELECT count(*) FROM outbox WHERE state = 'leased'")
        assert waiting == 0
    assert len(channel.requests) == len(set(channel.requests))


async def test_a_stop_does_not_wait_for_a_busy_database(database: Database, channel: Gated) -> None:
    async with database.transaction() as db:
        await db.rows("PRAGMA busy_timeout=10")
    await reply(database, "siti", "Halo")
    stop = asyncio.Event()
    sender = Sender(database, {"telegram": channel}, {})
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        running = asyncio.create_task(sender.run(stop))
        await asyncio.sleep(0.05)
        stop.set()
        await asyncio.wait({running}, timeout=0.3)
        assert channel.requests == []
        other.execute("ROLLBACK")
    await asyncio.wait_for(running, 5)
    assert (await row_of(database, "Halo"))["state"] in ("queued", "leased")
