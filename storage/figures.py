"""How many people are in which state, and how they spread over places, pillars, days and events.

A person is one row of `volunteers` and counts once, whatever their contacts, contingents and events. The states:

- registered: whoever has registered, or was put on a list by a coordinator, at the time they were;
- confirmed: whose last answer is yes, with a seat, for an event that is not over, at the time they gave it;
- maybe: whose last answer for such an event is maybe;
- waitlisted: who said yes to such an event and waits for a seat;
- declined: whose last answer for such an event is no, without having said yes before;
- cancelled: who said yes to such an event, and then no, at the time they said no;
- attended: who was checked in, at the time they were;
- absent: who holds a seat at an event that has begun, and was not checked in, at the time it began;
- unreachable: whose messages do not arrive since the time they stopped arriving (blocked, gone), until they write.

An event is over at its end, or at its start where no end was said. Where one event is named, it alone counts, whether
it is over or not; what was cancelled never counts otherwise. Who answers one event so and another otherwise is in both
states; for one event each person is in one of confirmed, maybe, waitlisted, declined and cancelled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from storage.database import Reader, Value
from storage.volunteers import within

State = Literal[
    "registered", "confirmed", "maybe", "waitlisted", "declined", "cancelled", "attended", "absent", "unreachable"
]
STATES: tuple[State, ...] = (
    "registered", "confirmed", "maybe", "waitlisted", "declined", "cancelled", "attended", "absent", "unreachable"
)  # fmt: skip
"""All that are told apart."""
By = Literal["province", "regency", "pillar"]

_ANSWERS = "answers s"
_ARRIVALS = "attendance s"
_CONTACTS = "contacts s"
_SOURCES: Mapping[State, tuple[str, str, str]] = {
    "registered": ("", "v.registered_at", "1"),
    "confirmed": (_ANSWERS, "s.answered_at", "s.answer = 'yes'"),
    "maybe": (_ANSWERS, "s.answered_at", "s.answer = 'maybe'"),
    "waitlisted": (_ANSWERS, "s.answered_at", "s.answer = 'waiting'"),
    "declined": (_ANSWERS, "s.answered_at", "s.answer = 'no' AND s.accepted_at IS NULL"),
    "cancelled": (_ANSWERS, "s.answered_at", "s.answer = 'no' AND s.accepted_at IS NOT NULL"),
    "attended": (_ARRIVALS, "s.at", "1"),
    "absent": (
        _ANSWERS,
        "(SELECT starts_at FROM events WHERE id = s.event)",
        "s.answer = 'yes' AND NOT EXISTS (SELECT 1 FROM attendance c WHERE c.event = s.event"
        " AND c.volunteer = s.volunteer)",
    ),
    "unreachable": (_CONTACTS, "s.unreachable_at", "s.unreachable_at IS NOT NULL"),
}
"""What holds a state's rows, its time, and what makes it that state."""
_TALLIED: Mapping[State, str] = {
    "confirmed": "yes", "maybe": "maybe", "waitlisted": "waiting", "declined": "declined", "cancelled": "cancelled",
}  # fmt: skip
"""What `answered_by_event` calls a state."""
_NOT_OVER = "s.event IN (SELECT id FROM events WHERE state = 'published' AND coalesce(ends_at, starts_at) > ?)"
_BEGUN = "s.event IN (SELECT id FROM events WHERE state = 'published' AND starts_at <= ?)"
_KEYS: Mapping[By, str] = {"province": "substr(v.regency, 1, 2)", "regency": "v.regency", "pillar": "v.pillar"}
_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000
_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Part:
    """The people whom a figure counts: in a state at `now`, who live in one of the regions ("" is the whole country).

    `pillar` "" is every pillar, `event` 0 no event in particular. They came into the state from `since` on and before
    `until` (milliseconds; 0 is open).
    """

    state: State
    regions: Sequence[str]
    now: int
    pillar: str = ""
    since: int = 0
    until: int = 0
    event: int = 0

    @property
    def tallied(self) -> bool:
        """Whether the tallies by place hold it."""
        return self.state == "registered" and not (self.since or self.until or self.event)

    @property
    def of_everybody(self) -> bool:
        """Whether it asks neither where people live, nor their pillar, nor since when."""
        return "" in self.regions and not (self.pillar or self.since or self.until)

    @property
    def distinct(self) -> str:
        """SQL: a person of the rows; whoever may have several is taken once."""
        once = self.state in ("registered", "unreachable") or (self.event and self.state != "attended")
        return "v.id" if once else "DISTINCT v.id"

    @property
    def rows(self) -> tuple[str, list[Value]]:
        """The SQL, from FROM on, of a row for each time that somebody came into the state, and its parameters."""
        source, time, condition = _SOURCES[self.state]
        somewhere, codes = _anywhere(self.regions)
        of_event, numbers = self._of_event(source)
        sql = f"FROM {self._joined(source)} WHERE {condition} AND {of_event} AND {somewhere}"
        parameters: list[Value] = [*numbers, *codes]
        for also, value in (("v.pillar = ?", self.pillar), (f"{time} >= ?", self.since), (f"{time} < ?", self.until)):
            if value:
                sql += f" AND {also}"
                parameters.append(value)
        return sql, parameters

    def _joined(self, source: str) -> str:
        """The tables, the one with fewer rows to look at first."""
        if not source:
            return "volunteers v"
        own = "v.contact = s.id" if source == _CONTACTS else "s.volunteer = v.id"
        if "" in self.regions or self.event or source == _CONTACTS:
            return f"{source} CROSS JOIN volunteers v ON {own}"
        return f"volunteers v CROSS JOIN {source} ON {own}"

    def _of_event(self, source: str) -> tuple[str, Sequence[int]]:
        if source == _CONTACTS or not source:
            return "1", ()
        if self.event:
            begun = f" AND {_BEGUN}" if self.state == "absent" else ""
            return f"s.event = ?{begun}", (self.event, self.now)[: 2 if begun else 1]
        if source == _ARRIVALS:
            return "1", ()
        return _BEGUN if self.state == "absent" else _NOT_OVER, (self.now,)


