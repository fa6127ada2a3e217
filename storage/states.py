"""Which people are in which state: the one set of definitions, and the SQL that finds them.

A person is one row of `volunteers` and counts once, whatever their contacts, contingents and events. The states:

- registered: whoever has registered, or was put on a list by a coordinator, at the time they were;
- confirmed: whose last answer is yes, with a seat, for an event that is not over, at the time they gave it;
- maybe: whose last answer for such an event is maybe;
- unanswered: whom such an event is for, and who has not answered it, since they first could;
- waitlisted: who said yes to such an event and waits for a seat;
- declined: whose last answer for such an event is no, without having said yes before;
- cancelled: who said yes to such an event, and then no, at the time they said no;
- attended: who was checked in, at the time they were;
- absent: who holds a seat at an event that has begun, and was not checked in, at the time it began;
- unreachable: whose messages do not arrive since the time they stopped arriving (blocked, gone), until they write.

An event is over at its end, or at its start where no end was said. Where one event is named, it alone counts, whether
it is over or not; what was cancelled never counts otherwise. Who answers one event so and another otherwise is in both
states; for one event each person whom it is for is in one of confirmed, maybe, waitlisted, declined, cancelled and
unanswered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from storage.audiences.membership import Condition, one_of
from storage.database import Value
from storage.volunteers import within

State = Literal[
    "registered", "confirmed", "maybe", "waitlisted", "declined", "cancelled", "unanswered", "attended", "absent",
    "unreachable"
]  # fmt: skip
STATES: tuple[State, ...] = get_args(State)
"""All that are told apart."""

_ANSWERS = "answers s"
_ARRIVALS = "attendance s"
_CONTACTS = "contacts s"
_INVITATIONS = "(SELECT id event, created_at FROM events) s"
_SOURCES: Mapping[State, tuple[str, str, str]] = {
    "registered": ("", "v.registered_at", "1"),
    "confirmed": (_ANSWERS, "s.answered_at", "s.answer = 'yes'"),
    "maybe": (_ANSWERS, "s.answered_at", "s.answer = 'maybe'"),
    "waitlisted": (_ANSWERS, "s.answered_at", "s.answer = 'waiting'"),
    "declined": (_ANSWERS, "s.answered_at", "s.answer = 'no' AND s.accepted_at IS NULL"),
    "cancelled": (_ANSWERS, "s.answered_at", "s.answer = 'no' AND s.accepted_at IS NOT NULL"),
    "unanswered": (_INVITATIONS, "max(v.registered_at, s.created_at)", "1"),
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
_NOT_OVER = "s.event IN (SELECT id FROM events WHERE state = 'published' AND coalesce(ends_at, starts_at) > ?)"
_BEGUN = "s.event IN (SELECT id FROM events WHERE state = 'published' AND starts_at <= ?)"


@dataclass(frozen=True, slots=True)
class Part:
    """The people whom a figure counts: in a state at `now`, who live in one of the regions ("" is the whole country).

    `pillar` "" is every pillar, `event` 0 no event in particular. They came into the state from `since` on and before
    `until` (milliseconds; 0 is open). Of the unanswered, `silent` has each event asked about with the condition that a
    volunteer `v` is silent about it, as `silences.heard` finds them.
    """

    state: State
    regions: Sequence[str]
    now: int
    pillar: str = ""
    since: int = 0
    until: int = 0
    event: int = 0
    silent: tuple[tuple[int, Condition], ...] = ()

    @property
    def tallied(self) -> bool:
        """Whether the tallies by place hold it."""
        return self.state == "registered" and not (self.since or self.until or self.event)

    @property
    def of_all_places(self) -> bool:
        """Whether it asks neither where people live nor their pillar."""
        return "" in self.regions and not self.pillar

    @property
    def of_answers(self) -> bool:
        """Whether its rows are answers or arrivals, which name the volunteer themselves."""
        return _SOURCES[self.state][0] in (_ANSWERS, _ARRIVALS)

    @property
    def kind(self) -> str:
        """SQL: what makes a row `s` that of the state."""
        return _SOURCES[self.state][2]

    @property
    def time(self) -> str:
        """SQL: when somebody came into the state, in a row of `rows`."""
        return _SOURCES[self.state][1]

    @property
    def rows(self) -> tuple[str, list[Value]]:
        """The SQL, from FROM on, of a row `s` for each time that a person `v` came into the state; its parameters.

        Where it is `of_all_places`, there is no `v` beside the answers and arrivals.
        """
        source, (became, values) = _SOURCES[self.state][0], self._became
        # By event, as their table has them: who said so to what is long over is not looked at.
        became = became.replace("s.answer =", "+s.answer =")
        if self.of_all_places and self.of_answers:
            return f"FROM {source} WHERE {became}", values
        lives, places = self._lives
        if not source:
            return f"FROM volunteers v WHERE {became} AND {lives}", [*values, *places]
        tables = (source, "volunteers v") if self._source_first else ("volunteers v", source)
        joined = f"FROM {tables[0]} CROSS JOIN {tables[1]} ON {_own(source)}"
        return f"{joined} WHERE {became} AND {lives}", [*values, *places]

    @property
    def numbers(self) -> tuple[str, list[Value]]:
        """The SQL, from FROM on, of the rows `s` of answers or arrivals alone, wherever the people live."""
        became, values = self._became
        return f"FROM {_SOURCES[self.state][0]} WHERE {became}", values

    @property
    def people(self) -> tuple[str, list[Value]]:
        """The SQL, from FROM on, of each person `v` once, and its parameters."""
        if _SOURCES[self.state][0] == _CONTACTS:
            return self.rows
        if self.of_answers and self._source_first:
            (numbers, values), (lives, places) = self.numbers, self._lives
            once = f"(SELECT DISTINCT s.volunteer {numbers}) s"
            return f"FROM {once} CROSS JOIN volunteers v ON v.id = s.volunteer WHERE {lives}", [*values, *places]
        among, parameters = self.among
        return f"FROM volunteers v WHERE {among}", parameters

    @property
    def among(self) -> tuple[str, list[Value]]:
        """The SQL condition that a volunteer `v` is one of the people, and its parameters."""
        source, (became, values), (lives, places) = _SOURCES[self.state][0], self._became, self._lives
        if source == _INVITATIONS and not (self.since or self.until):
            became, values = _any_of(self.silent)
        elif source:
            became = f"EXISTS (SELECT 1 FROM {source} WHERE {_own(source)} AND {became})"
        return f"{lives} AND {became}", [*places, *values]

    @property
    def _source_first(self) -> bool:
        """Whether fewer rows are looked at that way round."""
        return "" in self.regions or bool(self.event) or _SOURCES[self.state][0] == _CONTACTS

    @property
    def _became(self) -> tuple[str, list[Value]]:
        """The SQL condition that a row `s` (`v`, of the registered) made somebody so, and its parameters."""
        source, time, condition = _SOURCES[self.state]
        of_event, numbers = self._of_event(source)
        sql, parameters = f"{condition} AND {of_event}", [*numbers]
        for also, value in ((f"{time} >= ?", self.since), (f"{time} < ?", self.until)):
            if value:
                sql += f" AND {also}"
                parameters.append(value)
        return sql, [*parameters]

    @property
    def _lives(self) -> tuple[str, list[Value]]:
        """The SQL condition that a volunteer `v` is of the regions and the pillar, and its parameters."""
        sql, codes = anywhere(self.regions)
        return (f"{sql} AND v.pillar = ?", [*codes, self.pillar]) if self.pillar else (sql, [*codes])

    def _of_event(self, source: str) -> tuple[str, Sequence[Value]]:
        if source == _CONTACTS or not source:
            return "1", ()
        if source == _INVITATIONS:
            sql, values = _any_of([(id_, (f"(s.event = ? AND {one})", (id_, *its))) for id_, (one, its) in self.silent])
            events = [id_ for id_, _condition in self.silent]
            return f"s.event IN {one_of(events)} AND {sql}", [*events, *values]
        if self.event:
            begun = f" AND {_BEGUN}" if self.state == "absent" else ""
            return f"s.event = ?{begun}", (self.event, self.now)[: 2 if begun else 1]
        if source == _ARRIVALS:
            return "1", ()
        return _BEGUN if self.state == "absent" else _NOT_OVER, (self.now,)


def _own(source: str) -> str:
    """SQL: a row `s` is that of the volunteer `v`; what makes an event theirs is told by `silent`."""
    return {_CONTACTS: "v.contact = s.id", _INVITATIONS: "1"}.get(source, "s.volunteer = v.id")


def _any_of(conditions: Iterable[tuple[int, Condition]]) -> tuple[str, list[Value]]:
    """The SQL condition that one of these holds, and its parameters."""
    several = [condition for _event, condition in conditions]
    sql = " OR ".join(one for one, _parameters in several) or "0"
    return f"({sql})", [value for _one, parameters in several for value in parameters]


def anywhere(regions: Sequence[str], column: str = "v.regency") -> tuple[str, list[str]]:
    """The SQL condition that a region's code lies in one of the regions, and its parameters."""
    conditions = [within(region, column) for region in regions]
    sql = " OR ".join(each for each, _codes in conditions) or "0"
    return f"({sql})", [code for _condition, codes in conditions for code in codes]
