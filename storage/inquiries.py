"""What a contact asked lately and was told, so that "that did not help" can bring something better."""

from dataclasses import dataclass

from storage.database import Reader, Row, Transaction

DAY = 24 * 3600 * 1000
"""Milliseconds that an inquiry is kept, and counts."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Words somebody asked with; `topic` is what they were told, "" for none; `verdict` "yes", "no", or "" so far."""

    id: int
    words: str
    topic: str
    verdict: str


def _from_row(row: Row) -> Inquiry:
    return Inquiry(row["id"], row["words"], row["topic"], row["verdict"])


async def remember(db: Transaction, contact: int, words: str, topic: str, at: int) -> int:
    """A contact asked with these words and was told this topic; the inquiry's number."""
    return await db.insert(
        "INSERT INTO inquiries (contact, words, topic, asked_at) VALUES (?, ?, ?, ?)", (contact, words, topic, at)
    )


async def inquiry_of(db: Reader, contact: int, number: int, at: int) -> Inquiry | None:
    """The contact's inquiry with this number, if there is one of the last day."""
    row = await db.row(
        "SELECT * FROM inquiries WHERE id = ? AND contact = ? AND asked_at > ?", (number, contact, at - DAY)
    )
    return None if row is None else _from_row(row)


async def newest_of(db: Reader, contact: int, since: int) -> Inquiry | None:
    """What the contact asked last, if it was after that instant."""
    row = await db.row(
        "SELECT * FROM inquiries WHERE contact = ? AND asked_at > ? ORDER BY id DESC LIMIT 1", (contact, since)
    )
    return None if row is None else _from_row(row)


async def rate(db: Transaction, number: int, verdict: str) -> None:
    """What was told helped ("yes") or did not ("no")."""
    await db.execute("UPDATE inquiries SET verdict = ? WHERE id = ?", (verdict, number))


async def unhelped(db: Reader, contact: int, at: int) -> list[Inquiry]:
    """The contact's inquiries of the last day that were not helped, oldest first."""
    rows = await db.rows(
        "SELECT * FROM inquiries WHERE contact = ? AND verdict = 'no' AND asked_at > ? ORDER BY id", (contact, at - DAY)
    )
    return [_from_row(row) for row in rows]


async def close(db: Transaction, contact: int) -> None:
    """All that a contact asked is erased: people have it now."""
    await db.execute("DELETE FROM inquiries WHERE contact = ?", (contact,))


async def forget(db: Transaction, at: int) -> None:
    """Erase what is older than a day."""
    await db.execute("DELETE FROM inquiries WHERE asked_at <= ?", (at - DAY,))
