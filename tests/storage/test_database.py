"""One file, one writer: what a transaction promises, whoever disturbs it."""

import asyncio
import random
import sqlite3

import pytest

from storage import facts
from storage.database import Busy, Conflict, Database

INSERT = "INSERT INTO facts (name, value) VALUES (?, ?)"


async def _names(database: Database) -> list[str]:
    return [row["name"] for row in await database.reader.rows("SELECT name FROM facts ORDER BY name")]


async def test_a_transaction_is_written_whole(database: Database) -> None:
    async with database.transaction() as db:
        await db.execute(INSERT, ("a", "1"))
        await db.execute(INSERT, ("b", "1"))
        assert await _names(database) == []
    assert await _names(database) == ["a", "b"]


async def test_an_exception_leaves_nothing_behind(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as db:
            await db.execute(INSERT, ("a", "1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _names(database) == []
    async with database.transaction() as db:
        await db.execute(INSERT, ("b", "1"))
    assert await _names(database) == ["b"]


async def test_a_transaction_without_statements_takes_no_lock(database: Database) -> None:
    with sqlite3.connect(database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        async with database.transaction():
            pass
        other.execute("ROLLBACK")
    other.close()


async def test_only_changes_are_counted_as_written(database: Database) -> None:
    async with database.transaction() as db:
        await db.rows("SELECT 1")
        await db.several([("SELECT 1", ()), ("SELECT 2", ())])
        assert db.written == 0
        await db.execute(INSERT, ("a", "1"))
        await db.apply([(INSERT, ("b", "1")), (INSERT, ("c", "1"))])
        assert db.written == 3


async def test_a_change_tells_how_many_rows_it_changed_and_an_insert_its_number(database: Database) -> None:
    async with database.transaction() as db:
        first = await db.insert("INSERT INTO contacts (created_at) VALUES (1)")
        second = await db.insert("INSERT INTO contacts (created_at) VALUES (1)")
        assert second == first + 1
        assert await db.execute("UPDATE contacts SET locale = 'en'") == 2
        assert await db.execute("UPDATE contacts SET locale = 'en' WHERE id < 0") == 0


async def test_the_last_statements_and_the_commit_travel_together(database: Database) -> None:
    async with database.transaction() as db:
        ((row,),) = await db.finish([(f"{INSERT} RETURNING name", ("a", "1"))])
        assert row["name"] == "a"
        assert await _names(database) == ["a"]


async def test_when_a_last_statement_is_refused_nothing_is_written(database: Database) -> None:
    with pytest.raises(Conflict):
        async with database.transaction() as db:
            await db.finish([(INSERT, ("a", "1")), (INSERT, ("a", "2"))])
    assert await _names(database) == []


async def test_a_broken_rule_is_a_conflict_and_the_transaction_may_go_on(database: Database) -> None:
    async with database.transaction() as db:
        await db.execute(INSERT, ("a", "1"))
        with pytest.raises(Conflict):
            await db.execute(INSERT, ("a", "2"))
        with pytest.raises(Conflict):
            await db.execute("INSERT INTO addresses (contact, channel, account, user) VALUES (99, 'x', '1', '1')")
        await db.execute(INSERT, ("b", "1"))
    assert await _names(database) == ["a", "b"]


async def test_a_mistake_in_the_sql_is_no_busy_database(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.reader.rows("SELECT * FROM nowhere")


async def test_transactions_come_one_after_another(database: Database) -> None:
    await _note(database, "count", "0")

    async def increase() -> None:
        async with database.transaction() as db:
            count = int(await facts.fact(db, "count") or 0)
            await asyncio.sleep(0)
            await facts.note(db, "count", str(count + 1))

    await asyncio.gather(*(increase() for _ in range(50)))
    assert await facts.fact(database.reader, "count") == "50"


async def _note(database: Database, name: str, value: str) -> None:
    async with database.transaction() as db:
        await facts.note(db, name, value)


async def test_what_only_reads_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.reader.rows(INSERT, ("a", "1"))


async def test_a_locked_database_is_busy_and_free_again_afterwards(database: Database) -> None:
    async with database.transaction() as db:
        await db.rows("PRAGMA busy_timeout=20")
    with sqlite3.connect(database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            await _note(database, "a", "1")
        other.execute("ROLLBACK")
    other.close()
    await _note(database, "a", "1")
    assert await _names(database) == ["a"]


async def test_a_full_disk_is_busy_and_leaves_the_transaction_undone(database: Database) -> None:
    pages = await database.reader.value("PRAGMA page_count")
    async with database.transaction() as db:
        await db.rows(f"PRAGMA max_page_count={pages}")

    async def fill() -> None:
        async with database.transaction() as db:
            await facts.note(db, "small", "1")
            await facts.note(db, "large", "x" * 100_000)

    with pytest.raises(Busy, match="full"):
        await fill()
    assert await _names(database) == []
    async with database.transaction() as db:
        await db.rows(f"PRAGMA max_page_count={pages + 100}")
    await _note(database, "large", "x" * 100_000)
    assert await _names(database) == ["large"]


async def test_a_cancelled_transaction_leaves_no_other_in_its_place(database: Database) -> None:
    chance = random.Random(31)
    written: set[str] = set()

    async def write(name: str) -> None:
        async with database.transaction() as db:
            await db.execute(INSERT, (name, "1"))
            await db.value("SELECT count(*) FROM facts")
            await db.execute(INSERT, (f"{name}+", "1"))
        written.add(name)

    async def cancel_at_some_point(number: int) -> None:
        task = asyncio.create_task(write(f"{number:03}"))
        for _hop in range(chance.randrange(12)):
            await asyncio.sleep(0)
        # However slow the machine is, some have the time to end.
        await asyncio.wait({task}, timeout=chance.choice((chance.random() / 1000, chance.random() / 1000, 30)))
        task.cancel()
        await asyncio.wait({task})

    for batch in range(0, 300, 10):
        await asyncio.gather(*(cancel_at_some_point(number) for number in range(batch, batch + 10)))
    await _note(database, "after", "1")
    names = set(await _names(database)) - {"after"}
    assert 0 < len(written) < 300
    assert written <= {name.rstrip("+") for name in names}
    assert {name for name in names if f"{name}+" not in names and not name.endswith("+")} == set()


async def test_a_commit_that_has_begun_ends_before_the_cancelling_is_passed_on(database: Database) -> None:
    waiting = asyncio.Event()

    async def write() -> None:
        async with database.transaction() as db:
            await db.execute(INSERT, ("a", "1"))
            waiting.set()

    task = asyncio.create_task(write())
    await waiting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _names(database) == ["a"]
