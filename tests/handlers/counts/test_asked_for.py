"""Figures asked for in words, with `/jumlah` or without."""

from datetime import timedelta

import pytest

from bot.messages import plain
from bot.now import millis, now
from storage import answers
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, at, block, settle
from tests.gatherings import hold
from tests.phones import Phone, World

CROWD = [
    (BANJARMASIN, "tagana", 0, "yes"), (BANJARMASIN, "tagana", 1, "yes"), (BANJARMASIN, "psm", 10, "no"),
    (BANJARBARU, "psm", 0, ""), (BANJAR, "psm", 1, "yes"), (SURABAYA, "tagana", 0, "yes"),
]  # fmt: skip
"""Where they live, their pillar, how many days ago they registered and answered, and what."""


async def inhabited(world: World) -> None:
    """The crowd, a jamboree that they answered for, and the last from Banjarmasin blocked."""
    event = await hold(world, "Jambore Relawan", starts=now() + timedelta(days=7))
    async with opened(world.path) as database, database.transaction() as db:
        for number, (regency, pillar, days, answer) in enumerate(CROWD):
            then = millis(now() - timedelta(days=days))
            volunteer = await settle(db, at(world, f"v{number}"), f"Nama {number}", regency, pillar, then)
            if answer:
                await answers.give(db, event, volunteer, answer, then)
    await block(world, "v2")


async def asked(phone: Phone, words: str) -> str:
    return "\n\n".join(plain(message.text) for message in await phone.say(words))


@pytest.fixture
async def ratu(telegram_world: World) -> Phone:
    """An organiser for the whole country, where the crowd lives."""
    phone = await telegram_world.staff("ratu", Role.ORGANISER)
    await inhabited(telegram_world)
    return phone


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("tagana bjm minggu ini", "Tagana di Kota Banjarmasin, terdaftar, minggu ini\n1 orang\n\n"),
        ("hari ini", "Relawan di seluruh Indonesia, terdaftar, hari ini\n3 orang\n\n"),
        ("yang daftar kemarin", "Relawan di seluruh Indonesia, terdaftar, kemarin\n2 orang\n\n"),
        ("7 hari terakhir di kalsel", "Relawan di Kalimantan Selatan, terdaftar, 7 hari terakhir\n4 orang\n\n"),
        ("yang konfirmasi", "Relawan di seluruh Indonesia, ikut\n4 orang\n\n"),
        ("tagana bjm yg udh konfirm", "Tagana di Kota Banjarmasin, ikut\n2 orang\n\n"),
        ("brp yg nolak", "Relawan di seluruh Indonesia, tidak ikut\n1 orang\n\n"),
        ("yang tidak ikut bulan ini", "Relawan di seluruh Indonesia, tidak ikut, bulan ini\n1 orang\n\n"),
        ("pesan tidak sampai", "Relawan di seluruh Indonesia, tidak terjangkau\n1 orang\n\n"),
        ("psm yang tidak terjangkau bjb", "PSM di Kota Banjarbaru, tidak terjangkau\n0 orang\n\n"),
    ],
)
async def test_the_answer_says_how_it_was_understood_and_the_figure(ratu: Phone, words: str, begins: str) -> None:
    assert (await asked(ratu, f"/jumlah {words}")).startswith(begins)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("konfirmasi per kabupaten", "Kota Banjarmasin: 2\nKota Surabaya: 1\nKabupaten Banjar: 1"),
        ("konfirmasi per provinsi", "Kalimantan Selatan: 3\nJawa Timur: 1"),
        ("konfirmasi per pilar", "Tagana: 3\nPSM: 1"),
        ("konfirmasi per kegiatan", "Jambore Relawan: 4"),
        ("per kegiatan", "Jambore Relawan: 4"),
        ("per provinsi", "Kalimantan Selatan: 5\nJawa Timur: 1"),
        ("per kabupaten minggu ini", "Kota Surabaya: 1\nKota Banjarmasin: 1\nKota Banjarbaru: 1"),
        ("per hari bulan ini", "Senin, 23 November 2026: 3\nMinggu, 22 November 2026: 2\nJumat, 13 November 2026: 1"),
    ],
)
async def test_figures_are_broken_down(ratu: Phone, words: str, rows: str) -> None:
    _title, broken_down, _meaning = (await asked(ratu, f"/jumlah {words}")).split("\n\n")
    assert broken_down == rows


