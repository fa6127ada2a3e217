"""Whether the clock still ticks: a watch beside it, so that a tick that hangs or fails again and again is noticed."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds without a tick after which something is wrong."""


class Heartbeat:
    """`alarm` is called once for each silence, with its seconds; seconds are the monotonic clock's."""

    def __init__(self, alarm: Callable[[float], Awaitable[None]], patience: float = PATIENCE) -> None:
        self._alarm, self._patience = alarm, patience
        self._last = time.monotonic()

    def beat(self) -> None:
        """A tick has come to its end."""
        self._last = time.monotonic()

    async def watch(self) -> None:
        """Look after the clock until cancelled; the log is told first, as the database may be what hangs."""
        told_of = 0.0
        while True:
            await asyncio.sleep(self._patience / 6)
            silent = time.monotonic() - self._last
            if silent < self._patience or told_of == self._last:
                continue
            log.error("the clock has not ticked for %.0f s", silent)
            last = self._last
            try:
                async with asyncio.timeout(self._patience):
                    await self._alarm(silent)
            except Exception:
                log.exception("the admins could not be told; trying again")
            else:
                told_of = last
