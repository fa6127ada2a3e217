"""Answers what came in, in the order of arrival; what cannot be answered is dead, with one apology."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence

from bot import courtesies
from bot.answering import SILENT, Answering, Interrupt
from bot.arriving import Arrived, Arriving
from bot.channel import Channel
from bot.conversation import Turn
from bot.messages import Inbound, Kind
from bot.now import millis, now
from bot.talks import House
from storage import contacts, inbox, outbox
from storage.database import Busy, Database, Row

log = logging.getLogger(__name__)

_NO_APOLOGY = SILENT | {Kind.AGAIN}


class Receiver:
    """Takes what the inbox holds and answers it. `wake` is called after each commit that queued something."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        house: House,
        *,
        interrupt: Interrupt,
        wake: Callable[[], None],
    ) -> None:
        self._database, self._channels, self._house = database, channels, house
        self._answering, self._wake_others = Answering(database, house, interrupt), wake
        self._arrived = asyncio.Event()
        self._arriving = Arriving(database, self.wake)
        self._acknowledging: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something was stored in the inbox."""
        self._arrived.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until told to stop; a turn that has begun is finished."""
        patience = 0.1
        while not stop.is_set():
            self._arrived.clear()
            try:
                answered = await self.answer_waiting(stop)
                patience = 0.1
            except Busy as busy:
                log.warning("the database is busy, trying again in %.1f s: %s", patience, busy)
                await _first_of(stop, timeout=patience)
                patience = min(patience * 2, 5)
                continue
            if not answered:
                gathering = await inbox.gathering(self._database.reader)
                await _first_of(self._arrived, stop, timeout=0.2 if gathering else 5)
        await self._arriving.stop()
        await asyncio.gather(*self._acknowledging)

    async def answer_waiting(self, stop: asyncio.Event | None = None) -> int:
        """Answer what the inbox holds now; how many rows. Raises Busy."""
        rows = await inbox.unanswered(self._database.reader, millis(now()), held=self._arriving.held)
        answered: set[int] = set()
        for row in rows:
            if stop is not None and stop.is_set():
                break
            if row["id"] not in answered:
                answered.update(await self._answer(row))
        return len(rows)

    async def fetched(self) -> None:
        """Wait until no file is on its way that a row of the inbox waits for."""
        await self._arriving.fetched()

    async def _answer(self, row: Row) -> Sequence[int]:
        """Answer a row, and the rows that belong to it; these."""
        channel = self._channels.get(row["channel"])
        arrived: Arrived | None = Arrived()
        try:
            if channel is None:
                raise ValueError(f"no channel {row['channel']}")
            arrived = await self._arriving.read(row, channel)
            if arrived is None:
                return ()
            await self._answering.answer(row["id"], arrived.inbound, channel, arrived.also)
        except Busy:
            raise
        except Exception as error:
            log.exception("inbox row %d cannot be answered", row["id"])
            arrived = arrived or Arrived()
            await self._bury(row["id"], arrived, error)
        self._wake_others()
        inbound = arrived.inbound
        if channel is not None and inbound is not None and inbound.tap:
            task = asyncio.create_task(_acknowledge(channel, inbound))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)
        return arrived.also

    async def _bury(self, row: int, arrived: Arrived, error: Exception) -> None:
        try:
            await self._apologise(row, arrived, error)
        except Busy:
            raise
        except Exception:
            # One row that breaks even this must not hold up all that came after it.
            log.exception("no apology for inbox row %d", row)
            await self._apologise(row, Arrived(also=arrived.also), error)

    async def _apologise(self, row: int, arrived: Arrived, error: Exception) -> None:
        at, inbound = millis(now()), arrived.inbound
        async with self._database.transaction() as db:
            # The text of an exception may quote what somebody wrote; its name and place are enough here.
            buried = await inbox.bury(db, row, type(error).__name__, at, arrived.also)
            if buried and inbound and inbound.kind not in _NO_APOLOGY:
                seen = contacts.seen(inbound.sender, at, self._house.locale)
                *_, found = await db.apply([*seen, contacts.at(inbound.sender)])
                contact = contacts.from_row(found[0])
                words = courtesies.apology(Turn(inbound, contact, house=self._house))
                await db.apply([outbox.reply(f"apology:{row}", contact.id, inbound.sender, words, at)])


async def _acknowledge(channel: Channel, inbound: Inbound) -> None:
    try:
        await channel.acknowledge(inbound)
    except Exception:
        log.exception("a tap was not acknowledged")


async def _first_of(*events: asyncio.Event, timeout: float) -> None:
    """Wait until one of the events is set, at most so many seconds."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
