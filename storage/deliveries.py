"""What became of the outbox's rows: recovery after a crash, halts, figures, clearing away."""

from bot.messages import Address
from storage.database import Reader, Row, Statement, Transaction
from storage.outbox import MONTH, STATES

EVERYBODY = "*"
"""In place of a user: a halt for the whole account."""
CHUNK = 300
"""Rows marked in one transaction: more would keep replies waiting."""
USEFUL = 5 * 60 * 1000
"""Milliseconds before its expiry after which a reminder is not worth repeating."""


async def recover(db: Transaction, at: int) -> None:
    """After a start: what was not written goes back to the queue; what was being written is repeated once.

    A row already repeated is unknown; a reminder soon to expire is not repeated.
    """
    await db.execute("UPDATE outbox SET state = 'queued', updated_at = ? WHERE state = 'leased'", (at,))
    await db.execute(
        "UPDATE outbox SET state = CASE WHEN repeated = 1 THEN 'unknown'"
        " WHEN expires_at IS NOT NULL AND expires_at < ? THEN 'unknown' ELSE 'queued' END,"
        " repeated = 1, problem = 'stopped while sending', updated_at = ? WHERE state = 'sending'",
        (at + USEFUL, at),
    )


def halted(to: Address, until: int) -> Statement:
    """Nothing may be sent there before `until`; a longer halt stays."""
    return (
        "INSERT INTO halts (channel, account, user, until) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (channel, account, user) DO UPDATE SET until = max(until, excluded.until)",
        (to.channel, to.account, to.user, until),
    )


async def halts(db: Reader, at: int) -> list[Row]:
    """The halts that still hold."""
    return await db.rows("SELECT channel, account, user, until FROM halts WHERE until > ?", (at,))


async def expire(db: Transaction, at: int) -> int:
    """Mark what waits beyond its time, a chunk at most; how many."""
    return await db.execute(
        "UPDATE outbox SET state = 'expired', body = NULL, updated_at = ? WHERE id IN"
        " (SELECT id FROM outbox WHERE state = 'queued' AND expires_at <= ? LIMIT ?)",
        (at, at, CHUNK),
    )


async def forget(db: Transaction, at: int) -> None:
    """Erase rows finished over a month ago, and halts that are over."""
    await db.execute(
        "DELETE FROM outbox WHERE updated_at < ? AND state NOT IN ('queued', 'leased', 'sending')", (at - MONTH,)
    )
    await db.execute("DELETE FROM halts WHERE until < ?", (at,))


async def by_state(db: Reader) -> dict[str, int]:
    """How many rows are in each state."""
    counted = {r["state"]: r["n"] for r in await db.rows("SELECT state, count(*) n FROM outbox GROUP BY state")}
    return {state: counted.get(state, 0) for state in STATES}


async def of_subject(db: Reader, kind: str, subject: int) -> dict[str, int]:
    """How many rows of one broadcast or invitation are in each state."""
    rows = await db.rows(
        "SELECT state, count(*) n FROM outbox WHERE kind = ? AND subject = ? GROUP BY state", (kind, subject)
    )
    counted = {r["state"]: r["n"] for r in rows}
    return {state: counted.get(state, 0) for state in STATES}


async def reasons(db: Reader, kind: str, subject: int, state: str) -> list[tuple[str, int]]:
    """Why rows of one broadcast ended in a state, most frequent first."""
    rows = await db.rows(
        "SELECT coalesce(problem, '') why, count(*) n FROM outbox WHERE kind = ? AND subject = ? AND state = ?"
        " GROUP BY why ORDER BY n DESC, why",
        (kind, subject, state),
    )
    return [(row["why"], row["n"]) for row in rows]


async def answered_message(db: Reader, to: Address, message: str) -> Row | None:
    """The pushed row whose message somebody replies to, if it had choices."""
    return await db.row(
        "SELECT choices, about FROM outbox WHERE channel = ? AND account = ? AND user = ?"
        " AND message = ? AND choices IS NOT NULL",
        (to.channel, to.account, to.user, message),
    )


async def answerable(db: Reader, contact: int, since: int) -> list[Row]:
    """What was sent to a contact since then and can be answered, newest first: choices, about, message, kind, newest.

    `newest` is 1 for the last message of all, which may be answered though it is about nothing in particular.
    """
    return await db.rows(
        "WITH last (id) AS (SELECT max(id) FROM outbox WHERE contact = ? AND state = 'sent')"
        " SELECT o.choices, o.about, o.message, o.kind, o.id = last.id newest FROM outbox o, last WHERE o.contact = ?"
        " AND o.choices IS NOT NULL AND (o.about IS NOT NULL OR o.id = last.id) AND o.state = 'sent'"
        " AND o.updated_at >= ? ORDER BY o.id DESC LIMIT 10",
        (contact, contact, since),
    )


async def choices_of_replies(db: Reader, contact: int, since: int) -> list[str]:
    """The choices under the last replies to a contact since then, newest first, as the outbox keeps them."""
    rows = await db.rows(
        "SELECT choices FROM outbox WHERE contact = ? AND kind = 'reply' AND choices IS NOT NULL AND updated_at >= ?"
        " ORDER BY id DESC LIMIT 10",
        (contact, since),
    )
    return [row["choices"] for row in rows]


def settled(to: Address, message: str) -> Statement:
    """The message has been answered: words typed later are not for it, though its buttons still work."""
    return (
        "UPDATE outbox SET about = NULL WHERE channel = ? AND account = ? AND user = ? AND message = ?",
        (to.channel, to.account, to.user, message),
    )
