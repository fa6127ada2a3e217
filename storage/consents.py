"""What people agreed to, in the words they saw: the proof that data may be kept."""

from storage.database import Reader, Row, Transaction


async def record(db: Transaction, contact: int, version: str, text: str, channel: str, given_at: int) -> int:
    """The contact agreed to this text at that time; the record's number."""
    return await db.insert(
        "INSERT INTO consents (contact, version, text, channel, given_at) VALUES (?, ?, ?, ?, ?)",
        (contact, version, text, channel, given_at),
    )


async def of_contact(db: Reader, contact: int) -> list[Row]:
    """What a contact agreed to: version, text, channel, given_at; oldest first."""
    return await db.rows(
        "SELECT version, text, channel, given_at FROM consents WHERE contact = ? ORDER BY id", (contact,)
    )
