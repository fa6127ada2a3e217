"""A list of a thousand people, from the file to the last record."""

import asyncio
import time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.app import assemble
from bot.now import millis, now
from storage import contingents, jobs, lists, media
from storage.database import Database, opened
from storage.roles import Role
from tests.bench.figures import Figures
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel
from tests.phones import Phone, World

pytestmark = pytest.mark.bench

PEOPLE = 1_000


def thousand() -> bytes:
    """A workbook of a thousand people, with a title, numbers, and telephone numbers that lost their 0."""
    book, content = Workbook(), BytesIO()
    page = book.active
    page.append(["DAFTAR PESERTA"])
    page.append(["No.", "Nama Lengkap", "Kab/Kota", "Unsur", "No. HP"])
    places, pillars = ("Kab. Banjar", "Banjarbaru", "HSU", "Tapin"), ("Tagana", "PSM", "Karang Taruna")
    for n in range(PEOPLE):
        name = f"Orang {chr(65 + n % 26)}{chr(97 + n // 26 % 26)} {chr(65 + n // 676)}r"
        page.append([n + 1, name, places[n % 4], pillars[n % 3], 81200000000 + n])
    book.save(content)
    return content.getvalue()


async def test_a_thousand_people_are_read_and_written(tmp_path: Path, figures: Figures) -> None:
    world = World(tmp_path / "relawan.db", FakeChannel("telegram-like", TELEGRAM_LIKE))
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    async with opened(world.path) as database:
        parts = assemble(database, {world.channel.name: world.channel}, secret=b"test", rate_all=1e5, rate_bulk=1e5)
        stop = asyncio.Event()
        working = [worker.run(stop) for worker in parts.workers]
        running = [asyncio.create_task(each) for each in (parts.receiver.run(stop), parts.sender.run(stop), *working)]
        started = time.monotonic()
        await _send_in(database, thousand())
        parts.workers[0].wake()
        await _until(budi, "Masukkan 1.000 orang")
        read = time.monotonic() - started
        started = time.monotonic()
        await _confirm(database)
        parts.workers[0].wake()
        await _until(budi, "orang masuk ke")
        written = time.monotonic() - started
        seen = [message.text for message in budi.messages if "sudah diproses" in message.text]
        assert await database.reader.value("SELECT count(*) FROM volunteers") == PEOPLE
        stop.set()
        await asyncio.gather(*running)
    figures.note("1,000 rows read and shown", read, "s")
    figures.note("1,000 people written", written, "s", "< 10")
    figures.note("times the progress was shown meanwhile", len(seen), "")
    assert read + written < 10


async def _send_in(database: Database, content: bytes) -> None:
    async with database.transaction() as db:
        by, at = await db.value("SELECT min(id) FROM contacts"), millis(now())
        contingent = await contingents.make(db, "Kontingen", "63", "", 0, by, at)
        file = await media.keep(db, kind="document", name="daftar.xlsx", content=content, at=at, contact=by)
        await db.apply([jobs.queue("list", await lists.send_in(db, contingent, file, by, at), at)])


async def _confirm(database: Database) -> None:
    async with database.transaction() as db:
        await db.execute("UPDATE lists SET state = 'writing'")
        await db.apply([jobs.queue("enlist", 1, millis(now()))])


async def _until(phone: Phone, words: str) -> None:
    while not any(words in message.text.replace("\ue100", "").replace("\ue103", "") for message in phone.messages):
        await asyncio.sleep(0.02)
