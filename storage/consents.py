"""What people agreed to, in the words they saw: the proof that data may be kept."""

import hashlib

from storage.database import Reader, Row, Transaction

COORDINATION, ANNOUNCEMENTS = "coordination", "announcements"
"""What data may be kept for: to organise what people do together; to send them announcements, too."""


async def record(
    db: Transaction,
    contact: int,
    version: str,
    text: str,
    channel: str,
    given_at: int,
    *,
    purpose: str = COORDINATION,
    given_by: int | None = None,
) -> int:
    """The contact agreed to this text at that time; the record's number. `given_by` spoke for the person."""
    return await db.insert(
        "INSERT INTO consents (contact, version, text, digest, channel, purpose, given_by, given_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (contact, version, text, digest(text), channel, purpose, given_by, given_at),
    )


def digest(text: str) -> str:
    """The SHA-256 of the words that somebody saw."""
    return hashlib.sha256(text.encode()).hexdigest()


async def of_contact(db: Reader, contact: int) -> list[Row]:
    """What a contact agreed to: version, text, channel, purpose, given_at; oldest first."""
    return await db.rows(
        "SELECT version, text, channel, purpose, given_at FROM consents WHERE contact = ? ORDER BY id", (contact,)
    )
