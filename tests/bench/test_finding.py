"""How soon people are found among a hundred thousand."""

import time
from random import Random

import pytest

from bot.understanding.lookups import read_lookup
from bot.understanding.offers import looked_for
from storage import finding
from storage.database import Database
from tests.bench.figures import Figures

pytestmark = pytest.mark.bench

_FIRST = [
    "siti",
    "muhammad",
    "ahmad",
    "nur",
    "budi",
    "joko",
    "rahmah",
    "ani",
    "hasan",
    "fatimah",
    "dewi",
    "rina",
    "agus",
    "wahyu",
    "dian",
]
_LAST = [
    "aminah",
    "noor",
    "gazali",
    "rahman",
    "santoso",
    "hidayat",
    "lestari",
    "basri",
    "yuliani",
    "fitri",
    "susilo",
    "saputra",
]
_OFFERS = ("", "", "", "perahu karet", "P3K", "dapur umum", "tenda, genset", "kelotok 2 buah")


async def _settle(database: Database) -> None:
    random = Random(1)
    row = "INSERT INTO volunteers (name, name_key, regency, pillar, offer, registered_at) VALUES (?, ?, ?, 'psm', ?, 1)"
    async with database.transaction() as db:
        statements = []
        for number in range(100_000):
            name = f"{random.choice(_FIRST)} {random.choice(_LAST)} {random.choice(_LAST)} {number % 977}"
            regency = f"63.{random.choice(('01', '02', '03', '08', '71', '72'))}"
            statements.append((row, (name.title(), name, regency, random.choice(_OFFERS))))
        await db.apply(statements)


async def test_a_name_an_offer_and_a_misspelt_name_are_found_at_once(database: Database, figures: Figures) -> None:
    await _settle(database)
    read_lookup("perahu hsu", ["63"])  # the names of places are read once
    for what, text, most in (("name", "siti aminah", 0.5), ("offer", "perahu hsu", 0.5), ("misspelt", "siti aminh", 2)):
        began = time.monotonic()
        lookup = read_lookup(text, ["63"])
        places = finding.narrowed(lookup.regions, ["63"])
        found = await finding.named_or_offering(database.reader, looked_for(lookup.words), "", places, 0, 9)
        found = found or await finding.named_alike(database.reader, " ".join(lookup.words), places, 0, 9)
        took = time.monotonic() - began
        figures.note(f"finding by {what} among 100,000 people", took * 1000, "ms", f"< {most * 1000:.0f}")
        assert found, text
        assert took < most
