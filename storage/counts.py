"""How many volunteers there are: in all, since an instant, by place and by pillar. Each figure is one statement.

Counted are people, each once: a volunteer is one row, however many of them share a contact. `regions` are codes, of
which "" is the whole country; somebody in several of them still counts once. `pillar` "" is every pillar.
"""

from collections.abc import Sequence

from storage.database import Reader, Value
from storage.volunteers import within


def _where(regions: Sequence[str], pillar: str) -> tuple[str, list[Value]]:
    conditions = [within(region) for region in regions]
    somewhere = " OR ".join(condition for condition, _parameters in conditions) or "0"
    places: list[Value] = [code for _condition, codes in conditions for code in codes]
    return (f"({somewhere}) AND pillar = ?", [*places, pillar]) if pillar else (f"({somewhere})", places)


async def registered(db: Reader, regions: Sequence[str], pillar: str = "", since: int = 0) -> int:
    """People registered since an instant (milliseconds; 0 for ever) who live in the regions now."""
    condition, parameters = _where(regions, pillar)
    return int(
        await db.value(
            f"SELECT count(*) FROM volunteers WHERE {condition} AND registered_at >= ?", [*parameters, since]
        )
    )


async def by_regency(db: Reader, regions: Sequence[str], pillar: str = "") -> list[tuple[str, int]]:
    """People registered, by the code of the kabupaten/kota they live in now: the largest first, no empty ones."""
    condition, parameters = _where(regions, pillar)
    rows = await db.rows(
        f"SELECT regency, count(*) n FROM volunteers WHERE {condition} GROUP BY regency ORDER BY n DESC, regency",
        parameters,
    )
    return [(row["regency"], row["n"]) for row in rows]


async def by_pillar(db: Reader, regions: Sequence[str]) -> list[tuple[str, int]]:
    """People registered, by the id of their pillar: the largest first, no empty ones."""
    condition, parameters = _where(regions, "")
    rows = await db.rows(
        f"SELECT pillar, count(*) n FROM volunteers WHERE {condition} GROUP BY pillar ORDER BY n DESC, pillar",
        parameters,
    )
    return [(row["pillar"], row["n"]) for row in rows]
