"""A first message that says things already, and where its words lie before anybody agreed."""

import pytest

from storage.database import opened
from tests.phones import World


async def _count(world: World, question: str) -> int:
    async with opened(world.path) as database:
        return int(await database.reader.value(question))


async def test_a_first_message_that_says_things_answers_them(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("min sy mw dftar, nama siti aminah, tagana, dr bjb")
    assert "boleh Relawan menyimpan" in siti.last
    await siti.tap("Setuju, 18+")
    assert "nomor telepon" in siti.last
    await siti.say("lewati")
    for line in ("Nama: Siti Aminah", "Kabupaten/kota: Kota Banjarbaru", "Pilar: Tagana"):
        assert line in siti.last.splitlines()
    await siti.tap("Ubah nama")
    await siti.say("Siti Rahmah")
    assert "Nama: Siti Rahmah" in siti.last
    await siti.tap("Ya, benar")
    assert "Siti Rahmah" in siti.last


async def _kept(world: World) -> str:
    """Everything in the tables in which words may lie."""
    async with opened(world.path) as database:
        found = [await database.reader.rows(f"SELECT * FROM {table}") for table in ("inbox", "sessions", "inquiries")]
    return str([tuple(row) for rows in found for row in rows])


async def test_before_consent_the_words_lie_in_their_inbox_row_alone_and_a_no_erases_them(
    telegram_world: World,
) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    async with opened(telegram_world.path) as database:
        assert "siti aminah" in await database.reader.value("SELECT payload FROM inbox")
        assert "siti" not in await database.reader.value("SELECT args || answers || notes FROM sessions")
    await siti.tap("Tidak")
    assert "siti aminah" not in await _kept(telegram_world)


async def test_the_words_are_erased_once_they_have_been_used(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    await siti.tap("Setuju, 18+")
    assert await _count(telegram_world, "SELECT count(*) FROM inbox WHERE payload IS NOT NULL") == 0


@pytest.mark.parametrize("ending", ["batal", "/hapusdata"])
async def test_the_words_are_erased_with_the_talk(telegram_world: World, ending: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    await siti.say(ending)
    if ending == "/hapusdata":
        await siti.tap("Ya, hapus")
    assert "siti aminah" not in await _kept(telegram_world)


async def test_the_words_are_erased_after_a_day_and_then_everything_is_asked(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    telegram_world.later(hours=23)
    await telegram_world.tick()
    assert "siti aminah" in await _kept(telegram_world)
    telegram_world.later(hours=2)
    await telegram_world.tick()
    assert "siti aminah" not in await _kept(telegram_world)
    await siti.tap("Setuju, 18+")
    assert "nama lengkap" in siti.last


@pytest.mark.parametrize(
    "words",
    [
        "siti, tagna, dr bjb",
        "siti, tagana, dr bjb",
        "nama saya siti dari bjb, tagana",
        "siti tagana bjb",
        "siti\ntagana\nbanjarbaru",
    ],
)
async def test_who_answers_with_more_than_the_name_is_not_asked_for_the_rest(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", words):
        await siti.say(said)
    assert "nomor telepon" in siti.last
    await siti.say("lewati")
    for line in ("Nama: Siti", "Kabupaten/kota: Kota Banjarbaru", "Pilar: Tagana"):
        assert line in siti.last.splitlines()
    await siti.tap("Ubah daerah")
    await siti.say("tapin")
    assert "Kabupaten/kota: Kabupaten Tapin" in siti.last


async def test_a_name_with_more_given_as_the_correction_changes_the_name_alone(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti", "bjb", "tagana", "lewati", "ubah nama", "Siti Rahmah, psm, tapin"):
        await siti.say(said)
    for line in ("Nama: Siti Rahmah", "Kabupaten/kota: Kota Banjarbaru", "Pilar: Tagana"):
        assert line in siti.last.splitlines()


@pytest.mark.parametrize("words", ["Siti Aminah, S.Sos, M.Pd", "muhammad banjar", "Karang Taruna bjb"])
async def test_a_name_alone_answers_nothing_else(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", words):
        await siti.say(said)
    assert "sudah disebut" not in siti.last
