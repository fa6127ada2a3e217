"""How long a workbook of many people takes, how much memory the bot needs for it, and how replies fare meanwhile."""

import asyncio
import resource
from pathlib import Path
from time import perf_counter

import pytest

from bot.texts import translator
from handlers.counts.exports import workbook
from handlers.counts.orders import Order
from storage.database import opened
from tests.bench.figures import Figures, percentile
from tests.bench.seeding import seed
from tests.bench.test_counts import Organiser
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

pytestmark = pytest.mark.bench

SIZE = 100_000


def _megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


async def test_a_hundred_thousand_people_are_a_workbook_within_a_minute(tmp_path: Path, figures: Figures) -> None:
    path = tmp_path / "relawan.db"
    seed(path, SIZE)
    everybody = Order(translator("id"), "Asia/Makassar", ("",), ("",), "penyelenggara")
    async with opened(path) as database:
        organiser = Organiser(database, FakeChannel("telegram", TELEGRAM_LIKE))
        await organiser.appear()
        await organiser.ask("")
        before, begun = _megabytes(resource.RUSAGE_SELF), perf_counter()
        making = asyncio.create_task(workbook(database.reader, everybody))
        waited = []
        while not making.done():
            waited.append(await organiser.ask(""))
            await asyncio.sleep(0.1)
        content = await making
        seconds = perf_counter() - begun
    grown = _megabytes(resource.RUSAGE_SELF) - before
    figures.note(f"workbook of {SIZE:,} people", seconds, "s", "< 60")
    figures.note("its size", len(content) / 2**20, "MB", "< 20")
    figures.note("the bot grows by", grown, "MB", "< 200")
    figures.note("the child that makes it has", _megabytes(resource.RUSAGE_CHILDREN), "MB", "< 200")
    figures.note("a reply meanwhile, p99", percentile(waited, 99), "ms", "< 1000")
    assert seconds < 60
    assert grown < 200
