"""A clock that stands still is noticed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.clock import ticking
from bot.heartbeat import Heartbeat
from tests.delivering import until


@asynccontextmanager
async def watched(heartbeat: Heartbeat) -> AsyncIterator[None]:
    watching = asyncio.create_task(heartbeat.watch())
    try:
        yield
    finally:
        watching.cancel()


async def test_a_tick_that_hangs_raises_one_alarm_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[float] = []

    async def alarm(silent: float) -> None:
        heard.append(silent)

    heartbeat = Heartbeat(alarm, patience=0.06)
    hanging = asyncio.Event()

    async def tick() -> None:
        heartbeat.beat()
        await hanging.wait()

    clock = asyncio.create_task(_run(tick))
    async with watched(heartbeat):
        await until(lambda: len(heard) == 1)
        await asyncio.sleep(0.1)
        assert len(heard) == 1
        heartbeat.beat()
        await until(lambda: len(heard) == 2)
    hanging.set()
    clock.cancel()
    assert heard[0] >= 0.06
    assert "the clock has not ticked" in caplog.text


async def _run(tick: Callable[[], Awaitable[None]]) -> None:
    async with ticking(tick):
        await asyncio.Event().wait()


async def test_a_clock_that_ticks_raises_none() -> None:
    heard: list[float] = []

    async def alarm(silent: float) -> None:
        heard.append(silent)

    heartbeat = Heartbeat(alarm, patience=0.5)
    async with watched(heartbeat):
        for _tick in range(5):
            await asyncio.sleep(0.12)
            heartbeat.beat()
    assert heard == []


async def test_an_alarm_that_fails_is_raised_again(caplog: pytest.LogCaptureFixture) -> None:
    tried: list[float] = []

    async def alarm(silent: float) -> None:
        tried.append(silent)
        if len(tried) < 3:
            raise OSError("the database hangs too")

    async with watched(Heartbeat(alarm, patience=0.03)):
        await until(lambda: len(tried) == 3)
        await asyncio.sleep(0.05)
    assert len(tried) == 3
    assert "trying again" in caplog.text
