"""Names, as people give them."""

import pytest

from bot.messages import plain
from storage.database import opened
from tests.phones import World


async def _count(world: World, question: str) -> int:
    async with opened(world.path) as database:
        return int(await database.reader.value(question))


@pytest.mark.parametrize(
    "words",
    [
        "terima kasih",
        "halo min",
        "0812 3456 7890",
        "https://contoh.id",
        "siapa?",
        "pkh itu apa",
        "saya mau daftar jadi relawan dong kak",
    ],
)
async def test_what_is_no_name_is_asked_again_kindly(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", words):
        await siti.say(said)
    assert "nama lengkap" in siti.last


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Suharto", "Suharto"),
        ("  nur   hidayah ", "Nur Hidayah"),
        ("Hj. Siti Aminah, S.Sos", "Hj. Siti Aminah, S.Sos"),
        ("Ni'mah", "Ni'mah"),
        ("nama saya siti aminah", "Siti Aminah"),
        ("MUHAMMAD RIZKI", "Muhammad Rizki"),
        ("ni'mah", "Ni'mah"),
        ("李小龙", "李小龙"),
        ("hj. rusmini, s.sos", "Hj. Rusmini, S.Sos"),
    ],
)
async def test_names_are_kept_as_given_but_for_space_and_case(telegram_world: World, typed: str, kept: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.register(typed)
    async with opened(telegram_world.path) as database:
        assert await database.reader.value("SELECT name FROM volunteers") == kept


async def test_a_name_is_never_markup(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for words in ("/daftar", "1", "Siti \ue100Aminah\ue103 &amp;", "bjm", "tagana", "lewati"):
        await siti.say(words)
    assert "Siti Aminah &amp;" in plain(siti.messages[-1].text)


@pytest.mark.parametrize("words", ["iya bener", "Ok", "siap kak", "gak"])
async def test_an_answer_to_something_else_is_no_name(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", words):
        await siti.say(said)
    assert "sepertinya bukan nama" in siti.last
    await siti.say("Siap Sitorus")
    assert "kabupaten/kota" in siti.last


async def test_the_tidy_name_is_offered_and_the_typed_one_can_be_kept(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "siti aminah", "bjm", "tagana", "lewati"):
        await siti.say(words)
    assert "Nama: Siti Aminah" in siti.last
    await siti.tap("Nama seperti ketikan")
    assert "Nama: siti aminah" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(world, "SELECT count(*) FROM volunteers WHERE name = 'siti aminah'") == 1
