"""What the sender notes of its rows, written in groups: whatever waits goes into one commit."""

import asyncio
import logging

from bot.messages import Outbound
from bot.now import millis, now
from storage import outbox
from storage.database import Busy, Database, Statement

log = logging.getLogger(__name__)


class Marks:
    """Each call returns once its mark is committed, however long the database is busy."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sending: list[tuple[int, Outbound, asyncio.Future[bool]]] = []
        self._sent: list[tuple[int, str, asyncio.Future[bool]]] = []
        self._others: list[tuple[list[Statement], asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def sending(self, row: int, message: Outbound) -> bool:
        """The row is about to be written to the channel; False if it may not be any more."""
        noted = asyncio.get_running_loop().create_future()
        self._sending.append((row, message, noted))
        return await self._written(noted)

    async def sent(self, row: int, message: str) -> None:
        """The row was sent, and this is the channel's id of the message."""
        noted = asyncio.get_running_loop().create_future()
        self._sent.append((row, message, noted))
        await self._written(noted)

    async def note(self, *statements: Statement) -> None:
        """Anything else."""
        noted = asyncio.get_running_loop().create_future()
        self._others.append((list(statements), noted))
        await self._written(noted)

    async def _written(self, noted: asyncio.Future[bool]) -> bool:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await noted

    async def _write(self) -> None:
        while self._sending or self._sent or self._others:
            sending, self._sending = self._sending, []
            sent, self._sent = self._sent, []
            others, self._others = self._others, []
            at = millis(now())
            allowed: set[int] = set()
            statements = [outbox.marked_sending([(row, message) for row, message, _ in sending], at)]
            if sent:
                statements.append(outbox.marked_sent([(row, message) for row, message, _ in sent], at))
            statements += [statement for several, _ in others for statement in several]
            await self._commit(statements, allowed)
            for row, _, noted in sending:
                _resolve(noted, row in allowed)
            for noted in [*(noted for *_, noted in sent), *(noted for _, noted in others)]:
                _resolve(noted, True)

    async def _commit(self, statements: list[Statement], allowed: set[int]) -> None:
        patience = 0.1
        while True:
            try:
                async with self._database.transaction() as db:
                    rows, *_ = await db.finish(statements)
            except Busy as busy:
                log.warning("marks wait %.1f s for the database: %s", patience, busy)
                await asyncio.sleep(patience)
                patience = min(patience * 2, 5)
            else:
                allowed.update(row["id"] for row in rows)
                return


def _resolve(noted: asyncio.Future[bool], value: bool) -> None:
    if not noted.done():
        noted.set_result(value)
