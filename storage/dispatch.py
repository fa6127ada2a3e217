"""What of the outbox may leave now, taken so that nobody else takes it."""

from storage.database import Reader, Statement

_TAKEN = "UPDATE outbox SET state = 'leased', attempts = attempts + 1, updated_at = ? WHERE id IN ({}) RETURNING *"


def _claiming(where: str, order: str) -> str:
    return _TAKEN.format(f"SELECT id FROM outbox o WHERE {where} ORDER BY {order} LIMIT ?")


# Only the oldest unfinished reply of a chat may leave, so that replies keep their order; an edit waits for its message.
_REPLIES_DUE = _claiming(
    "state = 'queued' AND lane = 0 AND not_before <= ? AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.lane = 0"
    " AND b.state IN ('queued', 'leased', 'sending') AND b.channel = o.channel AND b.account = o.account"
    " AND b.user = o.user AND b.id < o.id) AND (replaces IS NULL OR NOT EXISTS (SELECT 1 FROM outbox r"
    " WHERE r.dedupe_key = o.replaces AND r.state IN ('queued', 'leased', 'sending')))",
    "id",
)
_REMINDERS_DUE = _claiming("state = 'queued' AND lane = 1 AND not_before <= ?", "repeated, expires_at, id")
_HALTED = "SELECT 'broadcast:' || id FROM broadcasts WHERE done_at IS NULL AND state IN ('paused', 'cancelled')"
"""SQL: the batches of which nothing may leave."""
# Asked again at the claim: it may have been paused since it was seen to wait.
_OF_BATCH = f"state = 'queued' AND lane = 2 AND batch = ? AND not_before <= ? AND batch NOT IN ({_HALTED})"
_BULK_DUE = _claiming(f"{_OF_BATCH} AND repeated = 0", "id")
_REPEATS_DUE = _claiming(
    f"{_OF_BATCH} AND repeated = 1 AND NOT EXISTS (SELECT 1 FROM outbox f WHERE f.state = 'queued' AND f.lane = 2"
    " AND f.batch = o.batch AND f.repeated = 0 AND f.not_before <= ?)",
    "id",
)


def replies_due(at: int, limit: int) -> Statement:
    """Take the replies that may leave now, at most one of each chat."""
    return _REPLIES_DUE, (at, at, limit)


def reminders_due(at: int, limit: int) -> Statement:
    """Take reminders and changes that may leave now, what is soonest too late first; those sent again come last."""
    return _REMINDERS_DUE, (at, at, limit)


def bulk_due(batch: str, at: int, limit: int) -> Statement:
    """Take rows of one batch that may leave now, but those that are repeated."""
    return _BULK_DUE, (at, batch, at, limit)


def repeats_due(batch: str, at: int, limit: int) -> Statement:
    """Take rows of one batch that may have arrived before, once there is nothing else of it to send."""
    return _REPEATS_DUE, (at, batch, at, at, limit)


async def batches_waiting(db: Reader) -> list[str]:
    """The batches, neither paused nor called off, that have rows in the queue."""
    # Each step looks up the next batch in the index: the number of rows does not matter.
    rows = await db.rows(
        "WITH RECURSIVE waiting (batch) AS (SELECT min(batch) FROM outbox WHERE state = 'queued' AND lane = 2"
        " UNION ALL SELECT (SELECT min(batch) FROM outbox WHERE state = 'queued' AND lane = 2 AND batch > w.batch)"
        " FROM waiting w WHERE w.batch IS NOT NULL) SELECT batch FROM waiting WHERE batch IS NOT NULL"
        f" AND batch NOT IN ({_HALTED})"
    )
    return [row["batch"] for row in rows]


async def next_due(db: Reader, after: int) -> int | None:
    """When the next of the queued rows that may leave only after an instant may leave, in milliseconds."""
    due: int | None = await db.value(
        "SELECT min(not_before) FROM outbox WHERE state = 'queued' AND not_before > 0 AND not_before > ?", (after,)
    )
    return due
