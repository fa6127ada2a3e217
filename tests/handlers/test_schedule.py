"""What is coming, for everybody."""

from datetime import timedelta

import pytest

from bot.messages import TEXT_WITH_CHOICES, plain
from tests.gatherings import SATURDAY, hold
from tests.phones import World


async def test_the_schedule_begins_with_ones_own_region(world: World) -> None:
    await hold(world, "Jauh", region="35.78")
    await hold(world, "Seprovinsi", region="63.71", starts=SATURDAY + timedelta(days=1))
    await hold(world, "Sekota", region="63.72", starts=SATURDAY + timedelta(days=2))
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await siti.say("/jadwal")
    assert siti.labels == ["Sekota", "Seprovinsi", "Jauh", "Agenda tiap Senin"]
    assert "1. Sekota" in siti.last


async def test_an_event_in_full_is_answered_by_a_tap_and_the_answer_is_shown(world: World) -> None:
    await hold(world, capacity=2)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
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
    await joko.register("Joko Susilo", "surabaya")
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
    await joko.register("Joko Susilo", "surabaya")
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
    assert siti.labels == ["Bakti Sosial"]


async def test_a_past_event_is_said_to_be_past(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    telegram_world.later(days=6)
    await siti.send(kind="choice", choice=f"event:{event}", tap="t")
    assert "sudah lewat" in siti.last


async def test_a_greeting_names_the_next_event_that_one_may_come_to(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
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
