"""Answers what came in, in order; what cannot be answered is dead, with one apology."""

import asyncio
import sqlite3

import pytest

from bot.channel import Arrival
from bot.messages import Inbound
from bot.now import millis, now
from storage import inbox
from storage.database import Busy, Database
from tests.talking import Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def _inbox(desk: Desk) -> list[tuple[str, str | None]]:
    return [(row["state"], row["problem"]) for row in await desk.rows("inbox")]


async def test_what_comes_twice_is_answered_once(desk: Desk) -> None:
    for _time in range(2):
        await desk.store({"user": "siti", "text": "/hitung"}, event="77")
        await desk.receiver.answer_waiting()
    assert await desk.replies() == ["Ke-1"]
    assert await _inbox(desk) == [("done", None)]


async def test_answers_come_in_the_order_of_arrival(desk: Desk) -> None:
    await desk.store(*({"user": f"u{number % 3}", "text": f"kata {number}"} for number in range(9)))
    assert await desk.receiver.answer_waiting() == 9
    assert await desk.replies() == [f"Kata: kata {number}" for number in range(9)]


@pytest.mark.parametrize("payload", ["", "{", "[]", "null", '{"kind": "telepathy", "user": "x"}', "{}"])
async def test_a_malformed_payload_is_dead_and_nobody_hears_of_it(desk: Desk, payload: str) -> None:
    await desk.store(payload)
    assert await desk.say("halo") == ["Kata: halo"]
    states = [state for state, _ in await _inbox(desk)]
    assert states == ["dead", "done"]
    assert len(await desk.rows("contacts")) == 1


async def test_what_needs_no_answer_is_done(desk: Desk) -> None:
    assert await desk.come({"nothing": True}) == []
    assert await _inbox(desk) == [("done", None)]


async def test_a_row_of_a_channel_that_is_no_more_is_dead(desk: Desk) -> None:
    await desk.store({"user": "siti", "text": "halo"}, channel="sms")
    await desk.receiver.answer_waiting()
    assert await _inbox(desk) == [("dead", "ValueError")]


