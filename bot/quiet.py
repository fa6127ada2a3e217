"""Quiet hours: from 21.00 to 06.00 where the reader lives, nobody is written to unasked."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGIN, END = time(21), time(6)
"""The local times between which it is quiet; at the end it is no longer."""
BEFORE_BED = time(20, 30)
"""The local time for what cannot wait for the morning."""
ROOM = timedelta(minutes=30)
"""What a morning's reminder leaves at least until the start."""


def is_quiet(instant: datetime, zone: str) -> bool:
    """Whether the instant (aware) falls in the quiet hours of an IANA zone."""
    clock = instant.astimezone(ZoneInfo(zone)).time()
    return clock >= BEGIN or clock < END


def next_allowed(instant: datetime, zone: str) -> datetime:
    """The instant itself, or 06.00 after it where it falls in the quiet hours of the zone."""
    return _morning(instant, zone) if is_quiet(instant, zone) else instant


def reminder_moment(start: datetime, before: timedelta, zone: str) -> datetime:
    """When somebody in the zone is reminded, so long before the start.

    In the quiet hours it waits for 06.00 if half an hour then remains, and else comes at 20.30 before them.
    """
    moment = start - before
    if not is_quiet(moment, zone):
        return moment
    morning = _morning(moment, zone)
    return morning if start - morning >= ROOM else _evening(moment, zone)


def _morning(instant: datetime, zone: str) -> datetime:
    local = instant.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=int(local.time() >= BEGIN))
    return datetime.combine(day, END, ZoneInfo(zone)).astimezone(instant.tzinfo)


def _evening(instant: datetime, zone: str) -> datetime:
    local = instant.astimezone(ZoneInfo(zone))
    day = local.date() - timedelta(days=int(local.time() < END))
    return datetime.combine(day, BEFORE_BED, ZoneInfo(zone)).astimezone(instant.tzinfo)
