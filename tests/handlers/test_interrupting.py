"""Asking and wishing in the middle of something else, which goes on afterwards."""

import pytest

from bot.messages import plain
from tests.gatherings import hold, invite, said
from tests.phones import World


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pkh itu apa?", "Program Keluarga Harapan"),
        ("assalamualaikum kak", "Waalaikumussalam"),
        ("makasih kak", "Sama-sama"),
        ("bentar ya kak", "Jawab kapan sempat"),
        ("ntar dulu", "Jawab kapan sempat"),
        ("mau bicara sama petugas", "Pengurus bisa membantu"),
        ("bingung nih gimana caranya?", "Ketik “kembali”"),
        ("darurat! ada banjir di sini?", "telepon dulu"),
    ],
)
async def test_a_question_in_the_middle_of_registering_is_answered_and_the_talk_goes_on(
    world: World, words: str, said: str
) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    replies = [plain(message.text) for message in await siti.say(words)]
    assert said in replies[0]
    assert replies[-1].endswith("Siapa nama lengkap Kakak?")
    assert not any("bukan nama" in reply for reply in replies)
    await siti.say("Siti Aminah")
    assert "kabupaten/kota mana" in siti.last


async def test_the_region_question_is_put_again_after_an_answer_too(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.say("Siti Aminah")
    replies = [plain(message.text) for message in await siti.say("dtsen itu apa")]
    assert "Data Tunggal Sosial" in replies[0]
    assert "kabupaten/kota mana" in replies[-1]
    await siti.say("banjarmasin")
    assert "pilar mana" in siti.last


async def test_words_that_are_just_no_answer_get_the_reason(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.say("12345")
    assert "bukan nama" in siti.last


async def test_asking_a_human_from_within_a_talk_puts_it_aside_and_comes_back(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.say("mau bicara sama petugas")
    await siti.tap("Tanya pengurus")
    await siti.say("Apakah boleh daftar lewat suami saya?")
    assert "Mau dilanjutkan" in siti.last
    await siti.tap("Lanjutkan")
    assert "nama lengkap" in siti.last


async def test_the_wish_to_be_erased_is_heard_in_the_middle_of_a_talk(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("/profil")
    await siti.say("hapus data saya")
    assert siti.labels == ["Ya, hapus", "Jangan"]
    await siti.say("hapus")
    assert "sudah dihapus" in siti.last


async def test_the_wish_to_be_erased_is_no_answer_to_an_invitation(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(telegram_world, event)
    await siti.say("tolong hapus data saya")
    assert siti.labels == ["Ya, hapus", "Jangan"]
    assert await said(telegram_world, event) == (0, 0)


async def test_another_wish_in_the_middle_of_a_talk_is_told_its_command(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say("lihat jadwal kegiatan")
    assert "Kegiatan yang akan datang: ketik /jadwal ya, Kak." in siti.last
    assert siti.labels == ["Setuju, 18+", "Setuju, di bawah 18", "Tidak"]


async def test_an_answer_to_an_invitation_that_came_during_a_talk_is_for_the_invitation(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    event = await hold(telegram_world)
    for words in ("daftarkan suami saya", "1"):
        await siti.say(words)
    telegram_world.later(minutes=1)
    await invite(telegram_world, event)
    await siti.say("ikut")
    assert "Itu untuk Bakti Sosial, Kak?" in plain(siti.messages[-2].text)
    assert "nama lengkap beliau" in siti.last
    await siti.tap("Ikut")
    assert await said(telegram_world, event) == (1, 0)
    await siti.say("Joko Susilo")
    assert "kabupaten/kota mana" in siti.last
