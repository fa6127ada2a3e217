"""The places at an event: never more are taken than there are."""

from storage.database import Transaction


class EventFull(Exception):
    """Every place at the event is taken."""


async def take(db: Transaction, event: int) -> None:
    """One more place is taken. Raises EventFull."""
    if not await db.execute(
        "UPDATE events SET taken = taken + 1 WHERE id = ? AND (capacity IS NULL OR taken < capacity)", (event,)
    ):
        raise EventFull(event)


async def free(db: Transaction, event: int) -> None:
    """A place that was taken is free again."""
    await db.execute("UPDATE events SET taken = taken - 1 WHERE id = ?", (event,))
