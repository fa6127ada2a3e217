"""Records that may be one person's, until a coordinator has looked."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage import departures
from storage.database import Reader, Row, Transaction
from storage.volunteers import Volunteer, volunteer, within


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person's; `kept` is the older, which stays when they are merged."""

    kept: Volunteer
    other: Volunteer


FEW = 3
"""Pairs noticed at once: of many with one name, each leads to the oldest."""


async def notice(db: Transaction, volunteer: int, at: int) -> None:
    """Whoever has this volunteer's name and kabupaten/kota may be the same person: the oldest few, once a pair."""
    await db.execute(
        "INSERT INTO twins (volunteer, other, noticed_at) SELECT max(v.id, o.id), min(v.id, o.id), ?"
        " FROM volunteers v JOIN volunteers o ON o.name_key = v.name_key AND o.regency = v.regency AND o.id <> v.id"
        " WHERE v.id = ? ORDER BY o.id LIMIT ? ON CONFLICT (volunteer, other) DO NOTHING",
        (at, volunteer, FEW),
    )


async def unsettled(db: Reader, regions: Sequence[str], most: int) -> list[tuple[int, int]]:
    """The pairs nobody has settled, both in one of the regions ("" is the whole country): other, kept; oldest first."""
    inside = [(*within(region, "v.regency"), *within(region, "o.regency")) for region in regions]
    where = " OR ".join(f"({one} AND {two})" for one, _values, two, _more in inside) or "0"
    values = [value for _one, mine, _two, theirs in inside for value in (*mine, *theirs)]
    rows = await db.rows(
        "SELECT t.volunteer, t.other FROM twins t JOIN volunteers v ON v.id = t.volunteer"
        f" JOIN volunteers o ON o.id = t.other WHERE t.settled_at IS NULL AND ({where})"
        " ORDER BY t.noticed_at, t.volunteer, t.other LIMIT ?",
        [*values, most],
    )
    return [(row["volunteer"], row["other"]) for row in rows]


async def pair(db: Reader, other: int, kept: int) -> Pair | None:
    """The two records, if they are a pair that nobody has settled."""
    if not await db.value(
        "SELECT 1 FROM twins WHERE volunteer = ? AND other = ? AND settled_at IS NULL", (other, kept)
    ):
        return None
    older, newer = await volunteer(db, kept), await volunteer(db, other)
    return Pair(older, newer) if older and newer else None


async def settle(db: Transaction, other: int, kept: int, at: int) -> None:
    """They are two people."""
    await db.execute("UPDATE twins SET settled_at = ? WHERE volunteer = ? AND other = ?", (at, other, kept))


async def merge(db: Transaction, pair: Pair, at: int) -> int | None:
    """They are one person: the older record has what both had, the other is gone, no seat is lost or doubled.

    The contact whose record it was and is no longer, if any.
    """
    kept, other = pair.kept, pair.other
    (row,) = await db.rows("SELECT * FROM volunteers WHERE id = ?", (other.id,))
    await departures.merge(db, kept.id, other.id, at)
    await db.execute("UPDATE OR IGNORE attendance SET volunteer = ? WHERE volunteer = ?", (kept.id, other.id))
    await db.execute(
        "INSERT INTO volunteer_pillars (volunteer, pillar) SELECT ?1, pillar FROM"
        " (SELECT pillar FROM volunteers WHERE id = ?2 UNION SELECT pillar FROM volunteer_pillars WHERE volunteer = ?2)"
        " WHERE pillar <> (SELECT pillar FROM volunteers WHERE id = ?1) ON CONFLICT DO NOTHING",
        (kept.id, other.id),
    )
    if kept.contingent is not None and other.contingent is not None:
        await db.execute("UPDATE contingents SET taken = taken - 1 WHERE id = ?", (other.contingent,))
    await db.execute("DELETE FROM codes WHERE kind <> 'role' AND subject = ?", (other.id,))
    moves = bool(other.contact) and not (kept.contact and await _reached(db, kept.contact))
    await db.execute("DELETE FROM volunteers WHERE id = ?", (other.id,))
    await _fill(db, kept.id, row, moves=moves)
    lost = kept.contact if moves else other.contact
    return lost if lost and lost != (other.contact if moves else kept.contact) else None


async def _reached(db: Reader, contact: int) -> bool:
    return bool(await db.value("SELECT unreachable_at IS NULL FROM contacts WHERE id = ?", (contact,)))


async def _fill(db: Transaction, kept: int, other: Row, *, moves: bool) -> None:
    """What the older record lacks is taken from the other; with `moves` also whose it is."""
    await db.execute(
        "UPDATE OR IGNORE volunteers SET phone = coalesce(phone, ?), guardian = coalesce(guardian, ?),"
        " district = CASE district WHEN '' THEN ? ELSE district END, offer = CASE offer WHEN '' THEN ? ELSE offer END,"
        " contingent = coalesce(contingent, ?) WHERE id = ?",
        (other["phone"], other["guardian"], other["district"], other["offer"], other["contingent"], kept),
    )
    if moves:
        await db.execute(
            "UPDATE OR IGNORE volunteers SET contact = ?, consent = ?, registered_by = ?, announcements = ?"
            " WHERE id = ?",
            (other["contact"], other["consent"], other["registered_by"], other["announcements"], kept),
        )
