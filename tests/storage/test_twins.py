"""Two records of one person: seen in the own region, merged without losing or doubling a seat, or told apart."""

import pytest

from bot.messages import Address
from storage import answers, consents, contacts, tallies, twins, volunteers
from storage.database import Database, Transaction
from storage.twins import Pair
from tests.storage.gathered import event_with

KEPT, OTHER = 1, 2


async def _siti(db: Transaction, user: str, phone: str = "", regency: str = "63.72") -> int:
    contact = await contacts.ensure(db, Address("telegram", "1", user), 1)
    proof = await consents.record(db, contact, "1", "Setuju", "telegram", 1)
    return await volunteers.register(db, contact, "Siti Aminah", regency, "psm", phone, proof, 1)


@pytest.fixture
async def pair(database: Database) -> Pair:
    """Siti, registered from two phones."""
    async with database.transaction() as db:
        await _siti(db, "old")
        other = await _siti(db, "new", "+6281234567890")
        await twins.notice(db, other, 2)
        await volunteers.offer(db, OTHER, "P3K")
        found = await twins.pair(db, OTHER, KEPT)
    assert found is not None
    return found


async def test_pairs_are_seen_where_both_live(database: Database, pair: Pair) -> None:
    for regions, seen in ((["63"], 1), (["63.72"], 1), ([""], 1), (["63.71"], 0), (["35"], 0), ([], 0)):
        assert len(await twins.unsettled(database.reader, regions, 9)) == seen


async def test_two_people_stay_two(database: Database, pair: Pair) -> None:
    async with database.transaction() as db:
        await twins.settle(db, OTHER, KEPT, 3)
        assert await twins.unsettled(db, [""], 9) == []
        assert await twins.pair(db, OTHER, KEPT) is None
        await twins.notice(db, OTHER, 4)
        assert await twins.unsettled(db, [""], 9) == []


async def test_merged_they_are_the_older_with_what_the_other_had(database: Database, pair: Pair) -> None:
    async with database.transaction() as db:
        assert await twins.merge(db, pair, 5) == 2
        (row,) = await db.rows("SELECT * FROM volunteers")
        assert (row["id"], row["contact"], row["phone"], row["offer"]) == (KEPT, 1, "+6281234567890", "P3K")
        assert await twins.unsettled(db, [""], 9) == []


@pytest.mark.parametrize(
    ("kept", "other", "left"),
    [("yes", "yes", "yes"), ("no", "yes", "yes"), ("yes", "no", "yes"), ("", "yes", "yes"), ("no", "", "no")],
)
async def test_one_seat_is_kept_of_two_and_none_is_lost(
    database: Database, pair: Pair, kept: str, other: str, left: str
) -> None:
    async with database.transaction() as db:
        event = await event_with(db, capacity=5)
        for person, answer in ((KEPT, kept), (OTHER, other)):
            if answer:
                await answers.give(db, event, person, answer, 3)
        await twins.merge(db, pair, 5)
        assert await answers.answer_of(db, event, KEPT) == left
        assert await db.value("SELECT taken FROM events") == (left == "yes")
        assert await tallies.differences(db) == []


async def test_attendance_pillars_and_the_place_in_a_contingent_are_kept_once(database: Database, pair: Pair) -> None:
    async with database.transaction() as db:
        event = await event_with(db)
        for person in (KEPT, OTHER):
            await db.execute("INSERT INTO attendance (event, volunteer, at) VALUES (?, ?, 1)", (event, person))
        await db.execute("INSERT INTO attendance (event, part, volunteer, at) VALUES (?, 7, ?, 1)", (event, OTHER))
        await volunteers.belong(db, OTHER, ["tagana"])
        await db.execute(
            "INSERT INTO contingents (name, region, taken, code, created_at)"
            " VALUES ('A', '63', 1, 'a', 1), ('B', '63', 1, 'b', 1)"
        )
        await db.execute("UPDATE volunteers SET contingent = id")
        merging = await twins.pair(db, OTHER, KEPT)
        assert merging is not None
        await twins.merge(db, merging, 5)
        assert await db.value("SELECT count(*) FROM attendance WHERE volunteer = ?", (KEPT,)) == 2
        assert await volunteers.further_pillars(db, KEPT) == ["tagana"]
        assert [row["taken"] for row in await db.rows("SELECT taken FROM contingents ORDER BY id")] == [1, 0]


async def test_the_phone_that_can_be_reached_has_the_record(database: Database, pair: Pair) -> None:
    async with database.transaction() as db:
        await db.apply(contacts.lost(Address("telegram", "1", "old"), 3, "blocked"))
        assert await twins.merge(db, pair, 5) == 1
        (row,) = await db.rows("SELECT contact, consent FROM volunteers")
        assert tuple(row) == (2, 2)


async def test_a_record_that_nobody_held_is_held_by_whoever_registered_themselves(
    database: Database, pair: Pair
) -> None:
    async with database.transaction() as db:
        await db.execute("UPDATE volunteers SET contact = NULL WHERE id = ?", (KEPT,))
        merging = await twins.pair(db, OTHER, KEPT)
        assert merging is not None
        assert await twins.merge(db, merging, 5) is None
        assert await db.value("SELECT contact FROM volunteers") == 2
