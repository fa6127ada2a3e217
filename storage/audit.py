"""Who, with a role, did what to what. No personal data is in it."""

from storage.database import Reader, Statement


def record(contact: int, verb: str, thing: str, at: int) -> Statement:
    """The contact did this to that thing (its kind and number)."""
    return "INSERT INTO audit (at, contact, verb, object) VALUES (?, ?, ?, ?)", (at, contact, verb, thing)


async def done_by(db: Reader, verb: str, thing: str, since: int) -> list[int]:
    """The contacts who did this to that thing since an instant."""
    rows = await db.rows(
        "SELECT DISTINCT contact FROM audit WHERE verb = ? AND object = ? AND at >= ? AND contact IS NOT NULL"
        " ORDER BY contact",
        (verb, thing, since),
    )
    return [row["contact"] for row in rows]
