"""The clock only knocks."""

import asyncio

import pytest

from bot.clock import ticking
from tests.delivering import until


async def test_it_knocks_at_once_and_again_and_not_after_the_end() -> None:
    ticks: list[int] = []

    async def tick() -> None:
        ticks.append(len(ticks))

    async with ticking(tick, seconds=0.02):
        assert ticks == [0]
        await until(lambda: len(ticks) >= 3)
    seen = len(ticks)
    await asyncio.sleep(0.05)
    assert len(ticks) == seen


async def test_a_tick_that_fails_is_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    ticks: list[int] = []

    async def tick() -> None:
        ticks.append(len(ticks))
        raise KeyError("broken")

    async with ticking(tick, seconds=0.02):
        await until(lambda: len(ticks) >= 2)
    assert "a tick failed; the next makes it good" in caplog.text


async def test_two_ticks_never_run_at_once_and_the_last_is_finished(caplog: pytest.LogCaptureFixture) -> None:
    running = most = 0
    finished = asyncio.Event()

    async def tick() -> None:
        nonlocal running, most
        finished.clear()
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.03)
        running -= 1
        finished.set()

    async with ticking(tick, seconds=0.01):
        await asyncio.sleep(0.1)
    assert (most, running) == (1, 0)
    assert finished.is_set()
    assert "ERROR" not in [record.levelname for record in caplog.records]
