"""Who is silent about an event that is for them."""

from dataclasses import replace

from storage.audiences.membership import unanswered
from storage.database import Reader
from storage.states import Part


async def heard(db: Reader, part: Part, *, at_once: bool = True) -> Part:
    """The part, with whom it asks about where it is of the unanswered; `at_once`: all people are looked at in one go.

    An event counts that is named, or each that is neither over nor cancelled.
    """
    if part.state != "unanswered":
        return part
    rows = await db.rows(
        "SELECT id FROM events WHERE id = ? OR (? = 0 AND state = 'published' AND coalesce(ends_at, starts_at) > ?)",
        (part.event, part.event, part.now),
    )
    silent = await unanswered(db, [row["id"] for row in rows], at_once=at_once)
    return replace(part, silent=tuple(silent.items()))