async def test_what_is_counted_and_from_when_is_said_below(ratu: Phone) -> None:
    text = await asked(ratu, "/jumlah yang konfirmasi minggu ini")
    assert "Per 09.00 WITA. Sejak Senin, 23 November 2026.\nIkut = orang yang menjawab ikut" in text
    text = await asked(ratu, "/jumlah yang daftar kemarin")
    assert "Hanya Minggu, 22 November 2026.\nTerdaftar = " in text


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("brp tagana bjm yg udh hadir", "hadir"),
        ("konfirmasi tapi belum datang", "tidak hadir"),
        ("cadangan", "daftar tunggu"),
        ("masih ragu", "mungkin ikut"),
        ("yang batal", "batal"),
    ],
)
async def test_what_nobody_counts_yet_is_said_honestly(ratu: Phone, words: str, state: str) -> None:
    text = await asked(ratu, f"/jumlah {words}")
    assert text.splitlines()[0].endswith(f", {state}")
    assert "belum dicatat" in text
    assert " orang" not in text


async def test_who_came_to_an_event_is_not_told_as_who_said_yes(ratu: Phone) -> None:
    text = await asked(ratu, "/jumlah yang hadir jambore")
    assert text.startswith("Angka ini belum dicatat")
    assert "Ikut: 4" in text
    assert "belum dicatat" not in await asked(ratu, "/jumlah yang ikut jambore")


async def test_of_several_places_the_one_tapped_gets_the_same_question(world: World) -> None:
    await inhabited(world)
    ratu = await world.staff("ratu", Role.ORGANISER)
    await ratu.say("/jumlah psm banjar yang konfirmasi")
    assert ratu.last.startswith("Yang mana")
    await ratu.tap("Kabupaten Banjar")
    assert ratu.last.startswith("PSM di Kabupaten Banjar, ikut\n1 orang\n")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("brp tagana bjm", "Tagana di Kota Banjarmasin\nTerdaftar: 2\n"),
        ("per kabupaten minggu ini berapa", "Relawan di seluruh Indonesia, terdaftar, minggu ini\n3 orang\n\n"),
        ("berapa yang mangkir?", "Relawan di seluruh Indonesia, tidak hadir\n"),
    ],
)
async def test_an_organiser_asks_without_a_command(ratu: Phone, words: str, begins: str) -> None:
    assert (await asked(ratu, words)).startswith(begins)


async def test_a_coordinator_gets_the_figures_of_the_own_region_only(world: World) -> None:
    await inhabited(world)
    budi = await world.staff("budi", Role.COORDINATOR, BANJARBARU)
    assert (await asked(budi, "/jumlah hari ini")).startswith("Relawan di Kota Banjarbaru, terdaftar, hari ini\n1 ")
    assert (await asked(budi, "/jumlah konfirmasi")).startswith("Relawan di Kota Banjarbaru, ikut\n0 orang")
    for words in ("konfirmasi banjarmasin", "kalsel minggu ini"):
        assert "hanya bisa dilihat pengurusnya" in await asked(budi, f"/jumlah {words}")
    (reply,) = await budi.send(kind="choice", choice=f"count:at:{BANJARMASIN}::confirmed::")
    assert "hanya bisa dilihat pengurusnya" in plain(reply.text)


async def test_a_volunteer_who_asks_is_refused_kindly(world: World) -> None:
    await inhabited(world)
    assert "hanya untuk pengurus" in await asked(world.phone("v0"), "brp tagana bjm yg udh konfirmasi")


@pytest.mark.parametrize(
    "choice",
    [
        f"count:at:{BANJAR}", f"count:at:{BANJAR}::rich::", f"count:at:{BANJAR}:::9:", f"count:at:{BANJAR}:::x:",
        f"count:at:{BANJAR}::::year", f"count:at:{BANJAR}::::day:more",
    ],
)  # fmt: skip
async def test_a_forged_question_gets_a_polite_word(telegram_world: World, choice: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    (reply,) = await budi.send(kind="choice", choice=choice)
    assert "sudah tidak berlaku" in plain(reply.text)
