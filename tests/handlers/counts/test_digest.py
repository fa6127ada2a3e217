"""The daily figures."""

from datetime import UTC, datetime

from bot.messages import plain
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, BANJARMASIN, people, value
from tests.phones import World

BEFORE = datetime(2026, 11, 23, 9, 59, tzinfo=UTC)
"""A minute before 18.00 WITA."""
DIGESTS = "SELECT count(*) FROM outbox WHERE kind = 'digest'"


async def test_whoever_wishes_for_them_gets_the_figures_at_six_once_a_day(world: World) -> None:
    await people(world, ["v1", "v2"])
    ratu = await world.staff("ratu", Role.ORGANISER)
    await ratu.say("/jumlah")
    await ratu.tap("Ringkasan harian")
    assert "pukul 18.00" in ratu.last
    world.turn_to(BEFORE)
    await world.tick()
    assert "pukul 18.00" in ratu.last
    world.later(minutes=1)
    await world.tick()
    await world.tick()
    assert ratu.last.startswith("Ringkasan Senin, 23 November 2026\nRelawan di seluruh Indonesia\nTerdaftar: 2")
    assert await value(world.path, DIGESTS) == 1
    world.later(days=1)
    await world.tick()
    assert ratu.last.startswith("Ringkasan Selasa, 24 November 2026\n")


async def test_a_coordinator_hears_of_the_own_region_and_may_end_it(world: World) -> None:
    await people(world, ["v1"], BANJARMASIN)
    budi = await world.staff("budi", Role.COORDINATOR, BANJARBARU)
    await budi.send(kind="choice", choice="digest:on")
    world.turn_to(BEFORE)
    world.later(minutes=2)
    await world.tick()
    assert "Relawan di Kota Banjarbaru\nTerdaftar: 0 " in budi.last
    await budi.tap("Stop ringkasan")
    assert "tidak dikirim lagi" in budi.last
    world.later(days=1)
    await world.tick()
    assert await value(world.path, DIGESTS) == 1


async def test_after_an_evenings_outage_no_figures_come_late_at_night(telegram_world: World) -> None:
    ratu = await telegram_world.staff("ratu", Role.ORGANISER)
    await ratu.send(kind="choice", choice="digest:on")
    telegram_world.turn_to(BEFORE)
    telegram_world.later(hours=3, minutes=2)
    await telegram_world.tick()
    assert await value(telegram_world.path, DIGESTS) == 0


async def test_whoever_loses_the_role_gets_none(telegram_world: World) -> None:
    ratu = await telegram_world.staff("ratu", Role.ORGANISER)
    await ratu.send(kind="choice", choice="digest:on")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await db.execute("DELETE FROM roles")
    telegram_world.turn_to(BEFORE)
    telegram_world.later(minutes=2)
    await telegram_world.tick()
    assert "Ringkasan" not in plain(ratu.messages[-1].text)
