"""The clock only knocks: what is due is asked of the database at every tick, so a missed one is made good."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

TICK = 10
"""Seconds between knocks."""


@asynccontextmanager
async def ticking(tick: Callable[[], Awaitable[None]], seconds: float = TICK) -> AsyncIterator[None]:
    """Call `tick` now and every so many seconds; never two at once, late rather than not, and again after a failure.

    At the end, the tick that has begun is waited for.
    """
    one_at_a_time, over = asyncio.Lock(), asyncio.Event()

    async def knock() -> None:
        async with one_at_a_time:
            if over.is_set():
                return
            try:
                await tick()
            except Exception:
                log.exception("a tick failed; the next makes it good")

    await knock()
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    scheduler.add_job(knock, "interval", seconds=seconds)
    scheduler.start()
    try:
        yield
    finally:
        async with one_at_a_time:
            over.set()
        scheduler.shutdown(wait=False)
