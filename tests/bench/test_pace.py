"""A broadcast to 3,000 at the default rate, on a Telegram that enforces its limits."""

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import pytest

from bot.playground import Faults
from tests.bench.asking import ask_steadily
from tests.bench.figures import Figures, percentile
from tests.living import LivePhone, Living
from tests.living_crowd import announce, appoint, copies, finished, gather_crowd

pytestmark = pytest.mark.bench

WORDS = "Apel siaga besok pagi di halaman dinas"
LATENCY = Faults(latency=(0.03, 0.09), methods=("sendMessage",))


def questions(phones: list[LivePhone]) -> Iterator[tuple[LivePhone, str]]:
    """What people ask meanwhile, each some half a minute after their last."""
    return zip(cycle(phones), islice(cycle(("/start", "/jadwal", "pkh itu apa?")), 220), strict=False)


async def test_three_thousand_at_the_default_rate_while_replies_stay_quick(tmp_path: Path, figures: Figures) -> None:
    people = range(10_001, 13_001)
    async with Living(tmp_path, faults=LATENCY, limits=True, RATE_ALL="28", RATE_BULK="25") as living:
        await gather_crowd(living, people)
        budi = await appoint(living, 7)
        await living.start()
        await announce(budi, WORDS, len(people))
        asked = questions([living.phone(id_) for id_ in range(50, 110)])
        waits = [wait * 1000 for wait in await ask_steadily(living, asked, 2)]
        await finished(living, 60)
        requests = [request for request in living.playground.requests if request["method"] == "sendMessage"]
        times = [request["at"] for request in requests if int(request["params"]["chat_id"]) in people]
        refused = [request for request in requests if request["status"] == 429]
        memory = living.memory
        assert set(copies(living, people, WORDS).values()) == {1}
        assert await living.stop() == 0
    took = max(times) - min(times)
    figures.note("broadcast to 3,000 at the default rate", took, "s", "<= 125")
    figures.note("429 within it", len(refused), "", "0")
    figures.note("reply meanwhile, median", median(waits), "ms")
    figures.note("reply meanwhile, 99 of 100", percentile(waits, 99), "ms", "< 300")
    figures.note("memory (RSS) after it", memory, "MB", "< 150")
    assert took <= 125
    assert refused == []
    assert percentile(waits, 99) < 300
