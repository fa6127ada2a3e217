"""What somebody can give."""

import pytest

from storage.database import opened
from tests.phones import World


async def _offer(world: World) -> str:
    async with opened(world.path) as database:
        return str(await database.reader.value("SELECT offer FROM volunteers"))


async def test_after_registering_one_may_say_what_one_can_give(world: World) -> None:
    siti = world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.tap("Tambah keahlian")
    assert "tidak menerima uang" in siti.last
    await siti.say("P3K,  perahu karet, dapur umum")
    assert "P3K, perahu karet, dapur umum" in siti.last
    assert await _offer(world) == "P3K, perahu karet, dapur umum"


@pytest.mark.parametrize("words", ["uang 500 ribu", "Rp 100.000", "donasi lewat transfer", "100rb"])
async def test_money_is_kindly_refused(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.tap("Tambah keahlian")
    await siti.say(words)
    assert "tidak menerima uang" in siti.last
    assert await _offer(telegram_world) == ""


@pytest.mark.parametrize("words", ["x" * 121, "123", "..."])
async def test_what_is_no_line_of_words_is_asked_again(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah")
    await siti.tap("Tambah keahlian")
    await siti.say(words)
    assert "misalnya: P3K" in siti.last


async def test_nobody_offers_for_somebody_else(telegram_world: World) -> None:
    siti, ani = telegram_world.phone("siti"), telegram_world.phone("ani")
    await siti.register("Siti Aminah")
    await ani.send(kind="choice", choice="offer:1", tap="t")
    assert "bukan untuk Kakak" in ani.last
    await ani.send(kind="choice", choice="offer:x", tap="t")
    assert "bukan untuk Kakak" in ani.last
