"""Who comes to what: the answers to invitations."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from storage import audiences, seats, waiting
from storage.audiences.membership import condition
from storage.database import Reader, Transaction
from storage.events import Event, from_row
from storage.seats import EventFull


class TooLate(Exception):
    """The last moment to say yes has passed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to an event; `cancelled` said yes and then no, and are among `no`; `reconfirmed` are among `yes`."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    waiting: int = 0
    cancelled: int = 0
    reconfirmed: int = 0


async def answer_of(db: Reader, event: int, volunteer: int) -> str:
    """What a volunteer has said: "yes", "maybe", "no", "waiting" (for a seat), or "" where they have not."""
    return await db.value("SELECT answer FROM answers WHERE event = ? AND volunteer = ?", (event, volunteer)) or ""


async def give(db: Transaction, event: int, volunteer: int, answer: str, at: int) -> bool:
    """The volunteer comes ("yes", which takes a seat), may come ("maybe") or does not ("no"); a seat left is passed on.

    False if they had said so before: then nothing changes. Raises EventFull, NoQuota, and TooLate after the last moment
    to say yes, which does not bind those who wait already.
    """
    before = await answer_of(db, event, volunteer)
    if before == answer:
        return False
    if answer == "yes":
        quota = await _seat(db, event, volunteer, before, at)
    else:
        quota = ""
        await vacate(db, event, volunteer)
    await db.execute(
        "INSERT INTO answers (event, volunteer, answer, quota, answered_at, accepted_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, CASE ?3 WHEN 'yes' THEN ?5 END)"
        " ON CONFLICT (event, volunteer) DO UPDATE SET answer = excluded.answer, quota = excluded.quota,"
        " answered_at = excluded.answered_at, accepted_at = coalesce(excluded.accepted_at, accepted_at),"
        " reconfirmed_at = NULL",
        (event, volunteer, answer, quota, at),
    )
    if before in ("yes", "waiting") and answer != "yes":
        await seats.pass_on(db, event, at)
    return True


async def _seat(db: Transaction, event: int, volunteer: int, before: str, at: int) -> str:
    """A seat for the volunteer, the one held for them if there is one; its quota."""
    if before == "waiting":
        held = await waiting.accept(db, event, volunteer, at)
        if held is not None:
            return held
        place = await waiting.place_of(db, event, volunteer)
        if place is not None and place.offered_until:
            await waiting.let_pass(db, event, volunteer, at)
    elif await db.value("SELECT answer_by <= ? FROM events WHERE id = ?", (at, event)):
        raise TooLate(event)
    quota = await seats.quota_of(db, event, volunteer)
    # Nobody takes a seat past those who wait for it, unless they cannot be told of it in time.
    if await seats.pass_on(db, event, at) == seats.MOST_OFFERED:
        raise EventFull(event)
    held = await waiting.accept(db, event, volunteer, at)
    if held is not None:
        return held
    await seats.take(db, event, quota)
    await waiting.leave(db, event, volunteer)
    return quota


async def vacate(db: Transaction, event: int, volunteer: int) -> None:
    """The volunteer holds no seat at the event and waits for none; what they held is free, to be passed on."""
    held = await db.row(
        "SELECT quota FROM answers WHERE event = ? AND volunteer = ? AND answer = 'yes'", (event, volunteer)
    )
    if held is not None:
        await seats.free(db, event, held["quota"])
    await waiting.leave(db, event, volunteer)


async def answers_by(db: Reader, contact: int) -> dict[int, str]:
    """What a contact's people have answered, by event; of several answers the nearest to coming."""
    rows = await db.rows(
        "SELECT s.event, s.answer FROM answers s JOIN volunteers v ON v.id = s.volunteer WHERE v.contact = ?"
        " ORDER BY CASE s.answer WHEN 'yes' THEN 3 WHEN 'waiting' THEN 2 WHEN 'maybe' THEN 1 ELSE 0 END",
        (contact,),
    )
    return {row["event"]: row["answer"] for row in rows}


async def agreed(db: Reader, contact: int, at: int) -> list[Event]:
    """The coming events to which one of a contact's people has said yes, the nearest first."""
    rows = await db.rows(
        "SELECT e.* FROM events e WHERE e.state = 'published' AND e.starts_at > ? AND e.id IN (SELECT s.event"
        " FROM answers s JOIN volunteers v ON v.id = s.volunteer WHERE v.contact = ? AND s.answer = 'yes')"
        " ORDER BY e.starts_at, e.id",
        (at, contact),
    )
    return [from_row(row) for row in rows]


async def tallies(db: Reader, events: Iterable[int]) -> dict[int, Tally]:
    """The answers by event; those without an answer are missing."""
    rows = await db.rows(
        "SELECT event, sum(answer = 'yes') yes, sum(answer = 'maybe') maybe, sum(answer = 'no') no,"
        " sum(answer = 'waiting') waiting, sum(answer = 'no' AND accepted_at IS NOT NULL) cancelled,"
        " sum(answer = 'yes' AND reconfirmed_at IS NOT NULL) reconfirmed FROM answers"
        " WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event",
        (json.dumps(list(events)),),
    )
    return {row["event"]: Tally(*tuple(row)[1:]) for row in rows}


async def figures(db: Reader, events: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many said yes and how many no, by event; those without an answer are missing."""
    return {event: (tally.yes, tally.no) for event, tally in (await tallies(db, events)).items()}


async def names_coming(db: Reader, event: int) -> list[tuple[str, str]]:
    """Name and kabupaten/kota code of those who said yes, in the order of their answers."""
    rows = await db.rows(
        "SELECT v.name, v.regency FROM answers s JOIN volunteers v ON v.id = s.volunteer"
        " WHERE s.event = ? AND s.answer = 'yes' ORDER BY s.answered_at, v.id",
        (event,),
    )
    return [(row["name"], row["regency"]) for row in rows]


async def unanswered(db: Reader, event: int, contact: int) -> list[int]:
    """The people of a contact who have not answered, in the order of their registering."""
    rows = await db.rows(
        "SELECT v.id FROM volunteers v WHERE v.contact = ? AND NOT EXISTS (SELECT 1 FROM answers s"
        " WHERE s.event = ? AND s.volunteer = v.id) ORDER BY v.id",
        (contact, event),
    )
    return [row["id"] for row in rows]


async def invited(db: Reader, event: int, volunteer: int) -> bool:
    """Whether the event is for this volunteer; one that names nobody is for all."""
    audience = await db.value("SELECT audience FROM events WHERE id = ?", (event,))
    if not audience:
        return True
    belongs, parameters = await condition(db, audiences.unpacked(audience))
    return bool(await db.value(f"SELECT 1 FROM volunteers v WHERE v.id = ? AND {belongs}", (volunteer, *parameters)))
