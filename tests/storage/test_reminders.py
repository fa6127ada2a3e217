"""When the reminders of an event are due."""

from pathlib import Path

import pytest

from storage import events, parts, reminders
from storage.database import opened
from storage.parts import Part
from storage.reminders import DEFAULT_RULES
from tests.storage.gathered import BEFORE, START, event_with

HOUR, DAY = 3600 * 1000, 24 * 3600 * 1000
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
EIGHT = START - START % DAY
"""A start at 08.00 WITA."""


async def windows(path: Path, start: int, *befores: int) -> dict[tuple[str, int], tuple[int, int]]:
    """From when until when each reminder is due in each zone, in milliseconds before the start."""
    async with opened(path / "db") as database, database.transaction() as db:
        event = await event_with(db, starts_at=start)
        await reminders.set_rules(db, event, [(before, "") for before in befores], BEFORE)
        rounds = await reminders.rounds_of(db, event)
    return {(each.zone, each.before): (start - each.due_at, start - each.until_at) for each in rounds}


async def test_a_published_event_is_reminded_of_seven_days_a_day_and_two_hours_before(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db)
        assert await reminders.rules_of(db, event) == list(DEFAULT_RULES)
        rounds = await reminders.rounds_of(db, event)
        assert len({(each.before, each.zone) for each in rounds}) == 9


async def test_each_further_day_is_reminded_of_on_that_day_and_not_each_part(tmp_path: Path) -> None:
    later = (0, 5 * HOUR, DAY, DAY, DAY + 3 * HOUR, 3 * DAY)
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, starts_at=EIGHT)
        await parts.put(db, event, [Part(f"Sesi {n}", EIGHT + after, 0, "Aula") for n, after in enumerate(later)])
        rounds = [each for each in await reminders.rounds_of(db, event) if each.zone == WITA]
        assert [(each.starts_at - EIGHT, each.before) for each in rounds] == [
            (0, 7 * DAY), (0, DAY), (0, 2 * HOUR), (DAY, 2 * HOUR), (3 * DAY, 2 * HOUR)
        ]  # fmt: skip
        at = EIGHT + 3 * DAY - 2 * HOUR
        assert max(each.starts_at for each in await reminders.rounds_open(db, at - 1, at - 1)) == EIGHT + DAY
        assert max(each.starts_at for each in await reminders.rounds_open(db, at, at)) == EIGHT + 3 * DAY


async def test_each_is_due_until_the_next_and_the_last_until_the_start(tmp_path: Path) -> None:
    found = await windows(tmp_path, EIGHT, 7 * DAY, DAY, 2 * HOUR)
    assert found[WITA, 7 * DAY] == (7 * DAY, DAY)
    assert found[WITA, DAY] == (DAY, 2 * HOUR)
    assert found[WITA, 2 * HOUR] == (2 * HOUR, 0)


async def test_in_the_quiet_hours_of_the_reader_it_waits_for_six_in_the_morning(tmp_path: Path) -> None:
    found = await windows(tmp_path, EIGHT, 2 * HOUR)
    assert found[WIB, 2 * HOUR] == (HOUR, 0)
    assert found[WIT, 2 * HOUR] == (2 * HOUR, 0)


async def test_it_comes_the_evening_before_where_the_morning_is_too_late(tmp_path: Path) -> None:
    six = EIGHT - 2 * HOUR
    found = await windows(tmp_path, six, 2 * HOUR)
    assert found[WITA, 2 * HOUR] == (int(9.5 * HOUR), 0)


async def test_a_reminder_that_a_nearer_one_overtakes_is_none(tmp_path: Path) -> None:
    six = EIGHT - 2 * HOUR
    found = await windows(tmp_path, six, int(9.25 * HOUR), 2 * HOUR)
    assert (WITA, int(9.25 * HOUR)) not in found
    assert (WIT, int(9.25 * HOUR)) not in found


async def test_what_was_due_before_the_time_was_set_is_none(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, starts_at=EIGHT)
        await events.move(db, event, EIGHT + HOUR, WITA, EIGHT - 20 * HOUR)
        assert {each.before for each in await reminders.rounds_of(db, event)} == {2 * HOUR}


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_rule_added_after_its_moment_is_left_out(tmp_path: Path, when: str) -> None:
    at = EIGHT - 3 * DAY + (-HOUR if when == "before" else HOUR)
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, starts_at=EIGHT)
        await reminders.set_rules(db, event, [(3 * DAY, "Bawa topi"), (HOUR, "")], at)
        assert await reminders.rules_of(db, event) == [(3 * DAY, "Bawa topi"), (HOUR, "")]
        due = {each.before for each in await reminders.rounds_open(db, at, EIGHT - 2 * DAY)}
    assert due == ({3 * DAY} if when == "before" else set())


async def test_of_a_cancelled_event_nobody_is_reminded(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db)
        await events.cancel(db, event)
        assert await reminders.rounds_of(db, event) == []
        assert await reminders.rounds_open(db, START, START) == []
