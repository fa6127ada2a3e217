"""Who comes to what."""

import asyncio
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from storage import answers, events
from storage.database import Database, opened
from storage.seats import EventFull
from tests.storage.gathered import BEFORE, event_with, people


async def give(database: Database, event: int, volunteer: int, answer: str) -> bool | None:
    """The answer in a transaction of its own; None where the event is full."""
    try:
        async with database.transaction() as db:
            return await answers.give(db, event, volunteer, answer, BEFORE)
    except EventFull:
        return None


async def test_fifty_places_take_exactly_fifty_of_many_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database:
        async with database.transaction() as db:
            event, everybody = await event_with(db, capacity=50), await people(db, 70)
        # Each taps twice, in any order.
        taps = everybody * 2
        random.Random(7).shuffle(taps)
        given_ = await asyncio.gather(*(give(database, event, volunteer, "yes") for volunteer in taps))
        assert given_.count(True) == 50
        assert await answers.figures(database.reader, [event]) == {event: (50, 0)}
        found = await events.event(database.reader, event)
    assert found is not None
    assert found.taken == 50


async def test_only_a_changed_answer_counts(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database:
        async with database.transaction() as db:
            event, (one,) = await event_with(db, capacity=1), await people(db, 1)
        said = [await give(database, event, one, answer) for answer in ("no", "no", "yes", "yes", "no")]
        assert said == [True, False, True, False, True]
        assert await answers.answer_of(database.reader, event, one) == "no"


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["yes", "no"])), max_size=30))
async def test_taken_places_are_always_the_yeses(said: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "db") as database:
            async with database.transaction() as db:
                event, everybody = await event_with(db, capacity=3), await people(db, 5)
            # The last answer of each that was not refused.
            kept = {who: how for who, how in said if await give(database, event, everybody[who], how) is not None}
            found = await events.event(database.reader, event)
            figures = await answers.figures(database.reader, [event])
    yes, no = ([*kept.values()].count(how) for how in ("yes", "no"))
    assert found is not None
    assert found.taken == yes <= 3
    assert figures.get(event, (0, 0)) == (yes, no)
