"""Numbered SQL files bring a database up to date, or leave it as it was."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage import migrations
from storage.migrations import NewerSchema, migrate


def _folder(tmp_path: Path, **scripts: str) -> Path:
    folder = tmp_path / "scripts"
    folder.mkdir(exist_ok=True)
    for name, script in scripts.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(script)
    return folder


def _asked(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


ROOT = Path(__file__).parents[2]
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def test_each_script_is_applied_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "db"
    first = _folder(tmp_path, m0001_one="CREATE TABLE one (a);")
    assert migrate(path, first) == 1
    both = _folder(tmp_path, m0002_two="ALTER TABLE one RENAME TO two;\nINSERT INTO two VALUES (1);")
    assert migrate(path, both) == 2
    assert migrate(path, both) == 2
    assert _asked(path, "SELECT a FROM two") == [(1,)]


def test_a_script_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "db"
    folder = _folder(
        tmp_path,
        m0001_one="CREATE TABLE one (a);",
        m0002_two="CREATE TABLE two (a);\nINSERT INTO one VALUES (1);\nINSERT INTO nowhere VALUES (1);",
    )
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(path, folder)
    assert _asked(path, TABLES) == [("one",)]
    assert _asked(path, "SELECT * FROM one") == []
    assert _asked(path, "PRAGMA user_version") == [(1,)]
    assert migrate(path, _folder(tmp_path, m0002_two="CREATE TABLE two (a);")) == 2


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "db"
    newest = migrate(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {newest + 1}")
    connection.close()
    with pytest.raises(NewerSchema, match=f"version {newest + 1}; this Relawan knows {newest}"):
        migrate(path)


def test_statements_end_where_sqlite_says(tmp_path: Path) -> None:
    path = tmp_path / "db"
    script = (
        "-- a comment; with a semicolon\n"
        "CREATE TABLE one (a DEFAULT ';\n;');\n"
        "CREATE TRIGGER many AFTER INSERT ON one BEGIN\n"
        "  UPDATE one SET a = 'x;y';\n"
        "END;\n"
        "INSERT INTO one VALUES ('z');\n"
        "-- the end\n"
    )
    migrate(path, _folder(tmp_path, m0001_one=script))
    assert _asked(path, "SELECT a FROM one") == [("x;y",)]


def test_a_script_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with pytest.raises(ValueError, match="middle of a statement: CREATE TABLE two"):
        migrate(path, _folder(tmp_path, m0001_one="CREATE TABLE one (a);\nCREATE TABLE two (a"))
    assert _asked(path, TABLES) == []


def test_the_database_is_written_ahead_and_by_rows_of_strict_types(tmp_path: Path) -> None:
    path = tmp_path / "db"
    migrate(path)
    assert _asked(path, "PRAGMA journal_mode") == [("wal",)]
    loose = _asked(path, "SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite_%'")
    assert loose == []


def test_no_two_of_ours_have_the_same_number() -> None:
    names = sorted(script.name for script in Path(migrations.__file__).parent.glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from storage.migrations import migrate

class Dying(sqlite3.Connection):
    left = int(sys.argv[2])

    def execute(self, *statement):
        Dying.left -= 1
        if not Dying.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*statement)

connect = sqlite3.connect
sqlite3.connect = lambda *path, **how: connect(*path, factory=Dying, **how)
migrate(Path(sys.argv[1]))
"""
"""Migrates the database at a path, and dies in place of a statement of that number."""
SCHEMA = "SELECT type, name, sql FROM sqlite_master ORDER BY name"


def _schemas(tmp_path: Path) -> list[list[tuple[object, ...]]]:
    """The schema of each version, from that of an empty database on."""
    scripts = sorted(Path(migrations.__file__).parent.glob("*.sql"))
    reached: list[list[tuple[object, ...]]] = [[]]
    for script in scripts:
        migrate(tmp_path / "stepwise", _folder(tmp_path, **{f"m{script.stem}": script.read_text("utf-8")}))
        reached.append(_asked(tmp_path / "stepwise", SCHEMA))
    return reached


@pytest.mark.parametrize(
    "statements", [range(4, 400, 37), pytest.param(range(1, 400, 4), marks=pytest.mark.long)], ids=["few", "many"]
)
def test_killed_at_any_statement_the_schema_is_one_that_there_was_and_goes_on(
    tmp_path: Path, statements: range
) -> None:
    schemas = _schemas(tmp_path)
    reached = set()
    for statement in statements:
        path = tmp_path / f"killed-{statement}"
        run = subprocess.run([sys.executable, "-c", KILLED, path, str(statement)], cwd=ROOT, check=False)
        if run.returncode == 0:
            break
        assert run.returncode == -signal.SIGKILL
        ((version,),) = _asked(path, "PRAGMA user_version")
        assert isinstance(version, int)
        reached.add(version)
        assert _asked(path, SCHEMA) == schemas[version], statement
        assert migrate(path) == len(schemas) - 1
        assert _asked(path, SCHEMA) == schemas[-1], statement
        assert _asked(path, "PRAGMA integrity_check") == [("ok",)]
    assert len(reached) > 3
