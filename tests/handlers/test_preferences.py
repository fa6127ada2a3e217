"""Stopping, resuming, and the language."""

import pytest

from storage.database import opened
from storage.roles import Role
from tests.phones import World


async def stopped(world: World) -> bool:
    async with opened(world.path) as database:
        return await database.reader.value("SELECT stopped_at FROM contacts") is not None


@pytest.mark.parametrize("words", ["/berhenti", "STOP", "berhenti"])
async def test_whoever_says_so_gets_no_more_pushed_until_they_resume(world: World, words: str) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say(words)
    assert "/mulai" in siti.last
    assert await stopped(world)
    await siti.say("/mulai")
    assert "akan Relawan kirim lagi" in siti.last
    assert not await stopped(world)


async def test_stop_in_the_middle_of_a_talk_leaves_the_talk_open(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await siti.say("STOP")
    assert await stopped(world)
    await siti.say("Siti Aminah")
    assert "kabupaten/kota" in siti.last


@pytest.mark.parametrize("words", ["2", "English", "inggris", "bahasa Inggris", "en"])
async def test_the_language_is_chosen_as_people_call_it_and_spoken_at_once(world: World, words: str) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.say("/bahasa")
    await siti.say(words)
    assert siti.last.startswith("All right")
    assert "Shall we go on?" in siti.last
    assert siti.labels == ["Go on", "No need"]


async def test_a_language_that_the_bot_does_not_speak_is_asked_about_again(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/bahasa")
    await siti.say("Banjar")
    assert siti.labels == ["Bahasa Indonesia", "English"]


async def test_whoever_stopped_and_registers_is_promised_no_news(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("STOP")
    await siti.register("Siti Aminah")
    assert "sedang berhenti menerima kabar; kalau mau dikabari, ketik /mulai" in siti.last
    assert "akan Relawan kirim" not in siti.last


STOPS = ["stop", "STOP!!", "berhenti kirim pesan", "stop dong min", "unsub", "jangan kirim pesan lagi", "berenti"]


@pytest.mark.parametrize("words", STOPS)
async def test_stop_typed_any_way_works_in_the_middle_of_a_talk_that_takes_every_word(
    telegram_world: World, words: str
) -> None:
    rina = await telegram_world.staff("rina", Role.COORDINATOR, "63")
    await rina.say("/siaran")
    await rina.say(words)
    assert "tidak akan mengirim pengumuman" in rina.last
    assert await stopped(telegram_world)
    await rina.say("MULAI")
    assert "akan Relawan kirim lagi" in rina.last
    assert not await stopped(telegram_world)


async def test_mulai_is_an_ordinary_word_for_whoever_has_not_stopped(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    await siti.say("mulai")
    assert "akan Relawan kirim lagi" not in siti.last


async def test_stop_reaches_through_a_long_pause_and_a_reply(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("/daftar")
    telegram_world.later(hours=7)
    await siti.say("berhenti kirim pesan", reply_to="1")
    assert await stopped(telegram_world)


async def test_whoever_wants_to_leave_is_shown_both_ways_and_nothing_has_happened(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.say("mau berhenti jadi relawan")
    assert "pengumuman dan pengingat tidak dikirim lagi" in siti.last
    assert "semua datanya dihapus" in siti.last
    assert siti.labels == ["Berhenti kabar", "Hapus data"]
    assert not await stopped(world)
    await siti.tap("Hapus data")
    assert "Hapus sekarang?" in siti.last
    await siti.tap("Jangan")
    await siti.tap("Berhenti kabar")
    assert await stopped(world)


async def test_whoever_is_not_registered_has_nothing_to_leave(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("keluar")
    assert "belum terdaftar" in siti.last
    assert siti.labels == ["Berhenti kabar"]


async def test_the_wish_to_leave_in_the_middle_of_a_talk_is_answered_and_the_question_stays(
    telegram_world: World,
) -> None:
    siti = telegram_world.phone("siti")
    for words in ("/daftar", "1", "mengundurkan diri"):
        await siti.say(words)
    assert "Ketik “batal” ya" in "".join(message.text for message in siti.messages)
    assert "nama lengkap Kakak" in siti.last
    for words in ("Siti Aminah", "bjm", "psm", "lewati", "ya", "/profil", "mau berhenti jadi relawan"):
        await siti.say(words)
    assert "Ada dua pilihan" in "".join(message.text for message in siti.messages)
    assert "Ada yang mau diubah?" in siti.last
