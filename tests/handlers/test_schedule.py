"""What is coming, for everybody."""

from datetime import timedelta

import pytest

from bot.messages import TEXT_WITH_CHOICES, plain
from bot.now import millis
from storage import events, parts
from storage.audiences import Audience, Group, packed
from storage.database import opened
from storage.events import Details
from storage.parts import Part
from storage.roles import Role
from tests.crowds import BANJARBARU, at, settle
from tests.gatherings import SATURDAY, hold
from tests.phones import World


async def test_the_schedule_begins_with_ones_own_region(world: World) -> None:
    await hold(world, "Jauh", region="35.78")
    await hold(world, "Seprovinsi", region="63.71", starts=SATURDAY + timedelta(days=1))
    await hold(world, "Sekota", region="63.72", starts=SATURDAY + timedelta(days=2))
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await siti.say("/jadwal")
    assert siti.labels == ["Sekota", "Seprovinsi", "Jauh", "Agenda tiap Senin"]
    assert "1. Sekota" in siti.last


async def test_an_event_in_full_is_answered_by_a_tap_and_the_answer_is_shown(world: World) -> None:
    await hold(world, capacity=2)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await siti.say("/jadwal")
    await siti.tap("Bakti Sosial")
    assert "Tempat: Kiram" in siti.last
    assert "Sisa tempat: 2 dari 2" in siti.last
    await siti.say("ikut")
    assert "tercatat ikut" in siti.last
    await siti.say("/jadwal")
    assert "Kakak ikut." in siti.last
    await siti.say("/jadwalku")
    assert "Kegiatan yang Kakak ikuti" in siti.last
    assert siti.labels == ["Bakti Sosial"]


async def test_somebody_in_another_zone_sees_both_times(world: World) -> None:
    await hold(world)
    joko = world.phone("joko")
    await joko.enrol("Joko Susilo", "surabaya")
    await joko.say("/jadwal")
    assert "08.00 WITA (07.00 WIB)" in joko.last


