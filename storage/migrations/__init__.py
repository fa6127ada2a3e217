"""Numbered SQL files that bring a database up to date, each in one transaction with its number."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


class NewerSchema(Exception):
    """The database was written by a newer Relawan than this one."""


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if any(line.strip() and not line.strip().startswith("--") for line in statement.splitlines()):
        raise ValueError(f"a migration ends in the middle of a statement: {statement.strip()[:60]}")


def migrate(path: Path, folder: Traversable | None = None) -> int:
    """Apply what is missing of the folder's scripts (ours by default), in order; the number of the newest.

    Raises NewerSchema.
    """
    found = (folder or files(__package__)).iterdir()
    scripts = sorted(
        ((int(script.name[:4]), script) for script in found if script.name.endswith(".sql")), key=lambda pair: pair[0]
    )
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        done = int(connection.execute("PRAGMA user_version").fetchone()[0])
        newest = scripts[-1][0]
        if done > newest:
            raise NewerSchema(f"{path} is of version {done}; this Relawan knows {newest}")
        for number, script in scripts:
            if number > done:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    for statement in _statements(script.read_text("utf-8")):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number}")
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        return newest
    finally:
        connection.close()
