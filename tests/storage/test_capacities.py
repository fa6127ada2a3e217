"""How many seats there are, and for whom."""

import pytest

from storage import answers, capacities, seats, tallies, waiting
from storage.capacities import TooFew
from storage.database import Database
from storage.seats import EventFull, NoQuota
from storage.tallies import Difference
from tests.storage.gathered import BEFORE, event_with, people, say_yes, states

BANJARBARU, TABALONG = "63.72", "63.09"


async def test_seats_that_are_added_go_to_those_who_wait(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two, three, four) = await event_with(db, capacity=1), await people(db, 4)
        await say_yes(db, event, one, two, three, four)
        await capacities.set_capacity(db, event, 3, BEFORE)
        offered = await db.rows("SELECT volunteer FROM waiting WHERE offered_until IS NOT NULL ORDER BY id")
        assert [row["volunteer"] for row in offered] == [two, three]
        await capacities.set_capacity(db, event, 0, BEFORE)
        assert await answers.give(db, event, four, "yes", BEFORE)
        assert await tallies.differences(db) == []


async def test_there_are_never_fewer_seats_than_taken(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two) = await event_with(db, capacity=2), await people(db, 2)
        await say_yes(db, event, one, two)
        with pytest.raises(TooFew) as refused:
            await capacities.set_capacity(db, event, 1, BEFORE)
        assert (refused.value.quota, refused.value.taken) == ("", 2)
        with pytest.raises(TooFew) as refused:
            await capacities.set_quotas(db, event, "region", {BANJARBARU: 1}, BEFORE)
        assert (refused.value.quota, refused.value.taken) == (BANJARBARU, 2)
        assert await tallies.differences(db) == []


async def test_a_seat_of_a_group_is_passed_on_within_the_group(database: Database) -> None:
    async with database.transaction() as db:
        event = await event_with(db)
        (one, two), (three, four) = await people(db, 2, BANJARBARU), await people(db, 2, TABALONG)
        await capacities.set_quotas(db, event, "region", {BANJARBARU: 1, TABALONG: 1}, BEFORE)
        await say_yes(db, event, one, three, four, two)
        await answers.give(db, event, one, "no", BEFORE)
        offered = await db.rows("SELECT volunteer FROM waiting WHERE offered_until IS NOT NULL")
        assert [row["volunteer"] for row in offered] == [two]
        assert await waiting.place_of(db, event, four) == waiting.Place(1, 0)


async def test_a_quota_by_province_holds_its_kabupaten_and_the_nearest_counts(database: Database) -> None:
    async with database.transaction() as db:
        event, (one,), (two,) = await event_with(db), await people(db, 1, BANJARBARU), await people(db, 1, TABALONG)
        (stranger,) = await people(db, 1, "35.78")
        await capacities.set_quotas(db, event, "region", {"63": 1, BANJARBARU: 1}, BEFORE)
        assert [await seats.quota_of(db, event, who) for who in (one, two)] == [BANJARBARU, "63"]
        with pytest.raises(NoQuota):
            await answers.give(db, event, stranger, "yes", BEFORE)


async def test_a_quota_by_pillar_counts_further_pillars_too(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two) = await event_with(db), await people(db, 2)
        await db.execute("INSERT INTO volunteer_pillars VALUES (?, 'tagana')", (two,))
        await capacities.set_quotas(db, event, "pillar", {"tagana": 1}, BEFORE)
        with pytest.raises(NoQuota):
            await seats.quota_of(db, event, one)
        assert await seats.quota_of(db, event, two) == "tagana"


async def test_seats_taken_before_count_for_the_group_of_their_holder(database: Database) -> None:
    async with database.transaction() as db:
        event, (one, two) = await event_with(db, capacity=3), await people(db, 2, BANJARBARU)
        (three,) = await people(db, 1, TABALONG)
        await say_yes(db, event, one, three)
        await capacities.set_quotas(db, event, "region", {BANJARBARU: 1}, BEFORE)
        with pytest.raises(EventFull):
            await answers.give(db, event, two, "yes", BEFORE)
        assert await states(db, event, one, three) == ["yes", "yes"]
        assert await db.value("SELECT taken FROM quotas") == 1
        assert await tallies.differences(db) == []


async def test_a_wrong_count_is_found(database: Database) -> None:
    async with database.transaction() as db:
        event, (one,) = await event_with(db, capacity=3), await people(db, 1)
        await say_yes(db, event, one)
        await db.execute("UPDATE events SET taken = 2")
        assert await tallies.differences(db) == [Difference(f"events.taken {event}", 2, 1)]
