"""People who write to a living bot at a steady rate, and how long each reply's request takes to come."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.living import LivePhone, Living


async def ask_steadily(living: Living, lines: Iterator[tuple[LivePhone, str]], rate: float) -> list[float]:
    """Have these lines said, so many a second; the seconds from each to the bot's first request to that chat."""
    said: dict[int, list[float]] = defaultdict(list)
    began, number = time.monotonic(), 0
    for number, (phone, words) in enumerate(lines, 1):
        said[phone.id].append(time.time())
        await phone.say(words)
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
    await asyncio.sleep(2)
    answered: dict[int, list[float]] = defaultdict(list)
    for request in living.playground.requests:
        if request["method"] == "sendMessage":
            answered[int(request["params"]["chat_id"])].append(request["at"])
    return [_first_after(at, answered[id_]) - at for id_, times in said.items() for at in times]


def registrations(phones: Sequence[LivePhone]) -> Iterator[tuple[LivePhone, str]]:
    """What these people write, each ten lines, all the first, then all the second."""
    for step in range(10):
        for number, phone in enumerate(phones):
            yield phone, _LINES[step].format(number)


_LINES = ("/start", "/daftar", "1", "Siti Aminah", "bjb", "1", "0811555{:05d}", "1", "/jadwal", "pkh itu apa?")


def _first_after(at: float, times: list[float]) -> float:
    later = next((time_ for time_ in times if time_ >= at), None)
    assert later is not None, "somebody got no reply"
    return later
