"""Who is reminded: rows of the outbox, once for each contact."""

from pathlib import Path

import pytest

from storage import answers, reminders, reminding
from storage.database import Transaction, opened
from tests.storage.gathered import BEFORE, START, event_with, people

HOUR = 3600 * 1000
NOON = START - START % (24 * HOUR) + 4 * HOUR
"""A start at 12.00 WITA."""


async def due_now(db: Transaction, at: int) -> int:
    """Queue all that is due at an instant; how many rows there are then that still may be sent."""
    for due in await reminders.rounds_open(db, at, at):
        while await reminding.queue(db, due, at):
            pass
    return int(await db.value("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued'"))


@pytest.mark.parametrize(
    ("before", "rows"), [(24 * HOUR + 1, 0), (24 * HOUR, 2), (2 * HOUR + 1, 2), (2 * HOUR, 2), (0, 0)]
)
async def test_those_who_come_are_reminded_once_from_the_moment_on(tmp_path: Path, before: int, rows: int) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event, (one, two, _silent) = await event_with(db, starts_at=NOON), await people(db, 3)
        await reminders.set_rules(db, event, [(24 * HOUR, ""), (2 * HOUR, "")], BEFORE)
        for coming in (one, two):
            await answers.give(db, event, coming, "yes", BEFORE)
        assert await due_now(db, NOON - before) == rows
        assert await due_now(db, NOON - before) == rows


async def test_what_an_outage_made_too_late_is_kept_as_expired_and_counted_once(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event, (one,) = await event_with(db, starts_at=NOON), await people(db, 1)
        await answers.give(db, event, one, "yes", BEFORE)
        assert await due_now(db, NOON - HOUR) == 1
        states = await db.rows("SELECT state FROM outbox ORDER BY not_before")
        assert [row["state"] for row in states] == ["expired", "expired", "queued"]
        late = [over for over in await reminding.too_late(db, NOON - HOUR) if over.late]
        assert [(over.before // HOUR, over.late) for over in late] == [(168, 1), (24, 1)]
        for over in await reminding.too_late(db, NOON - HOUR):
            await reminding.report(db, over, NOON)
        assert await reminding.too_late(db, NOON - HOUR) == []


async def test_whoever_answers_after_the_moment_is_not_reminded_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event, (one, two) = await event_with(db, starts_at=NOON), await people(db, 2)
        await answers.give(db, event, one, "yes", NOON - 24 * HOUR)
        await answers.give(db, event, two, "yes", NOON - 24 * HOUR + 1)
        assert await due_now(db, NOON - 23 * HOUR) == 1
        assert await due_now(db, NOON - 2 * HOUR) == 3


async def test_more_than_a_chunk_is_queued_a_chunk_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "CHUNK", 2)
    at = NOON - 24 * HOUR
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, starts_at=NOON)
        for one in await people(db, 5):
            await answers.give(db, event, one, "yes", BEFORE)
        (due,) = [
            each
            for each in await reminders.rounds_open(db, at, at)
            if each.before == 24 * HOUR and each.zone == "Asia/Makassar"
        ]
        assert [await reminding.queue(db, due, at) for _again in range(3)] == [True, True, False]
        assert await reminding.queued_at_once(db, due) == 5
        assert due not in await reminders.rounds_open(db, at, at)


async def test_when_the_clock_is_put_back_what_is_not_due_yet_is_asked_again(tmp_path: Path) -> None:
    at = NOON - 3 * HOUR
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event, (one, two) = await event_with(db, starts_at=NOON), await people(db, 2)
        await answers.give(db, event, one, "yes", BEFORE)
        assert await due_now(db, NOON + 21 * HOUR) == 0
        await answers.give(db, event, two, "yes", at - 22 * HOUR)
        assert await reminding.ahead(db, at)
        await reminding.reopen(db, at)
        assert await due_now(db, at) == 2
        assert await due_now(db, NOON - 2 * HOUR) == 4


async def test_in_the_quiet_hours_what_was_missed_waits_for_the_morning_or_is_too_late(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        early, noon = await event_with(db, starts_at=NOON - 7 * HOUR), await event_with(db, starts_at=NOON)
        (one,) = await people(db, 1)
        for event in (early, noon):
            await answers.give(db, event, one, "yes", BEFORE)
        await due_now(db, NOON - 13 * HOUR)
        rows = await db.rows(
            "SELECT subject, state, not_before FROM outbox WHERE state = 'queued' OR dedupe_key LIKE '%:7200000:%'"
        )
    assert [tuple(row) for row in rows] == [(early, "expired", NOON - 6 * HOUR), (noon, "queued", NOON - 6 * HOUR)]
