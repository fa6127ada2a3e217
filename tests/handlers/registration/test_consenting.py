"""What is agreed to before anything is kept."""

import pytest

from storage.database import opened
from tests.phones import World


async def _count(world: World, question: str) -> int:
    async with opened(world.path) as database:
        return int(await database.reader.value(question))


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


async def test_who_a_guardian_is_agrees_to_nothing_yet(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for words in ("/daftar", "2", "saya ibunya"):
        await siti.say(words)
    assert "Kalau Bapak/Ibu setuju" in siti.last
    await siti.say("setuju")
    assert "nama lengkap Bapak/Ibu wali" in siti.last


async def test_without_a_guardians_consent_nothing_is_kept(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, di bawah 18")
    await siti.tap("Tidak")
    assert "tidak ada yang disimpan" in siti.last
    assert await _count(telegram_world, "SELECT count(*) FROM volunteers") == 0
    assert await _count(telegram_world, "SELECT count(*) FROM sessions") == 0


@pytest.mark.parametrize(
    "words", ["ya tapi saya masih 16 tahun", "umur 15 th", "setuju, tapi belum 18", "di bawah umur"]
)
async def test_an_age_under_18_is_heard_in_a_typed_consent(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say(words)
    assert "Bapak/Ibu" in siti.last


@pytest.mark.parametrize("words", ["ya, saya 25 tahun", "setuju 18+", "boleh kak, sudah dewasa", "iya sdh 18"])
async def test_an_adults_age_is_heard_too(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say(words)
    assert "nama lengkap Kakak" in siti.last


@pytest.mark.parametrize("words", ["belum dulu", "tidak, saya masih 16 tahun", "gak mau"])
async def test_a_no_is_a_no_at_any_age(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say(words)
    assert "tidak ada yang disimpan" in siti.last


async def test_whoever_agrees_without_an_age_is_asked_for_it(world: World) -> None:
    siti, ani = world.phone("siti"), world.phone("ani")
    for phone in (siti, ani):
        await phone.say("/daftar")
        await phone.say("setuju")
        assert "Umurnya sudah 18 tahun?" in phone.last
    await siti.tap("Sudah 18+")
    assert "nama lengkap Kakak" in siti.last
    await ani.tap("Belum 18")
    assert "orang tua atau wali" in ani.last


@pytest.mark.parametrize(
    ("first", "next_question"),
    [("mau daftar, nama Joko umur 30", "kabupaten/kota"), ("mau daftar, saya Joko 16 th", "orang tua atau wali")],
)
async def test_an_age_said_before_is_not_asked_for(telegram_world: World, first: str, next_question: str) -> None:
    siti = telegram_world.phone("siti")
    for said in (first, "setuju"):
        await siti.say(said)
    assert next_question in siti.last


async def test_an_age_said_before_is_remembered_to_the_end(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for said in ("mau daftar, nama Joko umur 30", "setuju", "bjb", "psm", "lewati", "ya"):
        await siti.say(said)
    assert "Kakak sudah terdaftar" in siti.last


@pytest.mark.parametrize(
    ("words", "next_question"),
    [("ya", "nama lengkap Kakak"), ("25", "nama lengkap Kakak"), ("belum", "wali"), ("17 th kak", "wali")],
)
async def test_an_age_may_be_typed(telegram_world: World, words: str, next_question: str) -> None:
    siti = telegram_world.phone("siti")
    for said in ("/daftar", "boleh", words):
        await siti.say(said)
    assert next_question in siti.last


async def test_announcements_are_agreed_to_apart(telegram_world: World) -> None:
    siti, ani = telegram_world.phone("siti"), telegram_world.phone("ani")
    for phone, name in ((siti, "Siti Aminah"), (ani, "Ani Rahmah")):
        for words in ("/daftar", "1", name, "bjm", "tagana", "lewati"):
            await phone.say(words)
    assert "Pengumuman: dikirim ke sini" in siti.last
    await siti.tap("Tanpa pengumuman")
    assert "Pengumuman: tidak dikirim" in siti.last
    await siti.tap("Ya, benar")
    assert "Pengumuman tidak dikirim" in siti.last
    await ani.tap("Ya, benar")
    assert "kabar kegiatan baru juga akan Relawan kirim" in ani.last
    async with opened(telegram_world.path) as database:
        rows = await database.reader.rows(
            "SELECT v.name, v.announcements, group_concat(c.purpose) purposes FROM volunteers v"
            " JOIN consents c ON c.contact = v.contact GROUP BY v.id ORDER BY v.id"
        )
    assert [tuple(row) for row in rows] == [
        ("Siti Aminah", 0, "coordination"), ("Ani Rahmah", 1, "coordination,announcements")
    ]  # fmt: skip
