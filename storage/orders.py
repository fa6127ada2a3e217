"""Documents of figures that somebody ordered and that are still to be made."""

from storage.database import Reader, Row, Transaction

LONGEST = 24 * 3600 * 1000
"""Milliseconds after which an order that could not be served is forgotten."""


async def place(db: Transaction, contact: int, question: str, at: int) -> int:
    """A document that answers the question is ordered by the contact; the order's number."""
    return await db.insert(
        "INSERT INTO orders (contact, question, ordered_at) VALUES (?, ?, ?)", (contact, question, at)
    )


async def order(db: Reader, id_: int) -> Row | None:
    """The order's contact and question; None if it has been served."""
    return await db.row("SELECT contact, question FROM orders WHERE id = ?", (id_,))


async def finish(db: Transaction, id_: int) -> None:
    """The order has been served, or nobody may have it any more."""
    await db.execute("DELETE FROM orders WHERE id = ?", (id_,))


async def forget(db: Transaction, at: int) -> None:
    """What could not be served in a day is not served any more."""
    await db.execute("DELETE FROM orders WHERE ordered_at < ?", (at - LONGEST,))
