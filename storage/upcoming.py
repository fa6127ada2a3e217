"""What will happen by itself until an instant, beside reminders and agendas."""

from storage.contacts import REACHABLE
from storage.database import Reader, Row
from storage.reconfirmations import DAY, USEFUL, WANTED


async def queued(db: Reader, since: int, until: int) -> list[Row]:
    """What waits in the outbox and may leave by then: kind, subject, contact, batch, not_before, n.

    Rows of one batch are one, of which there are n.
    """
    return await db.rows(
        "SELECT kind, subject, CASE WHEN batch IS NULL THEN contact END contact, batch, max(not_before) not_before,"
        " count(*) n FROM outbox WHERE state IN ('queued', 'leased') AND not_before <= ?"
        " AND (expires_at IS NULL OR expires_at > ?) GROUP BY coalesce(batch, id) ORDER BY not_before, id",
        (until, since),
    )


async def offers(db: Reader, until: int) -> list[Row]:
    """The seats held for somebody that go to the next by then: event, volunteer, contact, offered_until."""
    return await db.rows(
        "SELECT w.event, w.volunteer, v.contact, w.offered_until FROM waiting w"
        " JOIN volunteers v ON v.id = w.volunteer WHERE w.offered_until <= ? ORDER BY w.offered_until, w.id",
        (until,),
    )


async def reconfirmations(db: Reader, since: int, until: int) -> list[Row]:
    """Who will be asked by then whether they still come: event, volunteer, regency, contact, ask_at."""
    return await db.rows(
        "SELECT e.id event, v.id volunteer, v.regency, v.contact, e.starts_at - ?1 ask_at"
        " FROM events e CROSS JOIN answers s ON s.event = e.id JOIN volunteers v ON v.id = s.volunteer"
        f" JOIN contacts c ON c.id = v.contact WHERE e.starts_at > ?2 + ?4 AND e.starts_at <= ?3 + ?1 AND {WANTED}"
        f" AND s.answered_at <= e.starts_at - ?1 AND e.scheduled_at <= e.starts_at - ?1 AND {REACHABLE} AND NOT EXISTS"
        " (SELECT 1 FROM outbox WHERE dedupe_key = printf('reconfirm:%d:%d:%d', e.id, e.version, v.id))"
        " ORDER BY e.starts_at, v.id",
        (DAY, since, until, USEFUL),
    )


async def broadcasts(db: Reader, until: int) -> list[Row]:
    """The broadcasts that begin by then: id, send_at, and expected, how many chats they go to."""
    return await db.rows(
        "SELECT id, send_at, expected FROM broadcasts WHERE state = 'scheduled' AND send_at <= ? ORDER BY send_at",
        (until,),
    )
