"""How many people are in which state, and how they spread over places, pillars, days and events."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from storage.database import Reader
from storage.silences import heard
from storage.states import Part, State, anywhere

By = Literal["province", "regency", "pillar"]

_TALLIED: Mapping[State, str] = {
    "confirmed": "yes", "maybe": "maybe", "waitlisted": "waiting", "declined": "declined", "cancelled": "cancelled",
}  # fmt: skip
"""What `answered_by_event` calls a state."""
_KEYS: Mapping[By, str] = {"province": "substr(v.regency, 1, 2)", "regency": "v.regency", "pillar": "v.pillar"}
_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000
_HOUR = 3_600_000


async def people(db: Reader, part: Part) -> int:
    """How many people, each once."""
    if part.tallied:
        return sum(n for _pillar, n in await _tallied(db, part, "v.pillar"))
    if part.of_all_places and part.state in _TALLIED and not (part.since or part.until):
        return await _answered(db, part, _TALLIED[part.state])
    if part.of_all_places and part.of_answers:
        numbers, parameters = part.numbers
        return int(await db.value(f"SELECT count(DISTINCT s.volunteer) {numbers}", parameters))
    people, parameters = (await heard(db, part)).people
    return int(await db.value(f"SELECT count(*) {people}", parameters))


async def _answered(db: Reader, part: Part, kind: str) -> int:
    """How many people answered so for the part's event, or for any that is not over."""
    found = await db.rows(
        "SELECT t.event, t.n FROM answered_by_event t JOIN events s ON s.id = t.event WHERE t.kind = ? AND t.n > 0"
        " AND (t.event = ? OR (? = 0 AND s.state = 'published' AND coalesce(s.ends_at, s.starts_at) > ?))",
        (kind, part.event, part.event, part.now),
    )
    if len(found) <= 1:
        return sum(row["n"] for row in found)
    # Somebody may have answered several so: each counts once. The numbers as such are read quicker than a question.
    events = ", ".join(str(int(row["event"])) for row in found)
    if kind == "yes":
        return await _confirmed(db, events)
    return int(
        await db.value(f"SELECT count(DISTINCT s.volunteer) FROM answers s WHERE {part.kind} AND s.event IN ({events})")
    )


async def _confirmed(db: Reader, events: str) -> int:
    """How many people said yes to one of the events, each once."""
    met: dict[int, int] = {}
    for batch, people in await db.rows(f"SELECT batch, people FROM confirmed_by_event WHERE event IN ({events})"):
        met[batch] = met.get(batch, 0) | people
    return sum(people.bit_count() for people in met.values())


async def _tallied(db: Reader, part: Part, key: str) -> list[tuple[str, int]]:
    somewhere, codes = anywhere(part.regions)
    found = await db.rows(
        f"SELECT {key} kind, sum(n) n FROM registered_by_place v WHERE {somewhere} AND (? = '' OR v.pillar = ?)"
        " GROUP BY 1 HAVING sum(n) > 0 ORDER BY n DESC, 1",
        [*codes, part.pillar, part.pillar],
    )
    return [(row["kind"], row["n"]) for row in found]


async def people_by(db: Reader, part: Part, by: By) -> list[tuple[str, int]]:
    """How many people by the code of where they live now, or by the id of their pillar: the largest first, no empty."""
    if part.tallied:
        return await _tallied(db, part, _KEYS[by])
    people, parameters = (await heard(db, part)).people
    # Grouped by position, because SQLite takes an alias for the column of that name where there is one.
    found = await db.rows(f"SELECT {_KEYS[by]} kind, count(*) n {people} GROUP BY 1 ORDER BY n DESC, 1", parameters)
    return [(row["kind"], row["n"]) for row in found]


async def people_by_day(db: Reader, part: Part, offset: timedelta) -> list[tuple[date, int]]:
    """How many people came into the state on each day of a zone that is `offset` from UTC: in order, no empty ones.

    Who answered for several events on several days counts on each of them.
    """
    shift = offset // timedelta(milliseconds=1)
    if part.tallied and not part.pillar and all("." not in region for region in part.regions) and shift % _HOUR == 0:
        found = await db.rows(
            "SELECT (hour + ?) / 24 day, sum(n) n FROM registered_by_hour"
            f" WHERE region IN ({', '.join('?' * len(part.regions))}) GROUP BY 1 HAVING sum(n) > 0 ORDER BY 1",
            [shift // _HOUR, *_outermost(part.regions)],
        )
    else:
        rows, parameters = (await heard(db, part)).rows
        several = "DISTINCT v.id" if part.state == "unanswered" else "*"
        each = "DISTINCT s.volunteer" if part.of_answers else several
        found = await db.rows(
            f"SELECT ({part.time} + ?) / {_DAY} day, count({each}) n {rows} GROUP BY 1 ORDER BY 1",
            [shift, *parameters],
        )
    return [(_EPOCH + timedelta(days=row["day"]), row["n"]) for row in found]


def _outermost(regions: Sequence[str]) -> list[str]:
    """Provinces, or the country alone where it is among them: it holds them."""
    return [""] * len(regions) if "" in regions else list(regions)


async def people_by_event(db: Reader, part: Part) -> list[tuple[str, int]]:
    """How many people are so for each event, by its title: the nearest first, no empty ones.

    Raises ValueError for a state that belongs to no event.
    """
    if part.state in ("registered", "unreachable"):
        raise ValueError(f"nobody is {part.state} for an event")
    rows, parameters = (await heard(db, part)).rows
    each = "s.volunteer" if part.of_answers else "v.id"
    found = await db.rows(
        f"SELECT e.title, g.n FROM (SELECT s.event, count(DISTINCT {each}) n"
        f" {rows} GROUP BY s.event) g JOIN events e ON e.id = g.event ORDER BY e.starts_at, e.id",
        parameters,
    )
    return [(row["title"], row["n"]) for row in found]
