"""Slow work that waits outside any turn; it survives a crash, so its effects must be keyed."""

import json
from collections.abc import Collection

from storage.database import Reader, Row, Statement, Transaction

ATTEMPTS = 5
"""Tries after which a job is dead."""


def queue(kind: str, subject: int, at: int) -> Statement:
    """The work is to be done: once while it waits, once more if it is being done already or was given up."""
    return (
        "INSERT INTO jobs (kind, subject, created_at) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, subject) DO UPDATE SET state = 'queued', attempts = 0",
        (kind, subject, at),
    )


async def claim(db: Transaction, kinds: Collection[str]) -> Row | None:
    """The oldest job of these kinds that waits, taken; first, one that was taken and neither finished nor failed."""
    of_kinds, listed = "kind IN (SELECT value FROM json_each(?))", json.dumps([*kinds])
    await db.execute(
        "UPDATE jobs SET state = 'leased', attempts = attempts + 1"
        f" WHERE id = (SELECT id FROM jobs WHERE state = 'queued' AND {of_kinds} ORDER BY id LIMIT 1)"
        f" AND NOT EXISTS (SELECT 1 FROM jobs WHERE state = 'leased' AND {of_kinds})",
        (listed, listed),
    )
    return await db.row(
        f"SELECT id, kind, subject, attempts FROM jobs WHERE state = 'leased' AND {of_kinds} ORDER BY id LIMIT 1",
        (listed,),
    )


async def queued_at(db: Reader, kind: str, subject: int) -> int:
    """Since when the work for a subject is to be done (milliseconds); tells one errand for it from the next."""
    return int(await db.value("SELECT created_at FROM jobs WHERE kind = ? AND subject = ?", (kind, subject)) or 0)


async def finish(db: Transaction, job: int) -> None:
    """The job is done, unless it was queued again meanwhile."""
    await db.execute("DELETE FROM jobs WHERE id = ? AND state = 'leased'", (job,))


async def fail(db: Transaction, job: int, problem: str) -> None:
    """The job is to be tried again, or is dead after several tries."""
    await db.execute(
        "UPDATE jobs SET state = CASE WHEN attempts >= ? THEN 'dead' ELSE 'queued' END, problem = ?"
        " WHERE id = ? AND state = 'leased'",
        (ATTEMPTS, problem, job),
    )


async def recover(db: Transaction) -> None:
    """After a start: what was being done is to be done again, whoever did it."""
    await db.execute("UPDATE jobs SET state = 'queued' WHERE state = 'leased'")


async def by_state(db: Reader) -> dict[str, int]:
    """How many jobs wait, are being done, are dead."""
    counted = {r["state"]: r["n"] for r in await db.rows("SELECT state, count(*) n FROM jobs GROUP BY state")}
    return {state: counted.get(state, 0) for state in ("queued", "leased", "dead")}
