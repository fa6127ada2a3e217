"""The life of a broadcast: composed, approved, at its time, on its way, paused, called off, done."""

from dataclasses import dataclass

from storage.broadcasts import DAY, KIND
from storage.database import Reader, Row, Transaction

_ON_ITS_WAY = "state IN ('expanding', 'running')"
_NOT_OVER = "state IN ('unapproved', 'scheduled', 'expanding', 'running', 'paused')"


@dataclass(frozen=True, slots=True)
class Composed:
    """What is to be sent, in whose name, and to whom: `content` and `audience` are JSON, `origin` a region's code.

    `expected` is the number of chats that its sender was shown; `send_at` 0 is at once; `corrects` the broadcast that
    it sets right (0: none).
    """

    text: str
    content: str
    origin: str
    audience: str
    expected: int
    send_at: int = 0
    corrects: int = 0


async def begin(db: Transaction, what: Composed, by: int, at: int, *, approved: bool = True) -> int:
    """A new broadcast, to be approved first unless it is `approved`; its id. Its rows are not queued yet."""
    state = "unapproved" if not approved else "scheduled" if what.send_at else "expanding"
    return await db.insert(
        "INSERT INTO broadcasts (text, content, region, origin, audience, state, expected, send_at, corrects,"
        " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?)",
        (
            what.text, what.content, what.origin, what.origin, what.audience, state, what.expected, what.send_at,
            what.corrects, by, at,
        ),
    )  # fmt: skip


async def by_id(db: Reader, broadcast: int) -> Row | None:
    """The broadcast with an id."""
    return await db.row("SELECT * FROM broadcasts WHERE id = ?", (broadcast,))


async def approve(db: Transaction, broadcast: int, by: int, expected: int, at: int) -> bool:
    """Somebody else has approved it for so many chats; False if it does not wait for that, or not for them."""
    return bool(
        await db.execute(
            "UPDATE broadcasts SET approved_by = ?, approved_at = ?, expected = ?,"
            " state = CASE WHEN send_at > ? THEN 'scheduled' ELSE 'expanding' END"
            " WHERE id = ? AND state = 'unapproved' AND created_by IS NOT ? AND created_at > ?",
            (by, at, expected, at, broadcast, by, at - DAY),
        )
    )


async def unapproved_since(db: Reader, before: int) -> list[Row]:
    """The broadcasts that have waited for approval since before then."""
    return await db.rows(
        "SELECT * FROM broadcasts WHERE done_at IS NULL AND state = 'unapproved' AND created_at <= ?", (before,)
    )


async def due(db: Reader, at: int) -> list[int]:
    """The broadcasts whose time has come, oldest first."""
    rows = await db.rows(
        "SELECT id FROM broadcasts WHERE done_at IS NULL AND state = 'scheduled' AND send_at <= ? ORDER BY send_at, id",
        (at,),
    )
    return [row["id"] for row in rows]


async def start(db: Transaction, broadcast: int) -> bool:
    """A broadcast that waited for its time sets out; False if it does not wait any more."""
    return bool(
        await db.execute("UPDATE broadcasts SET state = 'expanding' WHERE id = ? AND state = 'scheduled'", (broadcast,))
    )


async def live(db: Reader) -> list[Row]:
    """The broadcasts that are not over, oldest first."""
    return await db.rows(f"SELECT * FROM broadcasts WHERE done_at IS NULL AND {_NOT_OVER} ORDER BY id")


async def last_of(db: Reader, contact: int) -> Row | None:
    """The last broadcast that the contact began and that went out, if any."""
    return await db.row(
        "SELECT * FROM broadcasts WHERE created_by = ? AND state = 'done' ORDER BY id DESC LIMIT 1", (contact,)
    )


async def shown(db: Reader) -> list[Row]:
    """The broadcasts that their senders are kept informed of: on their way, or called off and not at rest yet."""
    return await db.rows(
        "SELECT * FROM broadcasts WHERE done_at IS NULL AND total IS NOT NULL"
        " AND state IN ('running', 'paused', 'cancelled') ORDER BY id"
    )


