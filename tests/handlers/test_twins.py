"""A coordinator looks at records that may be one person's."""

import pytest

from storage import twins
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, at, settle, value
from tests.phones import Phone, World


@pytest.fixture
async def rina(world: World) -> Phone:
    """The coordinator of the region in which Siti is recorded twice."""
    async with opened(world.path) as database, database.transaction() as db:
        await settle(db, at(world, "siti"), "Siti Aminah", BANJARBARU)
        await twins.notice(db, await settle(db, at(world, "siti-baru"), "Siti Aminah", BANJARBARU), 1)
    return await world.staff("rina", Role.COORDINATOR, "63")


async def _volunteers(world: World) -> int:
    return await value(world.path, "SELECT count(*) FROM volunteers")


async def test_they_are_merged_after_a_yes_and_the_other_phone_hears_of_it(world: World, rina: Phone) -> None:
    await rina.say("/cari")
    assert "Mungkin orang yang sama: 1 pasang data" in rina.last
    await rina.tap("Periksa")
    assert "0001-3: Siti Aminah" in rina.last
    assert rina.labels == ["Gabungkan", "Bukan, beda orang"]
    await rina.tap("Gabungkan")
    assert await _volunteers(world) == 2
    await rina.tap("Ya, gabungkan")
    assert "Sudah digabung menjadi 0001-3" in rina.last
    assert "Tidak ada lagi data" in rina.last
    assert await _volunteers(world) == 1
    assert "koordinator menggabungkannya" in world.phone("siti-baru").last
    await rina.send(kind="choice", choice="twins:2:1:merge", tap="t")
    assert "sudah diperiksa" in rina.last


async def test_they_are_told_apart(world: World, rina: Phone) -> None:
    await rina.send(kind="choice", choice="twins:next", tap="t")
    await rina.tap("Bukan, beda orang")
    assert "dicatat sebagai dua orang" in rina.last
    assert await _volunteers(world) == 2
    await rina.say("/cari")
    assert "Mungkin orang yang sama" not in rina.last


async def test_thinking_again_leaves_them_two(telegram_world: World) -> None:
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await settle(db, at(telegram_world, "siti"), "Siti Aminah", BANJARBARU)
        await twins.notice(db, await settle(db, at(telegram_world, "siti-baru"), "Siti Aminah", BANJARBARU), 1)
    rina = await telegram_world.staff("rina", Role.COORDINATOR, "63")
    await rina.send(kind="choice", choice="twins:2:1:merge", tap="t")
    await rina.tap("Jangan")
    assert "tidak digabung" in rina.last
    assert await _volunteers(telegram_world) == 2


async def test_a_coordinator_of_another_region_sees_and_merges_nothing(world: World, rina: Phone) -> None:
    dedi = await world.staff("dedi", Role.COORDINATOR, "35")
    await dedi.send(kind="choice", choice="twins:next", tap="t")
    assert "Tidak ada lagi data" in dedi.last
    for wish in ("merge", "differ"):
        await dedi.send(kind="choice", choice=f"twins:2:1:{wish}", tap="t")
        assert "tidak di daerah Kakak" in dedi.last
    assert await value(world.path, "SELECT count(*) FROM twins WHERE settled_at IS NULL") == 1
