"""Events that a person cannot come to both of: those whose times overlap."""

from storage.database import Reader
from storage.events import Event, from_row

USUAL_LENGTH = 3 * 3600 * 1000
"""Milliseconds that an event, or a part of one, is taken to last where its end was not said."""


async def clashing(db: Reader, event: int, volunteer: int) -> list[Event]:
    """The other events that a volunteer has said yes to and that overlap with this one, part by part; nearest first."""
    rows = await db.rows(
        "WITH looked_at (event) AS (SELECT s.event FROM answers s JOIN events e ON e.id = s.event"
        " WHERE s.volunteer = ?1 AND s.answer = 'yes' AND s.event <> ?2 AND e.state = 'published' UNION ALL SELECT ?2),"
        " spans (event, starts_at, ends_at) AS (SELECT p.event, p.starts_at, coalesce(p.ends_at, p.starts_at + ?3)"
        " FROM looked_at l JOIN parts p ON p.event = l.event UNION ALL"
        " SELECT e.id, e.starts_at, coalesce(e.ends_at, e.starts_at + ?3) FROM looked_at l JOIN events e"
        " ON e.id = l.event WHERE NOT EXISTS (SELECT 1 FROM parts p WHERE p.event = e.id))"
        " SELECT e.* FROM events e WHERE e.id IN (SELECT theirs.event FROM spans theirs JOIN spans ours"
        " ON ours.event = ?2 AND theirs.event <> ?2 AND theirs.starts_at < ours.ends_at"
        " AND ours.starts_at < theirs.ends_at) ORDER BY e.starts_at, e.id",
        (volunteer, event, USUAL_LENGTH),
    )
    return [from_row(row) for row in rows]