async def note_shown(db: Transaction, broadcast: int, digest: str) -> None:
    """What its sender was shown last of it, in short."""
    await db.execute("UPDATE broadcasts SET progress = ? WHERE id = ?", (digest, broadcast))


async def large_since(db: Reader, contact: int, above: int, since: int) -> list[int]:
    """When the contact began broadcasts to more chats than that since then, oldest first.

    Corrections do not count, nor what was called off before it set out.
    """
    rows = await db.rows(
        "SELECT created_at FROM broadcasts WHERE created_by = ? AND created_at > ? AND expected > ?"
        " AND corrects IS NULL AND NOT (state = 'cancelled' AND total IS NULL) ORDER BY id",
        (contact, since, above),
    )
    return [row["created_at"] for row in rows]


async def pause(db: Transaction, broadcast: int, why: str, at: int) -> bool:
    """Nothing more of it goes out but what is on the wire; False if it is not on its way."""
    return await _halt(db, f"UPDATE broadcasts SET state = 'paused', paused_why = ? WHERE id = ? AND {_ON_ITS_WAY}",
                       (why, broadcast), "queued", broadcast, at)  # fmt: skip


async def cancel(db: Transaction, broadcast: int, at: int) -> bool:
    """It is called off: nothing more goes out but what is on the wire; False if it is over. Its rows are not ended."""
    return await _halt(db, f"UPDATE broadcasts SET state = 'cancelled' WHERE id = ? AND {_NOT_OVER}",
                       (broadcast,), "cancelled", broadcast, at)  # fmt: skip


async def _halt(
    db: Transaction, change: str, parameters: tuple[str | int, ...], left: str, broadcast: int, at: int
) -> bool:
    """Change its state; rows that were taken to be sent, and are not on the wire yet, are left in another."""
    if not await db.execute(change, parameters):
        return False
    await db.execute(
        "UPDATE outbox SET state = ?, updated_at = ? WHERE kind = ? AND subject = ? AND state = 'leased'",
        (left, at, KIND, broadcast),
    )
    return True


async def resume(db: Transaction, broadcast: int) -> bool:
    """It goes on; False if it is not paused."""
    return bool(
        await db.execute(
            "UPDATE broadcasts SET paused_why = '', state = CASE WHEN total IS NULL THEN 'expanding' ELSE 'running' END"
            " WHERE id = ? AND state = 'paused'",
            (broadcast,),
        )
    )


async def finished(db: Reader) -> list[int]:
    """The broadcasts that have set out or were called off, and of which no row waits or is on its way any more."""
    rows = await db.rows(
        "SELECT id FROM broadcasts b WHERE done_at IS NULL AND (state = 'cancelled' OR (total IS NOT NULL"
        " AND state IN ('running', 'paused'))) AND NOT EXISTS (SELECT 1 FROM outbox"
        " WHERE kind = ? AND subject = b.id AND state IN ('queued', 'leased', 'sending')) ORDER BY id",
        (KIND,),
    )
    return [row["id"] for row in rows]


async def end(db: Transaction, broadcast: int, at: int) -> bool:
    """It is over: done, unless it was called off; False if it was before."""
    return bool(
        await db.execute(
            "UPDATE broadcasts SET state = CASE state WHEN 'cancelled' THEN state ELSE 'done' END, done_at = ?"
            " WHERE id = ? AND done_at IS NULL",
            (at, broadcast),
        )
    )


async def take_up(db: Transaction, broadcast: int, at: int) -> int:
    """Rows of which nobody knows whether they arrived wait to be sent again, and it is on its way again; how many."""
    again = await db.execute(
        "UPDATE outbox SET state = 'queued', repeated = 1, problem = NULL, not_before = 0, expires_at = ?,"
        " updated_at = ? WHERE kind = ? AND subject = ? AND state = 'unknown'",
        (at + DAY, at, KIND, broadcast),
    )
    if again:
        await db.execute(
            "UPDATE broadcasts SET state = 'running', done_at = NULL WHERE id = ? AND state = 'done'", (broadcast,)
        )
    return again
