"""The places at an event."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from storage import events, seats
from storage.database import opened
from storage.seats import EventFull
from tests.storage.gathered import event_with
from tests.storage.seating import Seating


async def test_no_more_places_are_taken_than_there_are(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, capacity=1)
        await seats.take(db, event)
        with pytest.raises(EventFull):
            await seats.take(db, event)
        await seats.free(db, event)
        await seats.take(db, event)
        found = await events.event(db, event)
    assert found is not None
    assert (found.taken, found.full) == (1, True)


async def test_without_a_limit_there_is_always_a_place(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, capacity=0)
        for _number in range(3):
            await seats.take(db, event)
        found = await events.event(db, event)
    assert found is not None
    assert (found.taken, found.full) == (3, False)


async def test_of_many_who_take_the_last_place_at_once_one_has_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database:
        async with database.transaction() as db:
            event = await event_with(db, capacity=50)

        async def take() -> bool:
            try:
                async with database.transaction() as db:
                    await seats.take(db, event)
            except EventFull:
                return False
            return True

        taken = await asyncio.gather(*(take() for _ in range(80)))
    assert taken.count(True) == 50


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Seating,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_whatever_happens_no_seat_is_oversold_or_lost_and_the_order_of_waiting_is_kept() -> None:
    run(examples=15, steps=25)


@pytest.mark.long
def test_whatever_happens_for_long_no_seat_is_oversold_or_lost_and_the_order_of_waiting_is_kept() -> None:
    run(examples=500, steps=60)