async def test_a_schedule_with_nothing_says_so(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/jadwal")
    assert "Belum ada kegiatan" in siti.last
    await siti.say("/jadwalku")
    assert "belum ikut" in siti.last


async def test_many_events_are_paged_and_each_page_fits_every_channel(world: World) -> None:
    for number in range(15):
        await hold(world, f"{number:02} " + "x" * 57, starts=SATURDAY + timedelta(hours=number))
    joko = world.phone("joko")
    await joko.enrol("Joko Susilo", "surabaya")
    await joko.say("/jadwal")
    seen = ""
    for _page in range(3):
        assert len(plain(joko.messages[-1].text)) <= TEXT_WITH_CHOICES
        seen += joko.last
        if "Lainnya »" in joko.labels:
            await joko.tap("Lainnya »")
    assert [number for number in range(15) if f"{number:02} x" not in seen] == []
    await joko.tap("« Sebelumnya")
    assert "1. 06" in joko.last


@pytest.mark.parametrize("button", ["event:", "event:0", "event:x", "event:²", "event:99999999999999999999"])
async def test_a_forged_event_gets_a_polite_word(telegram_world: World, button: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.send(kind="choice", choice=button, tap="t")
    assert "tidak ada" in siti.last


@pytest.mark.parametrize("button", ["event:page:9999", "event:page", "event:page:x"])
async def test_a_page_that_is_not_there_is_the_nearest_that_is(telegram_world: World, button: str) -> None:
    await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.send(kind="choice", choice=button, tap="t")
    assert siti.labels == ["Bakti Sosial", "Daftar"]


async def test_a_past_event_is_said_to_be_past(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    telegram_world.later(days=6)
    await siti.send(kind="choice", choice=f"event:{event}", tap="t")
    assert "sudah lewat" in siti.last


async def test_a_greeting_names_the_next_event_that_one_may_come_to(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await hold(telegram_world, "Jauh", region="35.78")
    await siti.say("/start")
    assert "Kegiatan terdekat" not in siti.last
    event = await hold(telegram_world, "Dekat", starts=SATURDAY + timedelta(days=1))
    await siti.say("/start")
    assert "Kegiatan terdekat: Dekat, Minggu, 29 November 2026 pukul 08.00 WITA, di Kiram." in siti.last
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    await siti.say("/start")
    assert "di Kiram. Kakak ikut." in siti.last
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:no", tap="t")
    await siti.say("/start")
    assert "Kegiatan terdekat" not in siti.last


async def test_words_keep_only_the_days_asked_about(world: World) -> None:
    await hold(world, "Sabtu Ini")
    await hold(world, "Sabtu Depan", starts=SATURDAY + timedelta(days=7))
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    for words in ("ada kegiatan apa minggu ini", "acara sabtu jam brp"):
        await siti.say(words)
        assert "Sabtu Ini" in siti.last
        assert "Sabtu Depan" not in siti.last
    await siti.say("/jadwal besok")
    assert "Di hari lain ada" in siti.last
    await siti.tap("Lihat semuanya")
    assert "Sabtu Depan" in siti.last


async def test_many_events_of_some_days_are_paged(telegram_world: World) -> None:
    for number in range(8):
        await hold(telegram_world, f"Rapat {number}", starts=SATURDAY + timedelta(hours=number))
    await hold(telegram_world, "Lain", starts=SATURDAY + timedelta(days=20))
    siti = telegram_world.phone("siti")
    await siti.say("/jadwal sabtu")
    await siti.tap("Lainnya »")
    assert "Rapat 7" in siti.last
    assert "Lain" not in siti.last.replace("Lainnya", "")
    for button in ("event:span", "event:span:x:y:1", "event:span:2026-11-28"):
        await siti.send(kind="choice", choice=button, tap="t")
        assert "Kegiatan" in siti.last


async def test_what_is_for_another_pillar_is_not_shown_and_ones_own_comes_first(telegram_world: World) -> None:
    await hold(telegram_world, "Untuk Semua")
    for title, pillar in (("Untuk Tagana", "tagana"), ("Untuk PSM", "psm")):
        number = await hold(telegram_world, title, starts=SATURDAY + timedelta(days=1))
        async with opened(telegram_world.path) as database, database.transaction() as db:
            whom = packed(Audience(("63",), (Group(pillars=(pillar,)),)))
            await events.detail(db, number, Details(audience=whom))
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru", "Tagana")
    await siti.say("/jadwal")
    assert siti.labels[:2] == ["Untuk Tagana", "Untuk Semua"]
    assert "Untuk PSM" not in siti.last


FOR_PSM = Details(audience=packed(Audience(("63",), (Group(pillars=("psm",)),))))


async def test_whoever_is_not_registered_sees_what_is_for_all_and_is_invited_to_register(world: World) -> None:
    await hold(world, "Untuk Semua")
    closed = await hold(world, "Rapat Rahasia", details=FOR_PSM)
    siti = world.phone("siti")
    await siti.say("/jadwal")
    assert siti.labels == ["Untuk Semua", "Daftar"]
    assert "Kalau Kakak sudah terdaftar, yang khusus juga" in siti.last
    for button in (f"event:{closed}", f"calendar:{closed}"):
        await siti.send(kind="choice", choice=button, tap="t")
        assert "khusus untuk sebagian relawan yang terdaftar" in siti.last
        assert siti.labels == ["Daftar"]
    assert "Rahasia" not in str(siti.messages)


async def test_an_event_for_others_says_nothing_of_itself_at_a_tap(world: World) -> None:
    closed = await hold(world, "Rapat Rahasia", details=FOR_PSM)
    joko = world.phone("joko")
    await joko.register("Joko Susilo", "banjarbaru", "Tagana")
    await joko.say("/jadwal")
    for button in (f"event:{closed}", f"calendar:{closed}"):
        await joko.send(kind="choice", choice=button, tap="t")
        assert "khusus untuk kelompok lain" in joko.last
    assert "Rahasia" not in str(joko.messages)


async def test_one_of_several_people_on_a_phone_is_enough_to_see_what_is_for_them(world: World) -> None:
    await hold(world, "Rapat PSM", details=FOR_PSM)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru", "Tagana")
    async with opened(world.path) as database, database.transaction() as db:
        await settle(db, at(world, "siti"), "Ani Rahmah", BANJARBARU, "psm")
    await siti.say("/jadwal")
    assert siti.labels[0] == "Rapat PSM"


async def test_who_manages_an_event_for_others_may_look_at_it(world: World) -> None:
    closed = await hold(world, "Rapat PSM", details=FOR_PSM)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"event:{closed}", tap="t")
    assert "Rapat PSM" in budi.last
    sari = await world.staff("sari", Role.COORDINATOR, "35")
    await sari.send(kind="choice", choice=f"event:{closed}", tap="t")
    assert "Rapat PSM" not in sari.last


async def test_the_details_say_everything_and_fit_with_their_buttons(world: World) -> None:
    number = await hold(world)
    starts = millis(SATURDAY)
    async with opened(world.path) as database, database.transaction() as db:
        details = Details(
            description="x" * 300, bring="y" * 120, latitude=-3.4, longitude=114.8, answer_by=starts - 3_600_000,
            ends_at=starts + 10**8,
        )  # fmt: skip
        await events.detail(db, number, details)
        await parts.put(
            db, number, [Part(f"Sesi {n}", starts + n * 3_600_000, 0, "Aula Serbaguna Lantai Dua") for n in range(20)]
        )
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "surabaya")
    await siti.send(kind="choice", choice=f"event:{number}", tap="t")
    assert siti.labels == ["Ikut", "Mungkin", "Tidak", "Kalender"]
    assert "08.00 WITA (07.00 WIB)" in siti.last
    assert "sesi lagi" in siti.last
    assert len(plain(siti.messages[-1].text)) <= TEXT_WITH_CHOICES
    assert [message.pin.latitude for message in siti.messages if message.pin] == [-3.4]
    await siti.tap("Mungkin")
    await siti.say("/jadwalku")
    assert "Kakak mungkin ikut." in siti.last


async def test_a_question_in_words_about_the_one_event_there_is_is_answered_with_all_of_it(
    telegram_world: World,
) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await hold(telegram_world)
    for words in ("jam berapa acaranya", "tempatnya dimana"):
        await siti.say(words)
        assert "Tempat: Kiram" in siti.last
        assert siti.labels[:3] == ["Ikut", "Mungkin", "Tidak"]
    await hold(telegram_world, "Apel Siaga")
    await siti.say("tempatnya dimana")
    assert siti.labels[:2] == ["Bakti Sosial", "Apel Siaga"]
