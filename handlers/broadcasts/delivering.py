"""A broadcast on its way: its rows are queued in chunks, and each is put into words when it is sent."""

from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import translator
from handlers.audiences import covering
from handlers.broadcasts.content import Content, announcement
from handlers.broadcasts.wording import opening, senders_texts, tell_sender
from storage import jobs, roles
from storage.broadcasts import KIND, lives, recipients
from storage.database import Database, Reader, Row, Transaction
from storage.outbox import Delivery
from storage.roles import Role

CALL_OFF = "call_off"
"""The kind of the job that ends the rows of a broadcast that was called off."""


async def start_due(database: Database) -> None:
    """Each broadcast whose time has come sets out, unless nobody answers for it any more."""
    at = millis(now())
    for id_ in await lives.due(database.reader, at):
        async with database.transaction() as db:
            broadcast = await lives.by_id(db, id_)
            if broadcast is not None and not await _is_answered_for(db, broadcast):
                await _drop(db, broadcast, at)
            elif await lives.start(db, id_):
                await db.apply([jobs.queue(KIND, id_, at)])


async def _is_answered_for(db: Reader, broadcast: Row) -> bool:
    """Whether its sender still may write to those regions, or somebody else has approved it.

    Whoever erased their data keeps the role, so what they left goes out.
    """
    if broadcast["approved_by"] is not None or broadcast["created_by"] is None:
        return True
    scope = roles.regions_of(await roles.held_by(db, broadcast["created_by"]), Role.COORDINATOR)
    return all(covering(scope, region) is not None for region in recipients.audience_of(broadcast).within)


async def _drop(db: Transaction, broadcast: Row, at: int) -> None:
    await lives.cancel(db, broadcast["id"], at)
    await lives.end(db, broadcast["id"], at)
    texts = await senders_texts(db, broadcast)
    said = texts.gettext("Pengumuman {words} tidak dikirim, Kak, karena wilayahnya bukan lagi wilayah Kakak.")
    await tell_sender(db, broadcast, f"dropped:{broadcast['id']}", said.format(words=opening(texts, broadcast)))


async def expand(database: Database, broadcast: int) -> None:
    """Queue a row for each recipient, in chunks, then fix their number; done again, it queues nobody twice."""
    row = await lives.by_id(database.reader, broadcast)
    if row is None or row["total"] is not None:
        return
    at = millis(now())
    for after in range(0, await recipients.last_contact(database.reader), recipients.CHUNK):
        async with database.transaction() as db:
            await recipients.queue_chunk(db, row, after, at)
    async with database.transaction() as db:
        await recipients.fix_total(db, broadcast)


async def call_off(database: Database, broadcast: int) -> None:
    """The rows that wait are not to be sent any more, in chunks; done again, it changes nothing."""
    changed = 1
    while changed:
        async with database.transaction() as db:
            changed = await recipients.call_off_chunk(db, broadcast, millis(now()))


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The announcement for one recipient; None if they stopped or erased their data meanwhile."""
    if delivery.subject is None or delivery.contact is None:
        return None
    row = await lives.by_id(db, delivery.subject)
    people = [] if row is None else await recipients.people_at(db, row, delivery.contact)
    if row is None or not people:
        return None
    content = Content.of(row)
    title = "correction" if row["corrects"] else "reminder" if content.asks else ""
    texts = translator(people[0]["locale"])
    there = [(person["name"], person["regency"]) for person in people]
    return announcement(texts, content, row["origin"], there, row["id"], title=title)


WORK = {KIND: expand, CALL_OFF: call_off}
RENDERERS = {KIND: render}
