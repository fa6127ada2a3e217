"""The daily figures: who wishes for them, and a row of the outbox for each day and reader."""

from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Transaction

KIND = "digest"
"""The kind of its rows in the outbox."""


async def wish(db: Transaction, contact: int, *, wished: bool) -> None:
    """The contact wishes for the daily figures, or does so no longer."""
    await db.execute("UPDATE contacts SET digest = ? WHERE id = ?", (int(wished), contact))


async def is_wished(db: Reader, contact: int) -> bool:
    """Whether the contact wishes for the daily figures."""
    return bool(await db.value("SELECT digest FROM contacts WHERE id = ?", (contact,)))


async def readers(db: Reader) -> list[int]:
    """The contacts that wish for the daily figures, may be written to, and have a role that sees figures."""
    rows = await db.rows(
        f"SELECT c.id FROM contacts c WHERE c.digest = 1 AND {REACHABLE}"
        " AND EXISTS (SELECT 1 FROM roles r WHERE r.contact = c.id) ORDER BY c.id"
    )
    return [row["id"] for row in rows]


async def is_queued(db: Reader, contact: int, day: str) -> bool:
    """Whether the contact has a row for the day (ISO date)."""
    return bool(await db.value("SELECT 1 FROM outbox WHERE dedupe_key = ?", (f"{KIND}:{day}:{contact}",)))


async def queue(db: Transaction, contact: int, day: str, expires_at: int, at: int) -> None:
    """Queue the figures of a day (ISO date) for a contact, once."""
    await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, lane, contact, channel, account, user, expires_at, created_at,"
        " updated_at) SELECT ?, ?, 1, c.id, a.channel, a.account, a.user, ?, ?, ?"
        f" FROM contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE c.id = ? ON CONFLICT (dedupe_key) DO NOTHING",
        (f"{KIND}:{day}:{contact}", KIND, expires_at, at, at, contact),
    )
