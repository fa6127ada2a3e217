"""Delivers the outbox: the only door out. Replies first, at the channel's pace, and nothing twice without need."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping

from bot.channel import Ambiguous, Channel, Rejected, SendError, TryLater, Unreachable
from bot.dispatch import Dispatch
from bot.gates import USUAL_RATE, Gates
from bot.marks import Marks
from bot.messages import Address, Outbound
from bot.now import instant, millis, now
from bot.talks import NotNow, Renderer
from bot.uploads import Uploads, handed_over, uploaded
from bot.waves import Waves
from storage import deliveries, dispatch, outbox
from storage.database import Busy, Database
from storage.outbox import REPLIES, Delivery

log = logging.getLogger(__name__)

SOON = 1.0
"""Seconds before everybody may be written to again at which messages line up: replies are then the first."""
GRACE = 15.0
"""Seconds that a stop waits for what is on the wire."""


class Sender:
    """One of it runs. `renderers` are by kind of row; `stop` is called for a batch that fails in a wave, and why."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        renderers: Mapping[str, Renderer],
        *,
        rate_all: float = USUAL_RATE,
        rate_bulk: float = 25.0,
        stop: Callable[[str, str], Awaitable[None]] | None = None,
    ) -> None:
        self._database, self._channels, self._renderers = database, channels, renderers
        self._marks, self._uploads = Marks(database), Uploads(database)
        self._gates = Gates(rate_all, rate_bulk)
        self._dispatch = Dispatch(database.reader, self._marks, at_once=min(200, max(16, int(rate_bulk * 0.8))))
        self._waves = Waves(self._marks, stop)
        self._flying: dict[asyncio.Task[None], Delivery] = {}
        self._on_wire: set[int] = set()
        self._ready = asyncio.Event()

    def wake(self) -> None:
        """Something was queued."""
        self._ready.set()

    async def recover(self) -> None:
        """After a start: take up what a crash left, and the halts that still hold."""
        at = millis(now())
        async with self._database.transaction() as db:
            await deliveries.recover(db, at)
        for row in await deliveries.halts(self._database.reader, at):
            self._gates.halt(Address(row["channel"], row["account"], row["user"]), (row["until"] - at) / 1000)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; what is on the wire then is waited for, what is not goes back to the queue."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                self._ready.clear()
                if idle := await self._set_off(stopping):
                    ready = asyncio.create_task(self._ready.wait())
                    await asyncio.wait({ready, stopping}, timeout=idle, return_when=asyncio.FIRST_COMPLETED)
                    ready.cancel()
        finally:
            stopping.cancel()
            await self._land()

    async def _set_off(self, stopping: asyncio.Task[bool]) -> float:
        """Take what may leave now and set it off; seconds to wait for more."""
        at = millis(now())
        try:
            await self._settle()
            return 0.0 if await self._claim(at, stopping) else await self._idle(at)
        except Busy as busy:
            log.warning("the outbox waits for the database: %s", busy)
            return 1.0

    async def _idle(self, at: int) -> float:
        """Seconds to wait when nothing may leave now; what waits for another row is woken by it."""
        due = await dispatch.next_due(self._database.reader, at)
        until_due = 5.0 if due is None else max(0.05, (due - millis(now())) / 1000)
        return max(min(until_due, self._dispatch.settling or 5.0, 5.0), min(self._gates.held - SOON, 5.0))

    async def _land(self) -> None:
        for task, delivery in self._flying.items():
            if delivery.id not in self._on_wire:
                task.cancel()
        if self._flying:
            await asyncio.wait(self._flying, timeout=GRACE)
        late = list(self._flying)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self._settle()
        await self._marks.finish(GRACE)

    async def _settle(self) -> None:
        if self._waves.holds or (self._waves.remembers and not self._flying):
            waiting = await dispatch.batches_waiting(self._database.reader)
            await self._waves.settle(waiting, self._flying.values())

    async def _claim(self, at: int, stopping: asyncio.Task[bool]) -> int:
        """How many may leave now; they are taken and under way."""
        if self._gates.held > SOON:
            return 0
        taking = asyncio.create_task(self._dispatch.take(self._flying.values(), at))
        await asyncio.wait({taking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not taking.done():
            # The database is busy; what is taken yet goes back to the queue at the next start.
            taking.cancel()
            return 0
        for delivery in taking.result():
            task = asyncio.create_task(self._carry(delivery))
            self._flying[task] = delivery
            task.add_done_callback(self._landed)
        return len(taking.result())

    def _landed(self, task: asyncio.Task[None]) -> None:
        delivery = self._flying.pop(task)
        self._on_wire.discard(delivery.id)
        self._dispatch.landed(delivery)
        self._ready.set()
        if not task.cancelled() and task.exception():
            log.error("outbox row %d stays as it is until the next start", delivery.id, exc_info=task.exception())

    async def _carry(self, delivery: Delivery) -> None:
        try:
            await self._try(delivery)
        except Exception as error:
            log.exception("outbox row %d (%s) cannot be sent", delivery.id, delivery.kind)
            await self._end(delivery, "failed", type(error).__name__)
            await self._waves.failed(delivery, type(error).__name__, self._flying.values())

    async def _try(self, delivery: Delivery) -> None:
        try:
            await self._deliver(delivery)
        except Busy as busy:
            await self._again(delivery, 1.0, str(busy))
        except NotNow as later:
            await self._again(delivery, (later.at - now()).total_seconds(), str(later))
        except SendError as error:
            await self._decide(delivery, error)

    async def _deliver(self, delivery: Delivery) -> None:
        channel = self._channels.get(delivery.to.channel)
        if channel is None:
            raise Rejected(f"no channel {delivery.to.channel}")
        halted = self._gates.halted(delivery.to)
        if halted:
            await self._again(delivery, halted, "the chat is halted")
            return
        await self._gates.turn(delivery)
        message = delivery.message or await self._render(delivery)
        if message is None:
            await self._end(delivery, "cancelled", "no longer to be sent")
            return
        if delivery.expires_at is not None and instant(delivery.expires_at) <= now():
            await self._end(delivery, "expired", "")
            return
        if message.replaces and delivery.kind == outbox.PROGRESS and not channel.caps.edit:
            await self._end(delivery, "cancelled", "nothing can be edited here")
            return
        await self._hand_over(channel, delivery, message)

    async def _hand_over(self, channel: Channel, delivery: Delivery, message: Outbound) -> None:
        """Write to the channel what one request carries; the rest becomes a row of its own."""
        message, rest = await self._uploads.parted(message, channel.caps)
        replaces = await outbox.message_of(self._database.reader, message.replaces) if message.replaces else ""
        async with self._uploads.ready(message.media, delivery.to) as ready:
            if ready.waited:
                await self._gates.turn_again(delivery)
            self._gates.leaves(delivery, len(message.media))
            self._on_wire.add(delivery.id)
            if await self._marks.sending(delivery.id, message):
                self._waves.leaves(delivery)
                try:
                    sent = await handed_over(
                        channel, delivery.to, message, ready.files, replaces if channel.caps.edit else ""
                    )
                finally:
                    self._gates.arrived(delivery, len(message.media))
                known = uploaded(message.media, sent.references, delivery.to)
                following = [] if rest is None else [outbox.following(delivery, rest, millis(now()))]
                await self._marks.sent(delivery.id, sent.message, *known, *following)
                self._waves.passed(delivery)

    async def _render(self, delivery: Delivery) -> Outbound | None:
        renderer = self._renderers.get(delivery.kind)
        if renderer is None:
            raise Rejected(f"nothing renders {delivery.kind}")
        return await renderer(self._database.reader, delivery)

    async def _end(self, delivery: Delivery, state: str, problem: str) -> None:
        await self._marks.note(outbox.ended(delivery.id, state, problem[:200], millis(now())))

    async def _decide(self, delivery: Delivery, error: SendError) -> None:
        match error:
            case Unreachable():
                await self._end(delivery, "blocked", str(error))
                await self._waves.failed(delivery, str(error), self._flying.values(), unreachable=True)
            case Rejected():
                log.error("outbox row %d (%s) was refused: %s", delivery.id, delivery.kind, error)
                await self._end(delivery, "failed", str(error))
                await self._waves.failed(delivery, str(error), self._flying.values())
            case Ambiguous() if delivery.lane == REPLIES and not delivery.repeated:
                await self._again(delivery, 1.0, str(error), repeated=True)
            case Ambiguous():
                await self._end(delivery, "unknown", str(error))
                await self._waves.failed(delivery, str(error), self._flying.values())
            case TryLater(after=None):
                # Nobody could be reached: knock once a second, whoever waits.
                self._gates.hold(1.0)
                most = min(60.0, 0.5 * 2 ** min(delivery.attempts, 10))
                await self._again(delivery, random.uniform(0, most), str(error))
            case TryLater(after=after):
                await self._slow_down(delivery, after or 1.0, str(error))

    async def _again(self, delivery: Delivery, wait: float, why: str, *, repeated: bool = False) -> None:
        self._waves.returned(delivery)
        at = millis(now())
        until = at + round(wait * 1000)
        await self._marks.note(outbox.queued_again(delivery.id, until, why[:200], at, repeated=repeated))

    async def _slow_down(self, delivery: Delivery, after: float, why: str) -> None:
        """Obey the channel's word for this chat, or for all if several chats hear it."""
        self._waves.returned(delivery)
        at = millis(now())
        until = at + round(after * 1000)
        waiting = self._gates.told_to_wait(delivery.to, after)
        # What holds all need not hold this one too: it lines up with the others.
        again = until if waiting == delivery.to else at
        await self._marks.note(
            deliveries.halted(waiting, until), outbox.queued_again(delivery.id, again, why[:200], at)
        )
