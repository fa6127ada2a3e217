"""The events and contingents by which an audience may be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.audiences import Audience
from storage.audiences.membership import one_of
from storage.database import Reader, Row


@dataclass(frozen=True, slots=True)
class Known:
    """What an audience may be told by: events (id, title, starts_at, zone, region), contingents (id, name, region)."""

    events: Sequence[Row] = ()
    contingents: Sequence[Row] = ()


LONG_PAST = 30 * 24 * 3600 * 1000
"""Milliseconds for which an event that has begun may still be named."""


async def known(db: Reader, at: int) -> Known:
    """The events that are coming or were in the last month, the nearest first, and the contingents."""
    events, contingents = await db.several(
        [
            (
                "SELECT id, title, starts_at, zone, region FROM events WHERE state = 'published' AND starts_at > ?"
                " ORDER BY abs(starts_at - ?), id",
                (at - LONG_PAST, at),
            ),
            ("SELECT id, name, region FROM contingents ORDER BY name, id", ()),
        ]
    )
    return Known(events, contingents)


async def named_in(db: Reader, audience: Audience) -> Known:
    """The events and contingents that an audience names."""
    groups = (*audience.groups, *audience.without)
    events = sorted({event for group in groups for event, _ in group.answers})
    contingents = sorted({contingent for group in groups for contingent in group.contingents})
    found = await db.several(
        [
            (f"SELECT id, title, starts_at, zone, region FROM events WHERE id IN {one_of(events)}", events),
            (f"SELECT id, name, region FROM contingents WHERE id IN {one_of(contingents)}", contingents),
        ]
    )
    return Known(*found)