def _anywhere(regions: Sequence[str], column: str = "v.regency") -> tuple[str, list[str]]:
    """The SQL condition that a region's code lies in one of the regions, and its parameters."""
    conditions = [within(region, column) for region in regions]
    sql = " OR ".join(each for each, _codes in conditions) or "0"
    return f"({sql})", [code for _condition, codes in conditions for code in codes]


async def people(db: Reader, part: Part) -> int:
    """How many people, each once."""
    if part.tallied:
        return sum(n for _pillar, n in await _tallied(db, part, "v.pillar"))
    if part.of_everybody and part.state in _TALLIED:
        return await _answered(db, part, _TALLIED[part.state])
    rows, parameters = part.rows
    if part.of_everybody and part.state in ("attended", "absent"):
        # Without a look at the people themselves, rows are read in the order of their index.
        rows = rows.replace(" CROSS JOIN volunteers v ON s.volunteer = v.id", "")
        return int(await db.value(f"SELECT count(DISTINCT s.volunteer) {rows}", parameters))
    return int(await db.value(f"SELECT count({part.distinct}) {rows}", parameters))


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
    return int(
        await db.value(
            f"SELECT count(DISTINCT s.volunteer) FROM answers s WHERE {_SOURCES[part.state][2]}"
            f" AND s.event IN ({events})"
        )
    )


async def _tallied(db: Reader, part: Part, key: str) -> list[tuple[str, int]]:
    somewhere, codes = _anywhere(part.regions)
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
    rows, parameters = part.rows
    # Grouped by position, because SQLite takes an alias for the column of that name where there is one.
    found = await db.rows(
        f"SELECT {_KEYS[by]} kind, count({part.distinct}) n {rows} GROUP BY 1 ORDER BY n DESC, 1", parameters
    )
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
        rows, parameters = part.rows
        found = await db.rows(
            f"SELECT ({_SOURCES[part.state][1]} + ?) / {_DAY} day, count({part.distinct}) n {rows}"
            " GROUP BY 1 ORDER BY 1",
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
    rows, parameters = part.rows
    found = await db.rows(
        "SELECT e.title, g.n FROM (SELECT s.event, count(DISTINCT s.volunteer) n"
        f" {rows} GROUP BY s.event) g JOIN events e ON e.id = g.event ORDER BY e.starts_at, e.id",
        parameters,
    )
    return [(row["title"], row["n"]) for row in found]
