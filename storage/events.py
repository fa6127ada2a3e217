"""What there is to come to: published, moved, cancelled."""

from dataclasses import dataclass

from storage import reminders
from storage.database import Reader, Row, Transaction


@dataclass(frozen=True, slots=True)
class Event:
    """Something to come to. Times are milliseconds; `zone` is the IANA zone in which its time is said.

    `capacity` 0 is no limit. `version` grows with every change that people are told of; `moved_from` is the time
    before the last move (0: never moved).
    """

    id: int
    title: str
    starts_at: int
    zone: str
    place: str
    region: str
    capacity: int
    taken: int
    version: int
    cancelled: bool
    moved_from: int

    def open_at(self, at: int) -> bool:
        """Whether it is still to come, and not cancelled."""
        return not self.cancelled and self.starts_at > at

    @property
    def full(self) -> bool:
        """Whether all seats are taken."""
        return bool(self.capacity) and self.taken >= self.capacity


def from_row(row: Row) -> Event:
    """The event in a row."""
    return Event(
        id=row["id"],
        title=row["title"],
        starts_at=row["starts_at"],
        zone=row["zone"],
        place=row["place"],
        region=row["region"],
        capacity=row["capacity"] or 0,
        taken=row["taken"],
        version=row["version"],
        cancelled=row["state"] == "cancelled",
        moved_from=row["moved_from"] or 0,
    )


async def publish(
    db: Transaction,
    *,
    title: str,
    starts_at: int,
    zone: str,
    place: str,
    region: str,
    capacity: int,
    by: int,
    at: int,
) -> int:
    """A new event, for all to see, with the usual reminders; its number. `capacity` 0 is no limit."""
    number = await db.insert(
        "INSERT INTO events (title, starts_at, zone, place, region, capacity, state, scheduled_at,"
        " created_by, created_at) VALUES (?, ?, ?, ?, ?, nullif(?, 0), 'published', ?, ?, ?)",
        (title, starts_at, zone, place, region, capacity, at, by, at),
    )
    await reminders.set_rules(db, number, reminders.DEFAULT_RULES, at)
    return number


async def event(db: Reader, id_: int) -> Event | None:
    """The event with a number, cancelled or past ones too."""
    row = await db.row("SELECT * FROM events WHERE id = ?", (id_,))
    return None if row is None else from_row(row)


async def coming(db: Reader, at: int) -> list[Event]:
    """The events that have not begun and are not cancelled, the nearest first."""
    rows = await db.rows(
        "SELECT * FROM events WHERE state = 'published' AND starts_at > ? ORDER BY starts_at, id", (at,)
    )
    return [from_row(row) for row in rows]


async def move(db: Transaction, id_: int, starts_at: int, zone: str, at: int) -> None:
    """The event begins at another time: a new version. Invitations that wait stay good until then."""
    await db.apply(
        [
            (
                "UPDATE events SET moved_from = starts_at, starts_at = ?, zone = ?, scheduled_at = ?,"
                " version = version + 1 WHERE id = ? AND state = 'published'",
                (starts_at, zone, at, id_),
            ),
            (
                "UPDATE outbox SET expires_at = ?, updated_at = ?"
                " WHERE kind = 'invitation' AND subject = ? AND state = 'queued'",
                (starts_at, at, id_),
            ),
        ]
    )


async def cancel(db: Transaction, id_: int) -> None:
    """The event does not take place: a new version."""
    await db.execute(
        "UPDATE events SET state = 'cancelled', version = version + 1 WHERE id = ? AND state = 'published'", (id_,)
    )
