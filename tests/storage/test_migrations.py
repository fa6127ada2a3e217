"""Numbered SQL files bring a database up to date, or leave it as it was."""

import sqlite3
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
