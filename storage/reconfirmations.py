"""Whether those who said yes still come: asked a day before, for events that want it."""

from collections.abc import Sequence

from bot.now import instant, millis
from bot.quiet import next_allowed
from bot.understanding.territory import zone_of
from storage.contacts import REACHABLE
from storage.database import Reader, Row, Transaction
from storage.pushes import push

DAY, USEFUL = 24 * 3600 * 1000, 2 * 3600 * 1000
"""Milliseconds before the start at which people are asked, and until which it is worth asking."""
CHUNK = 500
"""People asked in one transaction."""
WANTED = (
    "e.reconfirm = 1 AND e.state = 'published' AND s.answer = 'yes'"
    " AND (s.reconfirmed_at IS NULL OR s.reconfirmed_at < e.scheduled_at)"
)
"""SQL: the event `e` asks whoever gave the answer `s` whether they still come, and they have not said."""


async def due(db: Reader, at: int) -> list[Row]:
    """Who is to be asked now and has not been, a chunk at most: event, version, volunteer; whose phone it is.

    Whoever said yes, or was told of a new time, less than a day before has just been asked.
    """
    return await db.rows(
        "SELECT e.id event, e.version, e.starts_at, v.id volunteer, v.regency, v.contact"
        " FROM events e CROSS JOIN answers s ON s.event = e.id JOIN volunteers v ON v.id = s.volunteer"
        " JOIN contacts c ON c.id = v.contact"
        f" WHERE e.starts_at > ?1 + ?2 AND e.starts_at <= ?1 + ?3 AND {WANTED} AND s.answered_at <= e.starts_at - ?3"
        f" AND e.scheduled_at <= e.starts_at - ?3 AND {REACHABLE} AND NOT EXISTS (SELECT 1 FROM outbox"
        " WHERE dedupe_key = printf('reconfirm:%d:%d:%d', e.id, e.version, v.id)) ORDER BY e.starts_at, v.id LIMIT ?4",
        (at, USEFUL, DAY, CHUNK),
    )


async def queue(db: Transaction, asked: Sequence[Row], at: int) -> None:
    """Ask these people, each once for a version of the event, and in nobody's quiet hours."""
    for one in asked:
        key = f"reconfirm:{one['event']}:{one['version']}:{one['volunteer']}"
        leaves = millis(next_allowed(instant(at), zone_of(one["regency"])))
        ends = one["starts_at"] - USEFUL
        await push(db, key, "reconfirm", one["event"], one["contact"], at, not_before=leaves, expires_at=ends)


async def wanted(db: Reader, event: int, volunteer: int) -> bool:
    """Whether the event still wants to know if this volunteer comes."""
    return bool(
        await db.value(
            f"SELECT 1 FROM events e JOIN answers s ON s.event = e.id WHERE e.id = ? AND s.volunteer = ? AND {WANTED}",
            (event, volunteer),
        )
    )


async def confirm(db: Transaction, event: int, volunteer: int, at: int) -> bool:
    """The volunteer says again that they come; False where nobody asks, or it is more than a day before."""
    return bool(
        await db.execute(
            "UPDATE answers SET reconfirmed_at = ?1 WHERE event = ?2 AND volunteer = ?3 AND answer = 'yes'"
            " AND EXISTS (SELECT 1 FROM events e WHERE e.id = ?2 AND e.reconfirm = 1 AND e.starts_at <= ?1 + ?4)",
            (at, event, volunteer, DAY),
        )
    )
