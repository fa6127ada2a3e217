"""What there is to come to."""

from pathlib import Path

from storage import events
from storage.database import opened
from tests.storage.gathered import BEFORE, START, event_with


async def test_coming_are_those_not_begun_and_not_cancelled_the_nearest_first(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        later, sooner, past, cancelled = [
            await event_with(db, starts_at=starts) for starts in (START + 2, START + 1, START, START + 3)
        ]
        await events.cancel(db, cancelled)
        assert [event.id for event in await events.coming(db, START)] == [sooner, later]
        assert [event.id for event in await events.coming(db, BEFORE)] == [past, sooner, later]


async def test_moving_keeps_the_time_before_and_makes_a_new_version(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        number = await event_with(db)
        await events.move(db, number, START + 5, "Asia/Jayapura", BEFORE + 1)
        event = await events.event(db, number)
        kept = await db.row("SELECT starts_at, zone, until FROM event_history WHERE event = ?", (number,))
    assert event is not None
    assert (event.starts_at, event.zone) == (START + 5, "Asia/Jayapura")
    assert kept is not None
    assert tuple(kept) == (START, "Asia/Makassar", BEFORE + 1)
    assert event.version == 2


async def test_what_is_cancelled_stays_cancelled_and_is_not_moved(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        number = await event_with(db)
        await events.cancel(db, number)
        await events.cancel(db, number)
        await events.move(db, number, START + 5, "Asia/Makassar", BEFORE)
        event = await events.event(db, number)
    assert event is not None
    assert (event.cancelled, event.version, event.starts_at, event.open_at(BEFORE)) == (True, 2, START, False)
