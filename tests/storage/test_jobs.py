"""Slow work that waits, and survives a crash."""

from storage import jobs
from storage.database import Database, Row


async def _queue(database: Database, *subjects: int) -> None:
    async with database.transaction() as db:
        await db.apply([jobs.queue("invite", subject, 1) for subject in subjects])


async def _claim(database: Database) -> Row:
    async with database.transaction() as db:
        job = await jobs.claim(db, ["invite"])
    assert job is not None
    return job


async def _finish(database: Database, job: Row) -> None:
    async with database.transaction() as db:
        await jobs.finish(db, job["id"])


async def _fail(database: Database, job: Row) -> None:
    async with database.transaction() as db:
        await jobs.fail(db, job["id"], "KeyError")


async def test_jobs_are_done_in_order_each_once(database: Database) -> None:
    await _queue(database, 1, 2, 1)
    first = await _claim(database)
    await _finish(database, first)
    second = await _claim(database)
    await _finish(database, second)
    assert (first["subject"], second["subject"]) == (1, 2)
    async with database.transaction() as db:
        assert await jobs.claim(db, ["invite"]) is None


async def test_a_job_that_was_neither_finished_nor_failed_comes_first(database: Database) -> None:
    await _queue(database, 1, 2)
    assert (await _claim(database))["subject"] == 1
    assert (await _claim(database))["subject"] == 1
    assert await jobs.by_state(database.reader) == {"queued": 1, "leased": 1, "dead": 0}


async def test_work_queued_while_it_is_done_is_done_once_more(database: Database) -> None:
    await _queue(database, 1)
    job = await _claim(database)
    await _queue(database, 1)
    await _finish(database, job)
    again = await _claim(database)
    assert again["subject"] == 1
    await _finish(database, again)
    assert await jobs.by_state(database.reader) == {"queued": 0, "leased": 0, "dead": 0}


async def test_a_job_that_keeps_failing_is_dead_until_it_is_queued_again(database: Database) -> None:
    await _queue(database, 1)
    for attempt in range(1, jobs.ATTEMPTS + 1):
        job = await _claim(database)
        assert job["attempts"] == attempt
        await _fail(database, job)
    assert await jobs.by_state(database.reader) == {"queued": 0, "leased": 0, "dead": 1}
    await _queue(database, 1)
    assert (await _claim(database))["attempts"] == 1


async def test_after_a_crash_the_job_at_hand_waits_again(database: Database) -> None:
    await _queue(database, 1)
    await _claim(database)
    async with database.transaction() as db:
        await jobs.recover(db)
    assert await jobs.by_state(database.reader) == {"queued": 1, "leased": 0, "dead": 0}


async def test_a_kind_that_takes_long_holds_up_no_other(database: Database) -> None:
    async with database.transaction() as db:
        await db.apply([jobs.queue("charts", 1, 1), jobs.queue("invite", 2, 1)])
        slow, quick = await jobs.claim(db, ["charts", "export"]), await jobs.claim(db, ["invite"])
        assert slow is not None
        assert quick is not None
        assert (slow["subject"], quick["subject"]) == (1, 2)
        assert await jobs.claim(db, ["export"]) is None
