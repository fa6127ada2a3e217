"""How long it takes to tell how many of a hundred thousand are in an audience, whom a message reaches and why not."""

import asyncio
import sqlite3
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from storage.audiences import ABSENT, ATTENDED, UNANSWERED, Audience, Group
from storage.audiences.reach import size
from storage.database import opened
from tests.bench.figures import Figures
from tests.bench.seeding import seed

pytestmark = pytest.mark.bench

PEOPLE = 100_000
JAMBOREE, MUSTER = 1, 2
AUDIENCES = {
    "everybody": Audience(("",)),
    "a province": Audience(("63",)),
    "a kabupaten": Audience(("63",), (Group(regions=("63.05",)),)),
    "two pillars": Audience(("63",), (Group(pillars=("tagana", "psm")),)),
    "a contingent": Audience(("63",), (Group(contingents=(1,)),)),
    "who comes": Audience(("63",), (Group(answers=((MUSTER, "yes"),)),)),
    "who has not answered": Audience(("63",), (Group(answers=((MUSTER, UNANSWERED),)),)),
    "who was there": Audience(("63",), (Group(answers=((JAMBOREE, ATTENDED),)),)),
    "who stayed away": Audience(("63",), (Group(answers=((JAMBOREE, ABSENT),)),)),
    "groups united": Audience(
        ("63",),
        (Group(("63.05", "63.06"), ("tagana",)), Group(pillars=("psm",), answers=((MUSTER, UNANSWERED),))),
    ),
    "all but some": Audience(
        ("63",),
        (),
        (Group(pillars=("tksk",)), Group(answers=((MUSTER, "yes"), (MUSTER, "no"))), Group(contingents=(1,))),
    ),
}


def _in_one_province(path: Path) -> None:
    """All live in one province, a tenth of them in a contingent, and the muster is for half of the pillars."""
    seed(path, PEOPLE)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO contingents (name, region, code, created_at) VALUES ('Batola', '63', 'x', 1)")
        connection.execute(
            "UPDATE volunteers SET regency = printf('63.%02d', 1 + id % 13),"
            " contingent = CASE WHEN id % 10 = 0 THEN 1 END, announcements = id % 20 > 0"
        )
        connection.execute("UPDATE contacts SET stopped_at = 1 WHERE id % 30 = 0")
        connection.execute(
            "UPDATE events SET region = '63', audience = ? WHERE id = ?",
            ('{"within": ["63"], "groups": [{"pillars": ["tagana", "psm", "tksk", "lks"]}]}', MUSTER),
        )
    connection.close()


async def test_the_size_of_an_audience_is_told_at_once(tmp_path: Path, figures: Figures) -> None:
    path = tmp_path / "relawan.db"
    await asyncio.to_thread(_in_one_province, path)
    times: dict[str, float] = {}
    async with opened(path) as database:
        for name, audience in AUDIENCES.items():
            taken = []
            for _ in range(7):
                began = perf_counter()
                found = await size(database.reader, audience)
                taken.append((perf_counter() - began) * 1000)
            times[name] = median(taken)
            print(f"{name}: {found.people:,} people, {found.chats:,} chats, {times[name]:.0f} ms")
    slowest = max(times, key=lambda name: times[name])
    figures.note(f"the size of an audience among {PEOPLE:,} ({slowest}), the slowest", times[slowest], "ms", "< 100")
    assert times[slowest] < 100
