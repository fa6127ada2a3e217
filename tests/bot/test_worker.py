"""Slow work outside any turn."""

import asyncio

import pytest

from bot import worker as worker_module
from bot.worker import Worker
from storage import jobs
from storage.database import Busy, Database


async def _queue(database: Database, *subjects: int) -> None:
    async with database.transaction() as db:
        await db.apply([jobs.queue("invite", subject, 1) for subject in subjects])


async def test_jobs_are_done_one_by_one_and_the_sender_hears_of_each(database: Database) -> None:
    done: list[int] = []
    woken: list[bool] = []

    async def invite(_database: Database, subject: int) -> None:
        done.append(subject)

    worker = Worker(database, {"invite": invite}, lambda: woken.append(True))
    assert not await worker.do_one()
    await _queue(database, 3, 4)
    while await worker.do_one():
        pass
    assert (done, woken) == ([3, 4], [True, True])


async def test_a_running_worker_hears_of_new_work_and_finishes_it_before_it_stops(database: Database) -> None:
    begun, stop, done = asyncio.Event(), asyncio.Event(), list[int]()

    async def invite(_database: Database, subject: int) -> None:
        begun.set()
        await asyncio.sleep(0.02)
        done.append(subject)

    worker = Worker(database, {"invite": invite}, lambda: None)
    running = asyncio.create_task(worker.run(stop))
    await asyncio.sleep(0.01)
    await _queue(database, 3)
    worker.wake()
    await asyncio.wait_for(begun.wait(), 1)
    stop.set()
    await asyncio.wait_for(running, 1)
    assert done == [3]
    assert await jobs.by_state(database.reader) == {"queued": 0, "leased": 0, "dead": 0}


async def test_a_stop_leaves_what_takes_too_long_to_be_done_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "GRACE", 0.01)
    begun, stop, left = asyncio.Event(), asyncio.Event(), list[int]()

    async def draw(_database: Database, subject: int) -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            left.append(subject)

    await _queue(database, 3)
    running = asyncio.create_task(Worker(database, {"invite": draw}, lambda: None).run(stop))
    await asyncio.wait_for(begun.wait(), 1)
    stop.set()
    await asyncio.wait_for(running, 1)
    assert left == [3]
    assert await jobs.by_state(database.reader) == {"queued": 0, "leased": 1, "dead": 0}


async def test_a_job_with_a_bug_is_tried_again_and_does_not_hold_up_the_others_for_ever(
    database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ATTEMPTS", 2)
    done: list[int] = []

    async def invite(_database: Database, subject: int) -> None:
        done.append(subject)
        if subject == 3:
            raise KeyError(subject)

    worker = Worker(database, {"invite": invite}, lambda: None)
    await _queue(database, 3, 4)
    while await worker.do_one():
        pass
    assert done == [3, 3, 4]
    assert await jobs.by_state(database.reader) == {"queued": 0, "leased": 0, "dead": 1}
    assert "job 1 (invite 3) failed" in caplog.text


async def test_a_busy_database_costs_a_job_no_attempt(database: Database) -> None:
    busy = True

    async def invite(_database: Database, _subject: int) -> None:
        if busy:
            raise Busy("locked")

    worker = Worker(database, {"invite": invite}, lambda: None)
    await _queue(database, 3)
    for _time in range(jobs.ATTEMPTS + 1):
        with pytest.raises(Busy):
            await worker.do_one()
    busy = False
    assert await worker.do_one()
    assert await jobs.by_state(database.reader) == {"queued": 0, "leased": 0, "dead": 0}


async def test_after_a_crash_the_job_at_hand_is_done_again(database: Database) -> None:
    done: list[int] = []

    async def invite(_database: Database, subject: int) -> None:
        done.append(subject)

    await _queue(database, 3)
    async with database.transaction() as db:
        await jobs.claim(db, ["invite"])
        await jobs.recover(db)
    worker = Worker(database, {"invite": invite}, lambda: None)
    assert await worker.do_one()
    assert done == [3]
