"""Where people are being checked in: the messages that show a code to a coordinator, each for one part of an event."""

from dataclasses import dataclass

from storage.contacts import NEWEST_ADDRESS
from storage.database import Reader, Row, Transaction

KEPT = 24 * 3600 * 1000
"""Milliseconds that a closed one is kept."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A message that shows a code at `channel`; `closes_at` in milliseconds.

    `minute` is the one whose code it shows, 0 for none; `picture` is that code's in `storage.media`, 0 for none;
    `here` what it says of who is there.
    """

    id: int
    event: int
    part: int
    contact: int
    channel: str
    closes_at: int
    edition: int
    first: int
    minute: int
    picture: int
    here: str

    def key(self, edition: int) -> str:
        """The key in the outbox of its message as it was written then."""
        return f"desk:{self.id}:{edition}"


_DESKS = (
    "SELECT d.*, a.channel FROM desks d JOIN events e ON e.id = d.event JOIN contacts c ON c.id = d.contact"
    f" JOIN addresses a ON {NEWEST_ADDRESS}"
)


def _from_row(row: Row) -> Desk:
    return Desk(
        row["id"], row["event"], row["part"], row["contact"], row["channel"], row["closes_at"], row["edition"],
        row["first"], row["minute"] or 0, row["picture"] or 0, row["here"],
    )  # fmt: skip


async def open_one(db: Transaction, event: int, part: int, contact: int, at: int, closes_at: int) -> int:
    """People are checked in from now; any desk that the contact had open closes. Its number."""
    await db.execute("UPDATE desks SET closes_at = ? WHERE contact = ? AND closes_at > ?", (at, contact, at))
    return await db.insert(
        "INSERT INTO desks (event, part, contact, opened_at, closes_at) VALUES (?, ?, ?, ?, ?)",
        (event, part, contact, at, closes_at),
    )


async def desk(db: Reader, id_: int) -> Desk | None:
    """The desk with a number, open or not."""
    row = await db.row(f"{_DESKS} WHERE d.id = ?", (id_,))
    return None if row is None else _from_row(row)


async def open_at(db: Reader, at: int) -> list[Desk]:
    """The desks that are open, of events that are not cancelled."""
    rows = await db.rows(f"{_DESKS} WHERE d.closes_at > ? AND e.state = 'published' ORDER BY d.id", (at,))
    return [_from_row(row) for row in rows]


async def is_open_for(db: Reader, event: int, at: int) -> bool:
    """Whether people are being checked in to an event."""
    return await db.row("SELECT 1 FROM desks WHERE event = ? AND closes_at > ?", (event, at)) is not None


async def to_close(db: Reader, at: int) -> list[Desk]:
    """The desks whose time is over, or whose event is cancelled, and whose message still shows a code."""
    rows = await db.rows(
        f"{_DESKS} WHERE d.minute IS NOT NULL AND (d.closes_at <= ? OR e.state = 'cancelled') ORDER BY d.id", (at,)
    )
    return [_from_row(row) for row in rows]


async def write(db: Transaction, id_: int, *, minute: int, picture: int, here: str, anew: bool) -> None:
    """The desk's message is written once more and shows this; `anew` as a message of its own, which edits then replace.

    Minute and picture 0 are none.
    """
    await db.execute(
        "UPDATE desks SET edition = edition + 1, first = CASE WHEN ? THEN edition + 1 ELSE first END,"
        " minute = nullif(?, 0), picture = nullif(?, 0), here = ? WHERE id = ?",
        (int(anew), minute, picture, here, id_),
    )


async def close(db: Transaction, id_: int, at: int) -> bool:
    """Nobody is checked in there any more; False if it was closed before."""
    return bool(await db.execute("UPDATE desks SET closes_at = ? WHERE id = ? AND closes_at > ?", (at, id_, at)))


async def forget(db: Transaction, at: int) -> None:
    """Erase the desks that closed over a day ago."""
    await db.execute("DELETE FROM desks WHERE closes_at < ?", (at - KEPT,))
