"""When those who come to an event are reminded: its rules, and what follows from them in each time zone."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.now import instant, millis
from bot.quiet import reminder_moment
from storage.database import Reader, Row, Statement, Transaction
from storage.zones import ZONES

_HOUR = 3600 * 1000
_DAY = 24 * _HOUR
DEFAULT_RULES = ((7 * _DAY, ""), (_DAY, ""), (2 * _HOUR, ""))
"""Milliseconds before the start, and words of one's own: seven days, one day and two hours before."""
_FORWARD = 10 * _HOUR
"""Milliseconds by which the quiet hours bring a reminder forward, at most."""
_LONGEST = 30 * _DAY
"""Milliseconds after its start in which an event's further days are looked for."""
_BACK = 7 * _DAY
"""Milliseconds after the start of an event for which it is asked what became of its reminders."""


@dataclass(frozen=True, slots=True)
class Round:
    """One reminder of an event to those who live in one zone: due from `due_at` until `until_at` (milliseconds).

    Whoever answers after it was due needs none. `starts_at`, the start of the event or of a further day's first part,
    and `before` tell it from the event's other reminders.
    """

    event: int
    starts_at: int
    before: int
    zone: str
    due_at: int
    until_at: int

    @property
    def key(self) -> str:
        """What the keys of its rows in the outbox begin with; the contact's number follows."""
        return f"reminder:{self.event}:{self.starts_at}:{self.before}:"

    @property
    def primary(self) -> tuple[int, int, int, str]:
        """What tells it from all other rounds."""
        return self.event, self.starts_at, self.before, self.zone


async def set_rules(db: Transaction, event: int, rules: Sequence[tuple[int, str]], at: int) -> None:
    """From now on these are the event's reminders; of the new ones, those that would have been due by now are left out.

    A rule is milliseconds before the start, and words of one's own ("" for none).
    """
    known = {before for before, _text in await rules_of(db, event)}
    await db.execute("DELETE FROM reminder_rules WHERE event = ?", (event,))
    await db.apply(
        [("INSERT INTO reminder_rules (event, before, text) VALUES (?, ?, ?)", (event, *rule)) for rule in rules]
    )
    new = [each for each in await rounds_of(db, event) if each.before not in known and each.due_at <= at]
    await db.apply(
        [
            (
                "INSERT INTO reminder_rounds (event, starts_at, before, zone, due_at, until_at, done_at, reported_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event, starts_at, before, zone) DO NOTHING",
                (*each.primary, each.due_at, each.until_at, at, at),
            )
            for each in new
        ]
    )


async def rules_of(db: Reader, event: int) -> list[tuple[int, str]]:
    """The event's reminders: milliseconds before the start and words of one's own, the furthest first."""
    rows = await db.rows("SELECT before, text FROM reminder_rules WHERE event = ? ORDER BY before DESC", (event,))
    return [(row["before"], row["text"]) for row in rows]


_FURTHER_DAY = 12 * _HOUR
"""Milliseconds after the part before it from which a part begins another day."""
BEGINS = (
    "json_each((SELECT json_group_array(starts_at) FROM (SELECT e.starts_at UNION"
    " SELECT p.starts_at FROM parts p WHERE p.event = e.id AND p.starts_at > e.starts_at"
    " AND NOT EXISTS (SELECT 1 FROM parts q WHERE q.event = p.event"
    f" AND q.starts_at < p.starts_at AND q.starts_at > p.starts_at - {_FURTHER_DAY}))))"
)
"""SQL: a table whose `value` is when the event `e` begins, and when each further day of it does."""
_SHORT = f"(t.value = e.starts_at OR r.before < {_DAY})"
"""SQL: of a further day only what comes on the day itself reminds."""
_PLANS = (
    "SELECT e.id, t.value starts_at, e.scheduled_at,"
    f" (SELECT json_group_array(r.before) FROM reminder_rules r WHERE r.event = e.id AND {_SHORT}) befores"
    f" FROM events e CROSS JOIN {BEGINS} t WHERE e.state = 'published'"
)


async def rounds_of(db: Reader, event: int) -> list[Round]:
    """All reminders of an event as it is now, past and to come, in order of time; none if it is cancelled."""
    rows = await db.rows(f"{_PLANS} AND e.id = ?", (event,))
    return sorted((each for row in rows for each in _rounds(row)), key=lambda each: (each.due_at, each.zone))


async def rounds_open(db: Reader, at: int, until: int) -> list[Round]:
    """The reminders that are due by `until` and now, `at`, are not all queued yet, nearest start first."""
    rows = await db.rows(
        f"{_PLANS} AND e.starts_at > ? AND t.value > ? AND EXISTS (SELECT 1 FROM reminder_rules r"
        f" JOIN json_each(?) z WHERE r.event = e.id AND {_SHORT} AND t.value - r.before <= ?"
        " AND NOT EXISTS (SELECT 1 FROM reminder_rounds d"
        " WHERE d.event = e.id AND d.starts_at = t.value AND d.before = r.before AND d.zone = z.value"
        " AND d.done_at IS NOT NULL))",
        (at - _BACK - _LONGEST, at - _BACK, json.dumps(ZONES), until + _FORWARD),
    )
    due = [each for row in rows for each in _rounds(row) if each.due_at <= until]
    done = {
        (row["event"], row["starts_at"], row["before"], row["zone"])
        for row in await db.rows(
            "SELECT event, starts_at, before, zone FROM reminder_rounds"
            " WHERE done_at IS NOT NULL AND event IN (SELECT value FROM json_each(?))",
            (json.dumps([row["id"] for row in rows]),),
        )
    }
    return sorted((each for each in due if each.primary not in done), key=lambda each: (each.starts_at, each.primary))


def _rounds(row: Row) -> Iterator[Round]:
    """An event's reminders in each zone, but those that a nearer one overtakes, or due before its time was set."""
    start, befores = row["starts_at"], json.loads(row["befores"])
    for zone in ZONES:
        due = {each: millis(reminder_moment(instant(start), timedelta(milliseconds=each), zone)) for each in befores}
        for before in befores:
            until = min([start, *(due[nearer] for nearer in befores if nearer < before)])
            if row["scheduled_at"] <= due[before] < until:
                yield Round(row["id"], start, before, zone, due[before], until)


def noted(due: Round, *, reached: int, done_at: int | None) -> Statement:
    """So far has a round come: everybody up to the volunteer `reached` has been looked at.

    Those whom the statement before this one inserted have a row.
    """
    return (
        "INSERT INTO reminder_rounds (event, starts_at, before, zone, due_at, until_at, reached, queued, done_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, changes(), ?) ON CONFLICT (event, starts_at, before, zone) DO UPDATE SET"
        " reached = excluded.reached, queued = queued + excluded.queued, done_at = excluded.done_at",
        (*due.primary, due.due_at, due.until_at, reached, done_at),
    )
