"""How soon a reply leaves, how soon the bot is there, and how much memory it takes."""

import asyncio
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from tests.bench.asking import ask_steadily, registrations
from tests.bench.figures import Figures, percentile
from tests.living import Living

pytestmark = pytest.mark.bench


async def test_replies_leave_at_once_at_twenty_messages_a_second(tmp_path: Path, figures: Figures) -> None:
    async with Living(tmp_path) as living:
        phones = [living.phone(id_) for id_ in range(1, 61)]
        await living.start()
        await phones[0].say("/start")
        await phones[0].reads("Ini Relawan", 20)
        # In its first second the bot also indexes what it knows.
        await asyncio.sleep(1)
        waits = [wait * 1000 for wait in await ask_steadily(living, registrations(phones), 20)]
        memory = living.memory
        assert await living.stop() == 0
    figures.note("reply at 20 messages/s of 60 people, median", median(waits), "ms", "< 50")
    figures.note("reply at 20 messages/s of 60 people, 99 of 100", percentile(waits, 99), "ms", "< 250")
    figures.note("memory (RSS) after 600 messages", memory, "MB", "< 150")
    assert median(waits) < 50
    assert percentile(waits, 99) < 250
    assert memory < 150


async def test_the_bot_asks_for_updates_soon_after_its_start(tmp_path: Path, figures: Figures) -> None:
    took = []
    async with Living(tmp_path) as living:
        for _ in range(5):
            asked = sum(request["method"] == "getUpdates" for request in living.playground.requests)
            began = time.monotonic()
            # Not `start`, which forks a process that has imported everything: most of a start is that.
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=tmp_path, env=living.environment
            )
            while sum(request["method"] == "getUpdates" for request in living.playground.requests) == asked:
                await asyncio.sleep(0.005)
            took.append(time.monotonic() - began)
            process.terminate()
            assert await process.wait() == 0
    figures.note("start to first getUpdates, median of 5", median(took), "s", "< 2")
    assert median(took) < 2
