"""One SQLite file: one writer, one transaction at a time, a reader beside it. The only module that knows the driver."""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.migrations import migrate

Row = sqlite3.Row
Value = str | int | float | bytes | None
Statement = tuple[str, Sequence[Value]]
"""A piece of SQL and its parameters; several travel to the database in one hop."""

SYNCHRONOUS = "FULL"
"""A power cut loses nothing that was committed."""

_Result = TypeVar("_Result")
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


class Busy(Exception):
    """The database is locked or its disk is full; nothing was written, and the same may be tried again."""


class AlreadyRunning(Exception):
    """Another process writes to this database."""


class Conflict(Exception):
    """A rule of the schema (unique, foreign key, check) refuses the change."""


def _run(connection: sqlite3.Connection, statements: Sequence[Statement]) -> list[list[Row]]:
    return [connection.execute(sql, parameters).fetchall() for sql, parameters in statements]


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


async def _visit(connection: aiosqlite.Connection, work: Callable[..., _Result], *args: Any) -> _Result:
    """Run the work in the connection's thread, in one hop; aiosqlite has no public way to run several statements so."""
    result: _Result = await connection._execute(work, connection._conn, *args)  # type: ignore[no-untyped-call]
    return result


class Reader:
    """Questions to the database. `written` counts the statements that changed something: none, here."""

    written = 0

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def _hop(self, statements: Sequence[Statement]) -> list[list[Row]]:
        try:
            return await _visit(self._connection, _run, statements)
        except sqlite3.IntegrityError as error:
            raise Conflict(str(error)) from error
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
                raise Busy(str(error)) from error
            raise

    async def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """All rows of a question."""
        return (await self._hop([(sql, parameters)]))[0]

    async def row(self, sql: str, parameters: Sequence[Value] = ()) -> Row | None:
        """The first row of a question, if any."""
        rows = await self.rows(sql, parameters)
        return rows[0] if rows else None

    async def value(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        """The first column of the first row, or None."""
        row = await self.row(sql, parameters)
        return None if row is None else row[0]

    async def several(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """The rows of several questions, in one hop."""
        return await self._hop(statements)


class Transaction(Reader):
    """Changes that are written together or not at all; it begins with its first statement."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        super().__init__(connection)
        self._begun = False

    async def _hop(self, statements: Sequence[Statement]) -> list[list[Row]]:
        if self._begun:
            return await super()._hop(statements)
        self._begun = True
        return (await super()._hop([("BEGIN IMMEDIATE", ()), *statements]))[1:]

    async def execute(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Change something; the number of rows changed. Raises Conflict where a rule of the schema refuses."""
        self.written += 1
        _, changed = await self._hop([(sql, parameters), ("SELECT changes()", ())])
        return int(changed[0][0])

    async def insert(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Insert one row; its id. Raises Conflict where a rule of the schema refuses."""
        self.written += 1
        _, made = await self._hop([(sql, parameters), ("SELECT last_insert_rowid()", ())])
        return int(made[0][0])

    async def apply(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Several changes in one hop; the rows that each returns."""
        self.written += len(statements)
        return await self._hop(statements)

    async def finish(self, statements: Sequence[Statement] = ()) -> list[list[Row]]:
        """The last changes and the commit, in one hop; the rows that each change returns. Nothing may follow."""
        results: list[list[Row]] = []
        if self._begun or statements:
            results = (await self._hop([*statements, ("COMMIT", ())]))[:-1]
        self._begun = False
        return results

    async def _abandon(self) -> None:
        if self._begun:
            await _visit(self._connection, _roll_back)
        self._begun = False


async def _settled(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Wait for the work to its end, whoever cancels the waiting; then pass the cancelling on."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception:
            break
    if cancelled is not None and not task.cancelled() and task.exception() is None:
        raise cancelled
    return task.result()


class Database:
    """The open file: `transaction()` to change, `reader` for what only reads."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self.reader = Reader(reader)
        self._writer = writer
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """One at a time; commits at the end unless an exception (or a cancellation) leaves it. Raises Busy."""
        async with self._lock:
            transaction = Transaction(self._writer)
            try:
                yield transaction
                await _settled(transaction.finish())
            except BaseException:
                # A cancelled statement still runs in the driver's thread: roll back behind it, before anybody else.
                await _settled(transaction._abandon())
                raise


async def _connected(path: Path, *, writing: bool) -> aiosqlite.Connection:
    mode = "rw" if writing else "ro"
    connection = await aiosqlite.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    pragmas = [
        "foreign_keys=ON", f"synchronous={SYNCHRONOUS}", "busy_timeout=5000", "cache_size=-8000", "temp_store=MEMORY",
    ]  # fmt: skip
    try:
        wanted = pragmas if writing else [*pragmas, "query_only=ON"]
        await _visit(connection, _run, [(f"PRAGMA {pragma}", ()) for pragma in wanted])
    except BaseException:
        await connection.close()
        raise
    return connection


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Database]:
    """The database at a path, made and brought up to date if need be. Raises AlreadyRunning."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(f"another process already uses {path}") from error
        await asyncio.to_thread(migrate, path)
        writer = await _connected(path, writing=True)
        try:
            reader = await _connected(path, writing=False)
            try:
                yield Database(path, writer, reader)
            finally:
                await reader.close()
        finally:
            await writer.close()


@asynccontextmanager
async def reading(path: Path) -> AsyncIterator[Reader]:
    """The database at a path, for questions only, while another process may write. Raises FileNotFoundError."""
    if not path.exists():
        raise FileNotFoundError(f"there is no database at {path}; it is made at the first start")
    connection = await _connected(path, writing=False)
    try:
        yield Reader(connection)
    finally:
        await connection.close()
