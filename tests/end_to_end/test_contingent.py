"""A contingent filled from a file, over HTTP, by a process that is killed in between."""

import asyncio
import time
from pathlib import Path

import pytest

from tests.living import LivePhone, Living
from tests.living_crowd import appoint, looked_up

pytestmark = pytest.mark.long

PEOPLE = 1_500


async def make_contingent(budi: LivePhone) -> None:
    await budi.say("/kontingen")
    await budi.reads("Belum ada kontingen")
    await budi.tap("Buat baru")
    await budi.reads("Apa nama kontingennya")
    await budi.say("Kontingen A")
    await budi.reads("daerah mana")
    await budi.say("kab banjar")
    await budi.reads("pilar apa")
    await budi.tap("Campuran")
    await budi.reads("Paling banyak")
    await budi.tap("Tanpa batas")
    await budi.reads("Sudah benar")
    await budi.tap("Buat")
    await budi.reads("Tautan Kontingen A")


async def test_a_list_is_written_once_by_a_process_killed_while_it_writes(tmp_path: Path) -> None:
    rows = "".join(
        f"Orang {chr(65 + n % 26)}{chr(97 + n // 26 % 26)} {chr(97 + n // 676)}r;Banjar\n" for n in range(PEOPLE)
    )
    async with Living(tmp_path) as living:
        budi = await appoint(living, 7)
        await living.start()
        await make_contingent(budi)
        assert budi.received[-1]["photo"]
        await budi.say("/kontingen")
        await budi.reads("Kontingen di daerah Kakak")
        await budi.tap("Kontingen A")
        await budi.reads("Terisi")
        await budi.tap("Kirim berkas nama")
        await budi.reads("Kirim berkas daftar nama")
        await living.playground.send_document(budi.id, "daftar.csv", f"Nama;Kabupaten\n{rows}".encode())
        await budi.reads("Masukkan 1.500 orang", 30)
        await budi.tap("Masukkan")
        for _kill in range(3):
            await _written_further(living)
            await living.kill()
            await living.start()
        await budi.reads("Tautan 1.500 orang", 60)
        assert looked_up(living, "SELECT count(*), count(DISTINCT name_key) FROM volunteers") == [(PEOPLE, PEOPLE)]
        assert looked_up(living, "SELECT taken FROM contingents") == [(PEOPLE,)]
        assert looked_up(living, "SELECT count(*) FROM codes WHERE kind = 'claim'") == [(PEOPLE,)]
        assert living.violating() == []
        assert await living.stop() == 0


async def _written_further(living: Living) -> None:
    """Wait until the next part of the list is written, and not yet the last."""
    reached = "SELECT reached FROM lists WHERE state <> 'links'"
    ((before,),) = looked_up(living, reached)
    until = time.monotonic() + 20
    while looked_up(living, reached) == [(before,)]:
        assert time.monotonic() < until
        await asyncio.sleep(0.002)
    assert looked_up(living, reached)[0][0] < PEOPLE, "the list was written before it could be killed"
