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


async def broadcast_through_kills(living: Living, people: Sequence[int], kills: int, most: int) -> Outcome:
    """Broadcast to these people and kill the bot so often, each time somewhere within its next `most` messages."""
    print(f"seed {SEED}")
    random = Random(SEED)
    await gather_crowd(living, people)
    budi = await appoint(living, BUDI)
    await living.start()
    await announce(budi, WORDS, len(people))
    on_wire = 0
    for _ in range(kills):
        before, until = sends(living), random.randint(0, most)
        for _ in range(400):
            if sends(living) - before >= until:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(random.uniform(0, 0.06))
        await living.kill()
        on_wire += fates(living)["sending"]
        await living.start()
    await finished(living, 120)
    told = await reported(living, budi)
    return Outcome(copies(living, people, WORDS), told, on_wire)


def check(living: Living, people: Sequence[int], faults: Faults, outcome: Outcome) -> None:
    """Nobody is missed but those whom the report counts as missed, and nobody is told more than twice."""
    states = {int(user): state for user, state in looked_up(living, _STATES)}
    blocked, unknown = ({id_ for id_ in people if states[id_] == state} for state in ("blocked", "unknown"))
    assert {id_ for id_, count in outcome.got.items() if count == 0} <= blocked | unknown
    assert max(outcome.got.values()) <= 2
    assert 0 < sum(count == 2 for count in outcome.got.values()) <= outcome.on_wire
    assert blocked
    assert blocked <= {id_ for id_ in people if faults.blocks(id_)} <= blocked | unknown
    # Unknown is what was on the wire at two kills, or got no answer.
    assert len(unknown) <= 0.03 * len(people) + outcome.on_wire / 10
    counted = {words: list(states.values()).count(state) for words, state in _TOLD.items()}
    told = {"Penerimanya": len(people), **{words: count for words, count in counted.items() if count}}
    assert outcome.told == told
    assert living.violating() == []


_STATES = "SELECT user, state FROM outbox WHERE kind = 'broadcast'"
_TOLD = {
    "Terkirim": "sent", "Tidak bisa dihubungi": "blocked", "Belum pasti, mungkin sampai mungkin tidak": "unknown",
}  # fmt: skip


async def test_killed_twenty_times_a_broadcast_reaches_everybody_and_nobody_more_than_twice(tmp_path: Path) -> None:
    people = range(1001, 1301)
    faults = Faults(seed=SEED, latency=(0.01, 0.06), blocked=0.02, methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_BULK="60") as living:
        outcome = await broadcast_through_kills(living, people, kills=20, most=8)
        check(living, people, faults, outcome)
        assert await living.stop() == 0
    assert "Traceback" not in living.log


@pytest.mark.long
async def test_killed_a_hundred_times_with_faults_a_broadcast_misses_only_what_it_reports(tmp_path: Path) -> None:
    people = range(10_001, 13_001)
    faults = Faults(
        seed=SEED, too_many=0.01, server_error=0.01, hang=0.01, blocked=0.02, latency=(0.01, 0.06),
        methods=("sendMessage",),
    )  # fmt: skip
    async with Living(tmp_path, RATE_BULK="200") as living:
        # Only now, so that the coordinator's own talk is not what breaks.
        asyncio.get_running_loop().call_later(4, setattr, living.playground, "faults", faults)
        outcome = await broadcast_through_kills(living, people, kills=100, most=30)
        print(f"{outcome.told}, twice: {sum(count == 2 for count in outcome.got.values())}, on wire: {outcome.on_wire}")
        check(living, people, faults, outcome)
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
