"""Who comes to what: the answers to invitations."""

import json
from collections.abc import Iterable

from storage import seats
from storage.database import Reader, Transaction
from storage.events import Event, from_row


async def answer_of(db: Reader, event: int, volunteer: int) -> str:
    """Whether a volunteer comes: "yes", "no", or "" where they have not said."""
    return await db.value("SELECT answer FROM answers WHERE event = ? AND volunteer = ?", (event, volunteer)) or ""


async def give(db: Transaction, event: int, volunteer: int, answer: str, at: int) -> bool:
    """The volunteer comes ("yes", which takes a place) or does not ("no", which frees it). Raises EventFull.

    False if they had said so before: then nothing changes.
    """
    before = await answer_of(db, event, volunteer)
    if before == answer:
        return False
    if answer == "yes":
        await seats.take(db, event)
    elif before == "yes":
        await seats.free(db, event)
    await db.execute(
        "INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (event, volunteer) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at",
        (event, volunteer, answer, at),
    )
    return True


async def answers_by(db: Reader, contact: int) -> dict[int, str]:
    """What a contact's people have answered, by event; "yes" where one of several comes."""
    rows = await db.rows(
        "SELECT s.event, max(s.answer) answer FROM answers s JOIN volunteers v ON v.id = s.volunteer"
        " WHERE v.contact = ? GROUP BY s.event",
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


async def figures(db: Reader, events: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many said yes and how many no, by event; those without an answer are missing."""
    rows = await db.rows(
        "SELECT event, sum(answer = 'yes') yes, sum(answer = 'no') no FROM answers"
        " WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event",
        (json.dumps(list(events)),),
    )
    return {row["event"]: (row["yes"], row["no"]) for row in rows}


async def names_coming(db: Reader, event: int) -> list[tuple[str, str]]:
    """Name and kabupaten/kota code of those who said yes, in the order of their answers."""
    rows = await db.rows(
        "SELECT v.name, v.regency FROM answers s JOIN volunteers v ON v.id = s.volunteer"
        " WHERE s.event = ? AND s.answer = 'yes' ORDER BY s.answered_at, v.id",
        (event,),
    )
    return [(row["name"], row["regency"]) for row in rows]
