"""Contingents: their quota, whoever joins and however many at once."""

import asyncio

import pytest

from storage import contingents, tallies
from storage.contingents import Contingent, QuotaTooSmall, Which
from storage.database import Database, Transaction
from storage.seats import ContingentFull


async def made(db: Transaction, region: str = "63.03", quota: int = 0) -> Contingent:
    contingent = await contingents.contingent(db, await contingents.make(db, "Kontingen", region, "", quota, None, 1))
    assert contingent is not None
    return contingent


async def volunteer(db: Transaction, number: int, contact: int | None = None, phone: str | None = None) -> int:
    return await db.insert(
        "INSERT INTO volunteers (contact, name, name_key, regency, pillar, phone, registered_at)"
        " VALUES (?, ?, ?, '63.03', 'psm', ?, 1)",
        (contact, f"Orang {number}", f"orang {number}", phone),
    )


@pytest.mark.parametrize(("people", "places"), [(40, 5), pytest.param(500, 50, marks=pytest.mark.long)])
async def test_of_many_who_join_at_once_as_many_get_in_as_there_are_places(
    database: Database, people: int, places: int
) -> None:
    async with database.transaction() as db:
        contingent = await made(db, quota=places)
        numbers = [await volunteer(db, number) for number in range(people)]

    async def join(number: int) -> bool:
        async with database.transaction() as db:
            try:
                await contingents.join(db, number, contingent.id)
            except ContingentFull:
                return False
        return True

    joined = await asyncio.gather(*map(join, numbers))
    assert joined.count(True) == places
    inside = "SELECT count(*) FROM volunteers WHERE contingent IS NOT NULL"
    assert await database.reader.value(inside) == places
    assert await tallies.differences(database.reader) == []


async def test_joining_twice_takes_one_place_and_moving_frees_the_first(database: Database) -> None:
    async with database.transaction() as db:
        first, second = await made(db, quota=1), await made(db)
        siti = await volunteer(db, 1)
        await contingents.join(db, siti, first.id)
        await contingents.join(db, siti, first.id)
        await contingents.join(db, siti, second.id)
        taken = [await db.value("SELECT taken FROM contingents WHERE id = ?", (one.id,)) for one in (first, second)]
    assert taken == [0, 1]


async def test_a_quota_is_never_below_those_who_are_in(database: Database) -> None:
    async with database.transaction() as db:
        contingent = await made(db)
        for number in range(2):
            await contingents.join(db, await volunteer(db, number), contingent.id)
        with pytest.raises(QuotaTooSmall):
            await contingents.change_quota(db, contingent.id, 1)
        await contingents.change_quota(db, contingent.id, 2)
        full = await contingents.contingent(db, contingent.id)
    assert full is not None
    assert full.full


async def test_a_province_covers_its_kabupaten_and_nothing_covers_none(database: Database) -> None:
    async with database.transaction() as db:
        for region in ("63.03", "63", "35.78"):
            await made(db, region)
    found = await contingents.in_regions(database.reader, ["63"])
    assert [one.region for one in found] == ["63.03", "63"]
    assert len(await contingents.in_regions(database.reader, [""])) == 3
    assert await contingents.in_regions(database.reader, []) == []


async def test_each_part_of_the_people_is_counted_and_listed_alike(database: Database) -> None:
    async with database.transaction() as db:
        contingent = await made(db)
        contact = await db.insert("INSERT INTO contacts (created_at) VALUES (1)")
        for number, (at, phone) in enumerate([(contact, None), (None, "+62811"), (None, None), (contact, "+62812")]):
            await contingents.join(db, await volunteer(db, number, at, phone), contingent.id)
    figures = await contingents.figures(database.reader, contingent.id)
    assert figures == {
        Which.ALL: 4, Which.CLAIMED: 2, Which.UNCLAIMED: 2, Which.NO_PHONE: 2, Which.INCOMPLETE: 3
    }  # fmt: skip
    for part, count in figures.items():
        assert len(await contingents.people(database.reader, contingent.id, part, 10)) == count
