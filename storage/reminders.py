"""Who is to be reminded of what: a query over answers, and a key that queues each reminder once."""

from dataclasses import dataclass

from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Transaction

CHUNK = 5000
"""Reminders queued in one transaction."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A reminder's distance from the start, in milliseconds: due from `before` it until `until` before it."""

    name: str
    before: int
    until: int


# Whoever answered, or was told of a new time, after a reminder's moment needs no reminder of it.
_DUE = (
    " FROM given g CROSS JOIN events e JOIN answers s ON s.event = e.id AND s.answer = 'yes'"
    " JOIN volunteers v ON v.id = s.volunteer JOIN contacts c ON c.id = v.contact"
    f" JOIN addresses a ON {NEWEST_ADDRESS}"
    " WHERE e.state = 'published' AND e.starts_at > g.at + g.until AND e.starts_at <= g.at + g.before"
    " AND s.answered_at <= e.starts_at - g.before AND e.scheduled_at <= e.starts_at - g.before"
    f" AND {REACHABLE} AND NOT EXISTS (SELECT 1 FROM outbox"
    " WHERE dedupe_key = printf('reminder:%d:%d:%s:%d', e.id, e.version, g.name, c.id))"
)
_GIVEN = "WITH given (name, before, until, at) AS (VALUES (?, ?, ?, ?)) "


async def any_due(db: Reader, offset: Offset, at: int) -> bool:
    """Whether somebody is to be reminded now and has not been."""
    parameters = (offset.name, offset.before, offset.until, at)
    return bool(await db.value(f"{_GIVEN} SELECT EXISTS (SELECT 1 {_DUE})", parameters))


async def queue(db: Transaction, offset: Offset, at: int) -> int:
    """Queue the reminders that are due, one for each contact and version of the event, a chunk at most; how many.

    Each expires when the next one is due, the last at the start.
    """
    return await db.execute(
        f"{_GIVEN} INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, expires_at,"
        " created_at, updated_at)"
        " SELECT printf('reminder:%d:%d:%s:%d', e.id, e.version, g.name, c.id), 'reminder', e.id, 1, c.id,"
        f" a.channel, a.account, a.user, e.starts_at - g.until, g.at, g.at {_DUE} GROUP BY e.id, c.id LIMIT ?"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        (offset.name, offset.before, offset.until, at, CHUNK),
    )
