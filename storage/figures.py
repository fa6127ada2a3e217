"""How many people are in which state, and how they spread over places, pillars, days and events.

A person is one row of `volunteers` and counts once, however many events they answered for. The states:

- registered: whoever has registered, at the time they did;
- confirmed, declined: whose last answer for some event that is still to come is yes, or no, at the time of that
  answer; who says yes to one event and no to another is both;
- unreachable: whose messages do not arrive since the time they stopped arriving (blocked, gone), until they write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from storage.database import Reader, Value
from storage.volunteers import within

State = Literal["registered", "confirmed", "declined", "unreachable"]
STATES: tuple[State, ...] = ("registered", "confirmed", "declined", "unreachable")
"""Those that are counted."""

_ANSWERED = (
    "volunteers v JOIN answers s ON s.volunteer = v.id JOIN events e ON e.id = s.event"
    " AND e.state = 'published' AND e.starts_at > ?"
)
_SOURCES: Mapping[State, tuple[str, str, str]] = {
    "registered": ("volunteers v", "v.registered_at", "1"),
    "confirmed": (_ANSWERED, "s.answered_at", "s.answer = 'yes'"),
    "declined": (_ANSWERED, "s.answered_at", "s.answer = 'no'"),
    "unreachable": (
        "volunteers v JOIN contacts c ON c.id = v.contact", "c.unreachable_at", "c.unreachable_at IS NOT NULL"
    ),
}  # fmt: skip
_KEYS = {"province": "substr(v.regency, 1, 2)", "regency": "v.regency", "pillar": "v.pillar"}
_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Part:
    """The people whom a figure counts: in a state at `now`, who live in one of the regions ("" is the whole country).

    `pillar` "" is every pillar. They came into the state from `since` on and before `until` (milliseconds; 0 is open).
    """

    state: State
    regions: Sequence[str]
    now: int
    pillar: str = ""
    since: int = 0
    until: int = 0

    @property
    def rows(self) -> tuple[str, list[Value]]:
        """The SQL, from FROM on, of a row for each time that somebody came into the state, and its parameters."""
        source, time, condition = _SOURCES[self.state]
        conditions = [within(region, "v.regency") for region in self.regions]
        somewhere = " OR ".join(each for each, _parameters in conditions) or "0"
        parameters: list[Value] = [self.now] if source is _ANSWERED else []
        parameters += [code for _condition, codes in conditions for code in codes]
        sql = f"FROM {source} WHERE {condition} AND ({somewhere})"
        for also, value in (("v.pillar = ?", self.pillar), (f"{time} >= ?", self.since), (f"{time} < ?", self.until)):
            if value:
                sql += f" AND {also}"
                parameters.append(value)
        return sql, parameters


async def people(db: Reader, part: Part) -> int:
    """How many people, each once."""
    rows, parameters = part.rows
    return int(await db.value(f"SELECT count(DISTINCT v.id) {rows}", parameters))


async def people_by(db: Reader, part: Part, by: Literal["province", "regency", "pillar"]) -> list[tuple[str, int]]:
    """How many people by the code of where they live now, or by the id of their pillar: the largest first, no empty."""
    rows, parameters = part.rows
    # Grouped by position, because SQLite takes an alias for the column of that name where there is one.
    found = await db.rows(
        f"SELECT {_KEYS[by]} kind, count(DISTINCT v.id) n {rows} GROUP BY 1 ORDER BY n DESC, 1", parameters
    )
    return [(row["kind"], row["n"]) for row in found]


async def people_by_day(db: Reader, part: Part, offset: timedelta) -> list[tuple[date, int]]:
    """How many people came into the state on each day of a zone that is `offset` from UTC: in order, no empty ones.

    Who answered for several events on several days counts on each of them.
    """
    rows, parameters = part.rows
    shift = offset // timedelta(milliseconds=1)
    found = await db.rows(
        f"SELECT ({_SOURCES[part.state][1]} + ?) / {_DAY} day, count(DISTINCT v.id) n {rows} GROUP BY 1 ORDER BY 1",
        [shift, *parameters],
    )
    return [(_EPOCH + timedelta(days=row["day"]), row["n"]) for row in found]


async def people_by_event(db: Reader, part: Part) -> list[tuple[str, int]]:
    """How many people answered so for each coming event, by its title: the nearest first, no empty ones.

    Raises ValueError for a state that belongs to no event.
    """
    if part.state not in ("confirmed", "declined"):
        raise ValueError(f"nobody is {part.state} for an event")
    rows, parameters = part.rows
    found = await db.rows(
        f"SELECT e.title, count(DISTINCT v.id) n {rows} GROUP BY e.id ORDER BY e.starts_at, e.id", parameters
    )
    return [(row["title"], row["n"]) for row in found]
