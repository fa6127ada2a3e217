"""The seats at an event: never more are taken than there are, and one that falls free goes to whoever waits for it."""

from bot.now import instant, millis
from bot.quiet import next_allowed
from bot.understanding.territory import zone_of
from storage.contacts import REACHABLE
from storage.database import Reader, Row, Transaction
from storage.pushes import push

MOST_OFFERED = 200
"""Seats passed on in one transaction."""
LONGEST_OFFER, SHORTEST_OFFER = 12 * 3600 * 1000, 30 * 60 * 1000
"""Milliseconds for which a seat is held for somebody: half of what remains until the start, within these."""
ROOM = (
    "(e.capacity IS NULL OR e.taken < e.capacity) AND (e.quota_by = '' OR EXISTS (SELECT 1 FROM quotas q"
    " WHERE q.event = e.id AND q.key = {quota} AND q.taken < q.capacity))"
)
"""SQL: the event `e` has a seat for the quota that fills the gap."""


class EventFull(Exception):
    """Every seat at the event, or of the person's own quota, is taken."""


class NoQuota(Exception):
    """The seats are kept for groups, and the person belongs to none of them."""


def belongs(quota_by: str) -> str:
    """SQL: the key of the quota `q`, of those by `quota_by`, has the volunteer `v` among its people."""
    return (
        f"CASE {quota_by} WHEN 'contingent' THEN q.key = CAST(v.contingent AS TEXT)"
        " WHEN 'region' THEN v.regency = q.key OR v.regency LIKE q.key || '.%'"
        " WHEN 'pillar' THEN q.key = v.pillar OR EXISTS (SELECT 1 FROM volunteer_pillars p"
        " WHERE p.volunteer = v.id AND p.pillar = q.key) ELSE 0 END"
    )


NEAREST = "q.key = v.pillar DESC, length(q.key) DESC, q.key"
"""SQL: of several quotas `q` that a volunteer `v` belongs to, the first is theirs."""


async def quota_of(db: Reader, event: int, volunteer: int) -> str:
    """The quota that a volunteer's seat is counted under; "" where the event has none. Raises NoQuota."""
    row = await db.row(
        "SELECT e.quota_by, q.key FROM events e JOIN volunteers v LEFT JOIN quotas q ON q.event = e.id"
        f" AND {belongs('e.quota_by')} WHERE e.id = ? AND v.id = ? ORDER BY {NEAREST} LIMIT 1",
        (event, volunteer),
    )
    if row is None or (row["quota_by"] and row["key"] is None):
        raise NoQuota(event)
    return row["key"] or ""


async def take(db: Transaction, event: int, quota: str = "") -> None:
    """One more seat of the quota ("" where the event has none) is taken. Raises EventFull."""
    if not await db.execute(
        f"UPDATE events AS e SET taken = taken + 1 WHERE e.id = ? AND {ROOM.format(quota='?')}", (event, quota)
    ):
        raise EventFull(event)
    if quota:
        await db.execute("UPDATE quotas SET taken = taken + 1 WHERE event = ? AND key = ?", (event, quota))


async def free(db: Transaction, event: int, quota: str = "") -> None:
    """A seat that was taken is free again; whoever frees one passes it on."""
    await db.apply(
        [
            ("UPDATE events SET taken = taken - 1 WHERE id = ?", (event,)),
            ("UPDATE quotas SET taken = taken - 1 WHERE event = ? AND key = ?", (event, quota)),
        ]
    )


async def pass_on(db: Transaction, event: int, at: int) -> int:
    """Offer the free seats to those who wait, in their order, and hold them meanwhile; how many, MOST_OFFERED at most.

    Somebody who cannot be told in time, or not at all, keeps their place, and the next is asked.
    """
    offered, after = 0, 0
    while offered < MOST_OFFERED and (found := await _next_in_line(db, event, after)) is not None:
        after = found["id"]
        sent_at, until = offer_times(at, found["starts_at"], zone_of(found["regency"]))
        if until:
            await take(db, event, found["quota"])
            await _offer(db, found, at, sent_at, until)
            offered += 1
    return offered


def offer_times(at: int, starts_at: int, zone: str) -> tuple[int, int]:
    """When an offer made now reaches somebody who lives in the zone, and until when it holds: 0 if that is too late.

    It holds for half of the time that then remains until the start, 12 hours at most and half an hour at least.
    """
    sent_at = millis(next_allowed(instant(at), zone))
    left = starts_at - sent_at
    held = max(SHORTEST_OFFER, min(LONGEST_OFFER, left // 2))
    return sent_at, sent_at + held if held <= left else 0


async def _next_in_line(db: Reader, event: int, after: int) -> Row | None:
    """The first behind a place in the line for whom there is a seat, and who may be written to."""
    return await db.row(
        "SELECT w.id, w.event, w.volunteer, w.quota, e.starts_at, v.regency, v.contact"
        " FROM events e CROSS JOIN waiting w ON w.event = e.id JOIN volunteers v ON v.id = w.volunteer"
        " JOIN contacts c ON c.id = v.contact WHERE e.id = ? AND e.state = 'published' AND w.id > ?"
        f" AND w.offered_until IS NULL AND {REACHABLE} AND {ROOM.format(quota='w.quota')} ORDER BY w.id LIMIT 1",
        (event, after),
    )


def offer_key(event: int, place: int) -> str:
    """The key of the message that offers a seat to whoever has a place in the line."""
    return f"offer:{event}:{place}"


async def _offer(db: Transaction, waits: Row, at: int, sent_at: int, until: int) -> None:
    await db.execute("UPDATE waiting SET offered_at = ?, offered_until = ? WHERE id = ?", (sent_at, until, waits["id"]))
    key = offer_key(waits["event"], waits["id"])
    await push(db, key, "offer", waits["event"], waits["contact"], at, not_before=sent_at, expires_at=until)


class ContingentFull(Exception):
    """Every place in the contingent is taken."""


async def take_contingent(db: Transaction, contingent: int) -> None:
    """One more place in the contingent is taken. Raises ContingentFull."""
    if not await db.execute(
        "UPDATE contingents SET taken = taken + 1 WHERE id = ? AND (quota IS NULL OR taken < quota)", (contingent,)
    ):
        raise ContingentFull(contingent)


async def free_contingent(db: Transaction, contingent: int) -> None:
    """A place in the contingent that was taken is free again."""
    await db.execute("UPDATE contingents SET taken = taken - 1 WHERE id = ?", (contingent,))
