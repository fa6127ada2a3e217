"""Events as files for the phone's calendar: a newer one updates the older, and a cancelled one takes it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar. `uid` stays the same through all versions; the instants are aware."""

    uid: str
    title: str
    start: datetime
    end: datetime
    place: str
    description: str = ""
    latitude: float | None = None
    longitude: float | None = None


def calendar(entries: Sequence[Entry], *, version: int, cancelled: bool, made_at: datetime) -> bytes:
    """An iCalendar file (RFC 5545) of these; `version` counts the changes since the first, from 0."""
    from icalendar import Calendar, Event

    file = Calendar()
    file.add("prodid", "-//Relawan//ID")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if cancelled else "PUBLISH")
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("sequence", version)
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("dtstart", entry.start.astimezone(UTC))
        event.add("dtend", entry.end.astimezone(UTC))
        event.add("summary", entry.title)
        event.add("location", entry.place)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        if entry.description:
            event.add("description", entry.description)
        if entry.latitude is not None and entry.longitude is not None:
            event.add("geo", (entry.latitude, entry.longitude))
        file.add_component(event)
    return bytes(file.to_ical())
