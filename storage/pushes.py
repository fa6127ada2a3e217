"""Messages that nobody asked for and that are put into words when they are sent."""

from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Transaction
from storage.outbox import REMINDERS


async def push(
    db: Transaction, key: str, kind: str, subject: int, contact: int, at: int, *, not_before: int, expires_at: int
) -> bool:
    """Queue what is put into words at sending, for a contact who may be written to; once for a key, and False after.

    It leaves between the two times, in milliseconds, with reminders and changes.
    """
    return bool(
        await db.execute(
            "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, not_before,"
            f" expires_at, created_at, updated_at) SELECT ?, ?, ?, {REMINDERS}, c.id, a.channel, a.account, a.user,"
            f" ?, ?, ?, ? FROM contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE c.id = ? AND {REACHABLE}"
            " ON CONFLICT (dedupe_key) DO NOTHING",
            (key, kind, subject, not_before, expires_at, at, at, contact),
        )
    )
