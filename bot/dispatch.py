"""Takes from the outbox what may leave now: replies first, batches in turn, and few at once after a start."""

import time
from collections.abc import Collection

from bot.marks import Marks
from storage import dispatch, outbox
from storage.database import Reader, Row, Statement
from storage.outbox import REMINDERS, REPLIES, Delivery

REPLIES_AT_ONCE = 128
FIRST_AT_ONCE = 2
"""Pushed messages that may be under way right after a start, and of those that are repeated half as many."""
RESULTS_FOR_ONE_MORE = 10
STABLE = 3.0
"""Seconds after a start before a pushed message that may have arrived is repeated."""


class Dispatch:
    """What is taken leaves no more than `at_once` pushed messages under way, and far fewer soon after a start.

    Where one crash follows another, what was under way at two of them stays in doubt. So there is little of it at
    first; and what is repeated waits for all that is not, and for a bot that stays alive, and then begins one by one.
    """

    def __init__(self, reader: Reader, marks: Marks, at_once: int) -> None:
        self._reader, self._marks, self._at_once = reader, marks, at_once
        self._results = self._repeated = 0
        self._turns = 0
        self._began = time.monotonic()

    def landed(self, delivery: Delivery) -> None:
        """One is not under way any more."""
        self._results += delivery.lane != REPLIES
        self._repeated += delivery.lane != REPLIES and delivery.repeated

    @property
    def settling(self) -> float:
        """Seconds until what may have arrived may be repeated."""
        return max(0.0, self._began + STABLE - time.monotonic())

    async def take(self, flying: Collection[Delivery], at: int) -> list[Delivery]:
        """Take what may leave now beside those under way, in the order in which it should; `at` in milliseconds."""
        statements = []
        replies = sum(1 for delivery in flying if delivery.lane == REPLIES)
        if replies < REPLIES_AT_ONCE:
            statements.append(dispatch.replies_due(at, REPLIES_AT_ONCE - replies))
        room = self._may_be_pushed - (len(flying) - replies)
        if room > 0:
            statements.append(dispatch.reminders_due(at, room))
            statements += await self._of_batches(flying, room, at)
        if not statements:
            return []
        rows = await self._marks.taken(statements)
        return [outbox.from_row(row) for row in sorted(rows, key=_order)]

    @property
    def _may_be_pushed(self) -> int:
        return min(self._at_once, FIRST_AT_ONCE + self._results // RESULTS_FOR_ONE_MORE)

    async def _of_batches(self, flying: Collection[Delivery], room: int, at: int) -> list[Statement]:
        """Every batch gets its share, and each claim begins with another one."""
        batches = await dispatch.batches_waiting(self._reader)
        self._turns += 1
        share = -(-room // max(1, len(batches)))
        repeats = 0 if self.settling else self._may_be_repeated - sum(each.repeated for each in flying)
        statements = []
        for turn in range(len(batches)):
            batch = batches[(self._turns + turn) % len(batches)]
            statements.append(dispatch.bulk_due(batch, at, share))
            if repeats > 0:
                statements.append(dispatch.repeats_due(batch, at, min(repeats, share)))
        return statements

    @property
    def _may_be_repeated(self) -> int:
        return FIRST_AT_ONCE // 2 + self._repeated // RESULTS_FOR_ONE_MORE


def _order(row: Row) -> tuple[int, int, int, int]:
    """Lanes in turn, what is repeated last; within that of reminders, what is soonest too late."""
    return row["lane"], row["repeated"], (row["expires_at"] or 0) if row["lane"] == REMINDERS else 0, row["id"]
