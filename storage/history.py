"""What events were before they were changed, so that people are told what they knew beside what is."""

from dataclasses import dataclass

from storage import parts
from storage.database import Reader, Transaction
from storage.parts import Part


@dataclass(frozen=True, slots=True)
class Earlier:
    """An event as it was; times are milliseconds."""

    title: str
    place: str
    starts_at: int
    zone: str
    parts: tuple[Part, ...]


async def keep(db: Transaction, event: int, at: int) -> None:
    """Keep the event as it is, because it is about to change."""
    await db.execute(
        "INSERT INTO event_history (event, version, until, title, place, starts_at, zone, parts)"
        " SELECT id, version, ?, title, place, starts_at, zone, ? FROM events WHERE id = ? AND state = 'published'",
        (at, parts.packed(await parts.of_event(db, event)), event),
    )


async def known_to(db: Reader, event: int, contact: int) -> Earlier | None:
    """The event as a contact knows it: as it was at their people's last answer, or when they were last told.

    None if it is still so.
    """
    row = await db.row(
        "SELECT * FROM event_history WHERE event = ?"
        " AND until >= coalesce((SELECT max(s.answered_at) FROM answers s JOIN volunteers v ON v.id = s.volunteer"
        " WHERE s.event = ? AND v.contact = ?), 0)"
        " AND until > coalesce((SELECT max(created_at) FROM outbox WHERE kind = 'change' AND subject = ?"
        " AND contact = ? AND state = 'sent'), 0) ORDER BY version LIMIT 1",
        (event, event, contact, event, contact),
    )
    if row is None:
        return None
    return Earlier(row["title"], row["place"], row["starts_at"], row["zone"], tuple(parts.unpacked(row["parts"])))
