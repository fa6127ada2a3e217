"""Who came: each person once for each part of an event; the wait at the door, and those who said yes and did not come.

Part 0 is an event without parts. Confirmed are those whose last answer is yes, attended those who are checked in to
any part, absent the confirmed who are not.
"""

from dataclasses import dataclass

from storage.database import Reader, Row, Transaction

DAY = 24 * 3600 * 1000
"""Milliseconds within which a check-in can be undone."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is checked in; `at` in milliseconds, `by` the coordinator who did it, 0 where they did it."""

    volunteer: int
    name: str
    regency: str
    at: int
    by: int


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is to come and is not checked in yet."""

    volunteer: int
    name: str
    regency: str


async def check_in(db: Transaction, event: int, part: int, volunteer: int, at: int, by: int = 0) -> bool:
    """The volunteer is there; False if they were checked in to that part before, which stays as it was."""
    return bool(
        await db.execute(
            "INSERT INTO attendance (event, part, volunteer, at, by) VALUES (?, ?, ?, ?, nullif(?, 0))"
            " ON CONFLICT (event, part, volunteer) DO NOTHING",
            (event, part, volunteer, at, by),
        )
    )


async def undo(db: Transaction, event: int, part: int, volunteer: int, at: int) -> bool:
    """The volunteer was not there after all; False if they are not checked in, or have been for over a day."""
    return bool(
        await db.execute(
            "DELETE FROM attendance WHERE event = ? AND part = ? AND volunteer = ? AND at > ?",
            (event, part, volunteer, at - DAY),
        )
    )


async def arrival(db: Reader, event: int, part: int, volunteer: int) -> Arrival | None:
    """A volunteer's check-in to a part, if there is one."""
    row = await db.row(f"{_ARRIVALS} AND a.part = ? AND a.volunteer = ?", (event, part, volunteer))
    return None if row is None else _arrival(row)


async def arrivals(db: Reader, event: int, part: int) -> list[Arrival]:
    """Who is checked in to a part, the latest first."""
    rows = await db.rows(f"{_ARRIVALS} AND a.part = ? ORDER BY a.at DESC, v.id DESC", (event, part))
    return [_arrival(row) for row in rows]


_ARRIVALS = (
    "SELECT a.volunteer, v.name, v.regency, a.at, a.by FROM attendance a JOIN volunteers v ON v.id = a.volunteer"
    " WHERE a.event = ?"
)
_AWAITED = (
    " FROM answers s JOIN volunteers v ON v.id = s.volunteer WHERE s.event = ? AND s.answer = 'yes'"
    " AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.event = s.event AND a.volunteer = s.volunteer{})"
)


def _arrival(row: Row) -> Arrival:
    return Arrival(row["volunteer"], row["name"], row["regency"], row["at"], row["by"] or 0)


async def awaited(db: Reader, event: int, part: int) -> list[Expected]:
    """Who said yes and is not checked in to a part, by name."""
    rows = await db.rows(
        f"SELECT v.id, v.name, v.regency{_AWAITED.format(' AND a.part = ?')} ORDER BY v.name_key, v.id", (event, part)
    )
    return [Expected(row["id"], row["name"], row["regency"]) for row in rows]


async def present(db: Reader, event: int, part: int) -> tuple[int, int]:
    """How many are checked in to a part, and how many said yes to the event."""
    row = await db.row(
        "SELECT (SELECT count(*) FROM attendance WHERE event = ? AND part = ?) here,"
        " (SELECT count(*) FROM answers WHERE event = ? AND answer = 'yes') expected",
        (event, part, event),
    )
    return (row["here"], row["expected"]) if row else (0, 0)


async def attended(db: Reader, event: int) -> tuple[int, int]:
    """How many were checked in to any part, and how many said yes and were checked in to none."""
    row = await db.row(
        "SELECT (SELECT count(DISTINCT volunteer) FROM attendance WHERE event = ?) came,"
        f" (SELECT count(*){_AWAITED.format('')}) absent",
        (event, event),
    )
    return (row["came"], row["absent"]) if row else (0, 0)


async def roll(db: Reader, event: int) -> list[Row]:
    """Everybody who answered or came: id, name, regency, pillar, answer, answered_at, came_at (first); by name."""
    return await db.rows(
        "SELECT v.id, v.name, v.regency, v.pillar, s.answer, s.answered_at, a.at came_at FROM volunteers v"
        " LEFT JOIN answers s ON s.volunteer = v.id AND s.event = ?1 LEFT JOIN (SELECT volunteer, min(at) at"
        " FROM attendance WHERE event = ?1 GROUP BY volunteer) a ON a.volunteer = v.id"
        " WHERE v.id IN (SELECT volunteer FROM answers WHERE event = ?1 UNION"
        " SELECT volunteer FROM attendance WHERE event = ?1) ORDER BY v.name_key, v.id",
        (event,),
    )


async def matching(db: Reader, region_condition: tuple[str, tuple[str, ...]], key: str, most: int) -> list[Expected]:
    """The volunteers of a region whose name holds these words (as `name_key` writes them), the first by name."""
    condition, parameters = region_condition
    rows = await db.rows(
        f"SELECT v.id, v.name, v.regency FROM volunteers v WHERE {condition} AND instr(v.name_key, ?) > 0"
        " ORDER BY v.name_key, v.id LIMIT ?",
        (*parameters, key, most),
    )
    return [Expected(row["id"], row["name"], row["regency"]) for row in rows]
