"""The clock only knocks: what is due is asked of the database at every tick, so a missed one is made good."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK = 10
"""Seconds between knocks."""


@asynccontextmanager
async def ticking(tick: Callable[[], Awaitable[None]], seconds: float = TICK) -> AsyncIterator[None]:
    """Call `tick` now and every so many seconds; never two at once, and late rather than not."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    scheduler.add_job(tick, "interval", seconds=seconds)
    scheduler.start()
    await tick()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
