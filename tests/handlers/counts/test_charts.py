"""The figures come as pictures."""

import sys
from typing import Any

import pytest

from bot.messages import plain
from bot.playground.media import picture_size
from bot.texts import translator
from handlers.counts.charts import pictures
from handlers.counts.orders import Order
from handlers.counts.requests import Request
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, SURABAYA, people, value
from tests.phones import World


async def test_three_charts_come_with_their_meaning_and_time(world: World) -> None:
    await people(world, ["siti", "joko"])
    await people(world, ["ani"], SURABAYA)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah")
    replies = await budi.tap("Grafik")
    assert "sedang digambar" in replies[0].text
    assert [file.name for file in budi.received] == ["per-hari.png", "per-wilayah.png", "per-pilar.png"]
    assert all(picture_size(file.content) == (1080, 1080) for file in budi.received)
    assert "Terdaftar = orang yang sudah terdaftar" in budi.last
    assert "Dibuat untuk koordinator, Senin, 23 November 2026 pukul 09.00 WITA." in budi.last
    async with opened(world.path) as database:
        assert await database.reader.value("SELECT object FROM audit WHERE verb = 'charts'") == "registered"


async def test_a_chart_shows_what_was_asked_for_in_words(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("grafik tagana per kabupaten")
    assert [file.name for file in budi.received] == ["per-wilayah.png"]


def ordered(**asked: Any) -> Order:
    return Order(translator("id"), "Asia/Makassar", ("63",), ("63",), "koordinator", Request(**asked))


async def test_a_chart_says_what_is_counted_and_when(telegram_world: World) -> None:
    await people(telegram_world, ["siti", "joko"])
    await people(telegram_world, ["ani"], BANJARBARU)
    async with opened(telegram_world.path) as database:
        (picture,) = (await pictures(database.reader, ordered(by="region", pillar="tagana"))).values()
        confirmed = await pictures(database.reader, ordered(pillar="psm", measure="confirmed", since="today"))
    assert picture["title"] == "Terdaftar per kabupaten/kota"
    assert picture["note"] == (
        "Tagana di Kalimantan Selatan, terdaftar\n3 orang, Senin, 23 November 2026 pukul 09.00 WITA"
    )
    assert picture["counted"] == [("Kota Banjarmasin", 2), ("Kota Banjarbaru", 1)]
    assert [(name, one["title"]) for name, one in confirmed.items()] == [
        ("per-hari.png", "Terkonfirmasi ikut per hari"),
        ("per-wilayah.png", "Terkonfirmasi ikut per kabupaten/kota"),
    ]


async def test_what_could_not_be_drawn_is_said_once(telegram_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    replies = await budi.say("/jumlah grafik")
    assert "sedang digambar" in replies[0].text
    assert [plain(one.text) for one in replies[1:]] == [
        "Maaf Kak, grafiknya belum berhasil digambar. Coba lagi sebentar lagi ya."
    ]
    assert await value(telegram_world.path, "SELECT count(*) FROM jobs") == 0
    assert await value(telegram_world.path, "SELECT count(*) FROM orders") == 0
