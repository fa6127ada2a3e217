"""Two broadcasts at once, paused, resumed, called off and killed at random: what is reported is what happened."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from bot.playground import Faults
from tests.living import LivePhone, Living
from tests.living_crowd import announce, appoint, copies, fates, finished, gather_crowd, looked_up

WORDS = ("Apel siaga besok pagi di halaman dinas", "Rapat persiapan nanti malam di aula")
PEOPLE = range(1001, 1151)
STAFF = (7, 8)


async def _steered(living: Living, staff: Sequence[LivePhone], random: Random, steps: int) -> int:
    """Tap at random and kill now and then; how many messages were on the wire at the kills."""
    on_wire = 0
    for _ in range(steps):
        await asyncio.sleep(random.uniform(0, 0.4))
        if random.random() < 0.15:
            await living.kill()
            on_wire += fates(living)["sending"]
            await living.start()
            continue
        for _ in range(random.choice((1, 1, 2))):
            # The button may be gone already: the words above it say why.
            with suppress(AssertionError):
                await random.choice(staff).tap(random.choice(("Jeda", "Lanjut")))
    return on_wire


async def _ended(living: Living, staff: Sequence[LivePhone]) -> None:
    """The first goes on to its end, the second is called off where it is."""
    await staff[0].say("/siaran")
    await staff[0].reads("Apa yang mau diumumkan", 20)
    with suppress(AssertionError):
        await staff[0].tap("Lanjut")
    await staff[1].say("/siaran")
    await staff[1].reads("Apa yang mau diumumkan", 20)
    await staff[1].tap("Batalkan")
    async with asyncio.timeout(20):
        while looked_up(living, "SELECT state FROM broadcasts WHERE id = 2") not in ([("cancelled",)], [("done",)]):
            await asyncio.sleep(0.02)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
async def test_whatever_is_tapped_and_killed_the_report_is_what_happened(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    faults = Faults(seed=seed, latency=(0.01, 0.06), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_ALL="200", RATE_BULK="50") as living:
        await gather_crowd(living, PEOPLE)
        staff = [await appoint(living, id_) for id_ in STAFF]
        await living.start()
        for phone, words in zip(staff, WORDS, strict=True):
            await announce(phone, words, len(PEOPLE))
        on_wire = await _steered(living, staff, random, steps=12)
        await _ended(living, staff)
        before = copies(living, PEOPLE, WORDS[1])
        await finished(living, 60)
        got = [copies(living, PEOPLE, words) for words in WORDS]
        steered = looked_up(living, "SELECT verb, count(*) FROM audit GROUP BY verb")
        print(steered)
        states = [dict(looked_up(living, _STATES.format(id_))) for id_ in (1, 2)]
        assert await living.stop() == 0
    assert set(got[0].values()) <= {1, 2}
    assert sum(list(each.values()).count(2) for each in got) <= on_wire
    # What was on the wire at the tap still goes.
    assert sum(got[1].values()) - sum(before.values()) <= 25
    assert states[0] == {"sent": len(PEOPLE)}
    assert states[1].keys() <= {"sent", "cancelled", "unknown"}
    assert sum(states[1].values()) == len(PEOPLE)
    assert sum(map(bool, got[1].values())) >= states[1].get("sent", 0)
    assert "Traceback" not in living.log


_STATES = "SELECT state, count(*) FROM outbox WHERE kind = 'broadcast' AND subject = {} GROUP BY state"
