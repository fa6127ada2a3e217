"""Waves of failures: when very many fail at once, the errand is at fault and not the people, so it stops."""

from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, field

from bot.marks import Marks
from bot.now import millis, now
from storage import contacts, outbox
from storage.outbox import BULK, Delivery

WINDOW = 50
"""How many of the last results of a batch are looked at."""
SAME = 20
"""Failures of one kind among them that are a wave."""
SHARE = 0.2
"""The share of failures in a full window above which they are a wave."""


@dataclass(slots=True)
class _Batch:
    results: deque[str] = field(default_factory=lambda: deque(maxlen=WINDOW))
    heard: int = 0
    held: list[tuple[int, Delivery, str]] = field(default_factory=list)
    suspect: set[int] = field(default_factory=set)


class Waves:
    """Holds back who cannot be reached until it is plain that they, and not the errand, are why.

    `stop` is called with the batch and what went wrong when a wave has come.
    """

    def __init__(self, marks: Marks, stop: Callable[[str, str], Awaitable[None]] | None) -> None:
        self._marks, self._stop = marks, stop
        self._batches: dict[str, _Batch] = {}

    async def passed(self, delivery: Delivery) -> None:
        """A row was sent."""
        if delivery.lane == BULK and delivery.batch:
            self._count(delivery.batch, "")

    async def failed(
        self, delivery: Delivery, problem: str, flying: Iterable[Delivery], *, unreachable: bool = False
    ) -> None:
        """A row failed, and its own mark is written; `flying` are those under way."""
        if delivery.lane != BULK or not delivery.batch:
            if unreachable:
                await self._lose(delivery, problem)
            return
        batch = self._count(delivery.batch, problem)
        if unreachable and delivery.id in batch.suspect:
            await self._marks.note(outbox.taken_back([delivery.id], millis(now())))
            return
        if unreachable:
            batch.held.append((batch.heard, delivery, problem))
        if self._stop is not None and _is_wave(batch.results):
            # First it stops: what goes back to the queue must not leave again.
            batch.suspect = {other.id for other in flying if other.batch == delivery.batch}
            held, batch.held = batch.held, []
            batch.results.clear()
            await self._stop(delivery.batch, problem)
            await self._marks.note(outbox.taken_back([other.id for _, other, _ in held], millis(now())))

    async def settle(self, waiting: Collection[str], flying: Iterable[Delivery]) -> None:
        """Who was held back through a whole window, or of whose batch nothing is left, is lost."""
        busy = {*waiting, *(delivery.batch for delivery in flying)}
        for name, batch in list(self._batches.items()):
            over = name not in busy
            held, batch.held = batch.held, []
            for since, delivery, problem in held:
                if over or batch.heard - since >= WINDOW:
                    await self._lose(delivery, problem)
                else:
                    batch.held.append((since, delivery, problem))
            if over and not batch.held:
                del self._batches[name]

    @property
    def holds(self) -> bool:
        """Whether anybody is held back."""
        return any(batch.held for batch in self._batches.values())

    def _count(self, name: str, problem: str) -> _Batch:
        batch = self._batches.setdefault(name, _Batch())
        batch.results.append(problem)
        batch.heard += 1
        return batch

    async def _lose(self, delivery: Delivery, why: str) -> None:
        await self._marks.note(*contacts.lost(delivery.to, millis(now()), why[:200]))


def _is_wave(results: deque[str]) -> bool:
    last = results[-1]
    failures = sum(map(bool, results))
    return bool(last) and (results.count(last) >= SAME or (len(results) == WINDOW and failures > SHARE * WINDOW))
