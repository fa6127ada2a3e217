"""The people behind a figure, one after another, for a sheet."""

from collections.abc import AsyncIterator

from storage.database import Reader, Row
from storage.silences import heard
from storage.states import Part

TOGETHER = 500
"""People that are read in one go: the reader is free for others in between."""


async def people(db: Reader, part: Part) -> AsyncIterator[Row]:
    """Everybody whom a figure counts, in the order of their numbers.

    id, name, regency, district, pillar, phone, contingent (its name, or NULL), registered_at, claimed (0 or 1).
    """
    among, parameters = (await heard(db, part, at_once=False)).among
    last = 0
    while True:
        rows = await db.rows(
            "SELECT v.id, v.name, v.regency, v.district, v.pillar, v.phone, k.name contingent, v.registered_at,"
            " v.contact IS NOT NULL claimed FROM volunteers v LEFT JOIN contingents k ON k.id = v.contingent"
            f" WHERE v.id > ? AND {among} ORDER BY v.id LIMIT ?",
            (last, *parameters, TOGETHER),
        )
        for row in rows:
            yield row
        if len(rows) < TOGETHER:
            return
        last = rows[-1]["id"]
