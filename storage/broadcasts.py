"""A coordinator's words to many: whom they reach, their rows of the outbox, and how far they have come."""

from dataclasses import dataclass

from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Row, Transaction
from storage.volunteers import within

KIND = "broadcast"
"""The kind of its rows in the outbox; their subject is the broadcast's id."""
CHUNK = 5000
"""Contacts looked at in one transaction: more would keep replies waiting."""
LIFETIME = 24 * 3600 * 1000
"""Milliseconds after which a row that was not sent is not worth sending."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The contacts with a volunteer in a region: each is in exactly one of the three."""

    reachable: int
    stopped: int
    unreachable: int


async def reach(db: Reader, region: str) -> Reach:
    """How many contacts a broadcast to the region ("" is the whole country) goes to now, and how many it misses."""
    condition, parameters = within(region, "v.regency")
    (row,) = await db.rows(
        "SELECT count(*) FILTER (WHERE stopped_at IS NULL AND unreachable_at IS NULL) reachable,"
        " count(*) FILTER (WHERE stopped_at IS NOT NULL) stopped,"
        " count(*) FILTER (WHERE stopped_at IS NULL AND unreachable_at IS NOT NULL) unreachable"
        " FROM contacts c WHERE EXISTS (SELECT 1 FROM addresses WHERE contact = c.id)"
        f" AND c.id IN (SELECT v.contact FROM volunteers v WHERE {condition})",
        parameters,
    )
    return Reach(row["reachable"], row["stopped"], row["unreachable"])


async def begin(db: Transaction, text: str, region: str, origin: str, by: int, at: int) -> int:
    """A new broadcast whose rows are not queued yet; its id."""
    return await db.insert(
        "INSERT INTO broadcasts (text, region, origin, created_by, created_at) VALUES (?, ?, ?, ?, ?)",
        (text, region, origin, by, at),
    )


async def by_id(db: Reader, broadcast: int) -> Row | None:
    """The broadcast with an id."""
    return await db.row("SELECT * FROM broadcasts WHERE id = ?", (broadcast,))


async def last_contact(db: Reader) -> int:
    """The highest id of a contact; 0 if there is none."""
    return int(await db.value("SELECT max(id) FROM contacts") or 0)


async def queue_chunk(db: Transaction, broadcast: Row, after: int, at: int) -> int:
    """Queue a row for each contact that it reaches among the next CHUNK ids; those queued before are left. How many."""
    condition, parameters = within(broadcast["region"], "v.regency")
    id_ = broadcast["id"]
    return await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, batch, contact, channel, account, user, expires_at,"
        " created_at, updated_at) SELECT ? || c.id, ?, ?, 2, ?, c.id, a.channel, a.account, a.user, ?, ?, ?"
        f" FROM contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE c.id > ? AND c.id <= ? AND {REACHABLE}"
        f" AND EXISTS (SELECT 1 FROM volunteers v WHERE v.contact = c.id AND {condition})"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        (
            f"{KIND}:{id_}:", KIND, id_, f"{KIND}:{id_}", broadcast["created_at"] + LIFETIME, at, at,
            after, after + CHUNK, *parameters,
        ),
    )  # fmt: skip


async def fix_total(db: Transaction, broadcast: int) -> None:
    """All rows are queued: their number stands, and the broadcast runs unless it was paused; harmless if repeated."""
    await db.execute(
        "UPDATE broadcasts SET total = (SELECT count(*) FROM outbox WHERE kind = ? AND subject = broadcasts.id),"
        " state = CASE state WHEN 'expanding' THEN 'running' ELSE state END WHERE id = ? AND total IS NULL",
        (KIND, broadcast),
    )


async def words_for(db: Reader, broadcast: int, contact: int) -> Row | None:
    """Text, origin and the contact's language; None if they stopped or erased their data since it was queued."""
    return await db.row(
        "SELECT b.text, b.origin, c.locale FROM broadcasts b JOIN contacts c ON c.id = ? WHERE b.id = ?"
        " AND c.stopped_at IS NULL AND EXISTS (SELECT 1 FROM volunteers v WHERE v.contact = c.id)",
        (contact, broadcast),
    )


async def live_of(db: Reader, contact: int) -> list[Row]:
    """The contact's broadcasts that are not done, oldest first."""
    return await db.rows("SELECT * FROM broadcasts WHERE state <> 'done' AND created_by = ? ORDER BY id", (contact,))


async def finished(db: Reader) -> list[int]:
    """The broadcasts, running or paused, of which no row waits or is on its way any more."""
    rows = await db.rows(
        "SELECT id FROM broadcasts b WHERE state <> 'done' AND total IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox"
        " WHERE kind = ? AND subject = b.id AND state IN ('queued', 'leased', 'sending')) ORDER BY id",
        (KIND,),
    )
    return [row["id"] for row in rows]


async def end(db: Transaction, broadcast: int, at: int) -> bool:
    """The broadcast is done; False if it was before."""
    return bool(
        await db.execute(
            "UPDATE broadcasts SET state = 'done', done_at = ? WHERE id = ? AND state <> 'done'", (at, broadcast)
        )
    )


async def pause(db: Transaction, broadcast: int) -> bool:
    """Nothing more of the broadcast goes out; False if there is none that is on its way."""
    return bool(
        await db.execute(
            "UPDATE broadcasts SET state = 'paused' WHERE id = ? AND state IN ('expanding', 'running')", (broadcast,)
        )
    )
