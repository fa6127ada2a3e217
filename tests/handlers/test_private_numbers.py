"""A NIK, a KK or a one-time code that somebody sends is not needed, and nowhere kept."""

import sqlite3

import pytest

from tests.phones import Phone, World

NIK = "6371012304900001"
NOT_NEEDED = "NIK, nomor KK, dan kode OTP tidak perlu dikirim"


def _dump(world: World) -> str:
    """All that the database holds."""
    with sqlite3.connect(world.path) as connection:
        return "\n".join(connection.iterdump())


async def _tells(phone: Phone, words: str) -> None:
    before = len(phone.messages)
    await phone.say(words)
    assert any(NOT_NEEDED in message.text for message in phone.messages[before:]), phone.last


@pytest.mark.parametrize("words", [NIK, f"nik saya {NIK}", "6371 0123 0490 0001", f"Siti Aminah {NIK}"])
async def test_before_a_talk_the_bot_says_that_it_is_not_needed(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await _tells(siti, words)
    assert NIK not in _dump(telegram_world)


async def test_in_a_registration_the_question_stays_and_nothing_of_it_is_kept(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    await _tells(siti, NIK)
    assert "nama lengkap" in siti.last
    await _tells(siti, f"Siti Aminah, NIK {NIK}")
    assert "kabupaten/kota" in siti.last
    kept = _dump(world)
    assert NIK not in kept
    assert "Siti Aminah" in kept


async def test_what_is_asked_beside_it_is_answered(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await _tells(siti, f"apa itu PKH? nik saya {NIK}")
    assert "Program Keluarga Harapan" in siti.last
    assert NIK not in _dump(telegram_world)


async def test_a_message_that_cannot_be_answered_keeps_no_nik(telegram_world: World) -> None:
    await telegram_world.deliver({"user": "siti", "text": NIK, "kind": "unheard"})
    dump = _dump(telegram_world)
    assert "'dead'" in dump
    assert NIK not in dump


async def test_a_one_time_code_is_not_kept_either(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await _tells(siti, "kode OTP saya 482915")
    assert "482915" not in _dump(telegram_world)
