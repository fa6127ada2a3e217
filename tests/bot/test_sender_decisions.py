"""What becomes of a message that did not certainly arrive."""

import asyncio

import pytest

from bot.channel import Ambiguous, Rejected, SendError, TryLater, Unreachable
from bot.messages import Address, Outbound
from bot.now import millis, now
from bot.waves import SAME
from storage import deliveries
from storage.database import Database
from tests.delivering import Gated, chat, delivering, later, push, reached, reply, row_of, until


@pytest.fixture
def channel() -> Gated:
    return Gated()


async def _halted(database: Database) -> bool:
    held = await deliveries.halts(database.reader, millis(now()))
    return deliveries.EVERYBODY in [row["user"] for row in held]


async def _waiting(database: Database, rows: int) -> bool:
    sql = "SELECT count(*) FROM outbox WHERE state = 'queued' AND not_before > 0"
    return bool(await database.reader.value(sql) == rows)


async def test_who_cannot_be_reached_gets_nothing_pushed_any_more(database: Database, channel: Gated) -> None:
    first = await push(database, "siti", lane=1, batch=None)
    later = await push(database, "siti", batch="broadcast:1")
    async with database.transaction() as db:
        await db.execute("UPDATE outbox SET not_before = ? WHERE dedupe_key = ?", (millis(now()) + 60_000, later))
    channel.failures["siti"] = [Unreachable("bot was blocked by the user")]
    async with delivering(database, channel):
        await reached(database, first, "blocked")
    row = await row_of(database, later)
    assert (row["state"], row["problem"]) == ("blocked", "bot was blocked by the user")
    assert await database.reader.value("SELECT unreachable_why FROM contacts") == "bot was blocked by the user"


async def test_a_refused_message_is_failed_and_not_tried_again(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "Halo")
    channel.failures["siti"] = [Rejected("can't parse entities")]
    async with delivering(database, channel):
        await reached(database, "Halo", "failed")
    row = await row_of(database, "Halo")
    assert (row["problem"], row["body"], len(channel.requests)) == ("can't parse entities", None, 1)


async def test_many_refusals_of_one_batch_stop_it_each_time(database: Database, channel: Gated) -> None:
    paused: list[tuple[str, str]] = []

    async def pause(batch: str, why: str) -> None:
        paused.append((batch, why))

    for number in range(2 * SAME + 5):
        channel.failures[f"r{number}"] = [Rejected("too long")]
        last = await push(database, f"r{number}")
    async with delivering(database, channel, stop=pause):
        await reached(database, last, "failed")
    assert paused == [("broadcast:1", "too long"), ("broadcast:1", "too long")]


async def test_a_batch_whose_pausing_fails_goes_on(
    database: Database, channel: Gated, caplog: pytest.LogCaptureFixture
) -> None:
    async def pause(batch: str, why: str) -> None:
        raise KeyError(batch)

    for number in range(SAME):
        channel.failures[f"r{number}"] = [Rejected("too long")]
        await push(database, f"r{number}")
    last = await push(database, "budi")
    async with delivering(database, channel, stop=pause):
        await reached(database, last, "sent")
    assert "cannot be sent" in caplog.text


async def test_a_reply_that_may_have_arrived_is_repeated_once(database: Database, channel: Gated) -> None:
    await reply(database, "siti", "Halo")
    channel.failures["siti"] = [Ambiguous("timeout"), Ambiguous("timeout")]
    async with delivering(database, channel) as sender:
        await reached(database, "Halo", "queued", repeated=1)
        later(2)
        sender.wake()
        await reached(database, "Halo", "unknown")
    assert len(channel.requests) == 2


@pytest.mark.parametrize("lane", [1, 2])
async def test_a_pushed_message_that_may_have_arrived_is_not_repeated(
    database: Database, channel: Gated, lane: int
) -> None:
    key = await push(database, "siti", lane=lane)
    channel.failures["siti"] = [Ambiguous("timeout")]
    async with delivering(database, channel):
        await reached(database, key, "unknown")
    assert len(channel.requests) == 1


async def test_a_channel_that_breaks_leaves_it_open_whether_the_message_arrived(
    database: Database, channel: Gated, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Gated):
        async def send(self, to: Address, message: Outbound, replaces: str = "") -> str:
            raise KeyError("message_id")

    key = await push(database, "siti")
    async with delivering(database, Broken()):
        await reached(database, key, "unknown")
    assert "a channel broke while sending" in caplog.text


async def test_where_nobody_can_be_reached_it_is_tried_again_until_it_arrives(
    database: Database, channel: Gated
) -> None:
    await reply(database, "siti", "Halo")
    channel.failures["siti"] = [TryLater("connection refused")]
    async with delivering(database, channel) as sender:
        await until(lambda: bool(channel.requests))
        await reached(database, "Halo", "queued")
        later(60)
        sender.wake()
        await reached(database, "Halo", "sent")
    assert (await row_of(database, "Halo"))["attempts"] == 2


async def test_a_chat_told_to_slow_down_is_left_alone_for_so_long_also_after_a_restart(
    database: Database, channel: Gated
) -> None:
    await reply(database, "siti", "satu")
    channel.failures["siti"] = [TryLater("flood", after=30)]
    async with delivering(database, channel) as sender:
        await until(lambda: bool(channel.requests))
        await reached(database, "satu", "queued")
        await reply(database, "budi", "lain")
        key = await push(database, "siti", lane=1)
        sender.wake()
        await reached(database, "lain", "sent")
    assert [row["user"] for row in await deliveries.halts(database.reader, millis(now()))] == ["siti"]
    async with delivering(database, channel):
        await reply(database, "ani", "juga")
        await reached(database, "juga", "sent")
        await reached(database, key, "queued")
    assert channel.requests == ["satu", "lain", "juga"]
    later(31)
    async with delivering(database, channel):
        await reached(database, "satu", "sent")
        await reached(database, key, "sent")


async def test_three_chats_told_to_slow_down_halt_everybody(database: Database, channel: Gated) -> None:
    for user in ("siti", "budi", "ani"):
        await reply(database, user, f"halo {user}")
        channel.failures[user] = [TryLater("flood", after=30)]
    async with delivering(database, channel) as sender:
        for user in ("siti", "budi", "ani"):
            await until(lambda user=user: f"halo {user}" in channel.requests)  # type: ignore[misc]
        # The last of the three may be taken again already; it waits at the gate like all others.
        await until(lambda: _halted(database))
        await reply(database, "rina", "halo rina")
        sender.wake()
        await asyncio.sleep(0.05)
    assert len(channel.requests) == 3
    async with delivering(database, channel):
        await asyncio.sleep(0.05)
    assert (await row_of(database, "halo rina"))["state"] == "queued"


async def test_waiting_for_a_halted_chat_is_no_word_of_the_channel(database: Database, channel: Gated) -> None:
    async with database.transaction() as db:
        then = millis(now()) + 30_000
        await db.apply([deliveries.halted(chat(user), then) for user in ("siti", "budi", "ani")])
    for user in ("siti", "budi", "ani", "rina"):
        await reply(database, user, f"halo {user}")
    async with delivering(database, channel):
        await reached(database, "halo rina", "sent")
        await until(lambda: _waiting(database, 3))
    assert not await _halted(database)
    assert channel.requests == ["halo rina"]


def test_every_way_of_failing_is_decided() -> None:
    assert {kind.__name__ for kind in SendError.__subclasses__()} == {
        "TryLater", "Unreachable", "Rejected", "Ambiguous"
    }  # fmt: skip
