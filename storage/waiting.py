"""Who waits for a seat at an event, in the order of arrival, and what became of the seats they were offered."""

from dataclasses import dataclass

from bot.now import instant, millis
from bot.quiet import next_allowed
from bot.understanding.territory import zone_of
from storage import seats
from storage.contacts import REACHABLE
from storage.database import Reader, Transaction
from storage.pushes import push

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


_LAPSED = (
    "SELECT w.event, w.volunteer FROM waiting w JOIN volunteers v ON v.id = w.volunteer"
    " LEFT JOIN contacts c ON c.id = v.contact WHERE w.offered_until IS NOT NULL"
    " AND (w.offered_until <= ? OR c.unreachable_at IS NOT NULL) ORDER BY w.id LIMIT ?"
)
"""SQL: offers not taken in time, or made to somebody who can no longer be reached."""


async def any_lapsed(db: Reader, at: int) -> bool:
    """Whether an offer has lapsed."""
    return await db.row(_LAPSED, (at, 1)) is not None


async def lapse(db: Transaction, at: int) -> int:
    """Seats not taken in time go to the next, a chunk at most; how many. Whoever let one pass may come, and is told."""
    rows = await db.rows(_LAPSED, (at, CHUNK))
    for row in rows:
        await let_pass(db, row["event"], row["volunteer"], at)
    for event in dict.fromkeys(row["event"] for row in rows):
        await seats.pass_on(db, event, at)
    return len(rows)


async def let_pass(db: Transaction, event: int, volunteer: int, at: int) -> None:
    """Somebody did not take the seat held for them: it is free, they wait no longer, and their answer is "maybe".

    Whoever was never told of it, because nothing could be sent, only waits again, at the same place.
    """
    if await _taken_back(db, event, volunteer):
        return
    await leave(db, event, volunteer)
    told = await db.row(
        "SELECT e.starts_at, v.contact, v.regency FROM events e, volunteers v WHERE e.id = ? AND v.id = ?"
        " AND e.state = 'published' AND e.starts_at > ? AND v.contact IS NOT NULL",
        (event, volunteer, at),
    )
    await db.execute(
        "UPDATE answers SET answer = 'maybe', quota = '', answered_at = ?"
        " WHERE event = ? AND volunteer = ? AND answer = 'waiting'",
        (at, event, volunteer),
    )
    if told is not None:
        await push(
            db,
            f"lapsed:{event}:{volunteer}:{at}",
            "lapsed",
            event,
            told["contact"],
            at,
            not_before=millis(next_allowed(instant(at), zone_of(told["regency"]))),
            expires_at=told["starts_at"],
        )


async def _taken_back(db: Transaction, event: int, volunteer: int) -> bool:
    """Whether the offer of a seat had not left yet: then there is none any more."""
    row = await db.row("SELECT id, quota FROM waiting WHERE event = ? AND volunteer = ?", (event, volunteer))
    if row is None or not await db.execute(
        "DELETE FROM outbox WHERE dedupe_key = ? AND state IN ('queued', 'expired')",
        (seats.offer_key(event, row["id"]),),
    ):
        return False
    await db.execute("UPDATE waiting SET offered_at = NULL, offered_until = NULL WHERE id = ?", (row["id"],))
    await seats.free(db, event, row["quota"])
    return True


async def events_to_pass_on(db: Reader, at: int) -> list[int]:
    """The coming events that have room and somebody who waits for it: seats were added, or could not be offered yet."""
    rows = await db.rows(
        "SELECT DISTINCT e.id FROM waiting w JOIN events e ON e.id = w.event WHERE w.offered_until IS NULL"
        f" AND e.state = 'published' AND e.starts_at > ? AND {seats.ROOM.format(quota='w.quota')}",
        (at,),
    )
    return [row["id"] for row in rows]


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody in the line, and how to write to them; a seat is held until `offered_until` (0: none is)."""

    volunteer: int
    name: str
    regency: str
    locale: str
    offered_until: int


async def waiter(db: Reader, place: int, contact: int) -> Waiter | None:
    """Whose of a contact's people a place in the line is (its number in the table); None where nobody may be told."""
    row = await db.row(
        "SELECT v.id, v.name, v.regency, c.locale, coalesce(w.offered_until, 0) until FROM waiting w"
        " JOIN volunteers v ON v.id = w.volunteer JOIN contacts c ON c.id = v.contact"
        f" WHERE w.id = ? AND c.id = ? AND {REACHABLE}",
        (place, contact),
    )
    return None if row is None else Waiter(*tuple(row))
