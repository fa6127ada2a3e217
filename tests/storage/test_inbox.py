"""What came in is kept once, in order, until it is answered once."""

from bot.channel import Arrival
from storage import inbox
from storage.database import Database


async def _store(database: Database, *events: str, account: str = "1", at: int = 1) -> None:
    async with database.transaction() as db:
        await inbox.store(db, "telegram", account, [Arrival(event, f"payload of {event}") for event in events], at)


async def test_what_arrives_twice_is_kept_once_as_it_first_came(database: Database) -> None:
    await _store(database, "7", "8", at=1)
    await _store(database, "8", "7", "9", at=2)
    rows = await inbox.unanswered(database.reader, 9, 9)
    assert [(row["event"], row["received_at"]) for row in rows] == [("7", 1), ("8", 1), ("9", 2)]


async def test_the_same_event_on_another_account_is_another(database: Database) -> None:
    await _store(database, "7")
    await _store(database, "7", account="2")
    assert len(await inbox.unanswered(database.reader, 9)) == 2


async def test_rows_come_in_the_order_of_arrival_and_no_more_than_asked_for(database: Database) -> None:
    await _store(database, *(str(number) for number in range(20, 0, -1)))
    rows = await inbox.unanswered(database.reader, 9, limit=3)
    assert [row["event"] for row in rows] == ["20", "19", "18"]


async def test_a_row_is_taken_once_and_its_payload_is_gone(database: Database) -> None:
    await _store(database, "7")
    async with database.transaction() as db:
        first, second = await db.apply([inbox.take(1, 5), inbox.take(1, 6)])
    assert (len(first), len(second)) == (1, 0)
    row = await database.reader.row("SELECT state, payload, handled_at FROM inbox")
    assert row is not None
    assert tuple(row) == ("done", None, 5)
    assert await inbox.unanswered(database.reader, 9) == []


async def test_a_known_event_is_not_stored_again_after_it_was_answered(database: Database) -> None:
    await _store(database, "7")
    async with database.transaction() as db:
        await db.apply([inbox.take(1, 5)])
    await _store(database, "7")
    assert await inbox.by_state(database.reader) == {"todo": 0, "done": 1, "dead": 0}


async def test_a_buried_row_keeps_its_payload_a_week(database: Database) -> None:
    await _store(database, "7")
    async with database.transaction() as db:
        assert await inbox.bury(db, 1, "KeyError", 1000)
        assert not await inbox.bury(db, 1, "ValueError", 2000)
        await inbox.forget(db, 1000 + inbox.WEEK)
    assert await database.reader.value("SELECT problem || payload FROM inbox") == "KeyErrorpayload of 7"
    async with database.transaction() as db:
        await inbox.forget(db, 1001 + inbox.WEEK)
    assert await database.reader.value("SELECT payload FROM inbox WHERE state = 'dead'") is None


async def test_an_answered_row_is_not_buried(database: Database) -> None:
    await _store(database, "7")
    async with database.transaction() as db:
        await db.apply([inbox.take(1, 5)])
        assert not await inbox.bury(db, 1, "KeyError", 6)
    assert await inbox.by_state(database.reader) == {"todo": 0, "done": 1, "dead": 0}


async def test_rows_are_forgotten_after_four_weeks_but_never_unanswered_ones(database: Database) -> None:
    await _store(database, "7", "8", at=1)
    async with database.transaction() as db:
        await db.apply([inbox.take(1, 5)])
        await inbox.forget(db, 6 + 4 * inbox.WEEK)
    assert await inbox.by_state(database.reader) == {"todo": 1, "done": 0, "dead": 0}
