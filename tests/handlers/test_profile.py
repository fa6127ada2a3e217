"""Correcting one's own data."""

import pytest

from tests.phones import World


@pytest.mark.parametrize(
    ("change", "answer", "shown"),
    [
        ("Ubah nama", "Siti Rahmah", "Nama: Siti Rahmah"),
        ("Ubah daerah", "bjb", "Kabupaten/kota: Kota Banjarbaru"),
        ("Ubah pilar", "psm", "Pilar: PSM"),
        ("Ubah telepon", "0811 5550 101", "Telepon: +628115550101"),
        ("Ubah daerah", "kec gambut kab banjar", "Kabupaten/kota: Kabupaten Banjar, Kecamatan Gambut"),
        ("Ubah pilar", "tagana dan psm", "Pilar: Tagana dan PSM"),
        ("Ubah keahlian", "dapur umum", "Keahlian: dapur umum"),
    ],
)
async def test_one_answer_is_changed_and_the_others_stay(
    telegram_world: World, change: str, answer: str, shown: str
) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    before = siti.last.splitlines()
    await siti.tap(change)
    await siti.say(answer)
    assert shown in siti.last.splitlines()
    await siti.say("/profil")
    after = siti.last.splitlines()
    assert sum(line not in before for line in after) == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("saya pindah ke banjarbaru", "Kabupaten/kota: Kota Banjarbaru"),
        ("aku sudah pindah rumah ke martapura", "Kabupaten/kota: Kabupaten Banjar"),
    ],
)
async def test_a_place_that_was_said_with_the_wish_is_only_confirmed(world: World, words: str, shown: str) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say(words)
    assert siti.last == f"{shown}\n\nDiubah jadi ini, Kak?"
    await siti.say("ya")
    assert shown in siti.last.splitlines()
    await siti.say("sekarang saya tinggal di tapin")
    await siti.tap("Bukan")
    assert "tinggal di kabupaten/kota mana" in siti.last
    await siti.say("hss")
    assert "Kabupaten/kota: Kabupaten Hulu Sungai Selatan" in siti.last.splitlines()


async def test_what_is_right_already_stays(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    await siti.tap("Sudah benar")
    assert "tetap seperti itu" in siti.last


async def test_nobody_becomes_somebody_who_is_registered_already(world: World) -> None:
    old, new = world.phone("siti lama"), world.phone("siti baru")
    for siti in (old, new):
        await siti.enrol("Siti Aminah")
        await siti.say("/profil")
        await siti.tap("Ubah telepon")
        await siti.say("0811 5550 101")
    assert "Sudah diubah" in old.last
    assert "sudah terdaftar" in new.last
    await new.say("/profil")
    assert "Telepon: tidak diisi" in new.last


async def test_somebody_unknown_is_told_how_to_register(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/profil")
    assert "/daftar" in siti.last


async def test_announcements_are_turned_off_and_on(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    assert "Pengumuman: dikirim ke sini" in siti.last.splitlines()
    await siti.tap("Tanpa pengumuman")
    assert "Pengumuman: tidak dikirim" in siti.last.splitlines()
    await siti.say("/profil")
    await siti.tap("Dengan pengumuman")
    assert "Pengumuman: dikirim ke sini" in siti.last.splitlines()


async def test_the_number_is_shown(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    assert "Nomor relawan: 0001-3" in siti.last.splitlines()


async def test_where_several_share_the_phone_one_says_whose_data(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    await siti.tap("Daftarkan orang lain")
    for words in ("1", "Rusmini", "hsu", "psm", "lewati", "1"):
        await siti.say(words)
    await siti.say("/profil")
    assert siti.labels == ["Siti Aminah", "Rusmini"]
    await siti.tap("Rusmini")
    assert "Nomor relawan: 0002-1" in siti.last
    await siti.tap("Ubah telepon")
    await siti.say("08115550101")
    assert "Nama: Rusmini" in siti.last
    await siti.say("/profil")
    await siti.tap("Siti Aminah")
    assert "Telepon: tidak diisi" in siti.last


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("ganti nomor hp", "nomor telepon Kakak yang baru"),
        ("pindah kabupaten", "tinggal di kabupaten/kota mana"),
        ("nama saya salah ketik", "nama lengkap"),
        ("mau ganti pilar", "dari pilar mana"),
        ("pindah hp", "Di HP yang baru"),
        ("ganti keahlian", "Apa yang bisa disumbangkan"),
    ],
)
async def test_what_is_wrong_may_be_said_at_once_or_at_the_question(
    telegram_world: World, words: str, question: str
) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say(words)
    assert question in siti.last
    await siti.say("/batal")
    await siti.say("/profil")
    await siti.say(words)
    assert question in siti.last


async def test_of_several_on_a_phone_it_is_asked_first_whose_data_are_wrong(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah")
    for words in ("daftarkan suami saya", "1", "Joko Susilo", "bjm", "psm", "lewati", "ya", "pindah kabupaten"):
        await siti.say(words)
    assert "Data siapa" in siti.last
    await siti.say("2")
    await siti.say("tapin")
    assert "Nama: Joko Susilo" in siti.last
    assert "Kabupaten Tapin" in siti.last


async def test_a_yes_is_that_all_is_right(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    await siti.say("sudah benar kak")
    assert "tetap seperti itu" in siti.last


async def test_the_number_is_erased_only_by_saying_so(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    for words in ("ganti nomor hp", "0812 9999 8888", "ganti nomor hp"):
        await siti.say(words)
    assert siti.labels == ["Tanpa nomor"]
    await siti.tap("Tanpa nomor")
    assert "Telepon: tidak diisi" in siti.last


@pytest.mark.parametrize("words", ["nomor relawan saya berapa", "id relawan saya"])
async def test_the_registration_number_is_asked_for_in_words(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say(words)
    assert "Nomor relawan: 0001-3" in siti.last
