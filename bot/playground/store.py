"""What the playground remembers over its own restarts, in an SQLite file of its own."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bot.playground.answers import Json, dumped
from bot.playground.people import Chat, chat_from_row

COMMIT_AFTER = 0.2
"""Seconds within which a change is committed; a clean stop commits at once."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS chats (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS messages (chat INTEGER NOT NULL, id INTEGER NOT NULL, fixed INTEGER NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (chat, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS updates (id INTEGER PRIMARY KEY, lane INTEGER NOT NULL, stored_at REAL NOT NULL,
    once INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS commands (scope TEXT NOT NULL, language TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (scope, language)) STRICT;
CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
    content BLOB NOT NULL) STRICT;
"""


class StoredUpdate(NamedTuple):
    """An update on its way to the bot; `once`: no offset can confirm it, so it goes when it has been handed out."""

    id: int
    lane: int
    stored_at: float
    once: bool
    body: str


class Store:
    """The tables; used from one event loop only."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)
        self._commit: asyncio.TimerHandle | None = None
        self._next = {name: int(self.value(name, "1")) for name in ("next_message", "next_update", "next_file")}

    def close(self) -> None:
        """Commit and close; closing twice is harmless."""
        self.commit()
        self._db.close()

    def commit(self) -> None:
        """Put everything so far on disk."""
        if self._commit is not None:
            self._commit.cancel()
            self._commit = None
        try:
            if self._db.in_transaction:
                for name, number in self._next.items():
                    self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(number)))
                self._db.execute("COMMIT")
        except sqlite3.ProgrammingError:
            return  # closed already

    def _write(self, statement: str, values: Iterable[Any] = ()) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN")
        self._db.execute(statement, tuple(values))
        if self._commit is None:
            try:
                self._commit = asyncio.get_running_loop().call_later(COMMIT_AFTER, self.commit)
            except RuntimeError:
                self.commit()

    def next(self, name: str) -> int:
        """The next number of its kind: "next_message", "next_update" or "next_file"."""
        number = self._next[name]
        self._next[name] = number + 1
        return number

    def skip_to(self, name: str, number: int) -> None:
        """Let the next number of its kind be at least this one."""
        self._next[name] = max(self._next[name], number)

    def upcoming(self, name: str) -> int:
        """The number that would be given next."""
        return self._next[name]

    def value(self, name: str, default: str = "") -> str:
        """A single remembered value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def keep_value(self, name: str, value: str) -> None:
        """Remember a single value."""
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def chats(self) -> list[Chat]:
        """All chats, in the order in which they came."""
        rows = self._db.execute("SELECT body FROM chats ORDER BY place").fetchall()
        return [chat_from_row(json.loads(body)) for (body,) in rows]

    def keep_chat(self, chat: Chat) -> None:
        """Remember a chat as it is now."""
        self._write(
            "INSERT INTO chats VALUES (?1, (SELECT count(*) FROM chats), ?2)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (chat.id, dumped(chat.as_row())),
        )

    def message(self, chat: int, id_: int) -> Json | None:
        """One message, as the Bot API has it."""
        row = self._db.execute("SELECT body FROM messages WHERE chat = ? AND id = ?", (chat, id_)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def messages(self, chat: int, newest: int = -1) -> list[Json]:
        """The newest messages of a chat (all by default), oldest first."""
        query = "SELECT body FROM messages WHERE chat = ? ORDER BY id DESC LIMIT ?"
        return [json.loads(body) for (body,) in self._db.execute(query, (chat, newest)).fetchall()][::-1]

    def keep_message(self, message: Json, fixed: bool = False) -> None:
        """Remember a message; `fixed` ones carry a keyboard that makes them uneditable, and stay so."""
        self._write(
            "INSERT INTO messages VALUES (?, ?, ?, ?) ON CONFLICT (chat, id) DO UPDATE SET body = excluded.body",
            (message["chat"]["id"], message["message_id"], fixed, dumped(message)),
        )

    def is_fixed(self, chat: int, id_: int) -> bool:
        """Whether a message carries a keyboard that makes it uneditable."""
        row = self._db.execute("SELECT fixed FROM messages WHERE chat = ? AND id = ?", (chat, id_)).fetchone()
        return row is not None and bool(row[0])

    def delete_message(self, chat: int, id_: int) -> None:
        """Forget a message."""
        self._write("DELETE FROM messages WHERE chat = ? AND id = ?", (chat, id_))

    def updates(self) -> list[StoredUpdate]:
        """The updates that nobody has confirmed, oldest first."""
        rows = self._db.execute("SELECT id, lane, stored_at, once, body FROM updates ORDER BY id").fetchall()
        return [StoredUpdate(id_, lane, at, bool(once), body) for id_, lane, at, once, body in rows]

    def keep_update(self, update: StoredUpdate) -> None:
        """Remember an update until it is confirmed."""
        self._write("INSERT INTO updates VALUES (?, ?, ?, ?, ?)", update)

    def delete_update(self, id_: int) -> None:
        """Forget an update."""
        self._write("DELETE FROM updates WHERE id = ?", (id_,))

    def commands(self, scope: str, language: str) -> list[Json] | None:
        """The command list of exactly this scope and language, or None where none was set."""
        query = "SELECT body FROM commands WHERE scope = ? AND language = ?"
        row = self._db.execute(query, (scope, language)).fetchone()
        return None if row is None else list(json.loads(row[0]))

    def keep_commands(self, scope: str, language: str, commands: list[Json]) -> None:
        """Remember the command list of a scope and language; an empty list forgets it."""
        if commands:
            self._write("INSERT OR REPLACE INTO commands VALUES (?, ?, ?)", (scope, language, dumped(commands)))
        else:
            self._write("DELETE FROM commands WHERE scope = ? AND language = ?", (scope, language))

    def file(self, id_: str) -> Json | None:
        """What is known of a file, without its content."""
        row = self._db.execute("SELECT body FROM files WHERE id = ?", (id_,)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def file_content(self, path: str) -> bytes | None:
        """The content of the file at this path."""
        row = self._db.execute("SELECT content FROM files WHERE path = ?", (path,)).fetchone()
        return None if row is None else bytes(row[0])

    def keep_file(self, file: Json, content: bytes) -> None:
        """Remember a file for good."""
        self._write("INSERT INTO files VALUES (?, ?, ?, ?)", (file["file_id"], file["path"], dumped(file), content))


def is_expired(update: StoredUpdate) -> bool:
    """Whether Telegram would have given the update up: it keeps them for a day."""
    return time.time() - update.stored_at > 86_400