async def test_a_bug_is_rolled_back_with_one_apology_and_the_talk_as_before(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.say("/pesan")
    before = [tuple(row) for row in await desk.rows("sessions")]
    (apology,) = await desk.say("/rusak")
    assert "ada gangguan di Relawan" in apology
    assert await desk.fact("broken") is None
    assert [tuple(row) for row in await desk.rows("sessions")] == before
    assert (await _inbox(desk))[1] == ("dead", "KeyError")
    assert "inbox row 2 cannot be answered" in caplog.text
    assert await desk.say("Siti") == ["Buah untuk Siti?"]


async def test_a_stranger_who_meets_a_bug_gets_the_apology_too(desk: Desk) -> None:
    (apology,) = await desk.say("/rusak")
    assert "ada gangguan" in apology
    assert len(await desk.rows("contacts")) == 1


async def test_a_talk_that_writes_before_its_question_changes_nothing(desk: Desk) -> None:
    (apology,) = await desk.say("/buru")
    assert "ada gangguan" in apology
    assert await _inbox(desk) == [("dead", "WroteEarly")]
    assert await desk.fact("hasty") is None
    assert await desk.rows("sessions") == []


async def test_a_row_that_breaks_even_the_apology_holds_up_nobody(desk: Desk) -> None:
    await desk.store('{"user": "\\ud800", "text": "halo"}')
    assert await desk.say("halo", user="budi") == ["Kata: halo"]
    assert await _inbox(desk) == [("dead", "UnicodeEncodeError"), ("done", None)]


async def test_a_busy_database_is_tried_again(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    async with desk.database.transaction() as db:
        await db.rows("PRAGMA busy_timeout=10")
    await desk.store({"user": "siti", "text": "/hitung"})
    other = sqlite3.connect(desk.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        await desk.receiver.answer_waiting()
    assert await _inbox(desk) == [("todo", None)]
    stop = asyncio.Event()
    running = asyncio.create_task(desk.receiver.run(stop))
    while "the database is busy" not in caplog.text:
        await asyncio.sleep(0.005)
    other.execute("ROLLBACK")
    other.close()
    while not desk.woken:
        await asyncio.sleep(0.005)
    stop.set()
    await asyncio.wait_for(running, 1)
    assert await desk.replies() == ["Ke-1"]


async def test_a_receiver_that_waits_for_a_busy_database_stops_at_once(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk.database.transaction() as db:
        await db.rows("PRAGMA busy_timeout=0")
    await desk.store({"user": "siti", "text": "/hitung"})
    other = sqlite3.connect(desk.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    stop = asyncio.Event()
    running = asyncio.create_task(desk.receiver.run(stop))
    while "in 0.4 s" not in caplog.text:
        await asyncio.sleep(0.005)
    stop.set()
    await asyncio.wait_for(running, 0.3)
    other.close()


async def test_a_running_receiver_hears_of_what_is_stored(desk: Desk) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(desk.receiver.run(stop))
    await asyncio.sleep(0.01)
    await desk.store({"user": "siti", "text": "/hitung"})
    desk.receiver.wake()
    async with asyncio.timeout(1):
        while not desk.woken:
            await asyncio.sleep(0.005)
    stop.set()
    await asyncio.wait_for(running, 1)
    assert await desk.replies() == ["Ke-1"]


async def test_a_stop_leaves_the_rest_for_the_next_start(desk: Desk) -> None:
    await desk.store(*({"user": "siti", "text": "/hitung"} for _number in range(3)))
    stop = asyncio.Event()
    stop.set()
    await desk.receiver.answer_waiting(stop)
    assert await desk.replies() == []
    await desk.receiver.answer_waiting()
    assert await desk.replies() == ["Ke-1", "Ke-2", "Ke-3"]


async def test_a_tap_is_acknowledged_after_its_turn_also_when_that_fails(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    class Deaf(type(desk.channel)):  # type: ignore[misc]
        async def acknowledge(self, inbound: Inbound) -> None:
            raise KeyError(inbound.tap)

    await desk.come({"user": "siti", "kind": "choice", "choice": "count:", "tap": "t7"})
    await desk.come({"user": "siti", "kind": "choice", "choice": "/rusak", "tap": "t8"})
    await asyncio.sleep(0)
    assert desk.channel.acknowledged == ["t7", "t8"]
    deaf = Desk(desk.database)
    deaf.channel.__class__ = Deaf
    await deaf.store({"user": "siti", "kind": "choice", "choice": "count:", "tap": "t9"}, event="deaf")
    await deaf.receiver.answer_waiting()
    stop = asyncio.Event()
    stop.set()
    await deaf.receiver.run(stop)
    assert "a tap was not acknowledged" in caplog.text


async def _again(desk: Desk, user: str) -> list[str]:
    async with desk.database.transaction() as db:
        event = Arrival(f"{inbox.AGAIN}{millis(now())}", user)
        await inbox.store(db, "telegram", "1", [event], 1)
    await desk.receiver.answer_waiting()
    return await desk.replies()


async def test_after_an_outage_the_open_question_is_put_again(desk: Desk) -> None:
    await desk.say("/pesan")
    assert await _again(desk, "siti") == ["Selamat datang.\n\nNama?"]
    assert await desk.say("Siti") == ["Buah untuk Siti?"]


async def test_a_question_put_again_is_no_sign_of_life(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.come({"user": "siti", "kind": "blocked"})
    await _again(desk, "siti")
    assert (await desk.rows("contacts"))[0]["unreachable_at"] is not None


async def test_somebody_erased_meanwhile_is_not_asked_again_and_not_made_anew(desk: Desk) -> None:
    assert await _again(desk, "siti") == []
    assert await desk.rows("contacts") == []
    assert await _inbox(desk) == [("done", None)]


async def test_blocking_makes_unreachable_until_unblocked(desk: Desk) -> None:
    await desk.say("halo")
    assert await desk.come({"user": "siti", "kind": "blocked"}) == []
    assert (await desk.rows("contacts"))[0]["unreachable_why"] == "blocked"
    await desk.come({"user": "siti", "kind": "unblocked"})
    assert (await desk.rows("contacts"))[0]["unreachable_at"] is None


@pytest.mark.parametrize("kind", ["blocked", "unblocked", "group"])
async def test_nobody_becomes_a_contact_without_writing_in_private(desk: Desk, kind: str) -> None:
    await desk.come({"user": "siti", "kind": kind, "text": "halo semua"})
    assert await desk.rows("contacts") == []


async def test_a_group_gets_one_line_with_the_way_to_the_private_chat(desk: Desk) -> None:
    (line,) = await desk.come({"user": "-100", "kind": "group", "text": "/pesan"})
    assert "https://t.me/relawan_bot?start=grup" in line
    assert "\n" not in line
    assert await desk.rows("sessions") == []
