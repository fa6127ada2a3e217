"""The line for a seat."""

from storage import answers, seats, tallies, waiting
from storage.database import Database
from storage.seats import EventFull
from storage.waiting import Place
from tests.storage.gathered import BEFORE, event_with, people, say_yes, states

HOUR = 3600 * 1000


async def test_waiting_twice_keeps_the_first_place(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=1), await people(db, 3)
        await say_yes(db, event, one, two, three, two)
        assert await waiting.place_of(db, event, two) == Place(1, 0)
        assert await waiting.place_of(db, event, three) == Place(2, 0)
        assert await waiting.place_of(db, event, one) is None


async def test_a_seat_is_offered_once_and_counts_as_taken_meanwhile(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=1), await people(db, 3)
        await say_yes(db, event, one, two, three)
        await answers.give(db, event, one, "no", BEFORE)
        place = await waiting.place_of(db, event, two)
        assert place is not None
        assert place.offered_until > BEFORE
        assert await db.value("SELECT taken FROM events") == 1
        assert await seats.pass_on(db, event, BEFORE) == 0
        assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'offer'") == 1


async def test_a_seat_not_taken_in_time_is_not_taken_late(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=1), await people(db, 3)
        await say_yes(db, event, one, two, three)
        await answers.give(db, event, one, "no", BEFORE)
        await db.execute("UPDATE outbox SET state = 'sent'")
        late = BEFORE + 24 * HOUR
        try:
            await answers.give(db, event, two, "yes", late)
        except EventFull:
            await waiting.join(db, event, two, late)
        assert await states(db, event, one, two, three) == ["no", "waiting", "waiting"]
        assert await waiting.place_of(db, event, two) == Place(1, 0)
        # The seat is held for the next, although no tick has come between.
        assert await waiting.any_lapsed(db, late) is False
        assert await answers.give(db, event, three, "yes", late)


async def test_an_offer_that_lapses_is_a_maybe_and_goes_to_the_next(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=1), await people(db, 3)
        await say_yes(db, event, one, two, three)
        await answers.give(db, event, one, "no", BEFORE)
        assert await waiting.lapse(db, BEFORE) == 0
        await db.execute("UPDATE outbox SET state = 'sent'")
        assert await waiting.lapse(db, BEFORE + 24 * HOUR) == 1
        assert await states(db, event, two, three) == ["maybe", "waiting"]
        assert (await answers.tallies(db, [event]))[event] == answers.Tally(no=1, maybe=1, waiting=1, cancelled=1)


async def test_a_place_in_line_is_no_yes_that_was_given_up(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two) = await event_with(db, capacity=1), await people(db, 2)
        await say_yes(db, event, one, two)
        await answers.give(db, event, two, "no", BEFORE)
        assert (await answers.tallies(db, [event]))[event] == answers.Tally(yes=1, no=1)


async def test_an_offer_that_could_not_be_sent_in_time_is_made_again(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three) = await event_with(db, capacity=1), await people(db, 3)
        await say_yes(db, event, one, two, three)
        await answers.give(db, event, one, "no", BEFORE)
        late = BEFORE + 24 * HOUR
        assert await waiting.lapse(db, late) == 1
        place = await waiting.place_of(db, event, two)
        assert place is not None
        assert place.offered_until > late
        assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'offer' AND state = 'queued'") == 1
        assert await states(db, event, two, three) == ["waiting", "waiting"]
        assert await tallies.differences(db) == []
