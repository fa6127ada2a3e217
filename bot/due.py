"""The command that tells what would be sent when, to whom and why: asked as the clock asks, and nothing is sent."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.now import instant, millis
from bot.quiet import next_allowed
from bot.understanding.regions import zone_of
from storage import agenda, reconfirmations, reminders, reminding, upcoming
from storage.database import Reader, reading
from storage.reminders import Round
from storage.zones import ZONES

_HOUR = 3600 * 1000


@dataclass(frozen=True, slots=True)
class Due:
    """Something that would be sent at an instant (ISO 8601, where its reader lives), told apart by numbers alone.

    `recipients` is how many rows it stands for, where it is one errand to many; 0 is none: something lapses.
    """

    at: str
    kind: str
    why: str
    event: int | None = None
    contact: int | None = None
    volunteer: int | None = None
    recipients: int = 1


async def due(database: Path, since: datetime, until: datetime, zone: str) -> list[Due]:
    """What would be sent between two instants as things stand, in order of time; `zone` where no reader is known.

    Raises FileNotFoundError.
    """
    async with reading(database) as db:
        found = [
            each
            for part in (_reminders, _reconfirmations, _agendas, _waiting_rows, _lapses, _broadcasts)
            async for each in part(db, millis(since), millis(until), zone)
        ]
    return sorted(found, key=lambda each: (datetime.fromisoformat(each.at), each.kind, each.contact or 0))


def _local(at: int, zone: str) -> str:
    return instant(at).astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


async def _reminders(db: Reader, since: int, until: int, _zone: str) -> AsyncIterator[Due]:
    for each in await reminders.rounds_open(db, since, until):
        at = max(since, each.due_at if each.due_at > since else reminding.leaves_at(each, since))
        if at > until or at >= each.until_at:
            continue
        for contact, volunteer in await reminding.reminded(db, each):
            if each.before == reconfirmations.DAY and await reconfirmations.wanted(db, each.event, volunteer):
                continue  # the question whether they still come takes its place
            yield Due(_local(at, each.zone), "reminder", _why(each, at), each.event, contact, volunteer)


def _why(each: Round, at: int) -> str:
    hours = f"{each.before / _HOUR:g} h before the start at {_local(each.starts_at, each.zone)}"
    planned = each.starts_at - each.before
    if each.due_at != planned:
        hours += f"; {_local(planned, each.zone)} is in the quiet hours"
    return f"{hours}; overdue" if at != each.due_at else hours


async def _agendas(db: Reader, since: int, until: int, _zone: str) -> AsyncIterator[Due]:
    for zone in ZONES:
        week = agenda.week_at(since, zone)
        while week.due_at <= until:
            if week.until_at > since and await agenda.is_open(db, week):
                at = _local(max(week.due_at, since), zone)
                for contact in await agenda.expecting(db, week):
                    yield Due(at, agenda.KIND, f"the agenda of {week.name} is wished for", None, contact)
            week = agenda.week_at(week.ends_at, zone)


async def _waiting_rows(db: Reader, since: int, until: int, zone: str) -> AsyncIterator[Due]:
    for row in await upcoming.queued(db, since, until):
        at, subject = _local(max(row["not_before"], since), zone), row["subject"]
        if row["batch"]:
            yield Due(at, row["kind"], f"queued in {row['batch']}", recipients=row["n"])
        else:
            yield Due(at, row["kind"], f"queued, about {subject}" if subject else "queued", contact=row["contact"])


async def _lapses(db: Reader, since: int, until: int, zone: str) -> AsyncIterator[Due]:
    for row in await upcoming.offers(db, until):
        yield Due(
            _local(max(row["offered_until"], since), zone), "lapse", "a seat is held until then",
            row["event"], row["contact"], row["volunteer"], recipients=0,
        )  # fmt: skip


async def _reconfirmations(db: Reader, since: int, until: int, _zone: str) -> AsyncIterator[Due]:
    for row in await upcoming.reconfirmations(db, since, until):
        zone = zone_of(row["regency"])
        at = millis(next_allowed(instant(max(row["ask_at"], since)), zone))
        if at <= until:
            yield Due(
                _local(at, zone), "reconfirm", "the event asks a day before who still comes",
                row["event"], row["contact"], row["volunteer"],
            )  # fmt: skip


async def _broadcasts(db: Reader, since: int, until: int, zone: str) -> AsyncIterator[Due]:
    for row in await upcoming.broadcasts(db, until):
        at = _local(max(row["send_at"], since), zone)
        yield Due(at, "broadcast", f"broadcast {row['id']} is scheduled", recipients=row["expected"])


def written(each: Due) -> str:
    """The same for people, a line."""
    numbers = {"event": each.event, "contact": each.contact, "volunteer": each.volunteer}
    named = [f"{name} {number}" for name, number in numbers.items() if number is not None]
    if each.recipients > 1:
        named.append(f"{each.recipients} recipients")
    return "  ".join([each.at, each.kind, *named, each.why])


def moment_in(text: str, zone: str) -> datetime:
    """An instant as the command line has it (ISO 8601; in `zone` where it names none). Raises ValueError."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))
