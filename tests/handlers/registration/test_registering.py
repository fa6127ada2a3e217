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


async def test_for_somebody_under_18_a_guardian_agrees_and_is_named_before_anything_else(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, di bawah 18")
    assert "orang tua atau wali" in siti.last
    await siti.tap("Saya wali, setuju")
    assert "nama lengkap Bapak/Ibu wali" in siti.last
    for words in ("Hj. Rusmini", "Siti Aminah", "bjm", "tagana", "lewati"):
        await siti.say(words)
    assert "Wali: Hj. Rusmini" in siti.last
    await siti.tap("Ya, benar")
    async with opened(world.path) as database:
        row = await database.reader.row(
            "SELECT guardian, given_by FROM volunteers v JOIN consents c ON c.id = v.consent"
        )
    assert row is not None
    assert row["guardian"] == "Hj. Rusmini"
    assert row["given_by"] is not None


async def test_without_a_guardians_consent_nothing_is_kept(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, di bawah 18")
    await siti.tap("Tidak")
    assert "tidak ada yang disimpan" in siti.last
    assert await _count(world, "SELECT count(*) FROM volunteers") == 0
    assert await _count(world, "SELECT count(*) FROM sessions") == 0


@pytest.mark.parametrize(
    "words", ["ya tapi saya masih 16 tahun", "umur 15 th", "setuju, tapi belum 18", "di bawah umur"]
)
async def test_an_age_under_18_is_heard_in_a_typed_consent(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say(words)
    assert "Bapak/Ibu" in siti.last


async def test_an_adults_age_is_no_childs(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say("ya")
    assert "nama lengkap Kakak" in siti.last


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
    assert "sudah terdaftar, nomornya 0001-3" in siti.last
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


async def test_the_tidy_name_is_offered_and_the_typed_one_can_be_kept(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "siti aminah", "bjm", "tagana", "lewati"):
        await siti.say(words)
    assert "Nama: Siti Aminah" in siti.last
    await siti.tap("Nama seperti ketikan")
    assert "Nama: siti aminah" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(world, "SELECT count(*) FROM volunteers WHERE name = 'siti aminah'") == 1


async def test_several_pillars_may_be_typed_and_the_first_counts(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "bjm", "psm dan tagana", "lewati"):
        await siti.say(words)
    assert "Pilar: PSM dan Tagana" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(world, "SELECT count(*) FROM volunteers WHERE pillar = 'psm'") == 1
    assert await _count(world, "SELECT count(*) FROM volunteer_pillars WHERE pillar = 'tagana'") == 1


async def test_a_kecamatan_is_kept_where_it_is_said(world: World) -> None:
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah", "kec martapura, kab banjar", "tagana", "lewati"):
        await siti.say(words)
    assert "Kabupaten/kota: Kabupaten Banjar, Kecamatan Martapura" in siti.last
    await siti.tap("Ya, benar")
    assert await _count(world, "SELECT count(*) FROM volunteers WHERE district = 'Martapura'") == 1


async def test_announcements_are_agreed_to_apart(world: World) -> None:
    siti, ani = world.phone("siti"), world.phone("ani")
    for phone, name in ((siti, "Siti Aminah"), (ani, "Ani Rahmah")):
        for words in ("/daftar", "1", name, "bjm", "tagana", "lewati"):
            await phone.say(words)
    assert "Pengumuman: dikirim ke sini" in siti.last
    await siti.tap("Tanpa pengumuman")
    assert "Pengumuman: tidak dikirim" in siti.last
    await siti.tap("Ya, benar")
    await ani.tap("Ya, benar")
    async with opened(world.path) as database:
        rows = await database.reader.rows(
            "SELECT v.name, v.announcements, group_concat(c.purpose) purposes FROM volunteers v"
            " JOIN consents c ON c.contact = v.contact GROUP BY v.id ORDER BY v.id"
        )
    assert [tuple(row) for row in rows] == [
        ("Siti Aminah", 0, "coordination"), ("Ani Rahmah", 1, "coordination,announcements")
    ]  # fmt: skip


async def test_the_number_is_told_when_one_is_registered(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    assert "Nomor relawan: 0001-3" in siti.last
    assert siti.labels == ["Tambah keahlian", "Daftarkan orang lain", "Lihat jadwal"]


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


async def test_before_consent_the_words_lie_in_their_inbox_row_alone_and_a_no_erases_them(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    async with opened(world.path) as database:
        assert "siti aminah" in await database.reader.value("SELECT payload FROM inbox")
        assert "siti" not in await database.reader.value("SELECT args || answers || notes FROM sessions")
    await siti.tap("Tidak")
    assert "siti aminah" not in await _kept(world)


async def test_the_words_are_erased_once_they_have_been_used(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    await siti.tap("Setuju, 18+")
    assert await _count(world, "SELECT count(*) FROM inbox WHERE payload IS NOT NULL") == 0


@pytest.mark.parametrize("ending", ["batal", "/hapusdata"])
async def test_the_words_are_erased_with_the_talk(telegram_world: World, ending: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    await siti.say(ending)
    if ending == "/hapusdata":
        await siti.tap("Ya, hapus")
    assert "siti aminah" not in await _kept(telegram_world)


async def test_the_words_are_erased_after_a_day_and_then_everything_is_asked(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("mau daftar, nama siti aminah, tagana, dr bjb")
    world.later(hours=23)
    await world.tick()
    assert "siti aminah" in await _kept(world)
    world.later(hours=2)
    await world.tick()
    assert "siti aminah" not in await _kept(world)
    await siti.tap("Setuju, 18+")
    assert "nama lengkap" in siti.last


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


async def test_the_same_person_on_the_same_phone_is_shown_not_doubled(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.tap("Daftarkan orang lain")
    await siti.tap("Setuju, 18+")
    for words in ("siti  aminah", "banjarmasin", "psm", "lewati"):
        await siti.say(words)
    await siti.tap("Ya, benar")
    assert "Tidak didaftarkan dua kali" in siti.last
    assert "Nomor relawan: 0001-3" in siti.last
    assert await _count(world, "SELECT count(*) FROM volunteers") == 1
    assert await _count(world, "SELECT count(*) FROM consents") == 2


async def test_the_same_person_with_the_same_number_elsewhere_is_shown_not_doubled(world: World) -> None:
    for user in ("siti", "siti baru"):
        siti = world.phone(user)
        for words in ("/daftar", "1", "Siti Aminah", "bjm", "tagana", "0811 5550 101", "1"):
            await siti.say(words)
    assert "Tidak didaftarkan dua kali" in siti.last
    assert "Pindah HP" in siti.last
    assert await _count(world, "SELECT count(*) FROM volunteers") == 1


async def test_two_of_one_name_in_one_place_are_both_kept_and_noticed_as_twins(world: World) -> None:
    await world.phone("siti").register("Siti Aminah")
    await world.phone("siti lain").register("SITI AMINAH")
    async with opened(world.path) as database:
        assert await database.reader.value("SELECT count(*) FROM volunteers") == 2
        assert [tuple(r) for r in await database.reader.rows("SELECT volunteer, other FROM twins")] == [(2, 1)]


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
