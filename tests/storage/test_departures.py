"""Seats of people whose record goes."""

from storage import answers, departures, tallies, waiting
from storage.database import Database
from tests.storage.gathered import BEFORE, event_with, people, say_yes, states


async def test_whoever_leaves_frees_their_seat_and_their_place(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=1), await people(db, 3)
        await say_yes(db, event, one, two, three)
        await departures.leave_all(db, [one, two], BEFORE)
        assert await states(db, event, one, two, three) == ["", "", "waiting"]
        assert await answers.give(db, event, three, "yes", BEFORE)
        assert await tallies.differences(db) == []


async def test_of_two_who_are_one_a_seat_is_kept_and_the_other_passed_on(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=2), await people(db, 3)
        await say_yes(db, event, one, two, three)
        await departures.merge(db, one, two, BEFORE)
        assert await states(db, event, one, two, three) == ["yes", "", "waiting"]
        assert await answers.give(db, event, three, "yes", BEFORE)


async def test_of_two_who_are_one_the_answer_nearer_to_coming_stays(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two) = await event_with(db, capacity=1), await people(db, 2)
        await answers.give(db, event, one, "no", BEFORE)
        await say_yes(db, event, two)
        await departures.merge(db, one, two, BEFORE)
        assert await states(db, event, one, two) == ["yes", ""]
        assert await tallies.differences(db) == []


async def test_of_two_places_in_line_the_earlier_stays(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three, four) = await event_with(db, capacity=1), await people(db, 4)
        await say_yes(db, event, one, two, three, four)
        await departures.merge(db, four, two, BEFORE)
        assert await waiting.place_of(db, event, four) == waiting.Place(1, 0)
        assert await waiting.place_of(db, event, three) == waiting.Place(2, 0)
