"""Who has left a talk for a day: a query over sessions, and a key that queues one nudge for each."""

from collections.abc import Sequence

from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Row, Transaction

SILENCE = 24 * 3600 * 1000
"""Milliseconds of silence after which a talk is worth a word."""
LATE = 3 * SILENCE
"""Milliseconds of silence after which it is too late for one, as after a long outage."""
LAPSE = 30 * 60 * 1000
"""Milliseconds after which a nudge that could not leave is not sent any more."""
MOST = 500
"""Nudges queued at once."""
_LEFT = (
    " FROM sessions s JOIN contacts c ON c.id = s.contact WHERE s.conversation IN ({}) AND s.asked IS NOT NULL"
    f" AND s.touched_at BETWEEN ? AND ? AND {REACHABLE}"
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE dedupe_key = 'nudge:' || s.id)"
)


async def due(db: Reader, conversations: Sequence[str], at: int) -> list[Row]:
    """The talks left for a day and not spoken of yet, longest first: id, and the regency answered, if it was."""
    return await db.rows(
        "SELECT s.id, CASE json_type(s.answers, '$.regency') WHEN 'array' THEN s.answers ->> '$.regency[0]'"
        f" ELSE s.answers ->> '$.regency' END regency {_LEFT.format(_marks(conversations))}"
        " ORDER BY s.touched_at LIMIT ?",
        (*conversations, at - LATE, at - SILENCE, MOST),
    )


async def queue(db: Transaction, sessions: Sequence[str], at: int) -> None:
    """Queue a nudge for each of these talks, once, to be sent within half an hour."""
    await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, lane, contact, channel, account, user, expires_at, created_at,"
        " updated_at) SELECT 'nudge:' || s.id, 'nudge', 1, c.id, a.channel, a.account, a.user, ?, ?, ?"
        f" FROM sessions s JOIN contacts c ON c.id = s.contact JOIN addresses a ON {NEWEST_ADDRESS}"
        f" WHERE s.id IN ({_marks(sessions)}) ON CONFLICT (dedupe_key) DO NOTHING",
        (at + LAPSE, at, at, *sessions),
    )


async def still_waiting(db: Reader, key: str, conversations: Sequence[str], at: int) -> str | None:
    """The talk that a nudge's key speaks of, if it still waits as it did."""
    session: str | None = await db.value(
        f"SELECT id FROM sessions WHERE id = ? AND conversation IN ({_marks(conversations)}) AND touched_at <= ?",
        (key.removeprefix("nudge:"), *conversations, at - SILENCE),
    )
    return session


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
