"""Registering, as it is talked on both channels."""

import pytest

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


async def test_nobody_registers_twice(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("/daftar")
    assert "sudah terdaftar, nomornya 0001-3" in siti.last
    assert await _count(telegram_world, "SELECT count(*) FROM volunteers") == 1


async def test_a_second_tap_on_an_old_button_changes_nothing_and_repeats_the_question(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.tap("Setuju, 18+")
    assert "nama lengkap" in siti.last


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


async def test_several_pillars_may_be_typed_and_the_first_counts(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "bjm", "psm dan tagana", "lewati"):
        await siti.say(words)
    assert "Pilar: PSM dan Tagana" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(world, "SELECT count(*) FROM volunteers WHERE pillar = 'psm'") == 1
    assert await _count(world, "SELECT count(*) FROM volunteer_pillars WHERE pillar = 'tagana'") == 1


async def test_a_kecamatan_is_kept_where_it_is_said(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "kec martapura, kab banjar", "tagana", "lewati"):
        await siti.say(words)
    assert "Kabupaten/kota: Kabupaten Banjar, Kecamatan Martapura" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(telegram_world, "SELECT count(*) FROM volunteers WHERE district = 'Martapura'") == 1


async def test_the_number_is_told_when_one_is_registered(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    assert "Nomor relawan: 0001-3" in siti.last
    assert siti.labels == ["Tambah keahlian", "Daftarkan orang lain", "Lihat jadwal"]


async def _contingent(world: World, quota: int) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute(
            "INSERT INTO contingents (name, region, quota, code, created_at) VALUES ('HSU', '63.08', ?, 'x', 1)",
            (quota,),
        )


async def test_a_place_in_a_contingent_is_taken_until_it_is_full(telegram_world: World) -> None:
    await _contingent(telegram_world, 1)
    phones = [telegram_world.phone(user) for user in ("siti", "ani")]
    for phone in phones:
        await phone.say("/daftar")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await db.execute("UPDATE sessions SET args = '{\"contingent\": 1}'")
    for phone, name in zip(phones, ("Siti Aminah", "Ani Rahmah"), strict=True):
        for words in ("1", name, "bjm", "tagana", "lewati", "ya"):
            await phone.say(words)
    assert "sudah penuh" not in phones[0].last
    assert "kontingennya sudah penuh" in phones[1].last
    async with opened(telegram_world.path) as database:
        rows = await database.reader.rows("SELECT contingent FROM volunteers ORDER BY id")
        assert [row["contingent"] for row in rows] == [1, None]
        assert await database.reader.value("SELECT taken FROM contingents") == 1


@pytest.mark.parametrize(("words", "messages"), [("0812 3456 7890", 2), ("tidak usah", 2), ("Lewati", 1)])
async def test_a_typed_answer_to_the_phone_question_takes_its_keyboard_away(
    telegram_world: World, words: str, messages: int
) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "1", "Siti Aminah", "bjm", "tagana"):
        await siti.say(said)
    replies = await siti.say(words)
    assert len(replies) == messages
    assert [reply.choices for reply in replies[:-1]] == [()] * (messages - 1)
    assert "Sudah benar semua" in siti.last
