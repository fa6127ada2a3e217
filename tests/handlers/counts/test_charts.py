"""The figures come as pictures."""

from bot.playground.media import picture_size
from storage.database import opened
from storage.roles import Role
from tests.crowds import SURABAYA, people
from tests.phones import World


async def test_three_charts_come_with_their_meaning_and_time(world: World) -> None:
    await people(world, ["siti", "joko"])
    await people(world, ["ani"], SURABAYA)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah")
    replies = await budi.tap("Grafik")
    assert "sedang digambar" in replies[0].text
    assert [file.name for file in budi.received] == ["per-hari.png", "per-wilayah.png", "per-pilar.png"]
    assert all(picture_size(file.content) == (1080, 1080) for file in budi.received)
    assert "Terdaftar = orang yang sudah terdaftar" in budi.last
    assert "Dibuat untuk koordinator, Senin, 23 November 2026 pukul 09.00 WITA." in budi.last
    async with opened(world.path) as database:
        assert await database.reader.value("SELECT object FROM audit WHERE verb = 'charts'") == "jumlah"
