"""Who waits for a seat at an event, in the order of arrival, and what became of the seats they were offered."""

from dataclasses import dataclass

from bot.now import instant, millis
from bot.quiet import next_allowed
from bot.understanding.territory import zone_of
from storage import seats
from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Transaction

CHUNK = 100
"""Offers that lapse in one transaction."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the line: `number` from 1 among those of the same quota; a seat is held until `offered_until`."""

    number: int
    offered_until: int


async def join(db: Transaction, event: int, volunteer: int, at: int) -> Place:
    """The volunteer waits for a seat, behind all who wait; whoever waits already keeps their place. Raises NoQuota."""
    quota = await seats.quota_of(db, event, volunteer)
    await db.apply(
        [
            (
                "INSERT INTO waiting (event, volunteer, quota, joined_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (event, volunteer) DO NOTHING",
                (event, volunteer, quota, at),
            ),
            (
                "INSERT INTO answers (event, volunteer, answer, quota, answered_at) VALUES (?, ?, 'waiting', ?, ?)"
                " ON CONFLICT (event, volunteer) DO UPDATE SET answer = 'waiting', quota = excluded.quota,"
                " answered_at = excluded.answered_at, reconfirmed_at = NULL WHERE answer <> 'waiting'",
                (event, volunteer, quota, at),
            ),
        ]
    )
    place = await place_of(db, event, volunteer)
    assert place is not None
    return place


async def place_of(db: Reader, event: int, volunteer: int) -> Place | None:
    """Where a volunteer stands in the line, if they wait."""
    row = await db.row(
        "SELECT offered_until, (SELECT count(*) FROM waiting b WHERE b.event = w.event AND b.quota = w.quota"
        " AND b.offered_until IS NULL AND b.id <= w.id) place FROM waiting w WHERE event = ? AND volunteer = ?",
        (event, volunteer),
    )
    return None if row is None else Place(row["place"], row["offered_until"] or 0)


async def accept(db: Transaction, event: int, volunteer: int, at: int) -> str | None:
    """The seat held for somebody is theirs, and they wait no longer; its quota, or None if none is held."""
    held, *_ = await db.apply(
        [
            (
                "DELETE FROM waiting WHERE event = ? AND volunteer = ? AND offered_until > ? RETURNING quota",
                (event, volunteer, at),
            )
        ]
    )
    return held[0]["quota"] if held else None


async def leave(db: Transaction, event: int, volunteer: int) -> None:
    """The volunteer waits no longer; a seat held for them is free, for the caller to pass on."""
    left, *_ = await db.apply(
        [("DELETE FROM waiting WHERE event = ? AND volunteer = ? RETURNING quota, offered_until", (event, volunteer))]
    )
    if left and left[0]["offered_until"] is not None:
        await seats.free(db, event, left[0]["quota"])


async def any_lapsed(db: Reader, at: int) -> bool:
    """Whether an offer has not been taken in time."""
    return bool(await db.value("SELECT EXISTS (SELECT 1 FROM waiting WHERE offered_until <= ?)", (at,)))


async def lapse(db: Transaction, at: int) -> int:
    """Seats not taken in time go to the next, a chunk at most; how many. Whoever let one pass may come, and is told."""
    rows = await db.rows(
        "SELECT event, volunteer FROM waiting WHERE offered_until <= ? ORDER BY id LIMIT ?", (at, CHUNK)
    )
    for row in rows:
        await let_pass(db, row["event"], row["volunteer"], at)
    for event in dict.fromkeys(row["event"] for row in rows):
        await seats.pass_on(db, event, at)
    return len(rows)


async def let_pass(db: Transaction, event: int, volunteer: int, at: int) -> None:
    """Somebody did not take the seat held for them: it is free, they wait no longer, and their answer is "maybe"."""
    await leave(db, event, volunteer)
    regency = await db.value("SELECT regency FROM volunteers WHERE id = ?", (volunteer,))
    told_at = millis(next_allowed(instant(at), zone_of(regency)))
    await db.apply(
        [
            (
                "UPDATE answers SET answer = 'maybe', quota = '', answered_at = ?"
                " WHERE event = ? AND volunteer = ? AND answer = 'waiting'",
                (at, event, volunteer),
            ),
            (
                "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, not_before,"
                " expires_at, created_at, updated_at) SELECT printf('lapsed:%d:%d:%d', e.id, v.id, ?), 'lapsed', e.id,"
                " 1, c.id, a.channel, a.account, a.user, ?, e.starts_at, ?, ? FROM events e, volunteers v"
                f" JOIN contacts c ON c.id = v.contact JOIN addresses a ON {NEWEST_ADDRESS}"
                f" WHERE e.id = ? AND v.id = ? AND e.state = 'published' AND e.starts_at > ? AND {REACHABLE}"
                " ON CONFLICT (dedupe_key) DO NOTHING",
                (at, told_at, at, at, event, volunteer, told_at),
            ),
        ]
    )


async def events_to_pass_on(db: Reader, at: int) -> list[int]:
    """The coming events that have room and somebody who waits for it: seats were added, or could not be offered yet."""
    rows = await db.rows(
        "SELECT DISTINCT e.id FROM waiting w JOIN events e ON e.id = w.event WHERE w.offered_until IS NULL"
        f" AND e.state = 'published' AND e.starts_at > ? AND {seats.ROOM.format(quota='w.quota')}",
        (at,),
    )
    return [row["id"] for row in rows]
