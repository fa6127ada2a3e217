"""What is counted by increments, counted anew from the rows."""

from dataclasses import dataclass

from storage.database import Reader


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is kept and what the rows say; `where` names it."""

    where: str
    kept: int
    counted: int


_CHECKS = {
    "registered_by_place": (
        "SELECT regency || ' ' || pillar name, sum(kept) kept, sum(counted) counted FROM"
        " (SELECT regency, pillar, n kept, 0 counted FROM registered_by_place"
        " UNION ALL SELECT regency, pillar, 0, count(*) FROM volunteers GROUP BY 1, 2) GROUP BY 1"
    ),
    "registered_by_hour": (
        "SELECT region || ' ' || hour name, sum(kept) kept, sum(counted) counted FROM"
        " (SELECT region, hour, n kept, 0 counted FROM registered_by_hour"
        " UNION ALL SELECT '', registered_at / 3600000, 0, count(*) FROM volunteers GROUP BY 1, 2"
        " UNION ALL SELECT substr(regency, 1, 2), registered_at / 3600000, 0, count(*) FROM volunteers GROUP BY 1, 2)"
        " GROUP BY 1"
    ),
    "answered_by_event": (
        "SELECT event || ' ' || kind name, sum(kept) kept, sum(counted) counted FROM"
        " (SELECT event, kind, n kept, 0 counted FROM answered_by_event"
        " UNION ALL SELECT event, CASE WHEN answer <> 'no' THEN answer WHEN accepted_at IS NULL THEN 'declined'"
        " ELSE 'cancelled' END, 0, count(*) FROM answers GROUP BY 1, 2) GROUP BY 1"
    ),
    "confirmed_by_event": (
        "SELECT event || ' ' || batch name, sum(kept) kept, sum(counted) counted FROM"
        " (SELECT event, batch, people kept, 0 counted FROM confirmed_by_event"
        " UNION ALL SELECT event, volunteer / 60, 0, sum(1 << volunteer % 60) FROM answers WHERE answer = 'yes'"
        " GROUP BY 1, 2) GROUP BY 1"
    ),
    "events.taken": (
        "SELECT e.id name, e.taken kept, (SELECT count(*) FROM answers s WHERE s.event = e.id AND s.answer = 'yes')"
        " + (SELECT count(*) FROM waiting w WHERE w.event = e.id AND w.offered_until IS NOT NULL) counted FROM events e"
    ),
    "quotas.taken": (
        "SELECT q.event || ' ' || q.key name, q.taken kept, (SELECT count(*) FROM answers s WHERE s.event = q.event"
        " AND s.answer = 'yes' AND s.quota = q.key) + (SELECT count(*) FROM waiting w WHERE w.event = q.event"
        " AND w.quota = q.key AND w.offered_until IS NOT NULL) counted FROM quotas q"
    ),
    "contingents.taken": (
        "SELECT c.id name, c.taken kept, (SELECT count(*) FROM volunteers v WHERE v.contingent = c.id) counted"
        " FROM contingents c"
    ),
    "broadcasts.total": (
        "SELECT b.id name, b.total kept, (SELECT count(*) FROM outbox o WHERE o.kind = 'broadcast'"
        " AND o.subject = b.id) counted FROM broadcasts b WHERE b.total IS NOT NULL AND b.state NOT IN ('done',"
        " 'cancelled')"
    ),
}  # fmt: skip
"""What is kept beside the rows it counts: a question each for its name, what is kept, and what the rows say."""


async def differences(db: Reader) -> list[Difference]:
    """Where what is kept is not what the rows say; none is as it should be. Looks at every row once."""
    found = await db.several(
        [(f"SELECT * FROM ({sql}) WHERE kept <> counted ORDER BY name", ()) for sql in _CHECKS.values()]
    )
    return [
        Difference(f"{where} {row['name']}", row["kept"], row["counted"])
        for where, rows in zip(_CHECKS, found, strict=True)
        for row in rows
    ]


KEPT = tuple(_CHECKS)
"""What is checked."""
