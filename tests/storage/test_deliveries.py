"""What became of the outbox's rows."""

import pytest

from bot.messages import Address
from storage import contacts, deliveries
from storage.database import Database
from storage.outbox import MONTH

SITI = Address("telegram", "1", "siti")


@pytest.fixture(autouse=True)
async def _siti(database: Database) -> None:
    async with database.transaction() as db:
        assert await contacts.ensure(db, SITI, 1) == 1


async def _row(database: Database, key: str, state: str, **fields: str | int | None) -> None:
    """A row of the outbox as it lies there."""
    columns: dict[str, str | int | None] = {
        "dedupe_key": key, "kind": "reply", "lane": 0, "contact": 1, "channel": "telegram", "account": "1",
        "user": "siti", "body": "{}", "state": state, "created_at": 1, "updated_at": 1, **fields,
    }  # fmt: skip
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    async with database.transaction() as db:
        await db.execute(f"INSERT INTO outbox ({names}) VALUES ({marks})", tuple(columns.values()))


async def _states(database: Database) -> dict[str, str]:
    rows = await database.reader.rows("SELECT dedupe_key, state FROM outbox ORDER BY id")
    return {row["dedupe_key"]: row["state"] for row in rows}


async def test_after_a_crash_what_was_not_written_waits_and_what_was_being_written_is_repeated_once(
    database: Database,
) -> None:
    at = 1_000_000
    await _row(database, "leased", "leased")
    await _row(database, "sending", "sending")
    await _row(database, "sending again", "sending", repeated=1)
    await _row(database, "in good time", "sending", expires_at=at + deliveries.USEFUL)
    await _row(database, "too late", "sending", expires_at=at + deliveries.USEFUL - 1)
    await _row(database, "sent", "sent")
    async with database.transaction() as db:
        await deliveries.recover(db, at)
    assert await _states(database) == {
        "leased": "queued", "sending": "queued", "sending again": "unknown", "in good time": "queued",
        "too late": "unknown", "sent": "sent",
    }  # fmt: skip
    repeated = await database.reader.rows("SELECT dedupe_key FROM outbox WHERE repeated = 1 AND state = 'queued'")
    assert {row["dedupe_key"] for row in repeated} == {"sending", "in good time"}


async def test_after_a_second_crash_nothing_is_written_a_third_time(database: Database) -> None:
    await _row(database, "sending", "sending")
    async with database.transaction() as db:
        await deliveries.recover(db, 1)
        await db.execute("UPDATE outbox SET state = 'sending'")
        await deliveries.recover(db, 2)
    assert await _states(database) == {"sending": "unknown"}


async def test_a_longer_halt_stays_and_a_halt_that_is_over_holds_nobody(database: Database) -> None:
    async with database.transaction() as db:
        await db.apply([deliveries.halted(SITI, 900), deliveries.halted(SITI, 500)])
        await db.apply([deliveries.halted(Address("telegram", "1", deliveries.EVERYBODY), 100)])
    held = await deliveries.halts(database.reader, 100)
    assert [(row["user"], row["until"]) for row in held] == [("siti", 900)]
    assert await deliveries.halts(database.reader, 900) == []


async def test_what_waits_beyond_its_time_expires(database: Database) -> None:
    await _row(database, "late", "queued", expires_at=50)
    await _row(database, "in time", "queued", expires_at=51)
    await _row(database, "for ever", "queued")
    await _row(database, "on the wire", "sending", expires_at=50)
    async with database.transaction() as db:
        assert await deliveries.expire(db, 50) == 1
    assert await _states(database) == {
        "late": "expired", "in time": "queued", "for ever": "queued", "on the wire": "sending",
    }  # fmt: skip
    assert await database.reader.value("SELECT body FROM outbox WHERE dedupe_key = 'late'") is None


