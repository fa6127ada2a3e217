"""Figures asked for in words, with `/jumlah` or without."""

from datetime import timedelta

import pytest

from bot.messages import plain
from bot.now import millis, now
from storage import answers
from storage.audiences import Audience, Group, packed
from storage.database import opened
from storage.events import Details
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
        ("tagana bjm minggu ini", "1 orang\nTagana di Kota Banjarmasin, terdaftar, minggu ini\n\n"),
        ("hari ini", "3 orang\nRelawan di seluruh Indonesia, terdaftar, hari ini\n\n"),
        ("yang daftar kemarin", "2 orang\nRelawan di seluruh Indonesia, terdaftar, kemarin\n\n"),
        ("7 hari terakhir di kalsel", "4 orang\nRelawan di Kalimantan Selatan, terdaftar, 7 hari terakhir\n\n"),
        ("yang konfirmasi", "4 orang\nRelawan di seluruh Indonesia, terkonfirmasi ikut\n\n"),
        ("tagana bjm yg udh konfirm", "2 orang\nTagana di Kota Banjarmasin, terkonfirmasi ikut\n\n"),
        ("brp yg nolak", "1 orang\nRelawan di seluruh Indonesia, tidak ikut\n\n"),
        ("yang tidak ikut bulan ini", "1 orang\nRelawan di seluruh Indonesia, tidak ikut, bulan ini\n\n"),
        ("berapa relawan yang belum jawab", "1 orang\nRelawan di seluruh Indonesia, belum menjawab\n\n"),
        (
            "siapa aja psm yg blm respon jambore",
            "1 orang\nPSM, belum menjawab, Jambore Relawan\n\n",
        ),
        ("pesan tidak sampai", "1 orang\nRelawan di seluruh Indonesia, tak terjangkau\n\n"),
        ("psm yang tidak terjangkau bjb", "0 orang\nPSM di Kota Banjarbaru, tak terjangkau\n\n"),
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
    _title, broken_down, _meaning, _change = (await asked(ratu, f"/jumlah {words}")).split("\n\n")
    assert broken_down == rows


async def test_what_is_counted_and_from_when_is_said_below(ratu: Phone) -> None:
    text = await asked(ratu, "/jumlah yang konfirmasi minggu ini")
    assert "Per 09.00 WITA. Sejak Senin, 23 November 2026.\nTerkonfirmasi = jawaban terakhirnya ikut" in text
    text = await asked(ratu, "/jumlah yang daftar kemarin")
    assert "Hanya Minggu, 22 November 2026.\nTerdaftar = " in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("brp tagana bjm yg udh hadir", "1 orang\nTagana di Kota Banjarmasin, hadir"),
        ("konfirmasi tapi belum datang", "3 orang\nRelawan di seluruh Indonesia, belum hadir"),
        ("cadangan", "1 orang\nRelawan di seluruh Indonesia, menunggu kursi"),
        ("masih ragu", "1 orang\nRelawan di seluruh Indonesia, mungkin ikut"),
        ("yang batal", "1 orang\nRelawan di seluruh Indonesia, batal"),
        ("yang hadir jambore", "1 orang\nRelawan, hadir, Jambore Relawan"),
        ("yang ikut jambore per pilar", "4 orang\nRelawan, terkonfirmasi ikut, Jambore Relawan\n\nTagana: 3\nPSM: 1"),
    ],
)
async def test_every_state_is_told_apart(telegram_world: World, ratu: Phone, words: str, said: str) -> None:
    async with opened(telegram_world.path) as database, database.transaction() as db:
        found = await db.rows("SELECT id FROM volunteers WHERE id NOT IN (SELECT volunteer FROM answers)")
        (event,) = await db.row("SELECT id FROM events") or (0,)
        people = [row["id"] for row in found]
        for number, answer in enumerate(("maybe", "waiting", "no")):
            person = people[0] if not number else await settle(db, at(telegram_world, f"w{number}"), "Wati", BANJAR)
            await db.execute("INSERT INTO answers VALUES (?, ?, ?, '', 1, 1, NULL)", (event, person, answer))
        await db.execute("UPDATE events SET starts_at = ? - 1, ends_at = ? + 10000000", (millis(now()),) * 2)
        await db.execute("INSERT INTO attendance (event, volunteer, at) VALUES (?, 1, 1)", (event,))
    assert said in await asked(ratu, f"/jumlah {words}")


async def test_a_button_changes_one_part_of_what_was_understood(world: World) -> None:
    await inhabited(world)
    ratu = await world.staff("ratu", Role.ORGANISER)
    await ratu.say("/jumlah tagana kalsel konfirmasi")
    await ratu.tap("Per kabupaten/kota")
    assert "2 orang\nTagana di Kalimantan Selatan, terkonfirmasi ikut\n\nKota Banjarmasin: 2\n" in ratu.last
    await ratu.tap("Semua pilar")
    assert "3 orang\nRelawan di Kalimantan Selatan, terkonfirmasi ikut\n\nKota Banjarmasin: 2\n" in ratu.last


