"""Where people are being checked in: the messages that show a code to a coordinator, each for one part of an event."""

from dataclasses import dataclass

from storage.database import Reader, Row, Transaction


@dataclass(frozen=True, slots=True)
class Desk:
    """A message that shows the code; `closes_at` in milliseconds, `shown` what it says, `edition` how often written."""

    id: int
    event: int
    part: int
    contact: int
    closes_at: int
    shown: str
    edition: int

    @property
    def key(self) -> str:
        """The key of its message in the outbox, and with the edition that of an edit."""
        return f"desk:{self.id}"


def _from_row(row: Row) -> Desk:
    return Desk(
        row["id"], row["event"], row["part"], row["contact"], row["closes_at"], row["shown"], row["edition"]
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
    row = await db.row("SELECT * FROM desks WHERE id = ?", (id_,))
    return None if row is None else _from_row(row)


async def open_at(db: Reader, at: int) -> list[Desk]:
    """The desks that are open, of events that are not cancelled."""
    rows = await db.rows(
        "SELECT d.* FROM desks d JOIN events e ON e.id = d.event"
        " WHERE d.closes_at > ? AND e.state = 'published' ORDER BY d.id",
        (at,),
    )
    return [_from_row(row) for row in rows]


async def write(db: Transaction, id_: int, shown: str) -> None:
    """The desk's message says this now."""
    await db.execute("UPDATE desks SET shown = ?, edition = edition + 1 WHERE id = ?", (shown, id_))


async def close(db: Transaction, id_: int, at: int) -> bool:
    """Nobody is checked in there any more; False if it was closed before."""
    return bool(await db.execute("UPDATE desks SET closes_at = ? WHERE id = ? AND closes_at > ?", (at, id_, at)))


async def forget(db: Transaction, at: int) -> None:
    """Erase the desks that closed over a day ago."""
    await db.execute("DELETE FROM desks WHERE closes_at < ?", (at - 24 * 3600 * 1000,))
