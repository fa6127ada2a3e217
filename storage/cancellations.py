"""People who said yes and no longer come, so late that whoever made the event is told."""

from bot.now import instant, millis
from bot.quiet import next_allowed
from bot.understanding.territory import covers
from storage.database import Reader, Transaction
from storage.events import Event
from storage.pushes import push

LATE = 24 * 3600 * 1000
"""Milliseconds before the start; so is anything after the last moment to say yes."""


async def tell_late(db: Transaction, event: Event, volunteer: int, at: int) -> bool:
    """Word of a cancellation waits for whoever made the event, in no quiet hours there; False if it is not late."""
    if not event.made_by or not (0 < event.answer_by <= at or event.starts_at <= at + LATE):
        return False
    leaves = millis(next_allowed(instant(at), event.zone))
    key = f"late:{event.id}:{volunteer}:{at}"
    return await push(db, key, "late", event.id, event.made_by, at, not_before=leaves, expires_at=event.starts_at)


async def coordinates(db: Reader, contact: int, region: str) -> bool:
    """Whether a contact still looks after the region."""
    rows = await db.rows("SELECT role, region FROM roles WHERE contact = ?", (contact,))
    return any(
        row["role"] == "admin" or (row["role"] == "coordinator" and covers(row["region"], region)) for row in rows
    )


async def cancelled(db: Reader, event: int, volunteer: int) -> str:
    """The name of a volunteer who said yes and then no; "" for anybody else."""
    return (
        await db.value(
            "SELECT v.name FROM answers s JOIN volunteers v ON v.id = s.volunteer WHERE s.event = ? AND s.volunteer = ?"
            " AND s.answer = 'no' AND s.accepted_at IS NOT NULL",
            (event, volunteer),
        )
        or ""
    )
