"""A broadcast whose bot is killed again and again: everybody gets it, nobody more than twice."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from bot.playground import Faults
from tests.living import Living
from tests.living_crowd import announce, appoint, copies, fates, finished, gather_crowd, looked_up, reported, sends

WORDS = "Apel siaga besok pagi di halaman dinas"
BUDI = 7
SEED = 20230303


@dataclass
class Outcome:
    """What became of a broadcast: copies by person, the report, and how many were on the wire at the kills."""

    got: dict[int, int]
    told: dict[str, int]
    on_wire: int


async def broadcast_through_kills(
    living: Living, people: Sequence[int], kills: int, faults: Faults | None = None
) -> Outcome:
    """Broadcast to these people and kill the bot so often, at random points of it; `faults` begin with it."""
    print(f"seed {SEED}")
    random = Random(SEED)
    await gather_crowd(living, people)
    budi = await appoint(living, BUDI)
    await living.start()
    await announce(budi, WORDS, len(people))
    # Only now, so that the coordinator's own talk is not what breaks.
    living.playground.faults = faults or living.playground.faults
    on_wire, before = 0, sends(living)
    for point in sorted(random.sample(range(len(people)), kills)):
        for _ in range(800):
            if sends(living) - before >= point:
                break
            await asyncio.sleep(0.005)
        await asyncio.sleep(random.uniform(0, 0.06))
        await living.kill()
        on_wire += fates(living)["sending"]
        await living.start()
    await finished(living, 240)
    told = await reported(living, budi)
    outcome = Outcome(copies(living, people, WORDS), told, on_wire)
    print(f"{told}, twice: {list(outcome.got.values()).count(2)}, on the wire at the kills: {on_wire}")
    return outcome


def check(living: Living, people: Sequence[int], outcome: Outcome) -> tuple[set[int], set[int]]:
    """Whom the report counts as blocked, and as unknown; nobody else is missed, and nobody is told more than twice."""
    states = {int(user): state for user, state in looked_up(living, _STATES)}
    blocked, unknown = ({id_ for id_ in people if states[id_] == state} for state in ("blocked", "unknown"))
    assert {id_ for id_, count in outcome.got.items() if count == 0} <= blocked | unknown
    assert max(outcome.got.values()) <= 2
    assert 0 < sum(count == 2 for count in outcome.got.values()) <= outcome.on_wire
    counted = {words: list(states.values()).count(state) for words, state in _TOLD.items()}
    assert outcome.told == {"Penerimanya": len(people), **{words: count for words, count in counted.items() if count}}
    assert living.violating() == []
    return blocked, unknown


def check_faults(people: Sequence[int], faults: Faults, outcome: Outcome, blocked: set[int], unknown: set[int]) -> None:
    """Who has blocked the bot is recognised; few are in doubt, and fewer got nothing."""
    who = {id_ for id_ in people if faults.blocks(id_)}
    assert len(blocked) > 0
    assert blocked <= who <= blocked | unknown
    assert len(unknown) <= 0.03 * len(people)
    assert sum(count == 0 and id_ not in who for id_, count in outcome.got.items()) <= 0.01 * len(people)


_STATES = "SELECT user, state FROM outbox WHERE kind = 'broadcast'"
_TOLD = {
    "Terkirim": "sent", "Tidak bisa dihubungi": "blocked", "Belum pasti, mungkin sampai mungkin tidak": "unknown",
}  # fmt: skip


async def test_killed_twenty_times_a_broadcast_reaches_everybody_and_nobody_more_than_twice(tmp_path: Path) -> None:
    people = range(1001, 1301)
    faults = Faults(seed=SEED, latency=(0.01, 0.06), blocked=0.02, methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_BULK="400") as living:
        outcome = await broadcast_through_kills(living, people, kills=20)
        check_faults(people, faults, outcome, *check(living, people, outcome))
        assert await living.stop() == 0
    assert "Traceback" not in living.log


@pytest.mark.long
async def test_killed_a_hundred_times_a_broadcast_misses_nobody(tmp_path: Path) -> None:
    people = range(10_001, 13_001)
    faults = Faults(seed=SEED, latency=(0.03, 0.09), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_BULK="400") as living:
        outcome = await broadcast_through_kills(living, people, kills=100)
        blocked, unknown = check(living, people, outcome)
        assert not blocked
        assert len(unknown) <= 0.005 * len(people)
        assert await living.stop() == 0
    assert "Traceback" not in living.log


@pytest.mark.long
async def test_killed_a_hundred_times_with_faults_a_broadcast_misses_only_what_it_reports(tmp_path: Path) -> None:
    people = range(10_001, 13_001)
    faults = Faults(
        seed=SEED, too_many=0.01, server_error=0.01, hang=0.01, blocked=0.02, latency=(0.03, 0.09),
        methods=("sendMessage",),
    )  # fmt: skip
    before = Faults(seed=SEED, blocked=0.02, methods=("sendMessage",))
    async with Living(tmp_path, faults=before, RATE_BULK="400") as living:
        outcome = await broadcast_through_kills(living, people, kills=100, faults=faults)
        check_faults(people, faults, outcome, *check(living, people, outcome))
        assert await living.stop() == 0
    assert "Traceback" not in living.log


@pytest.mark.long
async def test_killed_soon_after_each_start_a_broadcast_goes_on_and_nobody_gets_it_more_than_twice(
    tmp_path: Path,
) -> None:
    people = range(1001, 1301)
    faults = Faults(seed=SEED, latency=(0.03, 0.09), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_BULK="400") as living:
        await gather_crowd(living, people)
        budi = await appoint(living, BUDI)
        await living.start()
        await announce(budi, WORDS, len(people))
        for _kill in range(100):
            await living.kill()
            before = len(living.playground.requests)
            await living.start()
            while len(living.playground.requests) == before:
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.1)
        await finished(living, 60)
        assert set(fates(living)) == {"sent"}
        assert set(copies(living, people, WORDS).values()) <= {1, 2}
        assert await living.stop() == 0
    assert "Traceback" not in living.log


async def test_replies_overtake_a_broadcast_that_goes_out_at_its_rate(tmp_path: Path) -> None:
    people = range(1001, 1101)
    faults = Faults(seed=SEED, latency=(0.03, 0.09), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, limits=True, RATE_ALL="28", RATE_BULK="25") as living:
        await gather_crowd(living, people)
        budi, siti = await appoint(living, BUDI), living.phone(8)
        await living.start()
        await announce(budi, WORDS, len(people))
        overtaken = list[int]()
        for words, reply in (("/start", "Ini Relawan"), ("/jadwal", "kegiatan"), ("/bahasa", "bahasa")):
            before = sum(copies(living, people, WORDS).values())
            await siti.say(words)
            await siti.reads(reply)
            overtaken.append(sum(copies(living, people, WORDS).values()) - before)
            await asyncio.sleep(0.5)
        assert fates(living)["queued"] > 0
        # At 25 a second this many leave in less than half a second.
        assert max(overtaken) <= 12
        assert all(request["status"] != 429 for request in living.playground.requests)
    assert "Traceback" not in living.log
