"""Who belongs to an audience: conditions in SQL on the rows of volunteers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from storage.audiences import ABSENT, ANSWERS, ATTENDED, UNANSWERED, Audience, Group, for_whom
from storage.database import Reader
from storage.volunteers import within

Condition = tuple[str, tuple[str | int, ...]]
"""SQL and its parameters."""


async def condition(db: Reader, audience: Audience, alias: str = "v") -> Condition:
    """The condition that a row `alias` of volunteers belongs to the audience."""
    return _belongs(audience, await _meant_by(db, _awaited(audience)), alias)


async def unanswered(db: Reader, events: Iterable[int], *, at_once: bool) -> dict[int, Condition]:
    """By event, the condition that it is for the row `v` of volunteers, who has not answered it.

    `at_once`: quick where all people are looked at in one go, and slow where a few are.
    """
    meant = await _meant_by(db, events)
    return {event: _unanswered(event, meant, "v", _SILENT_OF_MANY if at_once else _SILENT) for event in events}


async def _meant_by(db: Reader, events: Iterable[int]) -> dict[int, Audience]:
    """Whom the events are for, and those whose answers these audiences wait for in turn."""
    meant: dict[int, Audience] = {}
    missing = set(events)
    while missing:
        rows = await db.rows(f"SELECT id, region, audience FROM events WHERE id IN {one_of(missing)}", [*missing])
        found = {row["id"]: for_whom(row["region"], row["audience"]) for row in rows}
        meant |= dict.fromkeys(missing, Audience(())) | found
        missing = {event for audience in found.values() for event in _awaited(audience)} - meant.keys()
    return meant


def _awaited(audience: Audience) -> set[int]:
    """The events whose missing answers the audience is told by."""
    groups = (*audience.groups, *audience.without)
    return {event for group in groups for event, state in group.answers if state == UNANSWERED}


def _belongs(audience: Audience, meant: Mapping[int, Audience], alias: str) -> Condition:
    parts = [_inside(audience.within, alias)]
    if audience.groups:
        parts.append(_joined(" OR ", [_of_group(group, meant, alias) for group in audience.groups]))
    if audience.without:
        without, parameters = _joined(" OR ", [_of_group(group, meant, alias) for group in audience.without])
        # NULL is no answer: "not of this contingent" holds for whoever has none.
        parts.append((f"NOT coalesce({without}, 0)", parameters))
    return _joined(" AND ", parts)


def _of_group(group: Group, meant: Mapping[int, Audience], alias: str) -> Condition:
    parts: list[Condition] = []
    if group.regions:
        parts.append(_inside(group.regions, alias))
    if group.pillars:
        one = one_of(group.pillars)
        also = f"EXISTS (SELECT 1 FROM volunteer_pillars WHERE volunteer = {alias}.id AND pillar IN {one})"
        parts.append((f"({alias}.pillar IN {one} OR {also})", (*group.pillars, *group.pillars)))
    if group.contingents:
        parts.append((f"{alias}.contingent IN {one_of(group.contingents)}", group.contingents))
    if group.answers:
        parts.append(_joined(" OR ", [*_given(group.answers, alias), *_standing(group.answers, meant, alias)]))
    if group.received:
        parts.append((f"EXISTS ({_RECEIVED.format(one_of(group.received), alias)})", group.received))
    if group.silent:
        heard = _RECEIVED.format(one_of(group.silent), alias)
        answered = f"SELECT 1 FROM broadcast_answers WHERE broadcast = o.subject AND contact = {alias}.contact"
        parts.append((f"EXISTS ({heard} AND NOT EXISTS ({answered}))", group.silent))
    return _joined(" AND ", parts)


_RECEIVED = (
    "SELECT 1 FROM outbox o WHERE o.contact = {1}.contact AND o.kind = 'broadcast' AND o.subject IN {0}"
    " AND o.state IN ('sent', 'unknown')"
)


def _given(stands: Sequence[tuple[int, str]], alias: str) -> Iterator[Condition]:
    """What was answered, one look at the answers for each event."""
    for event in dict.fromkeys(event for event, _state in stands):
        given = [state for each, state in stands if each == event and state in ANSWERS]
        if given:
            answered = f"event = ? AND volunteer = {alias}.id AND answer IN {one_of(given)}"
            yield f"EXISTS (SELECT 1 FROM answers WHERE {answered})", (event, *given)


def _standing(stands: Sequence[tuple[int, str]], meant: Mapping[int, Audience], alias: str) -> Iterator[Condition]:
    """How people stand to events beside what they answered."""
    came = f"EXISTS (SELECT 1 FROM attendance WHERE event = ? AND volunteer = {alias}.id)"
    for event, state in stands:
        if state == UNANSWERED:
            yield _unanswered(event, meant, alias)
        elif state == ATTENDED:
            yield came, (event,)
        elif state == ABSENT:
            yes = f"EXISTS (SELECT 1 FROM answers WHERE event = ? AND volunteer = {alias}.id AND answer = 'yes')"
            yield f"({yes} AND NOT {came})", (event, event)


_SILENT = "NOT EXISTS (SELECT 1 FROM answers WHERE event = ? AND volunteer = {0}.id)"
_SILENT_OF_MANY = "{0}.id NOT IN (SELECT volunteer FROM answers WHERE event = ?)"
"""The same, by a list that is made once: a third of the time over all people, far too long for one."""


def _unanswered(event: int, meant: Mapping[int, Audience], alias: str, silent: str = _SILENT) -> Condition:
    # Of an event for those who have not answered it itself, only the bounds are left.
    invited, parameters = _belongs(meant[event], {**meant, event: Audience(meant[event].within)}, alias)
    return f"({invited} AND {silent.format(alias)})", (*parameters, event)


def _inside(regions: Sequence[str], alias: str) -> Condition:
    parts = [within(region, f"{alias}.regency") for region in regions]
    return _joined(" OR ", [(sql, tuple(str(each) for each in parameters)) for sql, parameters in parts], empty="0")


def _joined(word: str, parts: Sequence[Condition], empty: str = "1") -> Condition:
    sql = f"({word.join(sql for sql, _ in parts)})" if parts else empty
    return sql, tuple(parameter for _, parameters in parts for parameter in parameters)


def one_of(things: Iterable[str | int]) -> str:
    """SQL: a list of as many parameters as there are things."""
    return f"({', '.join('?' for _thing in things)})"
