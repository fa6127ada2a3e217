"""A thousand people register at once while the bot is killed two hundred times: nobody is lost, halved or doubled.

Its short form is in `test_registration.py`: five people, twenty kills.
"""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.test_registration import STEPS, step
from tests.living import LivePhone, Living
from tests.living_crowd import looked_up

PATIENCE = 30.0
"""Seconds after which somebody whose phone stays silent asks to go on."""
GIVEN = ("Siti", "Ani", "Rahmah", "Galuh", "Joko", "Budi", "Ahmad", "Noor", "Rusdi", "Dewi")
MIDDLE = ("Aminah", "Lestari", "Hidayah", "Santoso", "Susilo", "Fauzi", "Hakim", "Wahyuni", "Puspita", "Syahrani")
FAMILY = ("Effendi", "Hartono", "Kusuma", "Maulana", "Nugraha", "Pratama", "Rahman", "Setiawan", "Utami", "Wijaya")


def full_name(number: int) -> str:
    """A name that no other of a thousand has."""
    return f"{GIVEN[number % 10]} {MIDDLE[number // 10 % 10]} {FAMILY[number // 100 % 10]}"


@dataclass(slots=True)
class Newcomer:
    """Somebody who registers: how far they have come, since when they wait, and when they mean to answer."""

    phone: LivePhone
    name: str
    thinking: float
    at: int = 0
    since: float = 0.0
    answering: float = 0.0
    asked_on: int = 0

    async def go_on(self) -> bool:
        """Answer if the question is there, or ask for it after a long silence; whether they are done."""
        expected = "Ini Relawan" if self.at == 0 else STEPS[self.at - 1][2]
        if expected in self.phone.last or (self.at == len(STEPS) and "sudah terdaftar" in self.phone.last):
            if self.at == len(STEPS):
                return True
            self.answering = self.answering or time.monotonic() + random.uniform(0, self.thinking)
            if time.monotonic() < self.answering:
                return False
            does, what, _ = STEPS[self.at]
            await step(self.phone, does, self.name if what == "Siti Aminah" else what)
            self.at, self.since, self.answering = self.at + 1, time.monotonic(), 0.0
        elif time.monotonic() - self.since > PATIENCE:
            await self.phone.say("/daftar" if self.at else "/start")
            self.asked_on, self.since = self.asked_on + 1, time.monotonic()
        return False


async def _kill(living: Living, kills: int, done: asyncio.Event) -> int:
    """Kill the bot so often, at moments of chance, and start it again; how often it was before all were done."""
    chance, killed = random.Random(1), 0
    while killed < kills and not done.is_set():
        await asyncio.sleep(chance.uniform(0.5, 3))
        await living.kill()
        killed += 1
        await living.start()
    return killed


async def _register(people: list[Newcomer], done: asyncio.Event, seconds: float) -> None:
    """Have them all register, each at the pace of the answers."""
    until = time.monotonic() + seconds
    for person in people:
        await person.phone.say("/start")
        person.since = time.monotonic()
    waiting = people
    while waiting:
        assert time.monotonic() < until, Counter(person.at for person in waiting)
        waiting = [person for person in waiting if not await person.go_on()]
        await asyncio.sleep(0.2)
    done.set()


async def _rush(folder: Path, crowd: int, kills: int, thinking: float, seconds: float) -> tuple[int, int]:
    """So many people register at once while the bot is killed so often; how often it was, and who had to ask on."""
    async with Living(folder) as living:
        people = [Newcomer(living.phone(1000 + number), full_name(number), thinking) for number in range(crowd)]
        done = asyncio.Event()
        await living.start()
        killed, _ = await asyncio.gather(_kill(living, kills, done), _register(people, done, seconds))
        assert await living.stop() == 0
        assert sorted(looked_up(living, "SELECT name FROM volunteers")) == sorted((person.name,) for person in people)
        assert looked_up(living, "SELECT count(DISTINCT contact) FROM volunteers") == [(crowd,)]
        assert looked_up(living, "SELECT count(*) FROM sessions") == [(0,)]
        assert looked_up(living, "SELECT count(*) FROM inbox WHERE state <> 'done' OR payload IS NOT NULL") == [(0,)]
        for person in people:
            texts = Counter(str(message["text"]) for message in person.phone.received)
            # A message in flight at a kill goes out at most once more; who asks on is answered anew.
            assert max(texts.values()) <= 2 + person.asked_on
        assert living.violating() == []
    assert "Traceback" not in living.log
    return killed, sum(person.asked_on for person in people)


@pytest.mark.long
async def test_a_thousand_register_at_once_through_two_hundred_kills(tmp_path: Path) -> None:
    killed, asked_on = await _rush(tmp_path, crowd=1000, kills=200, thinking=120, seconds=1800)
    print(f"{killed} kills, {asked_on} times somebody had to ask to go on")
    assert killed == 200
