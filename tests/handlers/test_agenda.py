"""The agenda on Monday morning."""

from datetime import timedelta

from storage import agenda
from storage.database import opened
from tests.gatherings import NAMES, SATURDAY, hold, texts_with
from tests.phones import MONDAY, Phone, World

NEXT_MONDAY = MONDAY + timedelta(days=7, hours=-2)
"""07.00 WITA."""
AGENDA = "Agenda minggu ini:"


async def wishing(world: World, user: str, regency: str = "banjarbaru") -> Phone:
    phone = world.phone(user)
    await phone.enrol(NAMES[user], regency)
    await phone.say("/jadwal")
    await phone.tap("Agenda tiap Senin")
    return phone


async def at_each_half_hour(world: World, phone: Phone, hours: int) -> list[timedelta]:
    """When the agenda came within so many hours after Monday 00.00 WITA."""
    seen = []
    for halves in range(hours * 2):
        before = len(phone.messages)
        world.turn_to(NEXT_MONDAY + timedelta(minutes=30 * halves, hours=-7))
        await world.tick()
        if texts_with(phone, AGENDA) and len(phone.messages) > before:
            seen.append(timedelta(minutes=30 * halves))
    return seen


async def test_it_comes_at_seven_in_the_readers_zone_and_once(telegram_world: World) -> None:
    await hold(telegram_world, starts=SATURDAY + timedelta(days=7), region="")
    siti = await wishing(telegram_world, "siti")
    joko = await wishing(telegram_world, "joko", "surabaya")
    assert await at_each_half_hour(telegram_world, siti, 10) == [timedelta(hours=7)]
    assert len(texts_with(joko, AGENDA)) == 1
    assert "Sabtu, 5 Desember 2026 pukul 08.00 WITA (07.00 WIB)" in joko.last


async def test_it_says_what_was_answered_and_what_may_be(world: World) -> None:
    yes, no, unanswered, elsewhere = [
        await hold(world, title, starts=SATURDAY + timedelta(days=7, hours=hours), region=region)
        for hours, (title, region) in enumerate(
            [("Bakti Sosial", "63"), ("Apel Siaga", "63"), ("Donor Darah", "63.72"), ("Rapat Surabaya", "35")]
        )
    ]
    siti = await wishing(world, "siti")
    await siti.send(kind="choice", choice=f"rsvp:{yes}:v1:0:yes", tap="t")
    await siti.send(kind="choice", choice=f"rsvp:{no}:v1:0:no", tap="t")
    world.turn_to(NEXT_MONDAY)
    await world.tick()
    assert AGENDA in siti.last
    assert "1. Bakti Sosial" in siti.last
    assert "Kakak ikut." in siti.last
    assert "2. Donor Darah" in siti.last
    assert "Belum dijawab." in siti.last
    assert "Apel Siaga" not in siti.last
    assert "Rapat Surabaya" not in siti.last
    await siti.tap("Donor Darah")
    assert "Donor Darah" in siti.last
    assert unanswered != elsewhere


async def test_a_week_with_nothing_in_it_brings_none(telegram_world: World) -> None:
    await hold(telegram_world, starts=SATURDAY + timedelta(days=14))
    siti = await wishing(telegram_world, "siti")
    telegram_world.turn_to(NEXT_MONDAY)
    await telegram_world.tick()
    assert texts_with(siti, AGENDA) == []


async def test_only_those_who_wish_for_it_get_it_and_may_end_it(telegram_world: World) -> None:
    await hold(telegram_world, starts=SATURDAY + timedelta(days=7))
    siti, ani = await wishing(telegram_world, "siti"), telegram_world.phone("ani")
    await ani.enrol(NAMES["ani"], "banjarbaru")
    telegram_world.turn_to(NEXT_MONDAY)
    await telegram_world.tick()
    assert (len(texts_with(siti, AGENDA)), len(texts_with(ani, AGENDA))) == (1, 0)
    await siti.tap("Tanpa agenda Senin")
    assert "tidak dikirim lagi" in siti.last
    await hold(telegram_world, starts=SATURDAY + timedelta(days=14))
    telegram_world.later(days=7)
    await telegram_world.tick()
    assert len(texts_with(siti, AGENDA)) == 1


async def test_whoever_is_not_registered_is_told_to_register_first(world: World) -> None:
    siti = world.phone("siti")
    await siti.send(kind="choice", choice="agenda:on", tap="t")
    assert "/daftar" in siti.last
    async with opened(world.path) as database:
        assert not await agenda.wished(database.reader, 1)


async def test_after_an_outage_it_comes_the_same_day_and_not_at_night(telegram_world: World) -> None:
    await hold(telegram_world, starts=SATURDAY + timedelta(days=7))
    siti = await wishing(telegram_world, "siti")
    telegram_world.turn_to(NEXT_MONDAY + timedelta(hours=14))
    await telegram_world.tick()
    assert texts_with(siti, AGENDA) == []
    telegram_world.turn_to(NEXT_MONDAY + timedelta(days=7, hours=13, minutes=30))
    await hold(telegram_world, starts=SATURDAY + timedelta(days=14))
    await telegram_world.tick()
    assert len(texts_with(siti, AGENDA)) == 1
