"""How much the machine can carry when everything comes at once."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.playground import Faults
from tests.bench.asking import registrations
from tests.bench.figures import Figures
from tests.living import CHECKOUT, TOKEN, Living
from tests.living_crowd import announce, appoint, copies, finished, gather_crowd, looked_up

pytestmark = pytest.mark.bench

WORDS = "Apel siaga besok pagi di halaman dinas"
AT_ONCE = 200
"""Messages of a broadcast that the sender has on the wire at most, and the peer too."""
LATENCY = Faults(latency=(0.03, 0.09), methods=("sendMessage",))


async def test_turns_a_second(tmp_path: Path, figures: Figures) -> None:
    async with Living(tmp_path, RATE_ALL="10000") as living:
        phones = [living.phone(id_) for id_ in range(1, 201)]
        for phone, words in registrations(phones):
            await phone.say(words)
        await living.start()
        async with asyncio.timeout(120):
            # The opening of each chat is a row too.
            while not _answered(living, 11 * len(phones)):
                await asyncio.sleep(0.2)
        ((milliseconds,),) = looked_up(living, "SELECT max(handled_at) - min(handled_at) FROM inbox")
        assert looked_up(living, "SELECT count(*) FROM volunteers") == [(len(phones),)]
    figures.note("turns, replies leaving meanwhile", 10 * len(phones) * 1000 / milliseconds, "/s")


def _answered(living: Living, rows: int) -> bool:
    if all(request["method"] != "getUpdates" for request in living.playground.requests):
        return False
    return looked_up(living, "SELECT count(*) FROM inbox WHERE state = 'done'") == [(rows,)]


async def test_sends_a_second_beside_a_peer(tmp_path: Path, figures: Figures) -> None:
    people = range(10_001, 12_001)
    async with Living(tmp_path, faults=LATENCY, RATE_ALL="100000", RATE_BULK="100000") as living:
        await gather_crowd(living, people)
        budi = await appoint(living, 7)
        await living.start()
        await announce(budi, WORDS, len(people))
        await finished(living, 120)
        assert set(copies(living, people, WORDS).values()) == {1}
        times = [r["at"] for r in living.playground.requests if int(r["params"].get("chat_id", 0)) in people]
        await living.stop()
        arguments = (living.address, TOKEN, people.start, len(people), AT_ONCE, WORDS)
        peer = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.peer", *map(str, arguments), cwd=CHECKOUT, stdout=asyncio.subprocess.PIPE
        )
        seconds = float((await peer.communicate())[0])
        assert set(copies(living, people, WORDS).values()) == {2}
    figures.note(f"durable sends, at most {AT_ONCE} at once, 60 ms each", len(people) / (max(times) - min(times)), "/s")
    figures.note(f"python-telegram-bot on HTTPX, {AT_ONCE} at once, nothing kept", len(people) / seconds, "/s")