async def test_of_several_places_the_one_tapped_gets_the_same_question(world: World) -> None:
    await inhabited(world)
    ratu = await world.staff("ratu", Role.ORGANISER)
    await ratu.say("/jumlah psm banjar yang konfirmasi")
    assert ratu.last.startswith("Yang mana")
    await ratu.tap("Kabupaten Banjar")
    assert ratu.last.startswith("1 orang\nPSM di Kabupaten Banjar, terkonfirmasi ikut\n")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("brp tagana bjm", "Tagana di Kota Banjarmasin\nTerdaftar: 2 (hari ini +1)\n"),
        ("per kabupaten minggu ini berapa", "3 orang\nRelawan di seluruh Indonesia, terdaftar, minggu ini\n\n"),
        ("brp yg ikut jambore", "4 orang\nRelawan, terkonfirmasi ikut, Jambore Relawan"),
        ("berapa yang mangkir?", "0 orang\nRelawan di seluruh Indonesia, belum hadir\n"),
    ],
)
async def test_an_organiser_asks_without_a_command(ratu: Phone, words: str, begins: str) -> None:
    assert (await asked(ratu, words)).startswith(begins)


async def test_a_coordinator_gets_the_figures_of_the_own_region_only(world: World) -> None:
    await inhabited(world)
    budi = await world.staff("budi", Role.COORDINATOR, BANJARBARU)
    assert (await asked(budi, "/jumlah hari ini")).startswith(
        "1 orang\nRelawan di Kota Banjarbaru, terdaftar, hari ini"
    )
    assert (await asked(budi, "/jumlah konfirmasi")).startswith(
        "0 orang\nRelawan di Kota Banjarbaru, terkonfirmasi ikut"
    )
    for words in ("konfirmasi banjarmasin", "kalsel minggu ini"):
        assert "hanya bisa dilihat pengurusnya" in await asked(budi, f"/jumlah {words}")
    (reply,) = await budi.send(kind="choice", choice=f"count:at:{BANJARMASIN}::confirmed::")
    assert "hanya bisa dilihat pengurusnya" in plain(reply.text)


async def test_the_heading_says_whose_figures_they_are(telegram_world: World) -> None:
    await inhabited(telegram_world)
    await hold(telegram_world, "Rapat Nasional", region="")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    rina = await telegram_world.staff("rina", Role.ORGANISER)
    for phone in (budi, rina):
        assert "orang\nRelawan, terkonfirmasi ikut, Jambore Relawan\n" in await asked(phone, "brp yg ikut jambore")
    own = "orang\nRelawan di Kalimantan Selatan, terkonfirmasi ikut, Rapat Nasional\n"
    assert own in await asked(budi, "brp yg ikut rapat nasional")
    assert "seluruh Indonesia" not in "\n".join(plain(message.text) for message in budi.messages)


async def test_a_volunteer_who_asks_is_refused_kindly(world: World) -> None:
    await inhabited(world)
    assert "hanya untuk pengurus" in await asked(world.phone("v0"), "brp tagana bjm yg udh konfirmasi")


@pytest.mark.parametrize(
    "choice",
    [
        f"count:at:{BANJAR}", f"count:at:{BANJAR}::rich::", f"count:at:{BANJAR}:::9:", f"count:at:{BANJAR}:::x:",
        f"count:at:{BANJAR}::::year", f"count:at:{BANJAR}::::day:more", "count:at::::::99",
    ],
)  # fmt: skip
async def test_a_forged_question_gets_a_polite_word(telegram_world: World, choice: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    (reply,) = await budi.send(kind="choice", choice=choice)
    assert "sudah tidak berlaku" in plain(reply.text)


async def test_who_has_not_answered_is_the_same_number_wherever_it_is_told(telegram_world: World) -> None:
    await inhabited(telegram_world)
    closed = Audience(("63",), (Group(regions=(BANJARMASIN,)), Group(regions=(BANJAR,))))
    event = await hold(telegram_world, "Apel", details=Details(audience=packed(closed)))
    await telegram_world.phone("v0").send(kind="choice", choice=f"rsvp:{event}:v1:0:maybe", tap="t")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    assert (await asked(budi, "berapa yang belum jawab apel")).startswith("3 orang\nRelawan, belum menjawab, Apel\n")
    assert "Belum menjawab: 3\n" in await asked(budi, "/jumlah apel")
    await budi.say("/siaran")
    await budi.say("Ditunggu jawabannya, ya.")
    await budi.say("yang belum jawab apel")
    assert "(2 orang): relawan di Kalimantan Selatan yang belum menjawab “Apel”" in budi.last
    assert "Tidak bisa dihubungi: 1" in budi.last
