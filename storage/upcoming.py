"""What will happen by itself until an instant, beside reminders and agendas."""

from storage.database import Reader, Row


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


async def broadcasts(db: Reader, until: int) -> list[Row]:
    """The broadcasts that begin by then: id, send_at, and expected, how many chats they go to."""
    return await db.rows(
        "SELECT id, send_at, expected FROM broadcasts WHERE state = 'scheduled' AND send_at <= ? ORDER BY send_at",
        (until,),
    )
