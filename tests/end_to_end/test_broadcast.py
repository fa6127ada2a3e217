"""A broadcast whose bot is killed again and again: everybody gets it, nobody more than twice."""

import asyncio
import re
from pathlib import Path
from random import Random

from bot.playground import Faults
from tests.living_crowd import announce, appoint, copies, gather_crowd, outbox_states
from tests.living import LivePhone, Living

WORDS = "Apel siaga besok pagi di halaman dinas"
BUDI = 7
SEED = 20230303
WAITING = ("queued", "leased", "sending")


def sends(living: Living) -> int:
    """How many messages the bot has asked the playground to deliver."""
    return sum(request["method"] == "sendMessage" for request in living.playground.requests)


async def kill_at_random(living: Living, random: Random, most: int) -> int:
    """Start the bot and kill it somewhere, before or within its next `most` messages; how many were on the wire."""
    before, until = sends(living), random.randint(0, most)
    await living.start()
    for _ in range(400):
        if sends(living) - before >= until:
            break
        await asyncio.sleep(0.01)
    await asyncio.sleep(random.uniform(0, 0.06))
    await living.kill()
    return fates(living)["sending"]


async def finish(living: Living, seconds: float) -> None:
    """Wait until no row of a broadcast waits any more."""
    for _ in range(round(seconds / 0.1)):
        if not any(fates(living)[state] for state in WAITING):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the broadcast did not end: {fates(living)}")


async def report(living: Living, coordinator: LivePhone) -> dict[str, int]:
    """The numbers of the coordinator's report, by their words. The bot reports at its start, as at every tick."""
    await living.stop()
    await living.start()
    told = await coordinator.reads("selesai. Penerimanya", 15)
    total = re.search(r"Penerimanya ([\d.]+):", told)
    assert total, told
    lines = re.findall(r"^([^:\n]+): ([\d.]+)", told.partition("\n")[2], re.MULTILINE)
    return {name: int(count.replace(".", "")) for name, count in [("Penerimanya", total[1]), *lines]}


async def test_killed_twenty_times_a_broadcast_reaches_everybody_and_nobody_more_than_twice(tmp_path: Path) -> None:
    print(f"seed {SEED}")
    random, people = Random(SEED), range(1001, 1301)
    faults = Faults(seed=SEED, latency=(0.01, 0.06), blocked=0.02, methods=("sendMessage",))
    blocked = {id_ for id_ in people if faults.blocks(id_)}
    assert blocked
    assert not faults.blocks(BUDI)
    async with Living(tmp_path, faults=faults, RATE_BULK="80") as living:
        await gather_crowd(living, people)
        budi = await appoint(living, BUDI)
        await living.start()
        await announce(budi, WORDS, len(people))
        await living.kill()
        on_wire = fates(living)["sending"]
        for _ in range(19):
            on_wire += await kill_at_random(living, random, 18)
        await living.start()
        await finish(living, 20)
        told = await report(living, budi)
        assert await living.stop() == 0
        got = copies(living, people, WORDS)
        assert {id_ for id_, count in got.items() if count == 0} == blocked
        assert max(got.values()) <= 2
        assert 0 < sum(count == 2 for count in got.values()) <= on_wire
        assert told == {
            "Penerimanya": len(people), "Terkirim": len(people) - len(blocked), "Tidak bisa dihubungi": len(blocked),
        }  # fmt: skip
        assert living.violating() == []
    assert "Traceback" not in living.log


async def test_replies_overtake_a_broadcast_that_goes_out_at_its_rate(tmp_path: Path) -> None:
    people = range(1001, 1101)
    faults = Faults(seed=SEED, latency=(0.03, 0.09), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, limits=True, RATE_ALL="28", RATE_BULK="25") as living:
        await gather_crowd(living, people)
        budi = await appoint(living, BUDI)
        await living.start()
        await announce(budi, WORDS, len(people))
        siti = LivePhone(living.playground, people[-1])
        overtaken = []
        for _ in range(4):
            before = sum(copies(living, people, WORDS).values())
            await siti.say("/bahasa")
            async with asyncio.timeout(10):
                while "bahasa" not in siti.last or len(siti.received) <= len(overtaken):
                    await asyncio.sleep(0.005)
            overtaken.append(sum(copies(living, people, WORDS).values()) - before)
            await asyncio.sleep(0.4)
        assert sum(copies(living, people, WORDS).values()) < len(people)
        # At 25 a second this many leave in less than half a second.
        assert max(overtaken) <= 12
        assert all(request["status"] != 429 for request in living.playground.requests)
    assert "Traceback" not in living.log
