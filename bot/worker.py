"""Slow work outside any turn, one job at a time; a job is resumed after a crash, so its effects must be keyed."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.talks import Work
from storage import jobs
from storage.database import Busy, Database

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds that a stop waits for the job at hand; after that it is left, to be done again after the next start."""


class Worker:
    """Does the jobs of its kinds, one at a time. `wake` is called after each, as it may have queued messages."""

    def __init__(self, database: Database, work: Mapping[str, Work], wake: Callable[[], None]) -> None:
        self._database, self._work, self._wake_others = database, work, wake
        self._waiting = asyncio.Event()

    def wake(self) -> None:
        """A job was queued."""
        self._waiting.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; the job at hand is finished, if that does not take long."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                self._waiting.clear()
                try:
                    done = await self._do_one_until(stopping)
                except Busy as busy:
                    log.warning("the worker waits for the database: %s", busy)
                    done = False
                if not done:
                    waiting = asyncio.create_task(self._waiting.wait())
                    await asyncio.wait({waiting, stopping}, timeout=5, return_when=asyncio.FIRST_COMPLETED)
                    waiting.cancel()
        finally:
            stopping.cancel()

    async def _do_one_until(self, stopping: asyncio.Task[Any]) -> bool:
        doing = asyncio.create_task(self.do_one())
        try:
            await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({doing}, timeout=GRACE)
        finally:
            doing.cancel()
        await asyncio.wait({doing})
        return not doing.cancelled() and doing.result()

    async def do_one(self) -> bool:
        """Do the oldest job; False if none waits. Raises Busy, and the job is the next to be done then."""
        async with self._database.transaction() as db:
            job = await jobs.claim(db, self._work)
        if job is None:
            return False
        try:
            await self._work[job["kind"]](self._database, job["subject"])
        except Busy:
            raise
        except Exception as error:
            log.exception("job %d (%s %d) failed", job["id"], job["kind"], job["subject"])
            async with self._database.transaction() as db:
                await jobs.fail(db, job["id"], type(error).__name__)
            await asyncio.sleep(0.2)
        else:
            async with self._database.transaction() as db:
                await jobs.finish(db, job["id"])
        self._wake_others()
        return True
