"""A broadcast on its way: its rows are queued in chunks, and each is put into words when it is sent."""

from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import translator
from handlers.broadcasts.content import Content, announcement
from storage import jobs
from storage.broadcasts import KIND, lives, recipients
from storage.database import Database, Reader
from storage.outbox import Delivery

CALL_OFF = "call_off"
"""The kind of the job that ends the rows of a broadcast that was called off."""


async def start_due(database: Database) -> None:
    """Each broadcast whose time has come sets out."""
    at = millis(now())
    for broadcast in await lives.due(database.reader, at):
        async with database.transaction() as db:
            if await lives.start(db, broadcast):
                await db.apply([jobs.queue(KIND, broadcast, at)])


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
