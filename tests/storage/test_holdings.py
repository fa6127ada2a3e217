"""Every table says what it holds about people; nothing of theirs is left out of what they see."""

import re
import sqlite3
from pathlib import Path

import pytest

from handlers.own_data import COUNTED, TOLD_IN_FULL
from storage.database import opened
from storage.holdings import AS_IT_IS, HOLDINGS, ROWS_GO, held
from storage.migrations import migrate
from tests.storage.filled import SECRET, fill, references, tables

SITI, HER_RECORD, NOBODY = 8, 9, 10
STAYING = {table for table, holding in HOLDINGS.items() if holding.personal and holding.stays != ROWS_GO}


@pytest.fixture
def schema(tmp_path: Path) -> sqlite3.Connection:
    """The newest schema."""
    migrate(tmp_path / "schema.db")
    return sqlite3.connect(tmp_path / "schema.db")


def test_every_table_says_what_it_holds_about_people(schema: sqlite3.Connection) -> None:
    missing = sorted(set(tables(schema)) - HOLDINGS.keys())
    assert not missing, f"say in storage/holdings.py how the rows of {missing} belong to people, or why to nobody"
    assert sorted(HOLDINGS.keys() - set(tables(schema))) == []


def test_every_column_that_refers_to_people_is_accounted_for(schema: sqlite3.Connection) -> None:
    for table in tables(schema):
        holding = HOLDINGS[table]
        for column, to in references(schema, table).items():
            owned = re.search(rf"\bt\.{column}\b", holding.of_person if to == "volunteers" else holding.of_contact)
            if to in ("contacts", "volunteers"):
                assert owned or column in holding.names, f"say in storage/holdings.py what {table}.{column} means"


def test_what_stays_and_what_is_not_personal_has_a_reason() -> None:
    for table, holding in HOLDINGS.items():
        assert bool(holding.because) == (not holding.personal or holding.stays != ROWS_GO), table


def test_all_that_is_personal_has_a_name_that_people_read() -> None:
    personal = {table for table, holding in HOLDINGS.items() if holding.personal}
    assert personal == COUNTED.keys() | TOLD_IN_FULL


async def test_what_is_held_is_shown_from_every_table_and_to_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "relawan.db"
    async with opened(path):
        pass
    fill(path, SITI, HER_RECORD)
    personal = {table for table, holding in HOLDINGS.items() if holding.personal}
    async with opened(path) as database:
        assert (await held(database.reader, SITI)).keys() == personal
        assert (await held(database.reader, SITI, HER_RECORD)).keys() == personal
        assert await held(database.reader, NOBODY) == {}
        of_another = await held(database.reader, SITI, NOBODY)
        assert of_another.keys() == {table for table in personal if not HOLDINGS[table].of_person}
        found = await held(database.reader, SITI)
    assert found["volunteers"][0]["name"] == f"{SECRET} volunteers name"
    assert found["sessions"][0]["answers"] == {"name": SECRET}
    assert AS_IT_IS not in str(found)
