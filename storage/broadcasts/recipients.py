"""Whom a broadcast goes to: a row of the outbox each, and what became of it."""

from storage import audiences
from storage.audiences import Audience
from storage.audiences.membership import condition
from storage.broadcasts import DAY, KIND
from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Reader, Row, Transaction
from storage.outbox import STATES

CHUNK = 1000
"""Contacts looked at, and rows changed, in one transaction: more would keep replies waiting."""


def audience_of(broadcast: Row) -> Audience:
    """Whom the broadcast is for."""
    return audiences.for_whom(broadcast["region"], broadcast["audience"])


async def last_contact(db: Reader) -> int:
    """The highest id of a contact; 0 if there is none."""
    return int(await db.value("SELECT max(id) FROM contacts") or 0)


async def queue_chunk(db: Transaction, broadcast: Row, after: int, at: int) -> int:
    """Queue a row for each contact that it reaches among the next CHUNK ids; those queued before are left. How many.

    Nothing is queued once it is called off.
    """
    belongs, parameters = await condition(db, audience_of(broadcast))
    id_ = broadcast["id"]
    began = max(broadcast["created_at"], broadcast["send_at"] or 0, broadcast["approved_at"] or 0)
    return await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, batch, contact, channel, account, user, expires_at,"
        " created_at, updated_at) SELECT ? || c.id, ?, ?, 2, ?, c.id, a.channel, a.account, a.user, ?, ?, ?"
        f" FROM contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE c.id > ? AND c.id <= ? AND {REACHABLE}"
        " AND EXISTS (SELECT 1 FROM broadcasts WHERE id = ? AND state IN ('expanding', 'paused'))"
        f" AND EXISTS (SELECT 1 FROM volunteers v WHERE v.contact = c.id AND v.announcements = 1 AND {belongs})"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        (
            f"{KIND}:{id_}:", KIND, id_, f"{KIND}:{id_}", began + DAY, at, at,
            after, after + CHUNK, id_, *parameters,
        ),
    )  # fmt: skip


async def fix_total(db: Transaction, broadcast: int) -> None:
    """All rows are queued: their number stands, and the broadcast runs unless it was paused; harmless if repeated."""
    await db.execute(
        "UPDATE broadcasts SET total = (SELECT count(*) FROM outbox WHERE kind = ? AND subject = broadcasts.id),"
        " state = CASE state WHEN 'expanding' THEN 'running' ELSE state END"
        " WHERE id = ? AND total IS NULL AND state IN ('expanding', 'paused')",
        (KIND, broadcast),
    )


async def call_off_chunk(db: Transaction, broadcast: int, at: int) -> int:
    """Rows that wait, CHUNK at most, are not to be sent any more; how many."""
    return await db.execute(
        "UPDATE outbox SET state = 'cancelled', updated_at = ? WHERE id IN"
        " (SELECT id FROM outbox WHERE kind = ? AND subject = ? AND state = 'queued' LIMIT ?)",
        (at, KIND, broadcast, CHUNK),
    )


async def figures(db: Reader, broadcast: int) -> dict[str, int]:
    """How many of its rows are in each state."""
    # State by state the index `outbox_subject` only counts, which is several times as quick as grouping.
    one = "SELECT count(*) n FROM outbox WHERE kind = ? AND subject = ? AND state = ?"
    counted = await db.several([(one, (KIND, broadcast, state)) for state in STATES])
    return {state: rows[0]["n"] for state, rows in zip(STATES, counted, strict=True)}


async def handled_since(db: Reader, broadcast: int, since: int) -> tuple[int, int]:
    """How many of its rows came to an end since then, and in how many milliseconds."""
    row = await db.row(
        "SELECT count(*) n, coalesce(max(updated_at) - min(updated_at), 0) span FROM outbox"
        " WHERE updated_at > ? AND kind = ? AND subject = ? AND state IN ('sent', 'failed', 'blocked', 'unknown')",
        (since, KIND, broadcast),
    )
    return (row["n"], row["span"]) if row else (0, 0)


async def shown_before(db: Reader, broadcast: int) -> tuple[int, int]:
    """How often its progress was shown, and when last, in milliseconds."""
    row = await db.row(
        "SELECT count(*) n, coalesce(max(updated_at), 0) last FROM outbox WHERE kind = 'progress' AND subject = ?",
        (broadcast,),
    )
    return (row["n"], row["last"]) if row else (0, 0)


async def people_at(db: Reader, broadcast: Row, contact: int) -> list[Row]:
    """Those at a contact whom it is for, who still agree to be written to: name, regency, locale; oldest first."""
    belongs, parameters = await condition(db, audience_of(broadcast))
    return await db.rows(
        "SELECT v.name, v.regency, c.locale FROM volunteers v JOIN contacts c ON c.id = v.contact"
        f" WHERE v.contact = ? AND v.announcements = 1 AND c.stopped_at IS NULL AND {belongs} ORDER BY v.id",
        (contact, *parameters),
    )


async def fates(db: Reader, broadcast: int) -> list[Row]:
    """What became of each recipient: names, phones and regency of the people there, state and problem."""
    return await db.rows(
        "SELECT coalesce(group_concat(v.name, ', '), '') names, coalesce(group_concat(v.phone, ', '), '') phones,"
        " coalesce(min(v.regency), '') regency, o.state, coalesce(o.problem, '') problem, o.updated_at"
        " FROM outbox o LEFT JOIN volunteers v ON v.contact = o.contact WHERE o.kind = ? AND o.subject = ?"
        " GROUP BY o.id ORDER BY o.id",
        (KIND, broadcast),
    )
