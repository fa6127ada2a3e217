"""Messages about an event to many: rows of the outbox without a text, and whom each is for at the time of sending."""

from dataclasses import dataclass

from storage import events
from storage.audiences import silent_about
from storage.audiences.membership import condition
from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Row, Transaction
from storage.events import Event

CHUNK = 1000
"""Contacts looked at in one transaction."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A volunteer to be written to, and the language to do it in."""

    volunteer: int
    name: str
    regency: str
    locale: str


async def invite(db: Transaction, event: int, after: int, at: int, *, chunk: int = CHUNK) -> int | None:
    """Queue the invitations of the next contacts after a number, once each; the number of the last looked at.

    None if there are no more contacts, or the event has begun or is cancelled.
    """
    last = await db.value(
        "SELECT max(id) FROM (SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT ?)", (after, chunk)
    )
    found = await events.event(db, event)
    if last is None or found is None or not found.open_at(at):
        return None
    belongs, parameters = await condition(db, found.for_whom)
    await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, batch, contact, channel, account, user, expires_at,"
        " created_at, updated_at)"
        " SELECT printf('invitation:%d:%d', e.id, c.id), 'invitation', e.id, 2, printf('event:%d', e.id), c.id,"
        " a.channel, a.account, a.user, e.starts_at, ?, ?"
        f" FROM events e CROSS JOIN contacts c JOIN addresses a ON {NEWEST_ADDRESS}"
        f" WHERE e.id = ? AND c.id > ? AND c.id <= ? AND {REACHABLE}"
        f" AND EXISTS (SELECT 1 FROM volunteers v WHERE v.contact = c.id AND v.announcements = 1 AND {belongs})"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        (at, at, event, after, last, *parameters),
    )
    return int(last)


async def tell_change(db: Transaction, event: int, at: int) -> int:
    """Queue word of the event's newest version for those who come, may come or wait, once each; how many."""
    return await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, expires_at,"
        " created_at, updated_at)"
        " SELECT printf('change:%d:%d:%d', e.id, e.version, c.id), 'change', e.id, 1, c.id,"
        " a.channel, a.account, a.user, e.starts_at, ?, ?"
        f" FROM events e CROSS JOIN contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE e.id = ? AND {REACHABLE}"
        " AND c.id IN (SELECT v.contact FROM answers s JOIN volunteers v ON v.id = s.volunteer"
        " WHERE s.event = e.id AND s.answer IN ('yes', 'maybe', 'waiting'))"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        (at, at, event),
    )


async def invitee(db: Reader, contact: int, event: Event) -> Recipient | None:
    """The contact's first volunteer whom an event is for and who has not answered it.

    None if there is none, or they may not be written to.
    """
    belongs, parameters = await condition(db, silent_about(event.id))
    row = await db.row(
        "SELECT v.id, v.name, v.regency, c.locale FROM volunteers v JOIN contacts c ON c.id = v.contact"
        f" WHERE c.id = ? AND {REACHABLE} AND v.announcements = 1 AND {belongs} ORDER BY v.id LIMIT 1",
        (contact, *parameters),
    )
    return _recipient(row)


async def participant(db: Reader, contact: int, event: int) -> Recipient | None:
    """The contact's first volunteer who said yes; None if there is none, or they may not be written to."""
    row = await db.row(
        "SELECT v.id, v.name, v.regency, c.locale FROM volunteers v JOIN contacts c ON c.id = v.contact"
        f" JOIN answers s ON s.volunteer = v.id WHERE c.id = ? AND {REACHABLE} AND s.event = ?"
        " AND s.answer = 'yes' ORDER BY v.id LIMIT 1",
        (contact, event),
    )
    return _recipient(row)


async def concerned(db: Reader, contact: int, event: int) -> tuple[Recipient, str] | None:
    """The contact's volunteer whom a change concerns most, and their answer: yes, else waiting, else maybe.

    None if there is none, or they may not be written to.
    """
    row = await db.row(
        "SELECT v.id, v.name, v.regency, c.locale, s.answer FROM volunteers v JOIN contacts c ON c.id = v.contact"
        f" JOIN answers s ON s.volunteer = v.id WHERE c.id = ? AND {REACHABLE} AND s.event = ?"
        " AND s.answer IN ('yes', 'maybe', 'waiting') ORDER BY s.answer = 'yes' DESC, s.answer DESC, v.id LIMIT 1",
        (contact, event),
    )
    person = _recipient(row)
    return (person, str(row["answer"])) if row is not None and person is not None else None


async def person(db: Reader, volunteer: int, contact: int) -> Recipient | None:
    """The volunteer, if they are the contact's; None if they are not, or may not be written to."""
    row = await db.row(
        "SELECT v.id, v.name, v.regency, c.locale FROM volunteers v JOIN contacts c ON c.id = v.contact"
        f" WHERE v.id = ? AND c.id = ? AND {REACHABLE}",
        (volunteer, contact),
    )
    return _recipient(row)


def _recipient(row: Row | None) -> Recipient | None:
    return None if row is None else Recipient(row["id"], row["name"], row["regency"], row["locale"])
