"""People who all arrive in one minute: how soon each is told that they are checked in, and the desk how many are."""

import asyncio
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.now import millis, now
from storage import events
from storage.database import opened
from tests.bench.asking import ask_steadily
from tests.bench.figures import Figures, percentile
from tests.living import LivePhone, Living
from tests.living_crowd import appoint, gather_crowd, looked_up

pytestmark = pytest.mark.bench

ARRIVING = range(1, 301)
RATE = 5
"""Check-ins a second: three hundred in a minute."""


async def _begins_soon(living: Living) -> None:
    """An event in the province that begins in ten minutes."""
    async with opened(living.folder / "relawan.db") as database, database.transaction() as db:
        starts_at = millis(now() + timedelta(minutes=10))
        await events.publish(
            db, title="Apel Siaga", starts_at=starts_at, zone="Asia/Makassar", place="Kiram", region="63", capacity=0,
            by=1, at=millis(now()),
        )  # fmt: skip


async def _shown(desk: LivePhone, words: str, seconds: float) -> str:
    """Wait until some message of the desk holds these words; the newest that does."""
    until = time.monotonic() + seconds
    while True:
        found = [str(message["text"]) for message in desk.received if words in str(message["text"])]
        if found:
            return found[-1]
        assert time.monotonic() < until, f"{words!r} did not come; the last was {desk.last!r}"
        await asyncio.sleep(0.05)


async def test_three_hundred_are_checked_in_within_a_minute(tmp_path: Path, figures: Figures) -> None:
    async with Living(tmp_path, RATE_ALL="28", RATE_BULK="25") as living:
        await gather_crowd(living, ARRIVING)
        desk = await appoint(living, 1_000)
        await _begins_soon(living)
        await living.start()
        await desk.say("/hadir")
        found = re.search(r"[A-Z]{4} \d{4}", await _shown(desk, "Kode: ", 30))
        assert found is not None
        await asyncio.sleep(1)
        people = [LivePhone(living.playground, id_) for id_ in ARRIVING]
        began = time.monotonic()
        waits = await ask_steadily(living, ((person, found[0]) for person in people), RATE)
        await _shown(desk, "300", 30)
        took = time.monotonic() - began
        assert looked_up(living, "SELECT count(*), count(DISTINCT volunteer) FROM attendance") == [(300, 300)]
        assert await living.stop() == 0
    figures.note("300 check-ins in a minute, answer, 99 of 100", percentile(waits, 99) * 1000, "ms", "< 1,000")
    figures.note("the desk says that all 300 are there after", took, "s", "< 75")
    assert percentile(waits, 99) < 1
