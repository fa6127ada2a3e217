"""A database in which every table holds something of one person, whatever tables there are."""

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SECRET = "sangatpribadi"
"""What stands in every text that a row may have."""
PHONE = "+6281234567890"
_FIXED: dict[str, dict[str, Any]] = {
    "addresses": {"channel": "telegram", "account": "1", "user": "77001"},
    "inbox": {
        "channel": "telegram",
        "account": "1",
        "payload": f'{{"from": 77001, "text": "{SECRET}"}}',
        "state": "dead",
    },
    "halts": {"channel": "telegram", "account": "1", "user": "77001"},
    "outbox": {"channel": "telegram", "account": "1", "user": "77001", "lane": 1, "batch": None, "state": "queued"},
    "sessions": {"state": "open", "args": "{}", "notes": "{}", "answers": f'{{"name": "{SECRET}"}}'},
    "volunteers": {"regency": "63.72", "pillar": "psm", "phone": PHONE},
    "codes": {"kind": "claim", "role": "", "region": "", "used_at": None, "withdrawn_at": None},
    "roles": {"role": "coordinator", "region": "63"},
    "events": {
        "capacity": 5,
        "taken": 2,
        "state": "published",
        "zone": "Asia/Makassar",
        "quota_by": "",
        "picture": None,
    },
    "quotas": {"key": "psm", "capacity": 5, "taken": 2},
    "contingents": {"quota": 5, "taken": 2, "state": "open"},
    "answers": {"answer": "yes", "quota": "psm"},
    "waiting": {"quota": "psm"},
    "media": {"kind": "document", "content": b"x"},
    "broadcasts": {"state": "done", "corrects": None},
    "questions": {"holder": ""},
    "inquiries": {"verdict": ""},
    "asked": {"outcome": "answered"},
    "jobs": {"state": "queued"},
    "contacts": {"locale": "id", "stopped_at": None, "unreachable_at": None, "unreachable_why": None},
    "registered_by_hour": {"region": "99"},
}
"""What a column must hold where any text or number will not do."""


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in found]


def references(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns that refer to another table, and the table."""
    return {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}


def _allowed(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The first value that each column with a list of values allows."""
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return dict(re.findall(r"CHECK \((\w+) IN\s*\('(\w*)'", sql))


def fill(path: Path, contact: int, person: int) -> None:
    """Put a row of this contact and this person into every table; one other person, of no contact, is there, too."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in tables(connection):
            _insert(connection, table, contact, person)
        connection.execute(
            "INSERT INTO volunteers (id, name, name_key, regency, pillar, registered_at)"
            " VALUES (?, 'Ani', 'ani', '63.72', 'psm', 1)",
            (person - 1,),
        )
        connection.execute("UPDATE waiting SET offered_until = NULL")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, contact: int, person: int) -> None:
    names: list[str] = []
    values: list[Any] = []
    owners = {"contacts": contact, "volunteers": person}
    refers, allowed = references(connection, table), _allowed(connection, table)
    for _, name, kind, *_rest in connection.execute(f"PRAGMA table_info({table})").fetchall():
        if name in _FIXED.get(table, {}):
            value = _FIXED[table][name]
        elif table == "twins" and name == "other":
            value = person - 1
        elif name in refers:
            value = owners.get(refers[name], 1)
        elif table in owners and name == "id":
            value = owners[table]
        elif name in allowed:
            value = allowed[name]
        elif name == "subject":
            value = person
        else:
            value = 1 if kind in ("INTEGER", "REAL") else f"{SECRET} {table} {name}"
        names.append(name)
        values.append(value)
    marks = ", ".join("?" * len(names))
    connection.execute(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


def texts(path: Path, beside: Sequence[str] = ()) -> str:
    """All that the database holds as text, but for these tables."""
    connection = sqlite3.connect(path)
    kept = [
        str(row)
        for table in tables(connection)
        if table not in beside
        for row in connection.execute(f"SELECT * FROM {table}")
    ]
    connection.close()
    return "\n".join(kept)
