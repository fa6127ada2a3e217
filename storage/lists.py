"""Lists of people that coordinators send in for a contingent: what was understood, and how far it is written."""

from storage.database import Reader, Row, Transaction

DAY = 24 * 3600 * 1000
"""Milliseconds that a list waits to be confirmed."""


async def send_in(db: Transaction, contingent: int, media: int, by: int, at: int) -> int:
    """A file has come for the contingent, to be read; the list's number."""
    return await db.insert(
        "INSERT INTO lists (contingent, media, state, sent_by, sent_at) VALUES (?, ?, 'sent', ?, ?)",
        (contingent, media, by, at),
    )


async def ask_for_links(db: Transaction, contingent: int, by: int, at: int) -> int:
    """Somebody wants the links of those who have not claimed their record; the errand's number."""
    return await db.insert(
        "INSERT INTO lists (contingent, state, sent_by, sent_at) VALUES (?, 'links', ?, ?)", (contingent, by, at)
    )


async def list_(db: Reader, id_: int) -> Row | None:
    """The list with this number."""
    return await db.row("SELECT * FROM lists WHERE id = ?", (id_,))


async def show(db: Transaction, id_: int, roll: str) -> bool:
    """What was understood is shown; False if it has been before."""
    return bool(
        await db.execute("UPDATE lists SET state = 'shown', roll = ? WHERE id = ? AND state = 'sent'", (roll, id_))
    )


async def confirm(db: Transaction, id_: int, consent: int) -> bool:
    """Its people are to be written, with this proof of consent; False if that was decided before."""
    return bool(
        await db.execute(
            "UPDATE lists SET state = 'writing', consent = ? WHERE id = ? AND state = 'shown'", (consent, id_)
        )
    )


async def call_off(db: Transaction, id_: int) -> bool:
    """Its people are not to be written, and what was understood is erased; False if that was decided before."""
    return bool(
        await db.execute(
            "UPDATE lists SET state = 'void', roll = '' WHERE id = ? AND state IN ('sent', 'shown')", (id_,)
        )
    )


async def advance(db: Transaction, id_: int, reached: int, added: int, report: str) -> None:
    """So many of its people have been looked at, and so many were new; `report` names the others, in JSON."""
    await db.execute("UPDATE lists SET reached = ?, added = ?, report = ? WHERE id = ?", (reached, added, report, id_))


async def end(db: Transaction, id_: int) -> None:
    """All is written; what was understood is erased."""
    await db.execute("UPDATE lists SET state = 'done', roll = '', report = '' WHERE id = ?", (id_,))


async def forget(db: Transaction, at: int) -> None:
    """Erase lists that were not confirmed within a day, and errands as old; those being written after a week."""
    await db.execute(
        "DELETE FROM lists WHERE sent_at < CASE state WHEN 'writing' THEN ? ELSE ? END", (at - 7 * DAY, at - DAY)
    )
