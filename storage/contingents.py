"""Contingents: groups that come together, each with a link through which people join, and a quota."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage import seats
from storage.contacts import NEWEST_ADDRESS, REACHABLE
from storage.database import Conflict, Reader, Row, Transaction
from storage.volunteers import within


class QuotaTooSmall(Exception):
    """More people than that have a place in the contingent already."""


@dataclass(frozen=True, slots=True)
class Contingent:
    """A group: `region` is a code ("" the whole country), `pillar` an id ("" mixed), `quota` 0 for no limit."""

    id: int
    name: str
    region: str
    pillar: str
    quota: int
    taken: int
    code: str
    open: bool

    @property
    def full(self) -> bool:
        """Whether no place is left."""
        return 0 < self.quota <= self.taken


class Which(StrEnum):
    """A part of a contingent's people."""

    ALL = "all"
    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    NO_PHONE = "phoneless"
    INCOMPLETE = "incomplete"


_PARTS = {
    Which.ALL: "1",
    Which.CLAIMED: "v.contact IS NOT NULL",
    Which.UNCLAIMED: "v.contact IS NULL",
    Which.NO_PHONE: "v.phone IS NULL",
    Which.INCOMPLETE: "(v.contact IS NULL OR v.phone IS NULL)",
}
"""SQL: the volunteer `v` is in that part."""


def _from_row(row: Row) -> Contingent:
    return Contingent(
        id=row["id"],
        name=row["name"],
        region=row["region"],
        pillar=row["pillar"],
        quota=row["quota"] or 0,
        taken=row["taken"],
        code=row["code"],
        open=row["state"] == "open",
    )


async def make(db: Transaction, name: str, region: str, pillar: str, quota: int, by: int | None, at: int) -> int:
    """A new contingent, open, with a link of its own; `quota` 0 is no limit."""
    return await db.insert(
        "INSERT INTO contingents (name, region, pillar, quota, code, created_by, created_at)"
        " VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?)",
        (name, region, pillar, quota, secrets.token_urlsafe(16), by, at),
    )


async def contingent(db: Reader, id_: int) -> Contingent | None:
    """The contingent with this number."""
    row = await db.row("SELECT * FROM contingents WHERE id = ?", (id_,))
    return _from_row(row) if row else None


async def with_code(db: Reader, code: str) -> Contingent | None:
    """The contingent whose link has this code."""
    row = await db.row("SELECT * FROM contingents WHERE code = ?", (code,))
    return _from_row(row) if row else None


async def in_regions(db: Reader, scope: Sequence[str]) -> list[Contingent]:
    """The contingents that lie in one of these regions, by name."""
    found = [within(region, "region") for region in scope]
    where = " OR ".join(condition for condition, _values in found) or "0"
    values = [value for _condition, values in found for value in values]
    rows = await db.rows(f"SELECT * FROM contingents WHERE {where} ORDER BY name, id", values)
    return [_from_row(row) for row in rows]


async def close(db: Transaction, id_: int) -> None:
    """Nobody joins through the link any more; who has joined stays."""
    await db.execute("UPDATE contingents SET state = 'closed' WHERE id = ?", (id_,))


async def reopen(db: Transaction, id_: int) -> None:
    """The link lets people join again."""
    await db.execute("UPDATE contingents SET state = 'open' WHERE id = ?", (id_,))


async def change_quota(db: Transaction, id_: int, quota: int) -> None:
    """So many may join, 0 for no limit. Raises QuotaTooSmall."""
    try:
        await db.execute("UPDATE contingents SET quota = nullif(?, 0) WHERE id = ?", (quota, id_))
    except Conflict as conflict:
        raise QuotaTooSmall(id_) from conflict


async def join(db: Transaction, volunteer: int, id_: int) -> None:
    """The volunteer is in this contingent, and in no other. Raises seats.ContingentFull."""
    before = await db.value("SELECT contingent FROM volunteers WHERE id = ?", (volunteer,))
    if before == id_:
        return
    await seats.take_contingent(db, id_)
    if before is not None:
        await seats.free_contingent(db, before)
    await db.execute("UPDATE volunteers SET contingent = ? WHERE id = ?", (id_, volunteer))


async def figures(db: Reader, id_: int) -> dict[Which, int]:
    """How many people are in each part of the contingent."""
    counted = ", ".join(f'count(*) FILTER (WHERE {where}) AS "{part}"' for part, where in _PARTS.items())
    row = await db.row(f"SELECT {counted} FROM volunteers v WHERE v.contingent = ?", (id_,))
    return {part: row[part] if row else 0 for part in Which}


async def people(db: Reader, id_: int, part: Which, limit: int, after: int = 0) -> list[Row]:
    """The people in a part of the contingent by name, without the first `after`: id, contact, name, regency, phone."""
    return await db.rows(
        "SELECT v.id, v.contact, v.name, v.regency, v.phone FROM volunteers v"
        f" WHERE v.contingent = ? AND {_PARTS[part]} ORDER BY v.name_key, v.id LIMIT ? OFFSET ?",
        (id_, limit, after),
    )


_TO_COMPLETE = (
    " FROM volunteers v JOIN contacts c ON c.id = v.contact JOIN addresses a ON"
    f" {NEWEST_ADDRESS} WHERE v.contingent = ? AND v.phone IS NULL AND {REACHABLE}"
)


async def to_complete(db: Reader, id_: int) -> int:
    """How many contacts of people without a telephone number can be asked for it."""
    return int(await db.value(f"SELECT count(DISTINCT c.id){_TO_COMPLETE}", (id_,)))


async def ask_to_complete(db: Transaction, id_: int, day: str, at: int, not_before: int, expires_at: int) -> int:
    """Queue the wish for a telephone number to those contacts, to leave in that time, once a day each; how many."""
    return await db.execute(
        "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, not_before,"
        " expires_at, created_at, updated_at) SELECT DISTINCT printf('complete:%d:%s:%d', ?, ?, c.id), 'complete', ?,"
        f" 1, c.id, a.channel, a.account, a.user, ?, ?, ?, ?{_TO_COMPLETE} ON CONFLICT (dedupe_key) DO NOTHING",
        (id_, day, id_, not_before, expires_at, at, at, id_),
    )


async def without_phone(db: Reader, id_: int, contact: int) -> list[str]:
    """The names of a contact's people in the contingent who have no telephone number."""
    rows = await db.rows(
        "SELECT name FROM volunteers WHERE contingent = ? AND contact = ? AND phone IS NULL ORDER BY id", (id_, contact)
    )
    return [row["name"] for row in rows]
