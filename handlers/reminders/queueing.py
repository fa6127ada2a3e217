"""Queueing what is due, once for each who comes; coordinators are told of what takes long and of what came too late."""

from bot.messages import Outbound, bold
from bot.now import millis, now
from bot.quiet import next_allowed
from bot.texts import clock, number, translator
from handlers.broadcasts.summary import duration
from handlers.reminders.rules import offset_in_words
from storage import outbox, reminders, reminding
from storage.database import Database, Transaction
from storage.reminders import Round
from storage.reminding import Lateness
from storage.zones import home_zone

MANY = 500
"""Reminders due at once beyond which the coordinator is told how long they take."""
KIND = "reminding"
"""The kind of what coordinators are told of reminders."""


async def queue_due(database: Database, rate: float) -> None:
    """Queue what is due now, nearest start first; `rate` is how many leave a second."""
    at = millis(now())
    if await reminding.ahead(database.reader, at):
        async with database.transaction() as db:
            await reminding.reopen(db, at)
    for due in await reminders.rounds_open(database.reader, at, at):
        more = True
        while more:
            async with database.transaction() as db:
                more = await reminding.queue(db, due, at)
        count = await reminding.queued_at_once(database.reader, due)
        if count > MANY and due.until_at > at:
            async with database.transaction() as db:
                await _tell_how_long(db, due, count, rate)


async def report_late(database: Database) -> None:
    """Each coordinator is told, once, how many reminders of an event came too late, and of how many nobody is sure."""
    at = millis(now())
    for over in await reminding.too_late(database.reader, at):
        async with database.transaction() as db:
            await reminding.report(db, over, at)
            if over.late or over.unsure:
                await _tell_late(db, over)


async def _tell_how_long(db: Transaction, due: Round, count: int, rate: float) -> None:
    owner = await reminding.coordinator(db, due.event)
    if owner is None:
        return
    zone = await home_zone(db, owner["contact"])
    texts = translator(owner["locale"])
    _ = texts.gettext
    text = _("Pengingat {title} ke {count} orang dikirim mulai {clock}, {duration}.").format(
        title=bold(owner["title"]),
        count=number(count, texts.locale),
        clock=clock(now(), zone, texts.locale),
        duration=duration(texts, count, rate),
    )
    await _tell(db, f"pace:{due.key}{due.due_at}", due.event, owner["contact"], text, zone)


async def _tell_late(db: Transaction, over: Lateness) -> None:
    owner = await reminding.coordinator(db, over.event)
    if owner is None:
        return
    texts = translator(owner["locale"])
    _ = texts.gettext
    late = _("{count} pengingat {offset} sebelum {title} tidak sempat terkirim pada waktunya, jadi tidak dikirim.")
    unsure = _("{count} pengingat {offset} sebelum {title} belum pasti: mungkin sampai, mungkin tidak.")
    offset = offset_in_words(texts, over.before)
    text = "\n".join(
        words.format(count=number(count, texts.locale), offset=offset, title=bold(owner["title"]))
        for words, count in ((late, over.late), (unsure, over.unsure))
        if count
    )
    key = f"late:{over.event}:{over.starts_at}:{over.before}"
    await _tell(db, key, over.event, owner["contact"], text, await home_zone(db, owner["contact"]))


async def _tell(db: Transaction, key: str, event: int, contact: int, text: str, zone: str) -> None:
    """A word to a coordinator, who is not woken for it."""
    allowed = next_allowed(now(), zone)
    at = millis(now())
    await outbox.tell(
        db,
        key,
        contact,
        Outbound(text),
        at,
        kind=KIND,
        subject=event,
        not_before=0 if allowed <= now() else millis(allowed),
    )
