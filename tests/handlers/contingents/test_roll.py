"""Who is in a contingent, and a word to those whose data are not complete."""

from storage.enlisting import Person
from storage.roles import Role
from tests.contingents import enlisted, found, registered, table
from tests.gatherings import texts_with
from tests.phones import Phone, World


async def filled(world: World) -> tuple[Phone, Phone]:
    """A coordinator, and somebody without a telephone number who has joined; two more are on a list only."""
    contingent = await found(world)
    coordinator = await world.staff("koordinator", Role.COORDINATOR, "63")
    siti = await registered(world, "siti", "Siti Aminah")
    await siti.say(f"/start k_{contingent.code}")
    await siti.tap("Ya, masuk")
    people = [Person("Budi Santoso", "63.03", "psm", "+6281234567890"), Person("Ani Rahmah", "63.03", "psm", "")]
    await enlisted(world, contingent, coordinator, people)
    await coordinator.say("/kontingen")
    await coordinator.tap("Kontingen Banjar")
    await coordinator.tap("Daftar nama")
    return coordinator, siti


async def test_the_roll_counts_who_is_connected_and_what_is_missing(world: World) -> None:
    coordinator, _siti = await filled(world)
    for line in ("Terisi: 3 orang", "Sudah terhubung dengan Relawan: 1", "Belum terhubung: 2", "Tanpa nomor HP: 2"):
        assert line in coordinator.last


async def test_those_not_connected_are_listed_with_their_numbers_and_looking_leaves_a_trace(
    telegram_world: World,
) -> None:
    coordinator, _siti = await filled(telegram_world)
    await coordinator.tap("Belum terhubung")
    assert "1. Ani Rahmah, Kabupaten Banjar, tanpa nomor HP" in coordinator.last
    assert "2. Budi Santoso, Kabupaten Banjar, +6281234567890" in coordinator.last
    assert ("looked", "contingent:1") in [(row["verb"], row["object"]) for row in await table(telegram_world, "audit")]
    await coordinator.tap("Ringkasan")
    await coordinator.tap("Semua nama")
    assert "3. Siti Aminah, Kota Banjarmasin" in coordinator.last


async def test_those_who_can_be_written_to_are_asked_once_a_day_and_the_others_are_to_be_called(world: World) -> None:
    coordinator, siti = await filled(world)
    await coordinator.tap("Ingatkan")
    assert "Kirim pesan ke 1 orang" in coordinator.last
    await coordinator.tap("Kirim")
    assert "Belum terhubung dengan Relawan: 2 orang" in coordinator.last
    assert len(texts_with(siti, "minta tolong")) == 1
    assert "Siti Aminah" in texts_with(siti, "minta tolong")[0]
    await coordinator.say("/kontingen")
    await coordinator.tap("Kontingen Banjar")
    await coordinator.tap("Daftar nama")
    await coordinator.tap("Ingatkan")
    await coordinator.tap("Kirim")
    assert "Hari ini mereka sudah diingatkan" in coordinator.last
    assert len(texts_with(siti, "minta tolong")) == 1


async def test_nobody_is_asked_who_said_stop(telegram_world: World) -> None:
    coordinator, siti = await filled(telegram_world)
    await siti.say("STOP")
    await coordinator.tap("Ingatkan")
    assert "Tidak ada yang bisa dikirimi pesan" in coordinator.last
