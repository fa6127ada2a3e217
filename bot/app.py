"""Puts the parts together; the only module that knows them all."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.channel import Channel
from bot.now import instant, millis, now
from bot.receiver import Receiver
from bot.sender import Sender
from bot.talks import House
from bot.understanding.ready import make_ready
from bot.worker import Worker
from handlers import DOCUMENTS, RENDERERS, TALKS, WORK, agenda, helpdesk, interrupting
from handlers.answers import pushing
from handlers.attendance import desk
from handlers.broadcasts import approving, delivering, progress, reports
from handlers.contingents.work import list_work
from handlers.counts import digest
from handlers.registration import nudges
from handlers.reminders import queueing
from storage import (
    asked,
    codes,
    deliveries,
    desks,
    facts,
    inbox,
    inquiries,
    jobs,
    lists,
    media,
    orders,
    questions,
    sessions,
)
from storage.database import Database

log = logging.getLogger(__name__)

LAST_TICK = "last_tick"
LAST_CLEARING = "last_clearing"
CLEARING = timedelta(hours=6)
"""How often what is old is erased."""
FORGETTING = (
    inbox.forget, sessions.forget, codes.forget, deliveries.forget, questions.forget, inquiries.forget, asked.forget,
    media.forget, lists.forget, desks.forget, orders.forget,
)  # fmt: skip
"""What erases what is old, each by its own age."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The machine, put together but not running."""

    database: Database
    receiver: Receiver
    sender: Sender
    workers: Sequence[Worker]
    tick: Callable[[], Awaitable[None]]
    show_progress: Callable[[], Awaitable[None]]


def assemble(
    database: Database,
    channels: Mapping[str, Channel],
    *,
    secret: bytes,
    zone: str = "Asia/Makassar",
    locale: str = "id",
    rate_all: float = 28.0,
    rate_bulk: float = 25.0,
    approval_above: int = 500,
    large_per_day: int = 2,
) -> Parts:
    """The parts for these channels; `secret` signs invitations."""
    house = House(TALKS, zone, secret, locale, rate_bulk, approval_above, large_per_day)
    pause = partial(reports.pause_batch, database)
    sender = Sender(database, channels, RENDERERS, rate_all=rate_all, rate_bulk=rate_bulk, stop=pause)
    # A list is read with the house's key, and what comes of it are links on the coordinator's own channel.
    lists_of_people = list_work(secret, lambda channel, payload: channels[channel].entry_link(payload))
    # Whatever is to be told does not wait for a document.
    workers = [Worker(database, work, sender.wake) for work in ({**WORK, **lists_of_people}, DOCUMENTS)]

    def wake() -> None:
        sender.wake()
        for worker in workers:
            worker.wake()

    receiver = Receiver(database, channels, house, interrupt=interrupting.interrupt, wake=wake)

    async def tick() -> None:
        await _tick(database, rate_bulk, zone)
        await desk.refresh(database, secret, {name: ch.entry_link for name, ch in channels.items() if ch.caps.edit})
        wake()
        receiver.wake()

    async def show_progress() -> None:
        told = await reports.report_finished(database)
        if await progress.show_progress(database) or told:
            sender.wake()

    return Parts(database, receiver, sender, workers, tick, show_progress)


async def _tick(database: Database, rate: float, zone: str) -> None:
    """What is due becomes rows of the outbox; ticking twice queues once."""
    at = millis(now())
    await queueing.queue_due(database, rate)
    await agenda.queue_due(database)
    await pushing.pass_seats_on(database)
    await pushing.ask_again(database)
    await delivering.start_due(database)
    await approving.let_lapse(database)
    await reports.report_finished(database)
    await digest.queue_due(database)
    await nudges.queue_due(database, zone)
    await helpdesk.move_up(database)
    await _expire(database, at)
    await queueing.report_late(database)
    async with database.transaction() as db:
        await inbox.forget_words(db, at)
        await facts.note(db, LAST_TICK, str(at))
        cleared = await facts.fact(db, LAST_CLEARING)
        if cleared is None or now() - instant(int(cleared)) >= CLEARING:
            for forget in FORGETTING:
                await forget(db, at)
            await facts.note(db, LAST_CLEARING, str(at))


async def _expire(database: Database, at: int) -> None:
    """What waits beyond its time is not sent any more."""
    marked = deliveries.CHUNK
    while marked == deliveries.CHUNK:
        async with database.transaction() as db:
            marked = await deliveries.expire(db, at)


async def run(parts: Parts, stop: asyncio.Event) -> None:
    """Run until told to stop; what has begun is finished."""
    async with parts.database.transaction() as db:
        await jobs.recover(db)
    await parts.sender.recover()
    async with asyncio.TaskGroup() as group:
        for running in (parts.receiver.run(stop), parts.sender.run(stop), *(each.run(stop) for each in parts.workers)):
            group.create_task(running)
        # In a thread of its own: only words that need it wait for it, and taps and commands do not.
        group.create_task(asyncio.to_thread(make_ready))
