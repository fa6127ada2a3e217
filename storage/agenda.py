"""The weekly agenda: who wishes for it, what is in it, and the rows that bring it on Monday at 07.00."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.now import instant, millis
from bot.quiet import BEGIN
from storage import facts
from storage.audiences import for_whom
from storage.audiences.membership import condition
from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Transaction, Value
from storage.events import Event, from_row
from storage.zones import reads_in

KIND = "agenda"
CHUNK = 500
"""Contacts looked at in one transaction."""
MORNING = time(7)
"""When it comes, where the reader lives."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week, Monday to Sunday, in a zone: its agenda is due from `due_at` until `until_at`; it ends at `ends_at`."""

    name: str
    number: int
    zone: str
    due_at: int
    until_at: int
    ends_at: int


def week_at(at: int, zone: str) -> Week:
    """The week (ISO 8601) in which an instant falls in a zone."""
    there = ZoneInfo(zone)
    today = instant(at).astimezone(there).date()
    monday = today - timedelta(days=today.weekday())
    year, week, _day = monday.isocalendar()
    due, until = (millis(datetime.combine(monday, clock, there)) for clock in (MORNING, BEGIN))
    ends = millis(datetime.combine(monday + timedelta(days=7), time(), there))
    return Week(f"{year}-W{week:02}", year * 100 + week, zone, due, until, ends)


async def wish(db: Transaction, contact: int, *, wanted: bool) -> None:
    """From now on the contact is sent the agenda, or not."""
    await db.execute("UPDATE contacts SET agenda = ? WHERE id = ?", (int(wanted), contact))


async def wished(db: Reader, contact: int) -> bool:
    """Whether the contact wishes for the agenda."""
    return bool(await db.value("SELECT agenda FROM contacts WHERE id = ?", (contact,)))


# What the people of a contact come to, may come to or wait for, and what they can still answer.
_ENTRIES = (
    " FROM volunteers v CROSS JOIN events e ON e.state = 'published' AND e.starts_at > ? AND e.starts_at < ?"
    " LEFT JOIN answers s ON s.event = e.id AND s.volunteer = v.id WHERE v.contact = {contact}"
    " AND (s.answer IN ('yes', 'maybe', 'waiting')"
    " OR (s.answer IS NULL AND coalesce(e.answer_by, e.starts_at) > ? AND ({meant})))"
)


async def _entries(db: Reader, contact: str, since: int, until: int) -> tuple[str, Sequence[Value]]:
    """SQL, and its parameters: the events `e` between two instants that are for a contact, and their answers `s`."""
    rows = await db.rows(
        "SELECT id, region, audience FROM events WHERE state = 'published' AND starts_at > ? AND starts_at < ?",
        (since, until),
    )
    meant, parameters = ["0"], list[Value]()
    for row in rows:
        sql, theirs = await condition(db, for_whom(row["region"], row["audience"]))
        meant.append(f"(e.id = ? AND {sql})")
        parameters += [row["id"], *theirs]
    return _ENTRIES.format(contact=contact, meant=" OR ".join(meant)), (since, until, since, *parameters)


async def entries(db: Reader, contact: int, since: int, until: int) -> list[tuple[Event, str]]:
    """What is ahead for a contact between two instants, with what was answered ("" for nothing), the nearest first."""
    sql, parameters = await _entries(db, str(int(contact)), since, until)
    rows = await db.rows(
        f"SELECT e.*, s.answer {sql} ORDER BY e.starts_at, e.id, s.answer IS NULL, s.answer", parameters
    )
    found: dict[int, tuple[Event, str]] = {}
    for row in rows:
        found.setdefault(row["id"], (from_row(row), row["answer"] or ""))
    return list(found.values())


async def expecting(db: Reader, week: Week) -> list[int]:
    """The contacts of a zone to whom the week's agenda goes as things stand."""
    sql, parameters = await _entries(db, "c.id", week.due_at, week.ends_at)
    rows = await db.rows(
        f"SELECT c.id FROM contacts c WHERE c.agenda = 1 AND {REACHABLE} AND {reads_in(week.zone)}"
        f" AND EXISTS (SELECT 1 {sql}) AND EXISTS (SELECT 1 FROM addresses WHERE contact = c.id) ORDER BY c.id",
        parameters,
    )
    return [row["id"] for row in rows]


async def is_open(db: Reader, week: Week) -> bool:
    """Whether the week's agenda is not all queued yet in its zone."""
    return await facts.fact(db, f"{KIND}:{week.zone}") != f"{week.name}:done"


async def queue(db: Transaction, week: Week, at: int) -> bool:
    """Queue the next chunk of a week's agenda, once for each contact; False if it was the last."""
    fact = f"{KIND}:{week.zone}"
    name, _colon, reached = (await facts.fact(db, fact) or "").rpartition(":")
    after = int(reached) if name == week.name and reached.isdigit() else 0
    (looked,) = await db.rows(
        "SELECT count(*) n, max(id) last FROM"
        " (SELECT id FROM contacts WHERE agenda = 1 AND id > ? ORDER BY id LIMIT ?)",
        (after, CHUNK),
    )
    sql, parameters = await _entries(db, "c.id", at, week.ends_at)
    await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, not_before, expires_at,"
        " created_at, updated_at)"
        " SELECT ? || c.id, ?, ?, 1, c.id, a.channel, a.account, a.user, ?, ?, ?, ?"
        f" FROM contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE c.agenda = 1 AND c.id > ? AND c.id <= ?"
        f" AND {REACHABLE} AND {reads_in(week.zone)} AND EXISTS (SELECT 1 {sql}) ON CONFLICT (dedupe_key) DO NOTHING",
        (
            f"{KIND}:{week.name}:", KIND, week.number, week.due_at, week.until_at, at, at,
            after, looked["last"] or after, *parameters,
        ),
    )  # fmt: skip
    more = bool(looked["n"] == CHUNK)
    await facts.note(db, fact, f"{week.name}:{looked['last'] if more else 'done'}")
    return more
