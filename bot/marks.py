"""What the sender takes and notes of its rows, written in groups: whatever waits goes into one commit."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.messages import Outbound
from bot.now import millis, now
from storage import outbox
from storage.database import Busy, Database, Row, Statement

log = logging.getLogger(__name__)


def _future() -> asyncio.Future[bool]:
    return asyncio.get_running_loop().create_future()


@dataclass(frozen=True, slots=True, eq=False)
class _Mark:
    sending: tuple[int, Outbound] | None = None
    sent: tuple[int, str] | None = None
    others: Sequence[Statement] = ()
    rows: list[Row] = field(default_factory=list)
    noted: asyncio.Future[bool] = field(default_factory=_future)


class Marks:
    """Each call returns once its mark is committed, however long the database is busy; raises what else refuses it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Mark] = []
        self._writing: asyncio.Task[None] | None = None

    async def sending(self, row: int, message: Outbound) -> bool:
        """The row is about to be written to the channel; False if it may not be any more."""
        return await self._written(_Mark(sending=(row, message)))

    async def sent(self, row: int, message: str, *others: Statement) -> None:
        """The row was sent, and this is the channel's id of the message; what comes of it is written with that."""
        await self._written(_Mark(sent=(row, message), others=others))

    async def note(self, *statements: Statement) -> None:
        """Anything else."""
        await self._written(_Mark(others=statements))

    async def taken(self, statements: Sequence[Statement]) -> list[Row]:
        """The rows that these statements take."""
        mark = _Mark(others=statements)
        await self._written(mark)
        return mark.rows

    async def finish(self, seconds: float) -> None:
        """Wait until all is written, at most so many seconds."""
        if self._writing is not None:
            await asyncio.wait({self._writing}, timeout=seconds)

    async def _written(self, mark: _Mark) -> bool:
        self._waiting.append(mark)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await mark.noted

    async def _write(self) -> None:
        while self._waiting:
            marks, self._waiting = self._waiting, []
            try:
                await self._commit(marks)
            except Exception:
                # One that cannot be written must not take the others with it.
                for mark in marks:
                    await self._commit_alone(mark)

    async def _commit_alone(self, mark: _Mark) -> None:
        try:
            await self._commit([mark])
        except Exception as error:
            if not mark.noted.done():
                mark.noted.set_exception(error)

    async def _commit(self, marks: Sequence[_Mark]) -> None:
        at = millis(now())
        allowed, _, *others = await self._patiently(
            [
                outbox.marked_sending([mark.sending for mark in marks if mark.sending], at),
                outbox.marked_sent([mark.sent for mark in marks if mark.sent], at),
                *(statement for mark in marks for statement in mark.others),
            ]
        )
        may_be_sent, returned = {row["id"] for row in allowed}, iter(others)
        for mark in marks:
            for rows in islice(returned, len(mark.others)):
                mark.rows.extend(rows)
            if not mark.noted.done():
                mark.noted.set_result(mark.sending is None or mark.sending[0] in may_be_sent)

    async def _patiently(self, statements: Sequence[Statement]) -> list[list[Row]]:
        patience = 0.1
        while True:
            try:
                async with self._database.transaction() as db:
                    return await db.finish(statements)
            except Busy as busy:
                log.warning("marks wait %.1f s for the database: %s", patience, busy)
                await asyncio.sleep(patience)
                patience = min(patience * 2, 5)
