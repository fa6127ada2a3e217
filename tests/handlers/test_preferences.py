"""Stopping, resuming, and the language."""

import pytest

from storage.database import opened
from tests.phones import World


async def stopped(world: World) -> bool:
    async with opened(world.path) as database:
        return await database.reader.value("SELECT stopped_at FROM contacts") is not None


@pytest.mark.parametrize("words", ["/berhenti", "STOP", "berhenti"])
async def test_whoever_says_so_gets_no_more_pushed_until_they_resume(world: World, words: str) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
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