async def test_looking_for_what_expires_does_not_read_every_row(database: Database) -> None:
    rows = await database.reader.rows(
        "EXPLAIN QUERY PLAN UPDATE outbox SET state = 'expired' WHERE state = 'queued' AND expires_at <= 5"
    )
    assert "outbox_expiring" in rows[0]["detail"]


async def test_finished_rows_are_forgotten_after_a_month(database: Database) -> None:
    await _row(database, "old", "sent", updated_at=1)
    await _row(database, "newer", "sent", updated_at=2)
    await _row(database, "waiting", "queued", updated_at=1)
    async with database.transaction() as db:
        await db.apply([deliveries.halted(SITI, 5)])
        await deliveries.forget(db, MONTH + 2)
    assert await _states(database) == {"newer": "sent", "waiting": "queued"}
    assert await database.reader.value("SELECT count(*) FROM halts") == 0


async def test_figures_name_every_state(database: Database) -> None:
    await _row(database, "a", "sent", kind="broadcast", subject=1)
    await _row(database, "b", "sent", kind="broadcast", subject=1)
    await _row(database, "c", "blocked", kind="broadcast", subject=1, problem="blocked")
    await _row(database, "d", "sent", kind="broadcast", subject=2)
    everything = await deliveries.by_state(database.reader)
    assert (everything["sent"], everything["blocked"], everything["queued"]) == (3, 1, 0)
    one = await deliveries.of_subject(database.reader, "broadcast", 1)
    assert (one["sent"], one["blocked"], one["unknown"]) == (2, 1, 0)


async def test_reasons_come_with_the_most_frequent_first(database: Database) -> None:
    for number, why in enumerate(["gone", "blocked", "blocked", None]):
        await _row(database, str(number), "blocked", kind="broadcast", subject=1, problem=why)
    await _row(database, "other", "failed", kind="broadcast", subject=1, problem="gone")
    found = await deliveries.reasons(database.reader, "broadcast", 1, "blocked")
    assert found == [("blocked", 2), ("", 1), ("gone", 1)]


async def test_a_message_with_choices_is_found_by_who_got_it_and_its_number(database: Database) -> None:
    await _row(database, "a", "sent", message="5", choices="[]", about="Jambore")
    await _row(database, "b", "sent", message="6")
    found = await deliveries.answered_message(database.reader, SITI, "5")
    assert found is not None
    assert found["about"] == "Jambore"
    assert await deliveries.answered_message(database.reader, SITI, "6") is None
    assert await deliveries.answered_message(database.reader, Address("telegram", "1", "budi"), "5") is None


async def _answerable(database: Database, since: int) -> list[tuple[str | None, int]]:
    return [(row["about"], row["newest"]) for row in await deliveries.answerable(database.reader, 1, since)]


async def test_what_can_still_be_answered_comes_newest_first_until_it_is_settled(database: Database) -> None:
    await _row(database, "old", "sent", message="4", choices="[]", about="Lama", updated_at=9)
    await _row(database, "a", "sent", message="5", choices="[]", about="Jambore", updated_at=10)
    await _row(database, "b", "sent", message="6", choices="[]", about="Rapat", updated_at=10)
    await _row(database, "c", "sent", message="7", choices="[]", updated_at=10)
    await _row(database, "d", "sent", message="8", updated_at=10)
    await _row(database, "e", "unknown", message="9", choices="[]", about="Siaran", updated_at=10)
    assert await _answerable(database, 10) == [("Rapat", 0), ("Jambore", 0)]
    async with database.transaction() as db:
        await db.apply([deliveries.settled(SITI, "6")])
    assert await _answerable(database, 10) == [("Jambore", 0)]
    assert await deliveries.answered_message(database.reader, SITI, "6") is not None


async def test_the_last_message_can_be_answered_though_it_is_about_nothing(database: Database) -> None:
    await _row(database, "a", "sent", message="5", choices="[]", about="Jambore", updated_at=10)
    await _row(database, "b", "sent", message="6", choices="[]", updated_at=10)
    assert await _answerable(database, 10) == [(None, 1), ("Jambore", 0)]
