"""Whom something is for: people by region, pillar, contingent and what they answered, united and excluded."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from storage.database import Reader, Row
from storage.volunteers import within

ANSWERS = ("yes", "maybe", "no", "waiting")
"""What may have been answered to an event."""
UNANSWERED, ATTENDED, ABSENT = "unanswered", "attended", "absent"
STATES = (*ANSWERS, UNANSWERED, ATTENDED, ABSENT)
"""How somebody may stand to an event; absent is who said yes and was not checked in."""

_Condition = tuple[str, tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Those who fit every part that is not empty; within a part, one of its things is enough.

    `regions` are codes, `pillars` ids, `contingents` numbers, `answers` pairs of an event's number and one of STATES.
    `received` are broadcasts that (perhaps) arrived at their phone, `silent` those that did and were not answered.
    """

    regions: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    contingents: tuple[int, ...] = ()
    answers: tuple[tuple[int, str], ...] = ()
    received: tuple[int, ...] = ()
    silent: tuple[int, ...] = ()


EVERYBODY = Group()
"""The group that all are in."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Those in one of `groups` (none: everybody) and in none of `without`, all inside the regions of `within`.

    `within` is the outer bound, the sender's own regions; ("",) is the whole country, () nobody.
    """

    within: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    without: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """How many people an audience has, how many of them are reached in how many chats, and why the others are not.

    Of those not reached each counts once: no chat of their own, did not agree to announcements, stopped, or blocked.
    """

    people: int
    reached: int
    chats: int
    chatless: int
    declined: int
    stopped: int
    blocked: int


def packed(audience: Audience) -> str:
    """The audience as JSON."""
    return json.dumps({key: value for key, value in asdict(audience).items() if value or key == "within"})


def unpacked(kept: str) -> Audience:
    """The audience that `packed` made."""
    fields = json.loads(kept)
    groups, without = ([_group(group) for group in fields.get(part, ())] for part in ("groups", "without"))
    return Audience(tuple(fields["within"]), tuple(groups), tuple(without))


def _group(fields: dict[str, list[Any]]) -> Group:
    parts: dict[str, Any] = {
        key: tuple(tuple(each) if isinstance(each, list) else each for each in fields[key]) for key in fields
    }
    return Group(**parts)


def condition(audience: Audience, alias: str = "v") -> _Condition:
    """The SQL condition, and its parameters, that a row `alias` of volunteers belongs to the audience."""
    parts = [_inside(audience.within, alias)]
    if audience.groups:
        parts.append(_joined(" OR ", [_of_group(group, alias) for group in audience.groups]))
    if audience.without:
        without, parameters = _joined(" OR ", [_of_group(group, alias) for group in audience.without])
        parts.append((f"NOT {without}", parameters))
    return _joined(" AND ", parts)


def _of_group(group: Group, alias: str) -> _Condition:
    parts: list[_Condition] = []
    if group.regions:
        parts.append(_inside(group.regions, alias))
    if group.pillars:
        one_of = _one_of(group.pillars)
        also = f"EXISTS (SELECT 1 FROM volunteer_pillars WHERE volunteer = {alias}.id AND pillar IN {one_of})"
        parts.append((f"({alias}.pillar IN {one_of} OR {also})", (*group.pillars, *group.pillars)))
    if group.contingents:
        parts.append((f"{alias}.contingent IN {_one_of(group.contingents)}", group.contingents))
    if group.answers:
        parts.append(_joined(" OR ", [_stands(event, state, alias) for event, state in group.answers]))
    if group.received:
        parts.append((f"EXISTS ({_RECEIVED.format(_one_of(group.received), alias)})", group.received))
    if group.silent:
        heard = _RECEIVED.format(_one_of(group.silent), alias)
        answered = f"SELECT 1 FROM broadcast_answers WHERE broadcast = o.subject AND contact = {alias}.contact"
        parts.append((f"EXISTS ({heard} AND NOT EXISTS ({answered}))", group.silent))
    return _joined(" AND ", parts)


_RECEIVED = (
    "SELECT 1 FROM outbox o WHERE o.contact = {1}.contact AND o.kind = 'broadcast' AND o.subject IN {0}"
    " AND o.state IN ('sent', 'unknown')"
)


def _stands(event: int, state: str, alias: str) -> _Condition:
    answered = f"EXISTS (SELECT 1 FROM answers WHERE event = ? AND volunteer = {alias}.id"
    came = f"EXISTS (SELECT 1 FROM attendance WHERE event = ? AND volunteer = {alias}.id)"
    if state == ATTENDED:
        return came, (event,)
    if state == ABSENT:
        return f"({answered} AND answer = 'yes') AND NOT {came})", (event, event)
    if state == UNANSWERED:
        # Whoever the event is not for has nothing to answer.
        invited = (
            "EXISTS (SELECT 1 FROM events e WHERE e.id = ? AND (e.region = ''"
            f" OR {alias}.regency = e.region OR {alias}.regency LIKE e.region || '.%'))"
        )
        return f"({invited} AND NOT {answered}))", (event, event)
    return f"{answered} AND answer = ?)", (event, state)


def _inside(regions: Sequence[str], alias: str) -> _Condition:
    parts = [within(region, f"{alias}.regency") for region in regions]
    return _joined(" OR ", [(sql, tuple(str(each) for each in parameters)) for sql, parameters in parts], empty="0")


def _joined(word: str, parts: Sequence[_Condition], empty: str = "1") -> _Condition:
    sql = f"({word.join(sql for sql, _ in parts)})" if parts else empty
    return sql, tuple(parameter for _, parameters in parts for parameter in parameters)


def _one_of(things: Sequence[str | int]) -> str:
    return f"({', '.join('?' * len(things))})"


_OPEN = "chat AND announcements = 1"
_FREE = "stopped_at IS NULL AND unreachable_at IS NULL"


async def size(db: Reader, audience: Audience) -> Size:
    """How many are in the audience now, and how many of them a message would reach."""
    sql, parameters = condition(audience, "v")
    (row,) = await db.rows(
        "WITH member AS MATERIALIZED (SELECT v.contact, v.announcements, c.stopped_at, c.unreachable_at,"
        " EXISTS (SELECT 1 FROM addresses WHERE contact = c.id) chat"
        f" FROM volunteers v LEFT JOIN contacts c ON c.id = v.contact WHERE {sql})"
        f" SELECT count(*) people, count(*) FILTER (WHERE {_OPEN} AND {_FREE}) reached,"
        f" count(DISTINCT contact) FILTER (WHERE {_OPEN} AND {_FREE}) chats,"
        " count(*) FILTER (WHERE NOT chat) chatless, count(*) FILTER (WHERE chat AND announcements = 0) declined,"
        f" count(*) FILTER (WHERE {_OPEN} AND stopped_at IS NOT NULL) stopped,"
        f" count(*) FILTER (WHERE {_OPEN} AND stopped_at IS NULL AND unreachable_at IS NOT NULL) blocked FROM member",
        parameters,
    )
    return Size(**dict(row))


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
            (f"SELECT id, title, starts_at, zone, region FROM events WHERE id IN {_one_of(events)}", events),
            (f"SELECT id, name, region FROM contingents WHERE id IN {_one_of(contingents)}", contingents),
        ]
    )
    return Known(*found)
