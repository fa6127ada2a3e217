"""Seeing and erasing what is kept."""

from bot.messages import plain
from storage.database import opened
from tests.phones import World

OWN = ("volunteers", "consents", "answers", "questions", "inquiries")


async def kept(world: World) -> dict[str, int]:
    """How many rows there are in the tables that hold people's own data."""
    async with opened(world.path) as database:
        return {table: await database.reader.value(f"SELECT count(*) FROM {table}") for table in OWN}


async def test_somebody_unknown_hears_that_nothing_is_kept(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/dataku")
    assert "belum menyimpan data diri" in siti.last


async def test_everything_that_is_kept_is_shown_to_its_owner_only(world: World) -> None:
    siti, ani = world.phone("siti"), world.phone("ani")
    await siti.register("Siti Aminah", "banjarbaru", "PSM")
    await ani.register("Ani Lestari")
    shown = "\n".join(plain(message.text) for message in await siti.say("/dataku"))
    for fact in ("Siti Aminah", "Kota Banjarbaru", "PSM", "tidak diisi", "Terdaftar: Senin, 23 November 2026"):
        assert fact in shown
    assert "Persetujuan versi" in shown
    assert "Ani" not in shown


async def test_erasing_leaves_nothing_of_ones_own_and_nobody_else_loses_anything(world: World) -> None:
    siti, ani = world.phone("siti"), world.phone("ani")
    await siti.register("Siti Aminah")
    await siti.say("apa itu psm?")
    await ani.register("Ani Lestari")
    before = await kept(world)
    assert (before["volunteers"], before["consents"], before["inquiries"]) == (2, 2, 1)
    await siti.say("/hapusdata")
    await siti.tap("Ya, hapus")
    assert "sudah dihapus" in siti.last
    assert await kept(world) == before | {"volunteers": 1, "consents": 1, "inquiries": 0}
    await siti.say("/dataku")
    assert "belum menyimpan data diri" in siti.last
    await ani.say("/profil")
    assert "Ani Lestari" in ani.last


async def test_nothing_is_erased_without_a_yes(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/hapusdata")
    await siti.tap("Jangan")
    assert "tidak ada yang dihapus" in siti.last
    assert (await kept(world))["volunteers"] == 1


async def test_whoever_was_erased_can_register_again(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/hapusdata")
    await siti.tap("Ya, hapus")
    await siti.register("Siti Aminah")
    assert (await kept(world))["volunteers"] == 1
