"""What there is to come to: published, changed, cancelled."""

from dataclasses import dataclass, fields

from storage import audiences, history, media, reminders
from storage.audiences import Audience
from storage.audiences.membership import condition
from storage.database import Reader, Row, Transaction, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What may be said of an event beside its title, time and place; nothing of it needs to be.

    Times are milliseconds, 0 where not said, and so is `picture`, a number in `storage.media`. `audience` is who it
    is for ("" everybody in its region), `answer_by` the last moment to say yes, `reconfirm` whether those who come are
    asked again a day before.
    """

    description: str = ""
    bring: str = ""
    ends_at: int = 0
    latitude: float | None = None
    longitude: float | None = None
    picture: int = 0
    audience: str = ""
    answer_by: int = 0
    reconfirm: bool = False


_DETAILS = tuple(field.name for field in fields(Details))
_UNSAID = frozenset({"ends_at", "picture", "answer_by"})
"""Columns in which 0 is NULL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Details):
    """Something to come to. Times are milliseconds; `zone` is the IANA zone in which its time is said.

    `capacity` 0 is no limit; `quota_by` is what its quotas are by. `version` grows with every change that people are
    told of. `made_by` is the contact who published it, 0 where they are gone.
    """

    id: int
    title: str
    starts_at: int
    zone: str
    place: str
    region: str
    capacity: int
    quota_by: str
    taken: int
    version: int
    cancelled: bool
    made_by: int

    def open_at(self, at: int) -> bool:
        """Whether it is still to come, and not cancelled."""
        return not self.cancelled and self.starts_at > at

    @property
    def full(self) -> bool:
        """Whether all seats are taken."""
        return bool(self.capacity) and self.taken >= self.capacity

    @property
    def for_whom(self) -> Audience:
        """Whom it is for: everybody in its region, or those of them that `audience` names."""
        return audiences.for_whom(self.region, self.audience)


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
        quota_by=row["quota_by"],
        taken=row["taken"],
        version=row["version"],
        cancelled=row["state"] == "cancelled",
        made_by=row["created_by"] or 0,
        description=row["description"],
        bring=row["bring"],
        ends_at=row["ends_at"] or 0,
        latitude=row["latitude"],
        longitude=row["longitude"],
        picture=row["picture"] or 0,
        audience=row["audience"],
        answer_by=row["answer_by"] or 0,
        reconfirm=bool(row["reconfirm"]),
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
    details: Details | None = None,
) -> int:
    """A new event, for all to see, with the usual reminders; its number. `capacity` 0 is no limit."""
    number = await db.insert(
        "INSERT INTO events (title, starts_at, zone, place, region, capacity, state, scheduled_at,"
        " created_by, created_at) VALUES (?, ?, ?, ?, ?, nullif(?, 0), 'published', ?, ?, ?)",
        (title, starts_at, zone, place, region, capacity, at, by, at),
    )
    await reminders.set_rules(db, number, reminders.DEFAULT_RULES, at)
    if details is not None:
        await detail(db, number, details)
    return number


async def detail(db: Transaction, id_: int, details: Details) -> None:
    """These are the event's details now; nobody is told."""
    columns = ", ".join(f"{name} = nullif(?, 0)" if name in _UNSAID else f"{name} = ?" for name in _DETAILS)
    values: list[Value] = [getattr(details, name) for name in _DETAILS]
    await db.execute(f"UPDATE events SET {columns} WHERE id = ? AND state = 'published'", (*values, id_))
    if details.picture:
        await media.last(db, [details.picture], None)


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


async def is_for(db: Reader, event: Event, contact: int) -> bool:
    """Whether an event is for one of a contact's people: for all, for somebody such as they, or they have answered."""
    if not event.audience:
        return True
    belongs, parameters = await condition(db, event.for_whom)
    answered = "EXISTS (SELECT 1 FROM answers WHERE event = ? AND volunteer = v.id)"
    return bool(
        await db.value(
            f"SELECT 1 FROM volunteers v WHERE v.contact = ? AND ({belongs} OR {answered})",
            (contact, *parameters, event.id),
        )
    )


async def since(db: Reader, start: int, until: int) -> list[Event]:
    """The events, not cancelled, that begin in a span of time, the latest first."""
    rows = await db.rows(
        "SELECT * FROM events WHERE state = 'published' AND starts_at BETWEEN ? AND ? ORDER BY starts_at DESC, id DESC",
        (start, until),
    )
    return [from_row(row) for row in rows]


async def change(
    db: Transaction, id_: int, *, title: str, place: str, starts_at: int, ends_at: int, zone: str, at: int
) -> None:
    """The event is called, takes place or begins otherwise: a new version. What it was before is kept beside it.

    Invitations that wait stay good until it begins.
    """
    await history.keep(db, id_, at)
    await db.apply(
        [
            (
                "UPDATE events SET title = ?, place = ?, starts_at = ?, ends_at = nullif(?, 0), zone = ?,"
                " scheduled_at = CASE starts_at WHEN ? THEN scheduled_at ELSE ? END, version = version + 1"
                " WHERE id = ? AND state = 'published'",
                (title, place, starts_at, ends_at, zone, starts_at, at, id_),
            ),
            (
                "UPDATE outbox SET expires_at = ?, updated_at = ?"
                " WHERE kind = 'invitation' AND subject = ? AND state = 'queued'",
                (starts_at, at, id_),
            ),
        ]
    )


async def relocate(db: Transaction, id_: int, region: str) -> None:
    """The event is for people of another region, and managed by whoever coordinates it; who has answered stays."""
    await db.execute("UPDATE events SET region = ? WHERE id = ? AND state = 'published'", (region, id_))


async def move(db: Transaction, id_: int, starts_at: int, zone: str, at: int) -> None:
    """The event begins at another time, and lasts as long as before: a new version."""
    now = await event(db, id_)
    if now is not None and not now.cancelled:
        ends_at = now.ends_at and now.ends_at + starts_at - now.starts_at
        await change(db, id_, title=now.title, place=now.place, starts_at=starts_at, ends_at=ends_at, zone=zone, at=at)


async def cancel(db: Transaction, id_: int) -> None:
    """The event does not take place: a new version."""
    await db.execute(
        "UPDATE events SET state = 'cancelled', version = version + 1 WHERE id = ? AND state = 'published'", (id_,)
    )
