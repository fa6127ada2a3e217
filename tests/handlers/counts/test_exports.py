"""The people behind the figures come as a workbook, with what its reader's role may see."""

from io import BytesIO
from typing import Any

import openpyxl

from bot.messages import Address
from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle
from tests.phones import Phone, World


async def crowd(world: World) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        for n, (name, place) in enumerate(
            [('=HYPERLINK("http://x","y")', BANJARMASIN), ("+62 Siti\t\u202eAminah", BANJARBARU), ("Joko", SURABAYA)]
        ):
            number = await settle(db, Address(world.channel.name, "1", f"v{n}"), name, place)
            await db.execute("UPDATE volunteers SET phone = ? WHERE id = ?", (f"+62811555000{n}", number))


async def sheets(phone: Phone) -> list[list[list[Any]]]:
    await phone.say("/jumlah")
    await phone.tap("Excel")
    (file,) = phone.received
    assert (file.kind, file.name) == ("document", "relawan-2026-11-23.xlsx")
    book = openpyxl.load_workbook(BytesIO(file.content))
    return [[[cell.value for cell in row] for row in page.iter_rows()] for page in book.worksheets]


async def test_a_coordinator_gets_the_own_region_with_telephones(world: World) -> None:
    await crowd(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    people, meanings = await sheets(budi)
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
    assert [tuple(row) for row in rows] == [("export", "volunteers")]


async def test_who_has_lost_the_role_meanwhile_gets_nothing(world: World) -> None:
    await crowd(world)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/jumlah")
    async with opened(world.path) as database, database.transaction() as db:
        await db.execute("DELETE FROM roles")
    await budi.tap("Excel")
    assert budi.received == []
