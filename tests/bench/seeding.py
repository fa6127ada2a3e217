"""A seeded country of volunteers, written straight into a database: for measurements only."""

import random
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.understanding.pillars import pillars
from bot.understanding.territory import regencies
from storage.migrations import migrate

NOW = 1_795_500_000_000
"""The milliseconds at which the country is looked at: 24 November 2026."""
_DAY = 86_400_000
_YEAR = 365 * _DAY
_FIRST = ("Siti", "Ahmad", "Rina", "Budi", "Nur", "Rahmat", "Dewi", "Fajar", "Laila", "Hasan")
_LAST = ("Aminah", "Rahman", "Lestari", "Santoso", "Hidayat", "Basri", "Fatimah", "Gazali", "Noor", "Susilo")


def _people(size: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    places = [region.code for region in regencies()]
    # Some places have many, most have few; so have the pillars.
    weight = [1 / (1 + number % 40) for number in range(len(places))]
    kinds = list(pillars())
    where = chance.choices(places, weight, k=size)
    which = chance.choices(kinds, [1 / (1 + number) for number in range(len(kinds))], k=size)
    for id_ in range(1, size + 1):
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {id_}"
        at = NOW - chance.randrange(_YEAR)
        phone = f"+628{id_:010d}" if id_ % 3 else None
        yield id_, id_, name, name.casefold(), where[id_ - 1], which[id_ - 1], phone, id_, at


def seed(path: Path, size: int, number: int = 2026) -> None:
    """A database of so many volunteers, each with a contact of their own, and three events that they answered.

    The jamboree runs now: three in ten come, one in ten waits, some were checked in. Whoever has one of 50 numbers is
    unreachable. The same size and number give the same country.
    """
    migrate(path)
    chance = random.Random(number)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    every = range(1, size + 1)
    connection.executemany(
        "INSERT INTO contacts (id, created_at, unreachable_at) VALUES (?, ?, ?)",
        ((id_, NOW - _YEAR, NOW - _DAY if id_ % 50 == 0 else None) for id_ in every),
    )
    connection.executemany(
        "INSERT INTO addresses (contact, channel, account, user) VALUES (?, 'telegram', '1', ?)",
        ((id_, str(id_)) for id_ in every),
    )
    connection.executemany(
        "INSERT INTO consents (id, contact, version, text, channel, given_at) VALUES (?, ?, '1', '', 'telegram', ?)",
        ((id_, id_, NOW - _YEAR) for id_ in every),
    )
    connection.executemany(
        "INSERT INTO volunteers (id, contact, name, name_key, regency, pillar, phone, consent, registered_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _people(size, chance),
    )
    _gatherings(connection, size, chance)
    connection.commit()
    connection.close()


def _gatherings(connection: sqlite3.Connection, size: int, chance: random.Random) -> None:
    times = (
        ("Jambore Relawan", -_DAY, _DAY),
        ("Apel Siaga", 5 * _DAY, 6 * _DAY),
        ("Rapat Lama", -90 * _DAY, -89 * _DAY),
    )
    for event, (title, begins, ends) in enumerate(times, 1):
        answers = [
            (event, id_, answer, NOW - chance.randrange(10 * _DAY))
            for id_ in range(1, size + 1)
            if (answer := chance.choices(("yes", "waiting", "maybe", "no", ""), (30, 10, 5, 5, 50))[0])
        ]
        taken = sum(answer == "yes" for _event, _id, answer, _at in answers)
        connection.execute(
            "INSERT INTO events (id, title, starts_at, ends_at, zone, place, region, taken, state, scheduled_at,"
            " created_at) VALUES (?, ?, ?, ?, 'Asia/Makassar', 'Kiram', '', ?, 'published', ?, ?)",
            (event, title, NOW + begins, NOW + ends, taken, NOW - _YEAR, NOW - _YEAR),
        )
        connection.executemany(
            "INSERT INTO answers (event, volunteer, answer, answered_at, accepted_at) VALUES (?, ?, ?, ?, ?)",
            ((*row, row[3] if row[2] == "yes" else None) for row in answers),
        )
        came = [
            (event, id_, NOW - 1) for _event, id_, answer, _at in answers if answer == "yes" and chance.random() < 0.6
        ]
        if begins < 0:
            connection.executemany("INSERT INTO attendance (event, volunteer, at) VALUES (?, ?, ?)", came)


if __name__ == "__main__":
    seed(Path(sys.argv[1]), int(sys.argv[2]))
