"""What is stored about a contact across the tables, and erasing it."""

from storage import departures
from storage.database import Reader, Transaction


async def answers_given(db: Reader, contact: int) -> list[tuple[str, str]]:
    """The titles of the events that a contact's people answered, and the answers."""
    rows = await db.rows(
        "SELECT e.title, a.answer FROM answers a JOIN events e ON e.id = a.event"
        " JOIN volunteers v ON v.id = a.volunteer WHERE v.contact = ? ORDER BY e.starts_at",
        (contact,),
    )
    return [(row["title"], row["answer"]) for row in rows]


async def erase(db: Transaction, contact: int, at: int) -> None:
    """Everything about the contact's people goes at once: seats are passed on, waiting messages called off.

    The address stays, as it must to answer; roles stay, as they are the organisation's.
    """
    rows = await db.rows("SELECT id FROM volunteers WHERE contact = ?", (contact,))
    await departures.leave_all(db, [row["id"] for row in rows], at)
    await db.execute("DELETE FROM volunteers WHERE contact = ?", (contact,))
    await db.execute("DELETE FROM consents WHERE contact = ?", (contact,))
    await db.execute("DELETE FROM sessions WHERE contact = ?", (contact,))
    await db.execute("DELETE FROM questions WHERE contact = ?", (contact,))
    await db.execute("DELETE FROM inquiries WHERE contact = ?", (contact,))
    await db.execute(
        "UPDATE outbox SET state = 'cancelled', body = NULL, updated_at = ? WHERE contact = ? AND state = 'queued'",
        (at, contact),
    )
    await db.execute(
        "UPDATE outbox SET about = NULL, choices = NULL, body = CASE WHEN state IN ('leased', 'sending') THEN body END"
        " WHERE contact = ?",
        (contact,),
    )
