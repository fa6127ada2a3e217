"""Far more people than seats, all tapping twice at once."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from bot.now import millis, now
from storage import jobs
from storage.database import opened
from tests.living import LivePhone, Living
from tests.living_crowd import gather_crowd, looked_up
from tests.storage.gathered import event_with

_FIRST_TAPS = (
    "SELECT v.id FROM outbox o JOIN volunteers v ON v.contact = o.contact WHERE o.kind = 'reply'"
    " GROUP BY v.id ORDER BY min(CAST(substr(o.dedupe_key, 7) AS INTEGER))"
)
"""People in the order of the inbox rows of their first taps, which the keys of the replies name."""


async def crowd_taps(living: Living, people: int, seats: int) -> None:
    """Invite these people to an event with so many seats, and let each tap yes twice, all at once."""
    ids = range(1001, 1001 + people)
    await gather_crowd(living, ids)
    async with opened(living.folder / "relawan.db") as database, database.transaction() as db:
        event = await event_with(db, capacity=seats)
        await db.apply([jobs.queue("invite", event, millis(now()))])
    await living.start()
    phones = [LivePhone(living.playground, id_) for id_ in ids]
    async with asyncio.timeout(120):
        while not all(phone.received for phone in phones):
            await asyncio.sleep(0.05)
        taps = [*phones, *phones]
        Random(5).shuffle(taps)
        await asyncio.gather(*(phone.tap("Ikut") for phone in taps))
        while not all(len(phone.received) == 3 for phone in phones):
            await asyncio.sleep(0.05)


async def check(living: Living, people: int, seats: int) -> None:
    """The first have the seats, and the others wait in the order of their inbox rows."""
    order = [volunteer for (volunteer,) in looked_up(living, _FIRST_TAPS)]
    coming = [one for (one,) in looked_up(living, "SELECT volunteer FROM answers WHERE answer = 'yes'")]
    line = [one for (one,) in looked_up(living, "SELECT volunteer FROM waiting ORDER BY id")]
    assert (len(order), len(coming), len(line)) == (people, seats, people - seats)
    assert set(coming) == set(order[:seats])
    assert line == order[seats:]
    assert looked_up(living, "SELECT taken FROM events") == [(seats,)]
    assert looked_up(living, "SELECT count(*) FROM inbox WHERE state = 'dead'") == [(0,)]
    assert living.violating() == []


@pytest.mark.long
async def test_of_five_hundred_who_tap_twice_at_once_fifty_come_and_the_others_wait_in_order(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        await crowd_taps(living, people=500, seats=50)
        await check(living, people=500, seats=50)
