"""How many seats an event has, in all and for each group; seats that are added go to those who wait."""

import json
from collections.abc import Mapping

from storage import seats
from storage.database import Reader, Row, Transaction


class TooFew(Exception):
    """More seats are taken than there would be; `quota` ("" for all) and `taken` say where and how many."""

    def __init__(self, quota: str, taken: int) -> None:
        super().__init__(quota, taken)
        self.quota, self.taken = quota, taken


async def set_capacity(db: Transaction, event: int, capacity: int, at: int) -> None:
    """The event has so many seats in all (0: no limit). Raises TooFew."""
    if not await db.execute(
        "UPDATE events SET capacity = nullif(?1, 0) WHERE id = ?2 AND (?1 = 0 OR taken <= ?1)", (capacity, event)
    ):
        raise TooFew("", await db.value("SELECT taken FROM events WHERE id = ?", (event,)))
    await seats.pass_on(db, event, at)


async def set_quotas(db: Transaction, event: int, quota_by: str, quotas: Mapping[str, int], at: int) -> None:
    """The seats are kept for these groups: by "contingent", "region" or "pillar", their keys with so many seats each.

    Seats already taken count for the group their holder belongs to now; "" and no quotas is seats for all.
    Raises TooFew.
    """
    held = await _held(db, event, quota_by, quotas)
    for row in held:
        if row["taken"] > row["capacity"]:
            raise TooFew(row["key"], row["taken"])
    theirs = (
        f"coalesce((SELECT q.key FROM quotas q, volunteers v WHERE q.event = ?1 AND v.id = volunteer"
        f" AND {seats.belongs('?2')} ORDER BY {seats.NEAREST} LIMIT 1), '')"
    )
    kept = json.dumps([[row["key"], row["capacity"], row["taken"]] for row in held])
    await db.apply(
        [
            ("UPDATE events SET quota_by = ? WHERE id = ?", (quota_by, event)),
            ("DELETE FROM quotas WHERE event = ?", (event,)),
            (
                "INSERT INTO quotas (event, key, capacity, taken) SELECT ?, json_extract(value, '$[0]'),"
                " json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(?)",
                (event, kept),
            ),
            (
                f"UPDATE answers SET quota = {theirs} WHERE event = ?1 AND answer IN ('yes', 'waiting')",
                (event, quota_by),
            ),
            (f"UPDATE waiting SET quota = {theirs} WHERE event = ?1", (event, quota_by)),
        ]
    )
    await seats.pass_on(db, event, at)


async def _held(db: Reader, event: int, quota_by: str, quotas: Mapping[str, int]) -> list[Row]:
    """Each group's key, the capacity wanted for it, and how many seats its people have taken or are offered."""
    return await db.rows(
        "WITH q (key, capacity) AS (SELECT key, value FROM json_each(?1)),"
        " held (volunteer) AS (SELECT volunteer FROM answers WHERE event = ?2 AND answer = 'yes' UNION ALL"
        " SELECT volunteer FROM waiting WHERE event = ?2 AND offered_until IS NOT NULL),"
        f" sat (key) AS (SELECT (SELECT q.key FROM q, volunteers v WHERE v.id = h.volunteer AND {seats.belongs('?3')}"
        f" ORDER BY {seats.NEAREST} LIMIT 1) FROM held h)"
        " SELECT q.key, q.capacity, count(s.key) taken FROM q LEFT JOIN sat s ON s.key = q.key GROUP BY q.key",
        (json.dumps(quotas), event, quota_by),
    )
