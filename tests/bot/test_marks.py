"""What the sender notes is written in groups."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import pytest

from bot.marks import Marks
from bot.messages import Address, Outbound
from storage import dispatch, outbox
from storage.database import Database, Transaction

SITI = Address("telegram", "1", "siti")
HALO = Outbound("Halo")


@pytest.fixture
async def marks(database: Database) -> AsyncIterator[Marks]:
    """Marks on a database with five leased rows, 1 to 5."""
    async with database.transaction() as db:
        await db.apply([outbox.reply(f"r{n}", None, Address("telegram", "1", str(n)), HALO, 1) for n in range(1, 6)])
        await db.apply([dispatch.replies_due(1, 9)])
    marks = Marks(database)
    yield marks
    await marks.finish(1)


async def _states(database: Database) -> list[str]:
    return [row["state"] for row in await database.reader.rows("SELECT state FROM outbox ORDER BY id")]


async def test_a_mark_is_committed_when_the_call_returns(database: Database, marks: Marks) -> None:
    assert await marks.sending(1, HALO)
    assert (await _states(database))[0] == "sending"
    await marks.sent(1, "m1")
    assert await database.reader.value("SELECT message FROM outbox WHERE state = 'sent'") == "m1"


async def test_a_row_that_may_not_be_sent_any_more_is_not(database: Database, marks: Marks) -> None:
    await marks.note(outbox.ended(2, "cancelled", "", 1))
    assert await asyncio.gather(*(marks.sending(n, HALO) for n in (1, 2, 99))) == [True, False, False]


async def test_what_waits_together_is_one_commit(
    database: Database, marks: Marks, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits, begin = 0, database.transaction

    def counted() -> AbstractAsyncContextManager[Transaction]:
        nonlocal commits
        commits += 1
        return begin()

    monkeypatch.setattr(database, "transaction", counted)
    await asyncio.gather(
        *(marks.sending(n, HALO) for n in (1, 2, 3)),
        marks.note(outbox.ended(4, "failed", "", 1)),
        marks.sending(5, HALO),
    )
    assert commits == 1
    assert await _states(database) == ["sending", "sending", "sending", "failed", "sending"]


async def test_what_comes_while_a_group_is_written_goes_into_the_next(database: Database, marks: Marks) -> None:
    first = asyncio.create_task(marks.sending(1, HALO))
    await asyncio.sleep(0.001)
    assert await marks.sending(2, HALO)
    assert await first


async def test_marks_wait_for_a_locked_database(database: Database, marks: Marks) -> None:
    async with database.transaction() as db:
        await db.rows("PRAGMA busy_timeout=10")
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mark = asyncio.create_task(marks.sending(1, HALO))
    await asyncio.sleep(0.05)
    assert not mark.done()
    other.execute("ROLLBACK")
    other.close()
    assert await asyncio.wait_for(mark, 2)


async def test_one_that_cannot_be_written_takes_no_other_with_it(database: Database, marks: Marks) -> None:
    results = await asyncio.gather(
        marks.sending(1, HALO),
        marks.note(("INSERT INTO nowhere VALUES (1)", ())),
        marks.sending(2, Outbound("Halo", about="\ud800")),
        marks.sent(3, "m3"),
        return_exceptions=True,
    )
    assert results[0] is True
    assert isinstance(results[1], sqlite3.OperationalError)
    assert isinstance(results[2], UnicodeEncodeError)
    assert results[3] is None
    assert (await _states(database))[:2] == ["sending", "leased"]


async def test_a_mark_whose_caller_is_gone_is_written_all_the_same(database: Database, marks: Marks) -> None:
    gone = asyncio.create_task(marks.note(outbox.ended(1, "failed", "", 1)))
    await asyncio.sleep(0)
    gone.cancel()
    await marks.finish(1)
    assert (await _states(database))[0] == "failed"
