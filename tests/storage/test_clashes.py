"""Events at the same time."""

import pytest

from storage import answers, clashes
from storage.database import Database
from tests.storage.gathered import BEFORE, START, event_with, people

HOUR = 3600 * 1000


@pytest.mark.parametrize(("after", "overlaps"), [(-3, False), (-2, True), (0, True), (2, True), (3, False)])
async def test_an_event_without_an_end_lasts_three_hours(database: Database, after: int, *, overlaps: bool) -> None:
    async with database.transaction() as db:
        first, second = await event_with(db), await event_with(db, starts_at=START + after * HOUR)
        (one,) = await people(db, 1)
        assert await clashes.clashing(db, second, one) == []
        await answers.give(db, first, one, "yes", BEFORE)
        assert [each.id for each in await clashes.clashing(db, second, one)] == ([first] if overlaps else [])


async def test_the_end_that_was_said_counts_and_what_was_cancelled_does_not(database: Database) -> None:
    async with database.transaction() as db:
        first, second = await event_with(db), await event_with(db, starts_at=START + 5 * HOUR)
        (one,) = await people(db, 1)
        await answers.give(db, first, one, "yes", BEFORE)
        await db.execute("UPDATE events SET ends_at = ? WHERE id = ?", (START + 6 * HOUR, first))
        assert [each.id for each in await clashes.clashing(db, second, one)] == [first]
        await db.execute("UPDATE events SET state = 'cancelled' WHERE id = ?", (first,))
        assert await clashes.clashing(db, second, one) == []


async def test_of_an_event_in_parts_only_the_parts_are_compared(database: Database) -> None:
    async with database.transaction() as db:
        first, second = await event_with(db), await event_with(db, starts_at=START + 24 * HOUR)
        (one,) = await people(db, 1)
        await answers.give(db, first, one, "yes", BEFORE)
        await db.execute("UPDATE events SET ends_at = ? WHERE id = ?", (START + 50 * HOUR, first))
        for starts_at in (START, START + 48 * HOUR):
            await db.execute(
                "INSERT INTO parts (event, title, starts_at, ends_at, place) VALUES (?, 'Sesi', ?, ?, 'Aula')",
                (first, starts_at, starts_at + 2 * HOUR),
            )
        assert await clashes.clashing(db, second, one) == []
        await db.execute("UPDATE events SET starts_at = ? WHERE id = ?", (START + 49 * HOUR, second))
        assert [each.id for each in await clashes.clashing(db, second, one)] == [first]
