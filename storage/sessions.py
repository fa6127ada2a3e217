"""Where each contact is in a conversation, and the answers so far, by name."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.messages import Address
from storage.database import Reader, Row, Statement, Transaction

DRAFT = 30 * 24 * 3600 * 1000
"""Milliseconds after which an unfinished talk is erased."""


FILES = "~files"
"""The note that the open question takes files."""
CHANGED = "~changed"
"""The note of the answer that is being changed: its name, and what it was."""


@dataclass(slots=True)
class Session:
    """A talk that is not finished. `asked` names the open question, `asking` counts the questions put so far."""

    conversation: str
    args: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    asked: str | None = None
    asking: int = 0
    free: bool = False
    state: str = "open"
    touched_at: int = 0
    id: str = field(default_factory=lambda: secrets.token_hex(4))


def forget_last(session: Session) -> bool:
    """Drop the answer given last, so that it is asked again; an answer being changed stays as it was. False if none."""
    if CHANGED in session.notes:
        name, value = session.notes.pop(CHANGED)
        session.answers[name] = value
    elif session.answers:
        session.answers.popitem()
    else:
        return False
    session.asked = None
    return True


def of_contact_at(channel: str, account: str, user: str) -> Statement:
    """The unfinished talks of whoever has an address, newest first, for `from_row`."""
    return (
        "SELECT s.* FROM sessions s JOIN addresses a ON a.contact = s.contact"
        " WHERE a.channel = ? AND a.account = ? AND a.user = ? ORDER BY s.touched_at DESC, s.rowid DESC",
        (channel, account, user),
    )


def from_row(row: Row) -> Session:
    """The session in a row."""
    return Session(
        conversation=row["conversation"],
        args=json.loads(row["args"]),
        answers=json.loads(row["answers"]),
        notes=json.loads(row["notes"]),
        asked=row["asked"],
        asking=row["asking"],
        free=bool(row["free"]),
        state=row["state"],
        touched_at=row["touched_at"],
        id=row["id"],
    )


def save(contact: int, session: Session, at: int) -> Statement:
    """Keep where the talk stands. Another open talk must have been put aside before."""
    packed = [json.dumps(part, ensure_ascii=False) for part in (session.args, session.answers, session.notes)]
    return (
        "INSERT INTO sessions (id, contact, conversation, state, args, answers, notes, asked, asking, free, touched_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
        " args = excluded.args, answers = excluded.answers, notes = excluded.notes, asked = excluded.asked,"
        " asking = excluded.asking, free = excluded.free, touched_at = excluded.touched_at",
        (
            session.id, contact, session.conversation, session.state, *packed,
            session.asked, session.asking, int(session.free), at,
        ),
    )  # fmt: skip


def put_aside(contact: int) -> Statement:
    """The open talk waits until the next one has ended."""
    return "UPDATE sessions SET state = 'aside' WHERE contact = ? AND state = 'open'", (contact,)


def end(session: str) -> Statement:
    """The talk is over; its answers are erased."""
    return "DELETE FROM sessions WHERE id = ?", (session,)


async def kept(db: Reader, session: str) -> tuple[int, Session] | None:
    """The contact of an unfinished talk, and the talk."""
    row = await db.row("SELECT * FROM sessions WHERE id = ?", (session,))
    return None if row is None else (row["contact"], from_row(row))


async def unfinished(db: Reader, session: str) -> bool:
    """Whether the talk is still there."""
    return await db.row("SELECT 1 FROM sessions WHERE id = ?", (session,)) is not None


async def forget(db: Transaction, at: int) -> None:
    """Erase talks that nobody has touched for thirty days."""
    await db.execute("DELETE FROM sessions WHERE touched_at < ?", (at - DRAFT,))


async def wants_files(db: Reader, sender: Address) -> bool:
    """Whether a file from an address is of use: the open question takes files, or nothing is open and the sender may
    announce it."""
    return bool(
        await db.value(
            "SELECT CASE WHEN s.id IS NULL THEN EXISTS (SELECT 1 FROM roles WHERE contact = a.contact"
            " AND role IN ('coordinator', 'admin')) ELSE coalesce(s.notes ->> ?, 0) END FROM addresses a"
            " LEFT JOIN sessions s ON s.contact = a.contact AND s.state = 'open'"
            " WHERE a.channel = ? AND a.account = ? AND a.user = ?",
            (f'$."{FILES}"', sender.channel, sender.account, sender.user),
        )
    )


async def open_between(db: Reader, since: int, until: int) -> list[Row]:
    """The open talks last touched between two instants, with the address of each."""
    return await db.rows(
        "SELECT s.id, s.touched_at, a.channel, a.account, a.user FROM sessions s"
        " JOIN addresses a ON a.id = (SELECT max(id) FROM addresses WHERE contact = s.contact)"
        " WHERE s.state = 'open' AND s.asked IS NOT NULL AND s.touched_at BETWEEN ? AND ?",
        (since, until),
    )
