"""A broadcast to a hundred thousand in a living bot: how soon it can be paused and called off, and what it costs."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.playground import Faults, Person
from storage.migrations import migrate
from tests.bench.asking import ask_steadily
from tests.bench.figures import Figures, percentile
from tests.bench.test_pace import questions
from tests.living import TOKEN, LivePhone, Living
from tests.living_crowd import announce, appoint, looked_up

pytestmark = pytest.mark.bench

WORDS = "Apel siaga besok pagi di halaman dinas"
PEOPLE, FIRST = 100_000, 1_000_000
REACHED = 30_000
"""Those who have a chat on the playground: more than are sent to before the end."""
ROUNDS = 20


def _gathered(living: Living) -> None:
    """A hundred thousand people, straight into the database."""
    migrate(path := living.folder / "relawan.db")
    numbers, account = range(1, PEOPLE + 1), TOKEN.split(":")[0]
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany("INSERT INTO contacts (id, created_at) VALUES (?, 1)", ((n,) for n in numbers))
        db.executemany(
            "INSERT INTO addresses (contact, channel, account, user) VALUES (?, 'telegram', ?, ?)",
            ((n, account, str(FIRST + n)) for n in numbers),
        )
        db.executemany(
            "INSERT INTO volunteers (contact, name, name_key, regency, pillar, registered_at)"
            " VALUES (?, ?, ?, '63.01', 'tagana', 1)",
            ((n, f"Relawan Nomor {n}", f"relawan nomor {n}") for n in numbers),
        )
    people = [Person(FIRST + n, f"Relawan{n}", hidden=True, started=True) for n in numbers[:REACHED]]
    living.playground.add_people(people)


def _written(living: Living) -> list[float]:
    """When each message of the broadcast was asked for, in seconds of the epoch."""
    return [
        request["at"]
        for request in living.playground.requests
        if request["method"] == "sendMessage" and int(request["params"]["chat_id"]) > FIRST
    ]


async def _held(living: Living, budi: LivePhone, label: str) -> tuple[float, int]:
    """Milliseconds from a tap to the last message that still went, and how many went after the word that it holds."""
    tapped = time.time()
    await budi.tap(label)
    await budi.reads("Dijeda" if label == "Jeda" else "Dibatalkan")
    told = time.time()
    await asyncio.sleep(1.5)
    written = _written(living)
    return (max(written) - tapped) * 1000, sum(at > told for at in written)


async def test_a_hundred_thousand_in_a_living_bot(tmp_path: Path, figures: Figures) -> None:
    faults = Faults(latency=(0.03, 0.09), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_ALL="450", RATE_BULK="400") as living:
        _gathered(living)
        budi = await appoint(living, 7)
        await living.start()
        began = time.monotonic()
        await announce(budi, WORDS, PEOPLE)
        waits = await ask_steadily(living, questions([living.phone(id_) for id_ in range(50, 110)]), 10)
        (total,) = looked_up(living, "SELECT total FROM broadcasts")[0]
        assert total == PEOPLE
        figures.note("reply while 100,000 are queued and sent, 99 of 100", percentile(waits, 99) * 1000, "ms", "< 300")
        pauses, after = list[float](), list[int]()
        for _ in range(ROUNDS):
            await asyncio.sleep(Random(len(pauses)).uniform(0.2, 1.2))
            held, more = await _held(living, budi, "Jeda")
            pauses.append(held)
            after.append(more)
            await budi.tap("Lanjut")
            await budi.reads("Lanjut lagi")
        called_off, more = await _held(living, budi, "Batalkan")
        memory = living.memory
        assert time.monotonic() - began < 300
        assert await living.stop() == 0
    figures.note("from a tap on pause to the last message, longest", max(pauses), "ms", "< 1000")
    figures.note("messages after the word that it is paused, most", max(after), "", "those on the wire")
    figures.note("from a tap on calling off to the last message", called_off, "ms", "< 1000")
    figures.note("messages after that word", more, "", "those on the wire")
    figures.note("memory (RSS) of the bot with 100,000 queued", memory, "MB", "< 200")
    assert max(*pauses, called_off) < 1000
    assert memory < 200
    assert percentile(waits, 99) < 0.3
