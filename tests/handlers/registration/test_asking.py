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


@pytest.mark.parametrize("words", ["kada ada", "tidak punya hp", "lupa nomornya", "belum ada kak", "nggak hafal"])
async def test_whoever_has_no_number_goes_on_without(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", words):
        await siti.say(said)
    assert "Telepon: tidak diisi" in siti.last


async def test_a_yes_to_the_phone_question_is_no_number_yet(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", "boleh kak"):
        await siti.say(said)
    assert "Siap, Kak. Tulis nomornya" in siti.last


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("salah, namanya kurang", "nama lengkap"),
        ("kabupatennya keliru", "kabupaten/kota mana"),
        ("pilarnya psm", "dari pilar mana"),
        ("nomor hp belum pas", "nomor telepon"),
        ("belum benar", "Bagian mana yang keliru"),
    ],
)
async def test_what_is_wrong_in_the_summary_may_be_said(telegram_world: World, words: str, question: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", "lewati", words):
        await siti.say(said)
    assert question in siti.last


async def test_words_about_ones_home_are_not_of_the_name(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "ulun odah matan alabio", "hsu", "tagana", "lewati"):
        await siti.say(said)
    assert "Nama: Odah" in siti.last.splitlines()


@pytest.mark.parametrize("words", ["wa 0812-3456-789", "nomor saya 0812 3456 789 kak", "+62 812 3456 789 (wa)"])
async def test_a_number_is_found_among_other_words(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", words):
        await siti.say(said)
    assert "Telepon: +628123456789" in siti.last


@pytest.mark.parametrize("words", ["belum ikut apa apa", "bukan anggota kak", "gak ikut organisasi"])
async def test_who_belongs_to_no_pillar_is_a_volunteer_of_none(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti Aminah", "bjm", words, "lewati"):
        await siti.say(said)
    assert "Pilar: Relawan umum" in siti.last
