"""How many of an audience a message reaches, and why it does not reach the others."""

from dataclasses import dataclass

from storage.audiences import Audience
from storage.audiences.membership import condition
from storage.database import Reader, Row

# A contact always has an address; who has no contact was put on a list by somebody else.
_WHY = (
    "CASE WHEN v.contact IS NULL THEN 'chatless' WHEN v.announcements = 0 THEN 'declined'"
    " WHEN v.contact IN (SELECT id FROM contacts WHERE stopped_at IS NOT NULL) THEN 'stopped'"
    " WHEN v.contact IN (SELECT id FROM contacts WHERE unreachable_at IS NOT NULL) THEN 'blocked' ELSE '' END"
)
"""SQL: why no message reaches the volunteer `v`; '' where one does."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many people an audience has, how many of them are reached in how many chats, and why the others are not.

    Of those not reached each counts once: no chat of their own, did not agree to announcements, stopped, or blocked.
    """

    people: int
    reached: int
    chats: int
    chatless: int
    declined: int
    stopped: int
    blocked: int


async def size(db: Reader, audience: Audience) -> Size:
    """How many are in the audience now, and how many of them a message would reach."""
    sql, parameters = await condition(db, audience)
    # In the order of contacts, and from the index alone: looking up each person took several times as long.
    rows = await db.rows(
        f"SELECT {_WHY} why, count(*) people, count(DISTINCT v.contact) chats"
        f" FROM volunteers v INDEXED BY volunteers_by_contact WHERE {sql} GROUP BY 1",
        parameters,
    )
    found = {row["why"]: row for row in rows}
    people = {why: row["people"] for why, row in found.items()}
    return Size(
        people=sum(people.values()),
        reached=people.get("", 0),
        chats=found[""]["chats"] if "" in found else 0,
        **{why: people.get(why, 0) for why in ("chatless", "declined", "stopped", "blocked")},
    )


async def somebody(db: Reader, audience: Audience) -> Row | None:
    """One of those whom a message reaches: name and regency; None where it reaches nobody."""
    sql, parameters = await condition(db, audience)
    return await db.row(f"SELECT v.name, v.regency FROM volunteers v WHERE {sql} AND {_WHY} = '' LIMIT 1", parameters)


async def unreached(db: Reader, audience: Audience, limit: int) -> list[Row]:
    """Those in an audience whom no message reaches: name, phone, regency, and why (`Size` names the reasons)."""
    sql, parameters = await condition(db, audience)
    return await db.rows(
        f"SELECT v.name, coalesce(v.phone, '') phone, v.regency, {_WHY} why FROM volunteers v"
        f" WHERE {sql} AND {_WHY} <> '' ORDER BY v.regency, v.name_key LIMIT ?",
        (*parameters, limit),
    )
