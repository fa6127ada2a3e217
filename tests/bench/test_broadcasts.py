"""A broadcast to a hundred thousand: expansion, claims, progress and calling off, statement by statement."""

import time
from collections.abc import Iterable

import pytest

from storage import audiences, dispatch
from storage.audiences import Audience, Group
from storage.broadcasts import lives, recipients
from storage.broadcasts.lives import Composed
from storage.database import Database

PEOPLE = 100_000
COUNTING = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"


def _spent(since: float) -> float:
    return (time.perf_counter() - since) * 1000


def _told(what: str, spans: Iterable[float]) -> float:
    """The 99th percentile, printed with the median and the longest, in milliseconds."""
    ordered = sorted(spans)
    p99 = ordered[int(len(ordered) * 0.99)]
    print(f"{what}: median {ordered[len(ordered) // 2]:.1f} ms, p99 {p99:.1f}, longest {ordered[-1]:.1f}")
    return p99


async def _gathered(database: Database) -> None:
    async with database.transaction() as db:
        await db.execute(f"{COUNTING} INSERT INTO contacts (id, created_at) SELECT i, 1 FROM n", (PEOPLE,))
        await db.execute(
            "INSERT INTO addresses (contact, channel, account, user) SELECT id, 'telegram', '1', id FROM contacts"
        )
        await db.execute(
            "INSERT INTO volunteers (contact, name, name_key, regency, pillar, registered_at)"
            " SELECT id, 'R ' || id, 'r ' || id, printf('63.%02d', 1 + id % 13), 'tagana', 1 FROM contacts"
        )


async def _claim(database: Database) -> float:
    """Claim what may leave next of each lane; the milliseconds it took."""
    began = time.perf_counter()
    (batch,) = await dispatch.batches_waiting(database.reader)
    async with database.transaction() as db:
        await db.finish([dispatch.replies_due(2, 100), dispatch.reminders_due(2, 8), dispatch.bulk_due(batch, 2, 8)])
    return _spent(began)


@pytest.mark.bench
async def test_a_hundred_thousand_are_queued_claimed_counted_and_called_off(database: Database) -> None:
    await _gathered(database)
    audience = Audience(("63",), (Group(pillars=("tagana", "psm")),))
    async with database.transaction() as db:
        id_ = await lives.begin(db, Composed("Halo", "", "63", audiences.packed(audience), PEOPLE), 1, 1)
    row = await lives.by_id(database.reader, id_)
    assert row is not None
    chunks, counts, ends = [], [], []
    for after in range(0, PEOPLE, recipients.CHUNK):
        began = time.perf_counter()
        async with database.transaction() as db:
            await recipients.queue_chunk(db, row, after, 1)
        chunks.append(_spent(began))
    for _ in range(50):
        began = time.perf_counter()
        figures = await recipients.figures(database.reader, id_)
        counts.append(_spent(began))
    assert figures["queued"] == PEOPLE
    claims = [await _claim(database) for _ in range(300)]
    left = 1
    async with database.transaction() as db:
        await lives.cancel(db, id_, 5)
    while left:
        began = time.perf_counter()
        async with database.transaction() as db:
            left = await recipients.call_off_chunk(db, id_, 5)
        ends.append(_spent(began))
    assert _told("expansion, a chunk", chunks) < 100
    assert _told("claim", claims) < 60
    _told("progress query", counts)
    assert sorted(counts)[len(counts) // 2] < 10
    assert _told("calling off, a chunk", ends) < 100
