"""How long figures take over many volunteers, and what counting costs those who register meanwhile."""

import asyncio
import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from bot import now as clock
from bot.app import assemble
from bot.channel import Arrival
from bot.messages import Address
from bot.now import millis, now
from storage import contacts, inbox, roles
from storage.database import Database, opened
from storage.roles import Role
from tests.bench.figures import Figures
from tests.bench.seeding import NOW, seed
from tests.crowds import settle
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

pytestmark = pytest.mark.bench

QUESTIONS = (
    "", "kalsel", "jabar", "tagana", "per kabupaten", "per pilar", "per hari", "per provinsi", "hari ini",
    "minggu ini per hari", "psm jabar per kabupaten", "konfirmasi", "konfirmasi per kabupaten", "konfirmasi per hari",
    "yang hadir", "hadir per pilar", "konfirmasi tapi belum datang", "belum datang per kabupaten", "cadangan",
    "yang batal per provinsi", "belum jawab", "belum jawab jambore", "per kegiatan", "yang hadir jambore per pilar",
    "tidak terjangkau per kabupaten",
)  # fmt: skip
QUICK = ("", "per kabupaten", "per pilar", "per hari")
"""What must be quick whatever the size."""


class Organiser:
    """Asks for figures through the receiver, as whoever sees the whole country."""

    def __init__(self, database: Database, channel: FakeChannel) -> None:
        self._database, self._channel, self._numbers = database, channel, count(1)
        self._parts = assemble(database, {channel.name: channel}, secret=b"bench", rate_all=1e5, rate_bulk=1e5)

    async def appear(self) -> None:
        """Take the role."""
        address = Address(self._channel.name, self._channel.account, "ratu")
        async with self._database.transaction() as db:
            contact = await contacts.ensure(db, address, millis(now()))
            await roles.grant(db, contact, Role.ORGANISER, "", millis(now()))

    async def ask(self, words: str) -> float:
        """Milliseconds from the message in the inbox to the committed reply."""
        payload = json.dumps({"user": "ratu", "text": f"/jumlah {words}".strip()})
        arrival = Arrival(f"{self._channel.name}{next(self._numbers)}", payload)
        async with self._database.transaction() as db:
            await inbox.store(db, self._channel.name, self._channel.account, [arrival], millis(now()))
        begun = perf_counter()
        assert await self._parts.receiver.answer_waiting() == 1
        return (perf_counter() - begun) * 1000


@pytest.mark.parametrize("size", [100_000, 1_000_000])
async def test_figures_over_many_volunteers(tmp_path: Path, figures: Figures, size: int) -> None:
    path = tmp_path / "relawan.db"
    await asyncio.to_thread(seed, path, size)
    clock.move(datetime.fromtimestamp(NOW / 1000, UTC) - datetime.now(UTC))  # noqa: TID251
    async with opened(path) as database:
        ratu = Organiser(database, FakeChannel("telegram", TELEGRAM_LIKE))
        await ratu.appear()
        await ratu.ask("tagana bjm")  # what is read once is read now
        times = {words: median([await ratu.ask(words) for _ in range(3)]) for words in QUESTIONS}
        quick = max(times[words] for words in QUICK)
        slowest = max(times, key=lambda words: times[words])
        figures.note(f"the board and its parts, {size:,} people", quick, "ms", "< 100")
        most = "< 100" if size <= 100_000 else "< 1,500"
        figures.note(f"the slowest question ({slowest}), {size:,} people", times[slowest], "ms", most)
        alone, beside = await _registering(database, ratu)
        figures.note(f"registrations while counting, {size:,} people", 100 * beside / alone, "% of alone", "> 67")


async def _registering(database: Database, ratu: Organiser) -> tuple[float, float]:
    """Registrations a second, alone and while an organiser keeps asking: medians of five interleaved rounds."""
    numbers = count(10_000_000)
    alone, beside = [], []
    for _round in range(5):
        alone.append(await _rate(database, numbers))
        stop = asyncio.Event()
        asking = asyncio.create_task(_keep_asking(ratu, stop))
        beside.append(await _rate(database, numbers))
        stop.set()
        await asking
    return median(alone), median(beside)


async def _keep_asking(ratu: Organiser, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await ratu.ask("konfirmasi per kabupaten")
        await asyncio.sleep(0.01)


async def _rate(database: Database, numbers: "count[int]") -> float:
    begun = perf_counter()
    for number in (next(numbers) for _ in range(300)):
        async with database.transaction() as db:
            await settle(db, Address("telegram", "1", str(number)), f"Nama {number}", "63.71")
    return 300 / (perf_counter() - begun)
