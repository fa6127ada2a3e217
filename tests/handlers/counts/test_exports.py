"""The people behind the figures come as a workbook, with what its reader's role may see."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.messages import Address, plain
from bot.now import millis, now
from storage import answers
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle
from tests.gatherings import hold
from tests.phones import Phone, World


async def crowd(world: World) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        for n, (name, place) in enumerate(
            [('=HYPERLINK("http://x","y")', BANJARMASIN), ("+62 Siti\t\u202eAminah", BANJARBARU), ("Joko", SURABAYA)]
        ):
            number = await settle(db, Address(world.channel.name, "1", f"v{n}"), name, place)
            await db.execute("UPDATE volunteers SET phone = ? WHERE id = ?", (f"+62811555000{n}", number))


async def sheets(phone: Phone, words: str = "/jumlah excel") -> list[list[list[Any]]]:
    await phone.say(words)
    return pages(phone)


def pages(phone: Phone) -> list[list[list[Any]]]:
    (file,) = phone.received
    assert (file.kind, file.name) == ("document", "relawan-2026-11-23.xlsx")
    book = openpyxl.load_workbook(BytesIO(file.content))
    return [[[cell.value for cell in row] for row in page.iter_rows()] for page in book.worksheets]


def names(page: list[list[Any]]) -> list[str]:
    return [row[1] for row in page[1:] if row[1]]


async def test_a_coordinator_gets_the_own_region_with_telephones(world: World) -> None:
    await crowd(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah")
    await budi.tap("Excel")
    people, meanings = pages(budi)
    assert [row[1] for row in people[1:3]] == ['=HYPERLINK("http://x","y")', "+62 Siti Aminah"]
    assert [row[6] for row in people[1:3]] == ["+628115550000", "+628115550001"]
    assert people[4][0] == "Dibuat untuk koordinator, Senin, 23 November 2026 pukul 09.00 WITA."
    assert [row[1] for row in meanings[1:3]] == ["2", "0"]
    assert "Kalimantan Selatan" in str(meanings)


async def test_an_organiser_gets_all_with_telephones_masked(world: World) -> None:
    await crowd(world)
    people, _meanings = await sheets(await world.staff("oni", Role.ORGANISER))
    assert [row[6] for row in people[1:4]] == [f"0811••••00{n}" for n in range(3)]


async def test_every_export_leaves_an_audit_row_without_anybody_in_it(world: World) -> None:
    await crowd(world)
    await sheets(await world.staff("budi", Role.COORDINATOR, "63"))
    async with opened(world.path) as database:
        rows = await database.reader.rows("SELECT verb, object FROM audit WHERE verb = 'export'")
    assert [tuple(row) for row in rows] == [("export", "registered")]


async def test_who_has_lost_the_role_meanwhile_gets_nothing(world: World) -> None:
    await crowd(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah")
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute("DELETE FROM roles")
    await budi.tap("Excel")
    assert budi.received == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("jumlah excel", ["+62 Siti Aminah", "Joko"]),
        ("excel pendaftar bjb", ["+62 Siti Aminah"]),
        ("kirim excelnya", ["+62 Siti Aminah", "Joko"]),
        ("excel", ["+62 Siti Aminah", "Joko"]),
        ("/jumlah excel psm", []),
        ("kirim excel peserta jambore", ["Joko"]),
        ("/jumlah excel yang ikut jambore banjarbaru", []),
    ],
)
async def test_a_sheet_of_what_was_asked_for_in_words(telegram_world: World, words: str, expected: list[str]) -> None:
    await crowd(telegram_world)
    event = await hold(telegram_world, "Jambore Relawan")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await db.execute("DELETE FROM volunteers WHERE id = 1")
        await answers.give(db, event, 3, "yes", millis(now()))
    people, *_others = await sheets(await telegram_world.staff("ratu", Role.ORGANISER), words)
    assert names(people) == expected


async def test_the_button_under_an_answer_gives_a_sheet_of_that_answer(world: World) -> None:
    await crowd(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah tagana banjarbaru per pilar")
    await budi.tap("Excel")
    people, parts, meanings = pages(budi)
    assert names(people) == ["+62 Siti Aminah"]
    assert parts == [["Tagana di Kota Banjarbaru, terdaftar", "Jumlah"], ["Tagana", 1]]
    assert ["isi lembar pertama", "", "Tagana di Kota Banjarbaru, terdaftar"] in meanings
    ordered, sent = budi.messages[-2:]
    assert "sedang dibuat: Tagana di Kota Banjarbaru, terdaftar." in plain(ordered.text)
    assert "Tagana di Kota Banjarbaru, terdaftar" in plain(sent.text)
    assert [choice.id for choice in ordered.choices] == ["count:charts:63.72:tagana:registered::pillar:"]


@pytest.mark.parametrize("words", ["kirim excelnya", "excel pendaftar hss", "jumlah grafik"])
async def test_whoever_has_no_role_is_refused_kindly(telegram_world: World, words: str) -> None:
    await crowd(telegram_world)
    (reply,) = await telegram_world.phone("v1").say(words)
    assert "hanya untuk pengurus" in plain(reply.text)


async def test_a_coordinator_gets_no_sheet_of_another_region(telegram_world: World) -> None:
    await crowd(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, BANJARBARU)
    for sent in ({"text": "/jumlah excel banjarmasin"}, {"kind": "choice", "choice": f"count:excel:{BANJARMASIN}:"}):
        (reply,) = await budi.send(**sent)
        assert "hanya bisa dilihat pengurusnya" in plain(reply.text)
    assert budi.received == []


async def test_words_that_are_not_understood_order_nothing(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah excel qwerty")
    assert budi.received == []
