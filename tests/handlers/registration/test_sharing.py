"""Several people on one phone, and one person on several."""

from storage.database import opened
from tests.phones import World


async def _count(world: World, question: str) -> int:
    async with opened(world.path) as database:
        return int(await database.reader.value(question))


async def test_somebody_else_is_registered_on_the_same_phone_with_a_number_of_their_own(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("daftarkan ibu saya")
    assert "beliau harus sudah setuju" in siti.last
    await siti.tap("Setuju, 18+")
    for words in ("Rusmini", "hsu", "psm", "lewati"):
        await siti.say(words)
    await siti.tap("Ya, benar")
    assert "Rusmini sudah terdaftar sebagai relawan. Nomor relawan: 0002-1" in siti.last
    async with opened(world.path) as database:
        rows = await database.reader.rows(
            "SELECT v.contact = v.registered_by mine, c.given_by IS NULL own FROM volunteers v"
            " JOIN consents c ON c.id = v.consent ORDER BY v.id"
        )
    assert [tuple(row) for row in rows] == [(1, 1), (1, 0)]


async def test_the_same_person_on_the_same_phone_is_shown_not_doubled(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.tap("Daftarkan orang lain")
    await siti.tap("Setuju, 18+")
    for words in ("siti  aminah", "banjarmasin", "psm", "lewati"):
        await siti.say(words)
    await siti.tap("Ya, benar")
    assert "Tidak didaftarkan dua kali" in siti.last
    assert "Nomor relawan: 0001-3" in siti.last
    assert await _count(telegram_world, "SELECT count(*) FROM volunteers") == 1
    assert await _count(telegram_world, "SELECT count(*) FROM consents") == 2


async def test_the_same_person_with_the_same_number_elsewhere_is_shown_not_doubled(telegram_world: World) -> None:
    for user in ("siti", "siti baru"):
        siti = telegram_world.phone(user)
        for words in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", "0811 5550 101", "1"):
            await siti.say(words)
    assert "Tidak didaftarkan dua kali" in siti.last
    assert "Pindah HP" in siti.last
    assert await _count(telegram_world, "SELECT count(*) FROM volunteers") == 1


async def test_two_of_one_name_in_one_place_are_both_kept_and_noticed_as_twins(telegram_world: World) -> None:
    await telegram_world.phone("siti").register("Siti Aminah")
    await telegram_world.phone("siti lain").register("SITI AMINAH")
    async with opened(telegram_world.path) as database:
        assert await database.reader.value("SELECT count(*) FROM volunteers") == 2
        assert [tuple(r) for r in await database.reader.rows("SELECT volunteer, other FROM twins")] == [(2, 1)]


async def test_somebody_may_be_registered_by_who_is_not(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar daftarkan adik saya")
    assert "beliau harus sudah setuju" in siti.last
    for words in ("1", "Rusmini", "hsu", "psm", "lewati", "1"):
        await siti.say(words)
    assert "Rusmini sudah terdaftar sebagai relawan" in siti.last
