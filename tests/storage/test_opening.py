"""One process writes the database file, others may read it."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage import facts
from storage.database import AlreadyRunning, Database, opened, reading


async def test_a_second_process_is_refused(database: Database) -> None:
    with pytest.raises(AlreadyRunning):
        async with opened(database.path):
            pass
    program = (
        "import asyncio, sys, pathlib, storage.database as d\n"
        "async def main():\n"
        "    try:\n"
        "        async with d.opened(pathlib.Path(sys.argv[1])): pass\n"
        "    except d.AlreadyRunning: sys.exit(7)\n"
        "asyncio.run(main())"
    )
    run = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program, str(database.path)], cwd=Path(__file__).parents[2], check=False
    )
    assert run.returncode == 7


async def _note(database: Database, value: str) -> None:
    async with database.transaction() as db:
        await facts.note(db, "a", value)


async def test_once_closed_it_can_be_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "relawan.db"
    async with opened(path) as database:
        await _note(database, "1")
    async with opened(path) as database:
        assert await facts.fact(database.reader, "a") == "1"


async def test_another_process_may_read_beside_the_writer_and_after_it(database: Database, tmp_path: Path) -> None:
    await _note(database, "1")
    async with reading(database.path) as db:
        assert await facts.fact(db, "a") == "1"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await db.rows("INSERT INTO facts (name, value) VALUES ('b', '1')")
    async with opened(tmp_path / "closed.db") as closed:
        await _note(closed, "2")
    async with reading(tmp_path / "closed.db") as db:
        assert await facts.fact(db, "a") == "2"


async def test_there_is_nothing_to_read_where_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        async with reading(tmp_path / "relawan.db"):
            pass


async def test_a_file_that_is_no_database_leaves_no_thread_behind(tmp_path: Path) -> None:
    path = tmp_path / "relawan.db"
    path.write_bytes(b"this is no database " * 400)
    before = set(threading.enumerate())
    with pytest.raises(sqlite3.DatabaseError):
        async with reading(path) as db:
            await db.rows("SELECT * FROM facts")
    for thread in set(threading.enumerate()) - before:
        thread.join(1)
        assert not thread.is_alive()


async def test_a_copy_made_while_the_bot_writes_is_whole(database: Database, tmp_path: Path) -> None:
    def copied(number: int) -> Path:
        connection = sqlite3.connect(database.path)
        connection.execute("VACUUM INTO ?", (str(tmp_path / f"copy-{number}"),))
        connection.close()
        return tmp_path / f"copy-{number}"

    for number in range(3):
        copying = asyncio.create_task(asyncio.to_thread(copied, number))
        written = 0
        while not copying.done():
            async with database.transaction() as db:
                await facts.note(db, "a", str(written))
                await facts.note(db, "b", str(written))
            written += 1
        async with opened(await copying) as copy:
            assert await copy.reader.value("PRAGMA integrity_check") == "ok"
            assert await facts.fact(copy.reader, "a") == await facts.fact(copy.reader, "b")
    assert await facts.fact(database.reader, "a") == str(written - 1)


async def test_a_commit_is_on_the_disk_before_anybody_hears_of_it(database: Database) -> None:
    async with database.transaction() as db:
        assert await db.value("PRAGMA synchronous") == 2  # FULL: what only waits to be written is lost with the power
