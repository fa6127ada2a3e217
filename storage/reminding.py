"""Who is reminded: each round of a reminder becomes rows of the outbox, a chunk at a time, once for each contact."""

from dataclasses import dataclass

from bot.now import instant, millis
from bot.quiet import next_allowed
from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Row, Statement, Transaction, Value
from storage.reminders import BEGINS, Round, noted
from storage.zones import ZONES, reads_in

CHUNK = 300
"""Answers looked at in one transaction: more would keep replies waiting."""

# Whom a round reminds: those who said yes by then, may be written to, and live in its zone.
_REMINDED = (
    " FROM events e CROSS JOIN answers s ON s.event = e.id AND s.answer = 'yes'"
    " CROSS JOIN volunteers v ON v.id = s.volunteer CROSS JOIN contacts c ON c.id = v.contact"
    f" CROSS JOIN addresses a ON a.contact = c.id AND {NEWEST_ADDRESS}"
    f" WHERE e.id = ? AND e.state = 'published' AND ? IN (SELECT value FROM {BEGINS})"
    " AND e.scheduled_at <= ? AND s.answered_at <= ?"
    f" AND s.volunteer > ? AND s.volunteer <= ? AND {REACHABLE}"
)
_IN_ZONE = {zone: f" AND {reads_in(zone)}" for zone in ZONES}
_EVERYBODY = 2**62


def _reminded(due: Round, after: int, last: int) -> tuple[Value, ...]:
    return due.event, due.starts_at, due.due_at, due.due_at, after, last


async def reminded(db: Reader, due: Round) -> list[tuple[int, int]]:
    """The contacts that a round reminds as things stand, each with the first of their volunteers that comes."""
    rows = await db.rows(
        f"SELECT c.id contact, min(v.id) volunteer {_REMINDED}{_IN_ZONE[due.zone]} GROUP BY c.id",
        _reminded(due, 0, _EVERYBODY),
    )
    return [(row["contact"], row["volunteer"]) for row in rows]


def leaves_at(due: Round, at: int) -> int:
    """When a reminder leaves that is queued at an instant: at its moment, but after it not in the quiet hours."""
    allowed = millis(next_allowed(instant(at), due.zone))
    return due.due_at if allowed == at else allowed


async def queue(db: Transaction, due: Round, at: int) -> bool:
    """Queue the next chunk of a round, once for each contact; False if it was the last.

    What is too late by now is kept as expired; in the quiet hours it waits for the morning.
    """
    row = await db.row(
        "WITH so_far (reached) AS (SELECT coalesce(max(reached), 0) FROM reminder_rounds"
        " WHERE event = ? AND starts_at = ? AND before = ? AND zone = ?)"
        " SELECT reached, count(volunteer) n, coalesce(max(volunteer), reached) last FROM so_far LEFT JOIN"
        " (SELECT volunteer FROM answers WHERE event = ? AND volunteer > (SELECT reached FROM so_far)"
        " ORDER BY volunteer LIMIT ?)",
        (*due.primary, due.event, CHUNK),
    )
    assert row is not None
    more = bool(row["n"] == CHUNK)
    not_before = leaves_at(due, at)
    state = "expired" if max(at, not_before) >= due.until_at else "queued"
    people = _reminded(due, row["reached"], row["last"])
    rows: Statement = (
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, state, not_before,"
        " expires_at, created_at, updated_at)"
        " SELECT ? || c.id, 'reminder', e.id, 1, c.id, a.channel, a.account, a.user, ?, ?, ?, ?, ?"
        f" {_REMINDED}{_IN_ZONE[due.zone]} ON CONFLICT (dedupe_key) DO NOTHING",
        (due.key, state, not_before, due.until_at, at, at, *people),
    )
    await db.apply([rows, noted(due, reached=row["last"], done_at=None if more else at)])
    return more


async def reopen(db: Transaction, at: int) -> None:
    """The clock was put back: what was queued later than now, and has not left, is queued anew when it is due."""
    await db.execute(
        "DELETE FROM outbox WHERE updated_at > ? AND created_at > ? AND kind = 'reminder'"
        " AND state IN ('queued', 'expired')",
        (at, at),
    )
    await db.execute("DELETE FROM reminder_rounds WHERE done_at IS NULL OR done_at > ?", (at,))


async def ahead(db: Reader, at: int) -> bool:
    """Whether a round was finished later than now: the clock was put back since."""
    return bool(await db.value("SELECT EXISTS (SELECT 1 FROM reminder_rounds WHERE done_at > ?)", (at,)))


async def queued_at_once(db: Reader, due: Round) -> int:
    """How many rows the rounds of one reminder have that are due at the same moment."""
    return int(
        await db.value(
            "SELECT sum(queued) FROM reminder_rounds WHERE event = ? AND starts_at = ? AND before = ? AND due_at = ?",
            (due.event, due.starts_at, due.before, due.due_at),
        )
        or 0
    )


@dataclass(frozen=True, slots=True)
class Lateness:
    """Of an event's reminders that were to go so long before it: how many came too late to be sent (`late`), and of how
    many nobody knows whether they arrived (`unsure`).
    """

    event: int
    starts_at: int
    before: int
    late: int
    unsure: int


_ENDED = (
    "SELECT count(*) FROM outbox o WHERE kind = 'reminder' AND subject = d.event AND state = '{}'"
    " AND dedupe_key GLOB printf('reminder:%d:%d:%d:*', d.event, d.starts_at, d.before)"
    " AND EXISTS (SELECT 1 FROM events e WHERE e.id = d.event AND e.state = 'published'"
    f" AND d.starts_at IN (SELECT value FROM {BEGINS}))"
)
"""SQL: how many reminders of the round `d` ended so, while the event is still to be as it was."""


async def too_late(db: Reader, at: int) -> list[Lateness]:
    """What came of the reminders whose time is over and of which the coordinator has not been told yet."""
    rows = await db.rows(
        f"SELECT event, starts_at, before, ({_ENDED.format('expired')}), ({_ENDED.format('unknown')})"
        " FROM reminder_rounds d WHERE reported_at IS NULL GROUP BY event, starts_at, before"
        " HAVING max(until_at) <= ? AND count(*) = count(done_at) ORDER BY event, before DESC",
        (at,),
    )
    return [Lateness(*row) for row in rows]


async def report(db: Transaction, over: Lateness, at: int) -> None:
    """The coordinator knows what came too late."""
    await db.execute(
        "UPDATE reminder_rounds SET reported_at = ? WHERE event = ? AND starts_at = ? AND before = ?",
        (at, over.event, over.starts_at, over.before),
    )


async def coordinator(db: Reader, event: int) -> Row | None:
    """Who made the event and may be told of it: contact, locale, and the title of the event."""
    return await db.row(
        f"SELECT c.id contact, c.locale, e.title FROM events e JOIN contacts c ON c.id = e.created_by"
        f" WHERE e.id = ? AND {REACHABLE}",
        (event,),
    )
