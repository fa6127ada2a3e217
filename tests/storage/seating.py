"""Everything that may happen to the seats of an event, in any order, and what must hold after each of it."""

import asyncio
from collections.abc import Coroutine
from contextlib import nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from storage import answers, capacities, departures, events, seats, tallies, waiting
from storage.database import Row, Transaction, opened
from tests.storage.gathered import BEFORE, event_with, people

HOUR = 3600 * 1000
PEOPLE = st.integers(0, 6)
QUOTAS = st.sampled_from([{}, {"psm": 1, "tagana": 2}, {"psm": 0, "tagana": 1}, {"psm": 3}])
"""Seats for a group; those of the other pillar are in none, where it is not named."""
Result = TypeVar("Result")
_LAPSING = (
    "SELECT w.volunteer FROM waiting w JOIN outbox o ON o.dedupe_key = printf('offer:%d:%d', w.event, w.id)"
    " WHERE w.event = ? AND w.offered_until <= ? AND o.state = 'sent'"
)


class Seating(RuleBasedStateMachine):
    """One event that seven people of two pillars have said yes to, and what they are known to have said last."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.opening = opened(Path(self.folder.name) / "db")
        self.database = self.runner.run(self.opening.__aenter__())
        self.at, self.open = BEFORE, True
        self.said: dict[int, str] = {}
        self.line: list[int] = []
        self.before: dict[int, Row] = {}

    def teardown(self) -> None:
        self.runner.run(self.opening.__aexit__(None, None, None))
        self.runner.close()
        self.folder.cleanup()

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Finish the work."""
        return self.runner.run(work)

    @initialize(capacity=st.integers(1, 3), hours=st.integers(20, 90), order=st.permutations(range(7)))
    def gather(self, capacity: int, hours: int, order: list[int]) -> None:
        self.starts_at = self.at + hours * HOUR
        self.do(self._gather(capacity))
        for who in order:
            self.do(self._answer(self.people[who], "yes"))

    async def _gather(self, capacity: int) -> None:
        async with self.database.transaction() as db:
            self.event = await event_with(db, capacity=capacity, starts_at=self.starts_at)
            self.people = await people(db, 7)
            await db.execute("UPDATE volunteers SET pillar = 'tagana' WHERE id % 2")

    @rule(who=PEOPLE, answer=st.sampled_from(["yes", "yes", "maybe", "no"]))
    def answer(self, who: int, answer: str) -> None:
        if self.open and self.at < self.starts_at:
            self.do(self._answer(self.people[who], answer))

    async def _answer(self, who: int, answer: str) -> None:
        async with self.database.transaction() as db:
            try:
                await answers.give(db, self.event, who, answer, self.at)
                self.said[who] = answer
            except seats.EventFull:
                await waiting.join(db, self.event, who, self.at)
                if self.said.get(who) != "waiting":
                    self.line.append(who)
                self.said[who] = "waiting"
            except seats.NoQuota:
                assert await db.value("SELECT quota_by FROM events WHERE id = ?", (self.event,)) == "pillar"

    @rule(minutes=st.sampled_from([1, 20, 60, 180, 400, 720]), running=st.integers(0, 3))
    def time_passes(self, minutes: int, running: int) -> None:
        self.at += minutes * 60 * 1000
        self.do(self._tick(running=running > 0))

    async def _tick(self, *, running: bool = True) -> None:
        """The clock knocks; what could be sent by now has been, if the bot was running."""
        async with self.database.transaction() as db:
            if running:
                await db.execute("UPDATE outbox SET state = 'sent' WHERE not_before <= ?", (self.at,))
            for row in await db.rows(_LAPSING, (self.event, self.at)):
                self.said[row["volunteer"]] = "maybe"
            while await waiting.lapse(db, self.at):
                pass
            for event in await waiting.events_to_pass_on(db, self.at):
                await seats.pass_on(db, event, self.at)

    @rule(capacity=st.integers(0, 5))
    def capacity_changes(self, capacity: int) -> None:
        self.do(self._resize(capacity))

    async def _resize(self, capacity: int) -> None:
        async with self.database.transaction() as db:
            taken = await db.value("SELECT taken FROM events WHERE id = ?", (self.event,))
            refused = pytest.raises(capacities.TooFew) if 0 < capacity < taken else nullcontext()
            with refused:
                await capacities.set_capacity(db, self.event, capacity, self.at)

    @rule(quotas=QUOTAS)
    def quotas_change(self, quotas: dict[str, int]) -> None:
        self.do(self._divide(quotas))

    async def _divide(self, quotas: dict[str, int]) -> None:
        async with self.database.transaction() as db:
            with suppress(capacities.TooFew):
                await capacities.set_quotas(db, self.event, "pillar" if quotas else "", quotas, self.at)

    @precondition(lambda self: self.open)
    @rule(hours=st.integers(-3, 30))
    def moves(self, hours: int) -> None:
        self.starts_at = max(self.at + HOUR, self.starts_at + hours * HOUR)
        self.do(self._move())

    async def _move(self) -> None:
        async with self.database.transaction() as db:
            await events.move(db, self.event, self.starts_at, "Asia/Makassar", self.at)
        await self._tick()

    @rule(sure=st.integers(0, 19))
    def is_cancelled(self, sure: int) -> None:
        if sure == 19:
            self.open = False
            self.do(self._cancel())

    async def _cancel(self) -> None:
        async with self.database.transaction() as db:
            await events.cancel(db, self.event)

    @rule(who=PEOPLE)
    def somebody_is_erased(self, who: int) -> None:
        self.said.pop(self.people[who], None)
        self.do(self._erase(self.people[who]))

    async def _erase(self, who: int) -> None:
        async with self.database.transaction() as db:
            await departures.leave_all(db, [who], self.at)

    @rule(kept=PEOPLE, other=PEOPLE)
    def two_are_one(self, kept: int, other: int) -> None:
        if kept != other:
            self.do(self._merge(self.people[kept], self.people[other]))

    async def _merge(self, kept: int, other: int) -> None:
        async with self.database.transaction() as db:
            order = ["", "no", "maybe", "waiting", "yes"]
            nearest = max(self.said.get(kept, ""), self.said.pop(other, ""), key=order.index)
            both = [self.line.index(one) for one in (kept, other) if one in self.line]
            if nearest:
                self.said[kept] = nearest
            if nearest == "waiting" and other in self.line:
                self.line[min(both)] = kept
                self.line[max(both)] = other if len(both) > 1 else kept
            await departures.merge(db, kept, other, self.at)

    async def _waiting(self, db: Transaction) -> list[Row]:
        return await db.rows("SELECT * FROM waiting WHERE event = ? ORDER BY id", (self.event,))

    @invariant()
    def all_is_well(self) -> None:
        if hasattr(self, "event"):
            self.do(self._check())

    async def _check(self) -> None:
        async with self.database.transaction() as db:
            assert await tallies.differences(db) == []
            kept = await db.rows("SELECT volunteer, answer FROM answers WHERE event = ?", (self.event,))
            assert {row["volunteer"]: row["answer"] for row in kept} == self.said
            rows = await self._waiting(db)
            # The line is that of those who joined it, in their order.
            self.line = [who for who in self.line if self.said.get(who) == "waiting"]
            assert [row["volunteer"] for row in rows] == self.line
            unoffered = [row for row in rows if row["offered_until"] is None]
            for row in rows:
                if row["offered_until"] is not None and row["id"] not in self.before:
                    assert all(row["id"] < one["id"] for one in unoffered if one["quota"] == row["quota"])
            self.before = {row["id"]: row for row in rows if row["offered_until"] is not None}
            _sent, until = seats.offer_times(self.at, self.starts_at, "Asia/Makassar")
            if self.open and until:
                assert await waiting.events_to_pass_on(db, self.at) == []
