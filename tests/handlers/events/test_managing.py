"""A coordinator's list of events, and one of them."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.messages import TEXT_WITH_CHOICES, plain
from storage import media
from storage.database import opened
from storage.roles import Role
from tests.gatherings import NAMES, SATURDAY, held, hold, invite, said
from tests.phones import World


async def test_the_list_shows_live_figures_of_ones_own_region_only(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    own = await hold(world, "Bakti Sosial", region="63.72", capacity=50)
    await hold(world, "Rapat Surabaya", region="35.78")
    await invite(world, own)
    await siti.tap("Ikut")
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/acara")
    assert "1 ikut, 0 mungkin, 0 tidak, 0 menunggu; kursi 1 dari 50" in budi.last
    assert "Rapat Surabaya" not in budi.last
    assert budi.labels == ["Bakti Sosial", "Buat baru"]
    await budi.tap("Bakti Sosial")
    assert "Undangan terkirim: 1, menunggu: 0" in budi.last
    assert budi.labels == ["Ubah", "Pindah waktu", "Batalkan", "Daftar peserta", "Umumkan"]
    await budi.tap("Daftar peserta")
    assert "1. Siti Aminah, Kota Banjarbaru" in budi.last


@pytest.mark.parametrize("verb", ["", ":move", ":cancel", ":people"])
async def test_a_coordinator_of_another_region_cannot_manage_it(telegram_world: World, verb: str) -> None:
    event = await hold(telegram_world, region="63.72")
    other = await telegram_world.staff("rudi", Role.COORDINATOR, "63.71")
    await other.send(kind="choice", choice=f"manage:{event}{verb}", tap="t")
    assert "tidak ada di daerah Kakak" in other.last
    assert not (await held(telegram_world, event)).cancelled


@pytest.mark.parametrize(
    "button", ["manage:", "manage:0", "manage:²", "manage:-1", "manage:x:move", "manage:99999999999999999999:cancel"]
)
async def test_a_forged_button_of_a_coordinator_gets_a_polite_word(telegram_world: World, button: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=button, tap="t")
    assert "tidak ada di daerah Kakak" in budi.last


async def test_a_volunteer_manages_nothing_with_a_forged_button(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    assert "khusus pengurus" in siti.last


async def test_a_past_event_can_only_be_looked_back_on(telegram_world: World) -> None:
    event = await hold(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    telegram_world.later(days=6)
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    assert "sudah lewat" in budi.last
    await budi.send(kind="choice", choice=f"manage:{event}:people", tap="t")
    assert "Belum ada yang ikut" in budi.last


async def test_many_events_are_paged_and_each_page_fits_every_channel(world: World) -> None:
    for number in range(15):
        await hold(
            world,
            f"{number:02} " + "Pelatihan Penanggulangan Bencana".ljust(57, "x"),
            starts=SATURDAY + timedelta(hours=number),
        )
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/acara")
    seen = budi.last
    assert "Buat baru" in budi.labels
    while "Lainnya »" in budi.labels:
        assert len(plain(budi.messages[-1].text)) <= TEXT_WITH_CHOICES
        await budi.tap("Lainnya »")
        seen += budi.last
    assert [number for number in range(15) if f"{number:02} Pelatihan" not in seen] == []
    await budi.tap("« Sebelumnya")
    assert "1. 06 Pelatihan" in budi.last


async def test_everybody_who_comes_is_on_some_page(telegram_world: World) -> None:
    event = await hold(telegram_world)
    for number, name in enumerate(NAMES.values()):
        phone = telegram_world.phone(f"p{number}")
        await phone.enrol(name)
        await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert await said(telegram_world, event) == (13, 0)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:people", tap="t")
    assert "12. Laila Hidayat, Kota Banjarmasin" in budi.last
    await budi.tap("Lainnya »")
    assert "13. Mahmudah Noor, Kota Banjarmasin" in budi.last
    assert budi.labels == ["« Sebelumnya", "Excel"]


async def test_the_number_before_an_event_opens_it_on_every_page(world: World) -> None:
    for number in range(8):
        await hold(world, f"Rapat {number}", starts=SATURDAY + timedelta(hours=number))
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/acara")
    await budi.say("1")
    assert budi.last.startswith("Kegiatan: Rapat 0")
    await budi.say("/acara")
    await budi.tap("Lainnya »")
    await budi.say("2")
    assert budi.last.startswith("Kegiatan: Rapat 7")


async def test_the_names_come_as_a_workbook_with_answers_and_who_came(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    telegram_world.later(days=6)
    for _again in range(2):
        await budi.send(kind="choice", choice=f"manage:{event}:people", tap="t")
        await budi.tap("Excel")
    assert "Ini daftar peserta Bakti Sosial" in budi.last
    async with opened(telegram_world.path) as database:
        content = await media.content_of(database.reader, budi.messages[-1].media[0])
        noted = await database.reader.value("SELECT count(*) FROM audit WHERE object = 'event:1'")
    row = [cell.value for cell in load_workbook(BytesIO(content or b"")).active[2]]
    assert (row[1], row[4], row[6]) == ("Siti Aminah", "ikut", "tidak hadir")
    assert noted == 2
