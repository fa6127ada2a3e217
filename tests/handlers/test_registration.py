"""Registering, as it is talked on both channels."""

import pytest

from bot.messages import plain
from storage.database import opened
from tests.phones import World


async def _count(world: World, question: str) -> int:
    async with opened(world.path) as database:
        return int(await database.reader.value(question))


async def test_six_answers_make_a_volunteer(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    assert "boleh Relawan menyimpan" in siti.last
    await siti.tap("Setuju, 18+")
    assert "nama lengkap" in siti.last
    await siti.say("siti aminah")
    await siti.say("bjb")
    await siti.tap("PSM")
    await siti.share("+6281234567890")
    assert "Siti Aminah" in siti.last
    assert "Kota Banjarbaru" in siti.last
    await siti.tap("Ya, benar")
    assert "sudah terdaftar sebagai relawan" in siti.last
    async with opened(world.path) as database:
        row = await database.reader.row("SELECT * FROM volunteers")
    assert row is not None
    assert (row["name"], row["regency"], row["pillar"], row["phone"]) == (
        "Siti Aminah", "63.72", "psm", "+6281234567890"
    )  # fmt: skip


async def test_consent_is_kept_with_its_text_version_and_time(world: World) -> None:
    await world.phone("siti").register("Siti Aminah")
    async with opened(world.path) as database:
        row = await database.reader.row("SELECT * FROM consents")
    assert row is not None
    assert row["version"]
    assert "boleh Relawan menyimpan" in row["text"]
    assert row["given_at"] > 0


async def test_nothing_is_kept_without_consent(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Tidak")
    assert "tidak ada yang disimpan" in siti.last
    assert await _count(world, "SELECT count(*) FROM sessions") == 0


async def test_somebody_under_18_is_sent_to_the_parents_and_nothing_is_kept(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Di bawah 18")
    assert "orang tua atau wali" in siti.last
    assert await _count(world, "SELECT count(*) FROM volunteers") == 0


async def test_the_whole_registration_can_be_typed(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "kota banjarmasin", "tagana", "lewati", "ya"):
        await siti.say(words)
    assert "sudah terdaftar sebagai relawan" in siti.last


async def test_several_regions_that_fit_are_offered(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "banjar"):
        await siti.say(words)
    assert len(siti.labels) >= 2
    await siti.tap("Kabupaten Banjar")
    assert "pilar" in siti.last


async def test_going_back_asks_the_last_question_again(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "kembali"):
        await siti.say(words)
    assert "nama lengkap" in siti.last
    for words in ("Siti Rahmah", "bjm"):
        await siti.say(words)
    await siti.say("kembali")
    assert "kabupaten/kota" in siti.last


async def test_calling_off_keeps_nothing(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "batal"):
        await siti.say(words)
    assert "dibatalkan" in siti.last
    assert await _count(world, "SELECT count(*) FROM sessions") == 0


async def test_one_answer_can_be_changed_from_the_summary(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", "lewati"):
        await siti.say(words)
    await siti.tap("Ubah nama")
    assert "nama lengkap" in siti.last
    await siti.say("Siti Rahmah")
    assert "Siti Rahmah" in siti.last
    assert "Kota Banjarmasin" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(world, "SELECT count(*) FROM volunteers WHERE name = 'Siti Rahmah'") == 1


async def test_nobody_registers_twice(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/daftar")
    assert "sudah terdaftar" in siti.last
    assert await _count(world, "SELECT count(*) FROM volunteers") == 1


async def test_a_second_tap_on_an_old_button_changes_nothing_and_repeats_the_question(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.tap("Setuju, 18+")
    assert "nama lengkap" in siti.last


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


async def test_after_hours_of_silence_words_are_no_answer_until_one_goes_on(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1"):
        await siti.say(words)
    world.later(hours=7)
    await siti.say("Siti Aminah")
    assert siti.labels == ["Lanjutkan", "Mulai ulang", "Tidak usah"]
    await siti.say("iya")
    assert "nama lengkap" in siti.last
    await siti.say("Siti Aminah")
    assert "kabupaten/kota" in siti.last


async def test_another_talk_puts_this_one_aside_and_it_is_offered_again(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "/bahasa"):
        await siti.say(words)
    await siti.tap("Bahasa Indonesia")
    assert siti.labels == ["Lanjutkan", "Tidak usah"]
    await siti.say("lanjutkan")
    assert "kabupaten/kota" in siti.last


async def test_stop_works_in_the_middle_and_the_talk_stays(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "STOP"):
        await siti.say(words)
    assert "tidak akan mengirim" in siti.last
    await siti.say("Siti Aminah")
    assert "kabupaten/kota" in siti.last


async def test_a_sticker_where_words_are_expected_gets_a_kind_line(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1"):
        await siti.say(words)
    await siti.send(kind="media", media="sticker")
    assert "baru bisa membaca tulisan" in siti.last
    assert "nama lengkap" in siti.last


async def test_the_phone_number_can_be_typed_as_people_write_it(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", "0812-3456-789"):
        await siti.say(words)
    assert "+628123456789" in siti.last


@pytest.mark.parametrize("words", ["iya bener", "Ok", "siap kak", "gak"])
async def test_an_answer_to_something_else_is_no_name(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "ya", words):
        await siti.say(said)
    assert "sepertinya bukan nama" in siti.last
    await siti.say("Siap Sitorus")
    assert "kabupaten/kota" in siti.last
