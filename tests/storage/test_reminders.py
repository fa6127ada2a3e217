"""Who is to be reminded of what."""

from pathlib import Path

import pytest

from storage import answers, reminders
from storage.database import opened
from storage.reminders import Offset
from tests.storage.gathered import BEFORE, START, event_with, people

HOUR = 3600 * 1000
DAY = Offset("24h", 24 * HOUR, 2 * HOUR)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (START - 24 * HOUR - 1, 0), (START - 24 * HOUR, 2), (START - 2 * HOUR - 1, 2), (START - 2 * HOUR, 0),
        (START, 0),
    ],
)  # fmt: skip
async def test_a_reminder_is_due_from_its_moment_until_the_next_ones(tmp_path: Path, at: int, due: int) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event, (one, two, _silent) = await event_with(db), await people(db, 3)
        await answers.give(db, event, one, "yes", BEFORE)
        await answers.give(db, event, two, "yes", BEFORE)
        assert await reminders.any_due(db, DAY, at) == bool(due)
        assert await reminders.queue(db, DAY, at) == due
        assert not await reminders.any_due(db, DAY, at)
        assert await reminders.queue(db, DAY, at) == 0
        rows = await db.rows("SELECT lane, expires_at, body FROM outbox")
    assert [tuple(row) for row in rows] == [(1, START - 2 * HOUR, None)] * due


async def test_more_than_a_chunk_is_queued_a_chunk_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "CHUNK", 2)
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db)
        for one in await people(db, 5):
            await answers.give(db, event, one, "yes", BEFORE)
        assert [await reminders.queue(db, DAY, START - 24 * HOUR) for _again in range(4)] == [2, 2, 1, 0]
