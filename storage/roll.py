"""The people of a region, one after another, for a sheet."""

from collections.abc import AsyncIterator, Sequence

from storage.database import Reader, Row
from storage.volunteers import within

TOGETHER = 500
"""People that are read in one go: the reader is free for others in between."""


async def people(db: Reader, regions: Sequence[str]) -> AsyncIterator[Row]:
    """Everybody who lives in one of the regions ("" is the whole country), in the order of their numbers.

    id, name, regency, district, pillar, phone, contingent (its name, or NULL), registered_at, claimed (0 or 1).
    """
    conditions = [within(region, "v.regency") for region in regions]
    somewhere = " OR ".join(sql for sql, _ in conditions) or "0"
    codes = [code for _, codes in conditions for code in codes]
    last = 0
    while True:
        rows = await db.rows(
            "SELECT v.id, v.name, v.regency, v.district, v.pillar, v.phone, k.name contingent, v.registered_at,"
            " v.contact IS NOT NULL claimed FROM volunteers v LEFT JOIN contingents k ON k.id = v.contingent"
            f" WHERE v.id > ? AND ({somewhere}) ORDER BY v.id LIMIT ?",
            (last, *codes, TOGETHER),
        )
        for row in rows:
            yield row
        if len(rows) < TOGETHER:
            return
        last = rows[-1]["id"]
