"""People whose record goes: the seats they held, and the places in line, of those who are erased or merged."""

import json
from collections.abc import Sequence

from storage import answers, seats
from storage.database import Transaction

_NEARNESS = "CASE answer WHEN 'yes' THEN 3 WHEN 'waiting' THEN 2 WHEN 'maybe' THEN 1 ELSE 0 END"


async def leave_all(db: Transaction, volunteers: Sequence[int], at: int) -> None:
    """These people have answered nothing, hold no seat and wait for none; their seats are passed on."""
    who = json.dumps(list(volunteers))
    rows = await db.rows(
        "SELECT event, volunteer FROM answers WHERE volunteer IN (SELECT value FROM json_each(?))", (who,)
    )
    for row in rows:
        await _drop(db, row["event"], row["volunteer"])
    for event in dict.fromkeys(row["event"] for row in rows):
        await seats.pass_on(db, event, at)


async def merge(db: Transaction, kept: int, other: int, at: int) -> None:
    """The answers of `other` are those of `kept`, who are one person; of two, the nearer to coming.

    One seat is kept of two, the earlier place of two in line, and what is left over is passed on.
    """
    rows = await db.rows("SELECT event FROM answers WHERE volunteer = ?", (other,))
    for event in (row["event"] for row in rows):
        nearer = await db.value(
            f"SELECT s.volunteer FROM answers s LEFT JOIN waiting w ON w.event = s.event AND w.volunteer = s.volunteer"
            f" WHERE s.event = ? AND s.volunteer IN (?, ?) ORDER BY {_NEARNESS} DESC,"
            " w.offered_until IS NULL, w.id, s.volunteer = ? DESC LIMIT 1",
            (event, kept, other, kept),
        )
        await _drop(db, event, other if nearer == kept else kept)
        for table in ("answers", "waiting"):
            await db.execute(
                f"UPDATE {table} SET volunteer = ? WHERE event = ? AND volunteer = ?", (kept, event, other)
            )
        await seats.pass_on(db, event, at)


async def _drop(db: Transaction, event: int, volunteer: int) -> None:
    await answers.vacate(db, event, volunteer)
    await db.execute("DELETE FROM answers WHERE event = ? AND volunteer = ?", (event, volunteer))
