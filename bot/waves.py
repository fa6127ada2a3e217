"""Waves of failures: when very many fail at once, the errand is at fault and not the people, so it stops."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice

from bot.marks import Marks
from bot.now import millis, now
from storage import contacts, outbox
from storage.outbox import BULK, Delivery

WINDOW = 50
"""How many results of a batch are looked at: those of what left with a failure, and just before it."""
SAME = 20
"""Failures of one kind among them that are a wave."""
SHARE = 0.2
"""The share of failures in a full window above which they are a wave."""
_KEPT = 10_000
"""Results that a batch remembers: more than can leave before the slowest failure is known."""


@dataclass(slots=True)
class _Batch:
    """`results` are in the order in which they left, from the `first` on: None is not known yet, "" is no failure."""

    first: int = 0
    results: list[str | None] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    heard: int = 0
    held: list[tuple[int, Delivery, str]] = field(default_factory=list)
    suspect: set[int] = field(default_factory=set)

    def leaves(self, row: int) -> int:
        """A row leaves; its place in the order."""
        if len(self.results) == 2 * _KEPT:
            self.first += _KEPT
            del self.results[:_KEPT]
        self.places[row] = place = self.first + len(self.results)
        self.results.append(None)
        return place

    def ends(self, row: int, problem: str) -> bool:
        """What became of a row; whether it is one of a wave."""
        left = self.places.get(row)
        place = (self.leaves(row) if left is None else left) - self.first
        del self.places[row]
        self.heard += 1
        if place < 0:
            return False
        self.results[place] = problem
        # What fails late, by silence, must not be heaped up among the last: it is judged beside what left with it.
        known = (self.results[at] for at in range(place, -1, -1) if self.results[at] is not None)
        window = list(islice(known, WINDOW))
        failures = sum(map(bool, window))
        return bool(problem) and (
            window.count(problem) >= SAME or (len(window) == WINDOW and failures > SHARE * WINDOW)
        )

    def begin_anew(self) -> None:
        """What left until now says nothing of what leaves from now on."""
        self.first += len(self.results)
        self.results.clear()


class Waves:
    """Holds back who cannot be reached until it is plain that they, and not the errand, are why.

    `stop` is called with the batch and what went wrong when a wave has come.
    """

    def __init__(self, marks: Marks, stop: Callable[[str, str], Awaitable[None]] | None) -> None:
        self._marks, self._stop = marks, stop
        self._batches: dict[str, _Batch] = {}

    def leaves(self, delivery: Delivery) -> None:
        """A row is about to be written to the channel."""
        if delivery.lane == BULK and delivery.batch:
            self._of(delivery.batch).leaves(delivery.id)

    def passed(self, delivery: Delivery) -> None:
        """A row was sent."""
        if delivery.lane == BULK and delivery.batch:
            self._of(delivery.batch).ends(delivery.id, "")

    def returned(self, delivery: Delivery) -> None:
        """A row that was about to be written waits again: nothing is known of it."""
        if delivery.lane == BULK and delivery.batch:
            self._of(delivery.batch).places.pop(delivery.id, None)

    async def failed(
        self, delivery: Delivery, problem: str, flying: Iterable[Delivery], *, unreachable: bool = False
    ) -> None:
        """A row failed, and its own mark is written; `flying` are those under way."""
        if delivery.lane != BULK or not delivery.batch:
            if unreachable:
                await self._lose(delivery, problem)
            return
        batch = self._of(delivery.batch)
        is_wave = batch.ends(delivery.id, problem)
        if unreachable and delivery.id in batch.suspect:
            await self._marks.note(outbox.taken_back([delivery.id], millis(now())))
            return
        if unreachable:
            batch.held.append((batch.heard, delivery, problem))
        if self._stop is not None and is_wave:
            # First it stops: what goes back to the queue must not leave again.
            batch.suspect = {other.id for other in flying if other.batch == delivery.batch}
            held, batch.held = batch.held, []
            batch.begin_anew()
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

    @property
    def remembers(self) -> bool:
        """Whether there is a batch to forget once it is over."""
        return bool(self._batches)

    def _of(self, name: str) -> _Batch:
        return self._batches.setdefault(name, _Batch())

    async def _lose(self, delivery: Delivery, why: str) -> None:
        await self._marks.note(*contacts.lost(delivery.to, millis(now()), why[:200]))
