"""The parts (sesi) of an event that has several."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an event. Times are milliseconds; `ends_at` 0 where not said. `id` 0 is one not written yet."""

    title: str
    starts_at: int
    ends_at: int
    place: str
    id: int = 0


def packed(parts: Sequence[Part]) -> str:
    """The parts as JSON, as they are kept of an earlier version."""
    return json.dumps([[part.title, part.starts_at, part.ends_at, part.place] for part in parts], ensure_ascii=False)


def unpacked(kept: str) -> list[Part]:
    """The parts that `packed` made."""
    fields: list[list[Any]] = json.loads(kept)
    return [Part(title, starts_at, ends_at, place) for title, starts_at, ends_at, place in fields]


async def of_event(db: Reader, event: int) -> list[Part]:
    """The parts of an event, in order of time; none where it has only itself."""
    rows = await db.rows("SELECT * FROM parts WHERE event = ? ORDER BY starts_at, id", (event,))
    return [Part(row["title"], row["starts_at"], row["ends_at"] or 0, row["place"], row["id"]) for row in rows]


async def put(db: Transaction, event: int, parts: Sequence[Part]) -> None:
    """These are the event's parts now. The first stays the first, with its number, as people may have come to it."""
    before = await of_event(db, event)
    ordered = sorted(parts, key=lambda part: part.starts_at)
    for old, part in zip(before, ordered, strict=False):
        await db.execute(
            "UPDATE parts SET title = ?, starts_at = ?, ends_at = nullif(?, 0), place = ? WHERE id = ?",
            (part.title, part.starts_at, part.ends_at, part.place, old.id),
        )
    for part in ordered[len(before) :]:
        await db.execute(
            "INSERT INTO parts (event, title, starts_at, ends_at, place) VALUES (?, ?, ?, nullif(?, 0), ?)",
            (event, part.title, part.starts_at, part.ends_at, part.place),
        )
    for old in before[len(ordered) :]:
        await db.execute("DELETE FROM parts WHERE id = ?", (old.id,))
