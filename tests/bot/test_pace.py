"""How fast messages may leave."""

import asyncio
import time

import pytest

from bot.messages import Address
from bot.pace import ChatPace, Complaints, Pace

SITI, BUDI, ANI = (Address("telegram", "1", user) for user in ("siti", "budi", "ani"))


async def _seconds(pace: Pace, turns: int, lane: int = 0) -> float:
    begun = time.monotonic()
    await asyncio.gather(*(pace.turn(lane) for _turn in range(turns)))
    return time.monotonic() - begun


async def test_so_many_leave_in_a_second_and_no_more() -> None:
    # The first leaves at once, and what a late timer lost is made good once.
    assert await _seconds(Pace(200), 41) >= 38 / 200


async def test_after_a_rest_there_is_no_burst() -> None:
    pace = Pace(50)
    await pace.turn(0)
    await asyncio.sleep(0.1)
    assert await _seconds(pace, 5) >= 3 / 50


async def test_who_writes_several_at_once_keeps_the_next_waiting_for_them() -> None:
    pace = Pace(100)
    await pace.turn(0)
    pace.spend(9)
    assert await _seconds(pace, 2) >= 10 / 100


async def test_the_lowest_lane_leaves_first_and_in_each_the_first_to_ask() -> None:
    pace, left = Pace(1000), list[str]()
    pace.hold(0.02)

    async def leave(lane: int, name: str) -> None:
        await pace.turn(lane)
        left.append(name)

    asked = [(2, "bulk"), (1, "reminder"), (0, "reply"), (2, "more bulk"), (0, "second reply")]
    await asyncio.gather(*(leave(lane, name) for lane, name in asked))
    assert left == ["reply", "second reply", "reminder", "bulk", "more bulk"]


async def test_a_hold_lets_nobody_through_and_a_shorter_one_does_not_end_it() -> None:
    pace = Pace(1000)
    pace.hold(0.1)
    pace.hold(0.01)
    assert pace.held > 0.05
    assert await _seconds(pace, 1) >= 0.09
    assert pace.held <= 0.001


async def test_a_hold_also_counts_for_those_who_wait_already() -> None:
    pace = Pace(50)
    await pace.turn(0)
    waiting = asyncio.create_task(_seconds(pace, 1))
    await asyncio.sleep(0)
    pace.hold(0.1)
    assert await waiting >= 0.09


async def test_whoever_gives_up_waiting_takes_nobodys_turn() -> None:
    pace = Pace(20)
    await pace.turn(0)
    impatient = [asyncio.create_task(pace.turn(0)) for _number in range(10)]
    patient = asyncio.create_task(_seconds(pace, 1))
    await asyncio.sleep(0)
    for task in impatient:
        task.cancel()
    assert await patient < 0.3


async def test_a_chat_gets_three_at_once_and_then_one_by_one() -> None:
    pace = ChatPace(quicker=20)
    interval = ChatPace.MARGIN / 20
    begun = time.monotonic()
    for _message in range(ChatPace.BURST):
        await pace.turn(SITI)
    assert time.monotonic() - begun < interval
    await pace.turn(BUDI)
    await pace.turn(SITI)
    await pace.turn(SITI)
    assert time.monotonic() - begun >= 2 * interval * 0.95


async def test_a_chat_is_paced_from_when_its_first_message_may_have_arrived() -> None:
    pace = ChatPace(20)
    await pace.turn(SITI)
    await asyncio.sleep(0.1)
    pace.arrived(SITI)
    arrived = time.monotonic()
    for _turn in range(3):
        await pace.turn(SITI)
    assert time.monotonic() - arrived >= 1 / 20


async def test_a_slower_channel_makes_no_chat_slower() -> None:
    begun = time.monotonic()
    pace = ChatPace(quicker=0.01)
    for _message in range(ChatPace.BURST):
        await pace.turn(SITI)
    assert time.monotonic() - begun < 1


async def test_a_halted_chat_halts_no_other_and_a_longer_halt_stays() -> None:
    pace = ChatPace()
    pace.halt(SITI, 5)
    pace.halt(SITI, 1)
    assert pace.halted(SITI) == pytest.approx(5, abs=0.5)
    assert pace.halted(BUDI) == 0


def test_three_chats_told_to_slow_down_at_once_mean_everybody() -> None:
    complaints = Complaints()
    heard = [complaints.hear(chat, 1) for chat in (SITI, BUDI, SITI, BUDI, ANI, ANI)]
    assert heard == [False] * 4 + [True] * 2


def test_complaints_of_long_ago_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Complaints, "WITHIN", 0.0)
    complaints = Complaints()
    assert not any(complaints.hear(chat, 0) for chat in (SITI, BUDI, ANI))


def test_a_complaint_counts_as_long_as_that_chat_must_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Complaints, "WITHIN", 0.0)
    complaints = Complaints()
    assert [complaints.hear(chat, 60) for chat in (SITI, BUDI, ANI)] == [False, False, True]
