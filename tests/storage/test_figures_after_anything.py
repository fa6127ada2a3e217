"""After any sequence of what happens to people, figures equal a naive recount of the rows."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Address
from storage import (
    answers,
    attendance,
    contacts,
    departures,
    erasing,
    events,
    figures,
    seats,
    tallies,
    volunteers,
    waiting,
)  # fmt: skip
from storage.database import Database, Reader, Row, Transaction, opened
from storage.states import STATES, Part, State
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle

DAY = 86_400_000
NOW = 20_000 * DAY + DAY // 2
PLACES = [BANJARMASIN, BANJARBARU, SURABAYA]
STEPS = st.tuples(
    st.sampled_from(["register", "correct", "merge", "erase", "yes", "maybe", "no", "check in", "undo", "cancel"]),
    st.integers(0, 5),
    st.integers(0, 2),
)
"""What happens, to which person, and where or at which event."""


async def hold(db: Transaction) -> None:
    await contacts.ensure(db, Address("telegram", "1", "founder"), NOW)
    for title, starts_at in (("running", NOW - DAY), ("coming", NOW + DAY), ("over", NOW - DAY)):
        event = await events.publish(
            db, title=title, starts_at=starts_at, zone="Asia/Makassar", place="", region="", capacity=2, by=1, at=1
        )
        if title == "running":
            await db.execute("UPDATE events SET ends_at = ? WHERE id = ?", (NOW + DAY, event))


async def happen(db: Transaction, step: tuple[str, int, int]) -> None:
    what, number, which = step
    name = f"Nama {number}"
    person = await db.value("SELECT id FROM volunteers WHERE name = ?", (name,))
    if what == "cancel":
        await events.cancel(db, which + 1)
    elif what == "register" and person is None:
        await settle(db, Address("telegram", "1", str(number)), name, PLACES[which], at=NOW - number * DAY)
    elif person is not None:
        await befall(db, what, person, name, which)


async def befall(db: Transaction, what: str, person: int, name: str, which: int) -> None:
    event = which + 1
    match what:
        case "correct":
            await volunteers.correct(db, person, name, PLACES[which], "psm", "")
        case "merge":
            other = await db.value("SELECT max(id) FROM volunteers WHERE id <> ?", (person,))
            if other is not None:
                await departures.merge(db, person, other, NOW)
                await db.execute("DELETE FROM volunteers WHERE id = ?", (other,))
        case "erase":
            await erasing.erase_person(db, b"key", person, NOW)
        case "yes" | "maybe" | "no":
            try:
                await answers.give(db, event, person, what, NOW - which)
            except seats.EventFull:
                await waiting.join(db, event, person, NOW - which)
        case "check in":
            await attendance.check_in(db, event, 0, person, NOW)
        case "undo":
            await attendance.undo(db, event, 0, person, NOW)


class Rows:
    """Everything, looked at row by row."""

    def __init__(self, people: list[Row], given: list[Row], came: list[Row], held: list[Row]) -> None:
        self.people = {row["id"]: row for row in people}
        self.given, self.came = given, {(row["event"], row["volunteer"]) for row in came}
        self.held = {row["id"]: row for row in held if row["state"] == "published"}

    @classmethod
    async def of(cls, db: Reader) -> "Rows":
        tables = ("volunteers", "answers", "attendance", "events")
        return cls(*await db.several([(f"SELECT * FROM {table}", ()) for table in tables]))

    def going_on(self, event: int) -> bool:
        row = self.held.get(event)
        return row is not None and (row["ends_at"] or row["starts_at"]) > NOW

    def in_state(self, state: State) -> set[int]:
        """The people in a state, by the definitions in words."""
        said: dict[str, Callable[[Row], bool]] = {
            "confirmed": lambda row: row["answer"] == "yes",
            "maybe": lambda row: row["answer"] == "maybe",
            "waitlisted": lambda row: row["answer"] == "waiting",
            "declined": lambda row: row["answer"] == "no" and row["accepted_at"] is None,
            "cancelled": lambda row: row["answer"] == "no" and row["accepted_at"] is not None,
        }
        if state == "registered":
            return set(self.people)
        if state == "attended":
            return {volunteer for _event, volunteer in self.came}
        if state == "absent":
            return {
                row["volunteer"]
                for row in self.given
                if row["answer"] == "yes"
                and row["event"] in self.held
                and self.held[row["event"]]["starts_at"] <= NOW
                and (row["event"], row["volunteer"]) not in self.came
            }
        if state == "unreachable":
            return set()
        if state == "unanswered":
            given = {(row["event"], row["volunteer"]) for row in self.given}
            going_on = [event for event in self.held if self.going_on(event)]
            return {id_ for id_ in self.people if any((event, id_) not in given for event in going_on)}
        return {row["volunteer"] for row in self.given if self.going_on(row["event"]) and said[state](row)}


async def compare(database: Database) -> None:
    rows = await Rows.of(database.reader)
    for state in STATES:
        found = rows.in_state(state)
        for region in ("", "63", BANJARBARU):
            inside = Counter(
                p["regency"] for id_, p in rows.people.items() if id_ in found if p["regency"].startswith(region)
            )
            part = Part(state, [region], NOW)
            assert await figures.people(database.reader, part) == inside.total()
            assert dict(await figures.people_by(database.reader, part, "regency")) == inside
    assert await tallies.differences(database.reader) == []


@settings(max_examples=12, deadline=None)
@given(st.lists(STEPS, min_size=8, max_size=25))
async def test_figures_equal_a_recount_after_any_sequence(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "relawan.db") as database:
            async with database.transaction() as db:
                await hold(db)
            for step in steps:
                async with database.transaction() as db:
                    await happen(db, step)
            await compare(database)
