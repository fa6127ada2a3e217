"""Many registrations at once: how soon each message is answered, and that none is lost."""

import asyncio
from pathlib import Path

import pytest

from tests.bench.asking import ask_steadily, registrations
from tests.bench.figures import Figures, percentile
from tests.living import Living
from tests.living_crowd import looked_up

pytestmark = pytest.mark.bench


async def _rush(folder: Path, rate: float, crowd: int) -> list[float]:
    """The seconds to each reply when so many people register at so many messages a second, ten messages each."""
    async with Living(folder, RATE_ALL="1000") as living:
        phones = [living.phone(id_) for id_ in range(1, crowd + 1)]
        await living.start()
        await phones[0].say("/start")
        await phones[0].reads("Ini Relawan", 20)
        # In its first second the bot also indexes what it knows.
        await asyncio.sleep(1)
        waits = await ask_steadily(living, registrations(phones), rate)
        assert await living.stop() == 0
        assert looked_up(living, "SELECT count(*) FROM volunteers") == [(crowd,)]
        assert looked_up(living, "SELECT count(*) FROM inbox WHERE state <> 'done'") == [(0,)]
        return waits


async def test_fifty_messages_a_second_are_answered_within_a_second(tmp_path: Path, figures: Figures) -> None:
    waits = await _rush(tmp_path, rate=50, crowd=300)
    figures.note("registering, reply at 50 messages/s, 99 of 100", percentile(waits, 99) * 1000, "ms", "< 1000")
    assert percentile(waits, 99) < 1


async def test_two_hundred_messages_a_second_are_all_answered(tmp_path: Path, figures: Figures) -> None:
    waits = await _rush(tmp_path, rate=200, crowd=300)
    figures.note("registering, reply at 200 messages/s, 99 of 100", percentile(waits, 99) * 1000, "ms")
