"""Figures by state, against a naive recount."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Address
from storage import audiences, contacts, events, figures, tallies
from storage.audiences import UNANSWERED, Audience, Group
from storage.audiences.reach import size
from storage.database import Database, Transaction, opened
from storage.states import STATES, Part, State
from tests.crowds import BANJAR, BANJARBARU, BANJARMASIN, SURABAYA, settle

DAY = 86_400_000
NOW = 20_000 * DAY + DAY // 2
WITA = timedelta(hours=8)
SCOPES = [[""], ["63"], ["11"], [BANJARMASIN], ["63", BANJARMASIN], [BANJARBARU, SURABAYA], []]
STARTS = {"jambore": NOW + 1, "rapat": NOW + DAY, "running": NOW - 2, "over": NOW - 1, "off": NOW + DAY}
"""When the events begin; "running" ends tomorrow, "off" is cancelled."""
_GIVEN = {"confirmed": "yes", "maybe": "maybe", "waitlisted": "waiting", "declined": "never", "cancelled": "no"}
TIMES = st.integers(NOW - 3 * DAY, NOW)


@dataclass(frozen=True)
class Person:
    """A volunteer, what they answered to which event and when, where they were seen when, and since when they are lost.

    "never" is a no without a yes before it; 0 is not lost.
    """

    regency: str
    pillar: str
    registered: int
    answers: dict[str, tuple[str, int]]
    seen: dict[str, int]
    lost: int

    def times(self, state: State) -> list[int]:
        """When they came into the state, by the definitions in words."""
        coming = [given for event, given in self.answers.items() if event in ("jambore", "rapat", "running")]
        match state:
            case "registered":
                return [self.registered]
            case "confirmed" | "maybe" | "waitlisted" | "declined" | "cancelled":
                return [at for answer, at in coming if answer == _GIVEN[state]]
            case "unanswered":
                return [NOW for event in ("jambore", "rapat", "running") if event not in self.answers]
            case "attended":
                return list(self.seen.values())
            case "absent":
                begun = [event for event in ("running", "over") if self.answers.get(event, ("",))[0] == "yes"]
                return [STARTS[event] for event in begun if event not in self.seen]
            case "unreachable":
                return [self.lost] if self.lost else []


PEOPLE = st.lists(
    st.builds(
        Person,
        st.sampled_from([BANJARMASIN, BANJARBARU, BANJAR, SURABAYA]),
        st.sampled_from(["tagana", "psm"]),
        TIMES,
        st.dictionaries(st.sampled_from([*STARTS]), st.tuples(st.sampled_from([*_GIVEN.values()]), TIMES)),
        st.dictionaries(st.sampled_from(["running", "over"]), TIMES),
        st.just(0) | TIMES,
    ),
    max_size=6,
)


async def hold(db: Transaction, title: str, starts_at: int) -> int:
    event = await events.publish(
        db, title=title, starts_at=starts_at, zone="Asia/Makassar", place="", region="", capacity=0, by=1, at=NOW
    )
    if title == "off":
        await events.cancel(db, event)
    if title == "running":
        await db.execute("UPDATE events SET ends_at = ? WHERE id = ?", (NOW + DAY, event))
    return event


async def fill(db: Transaction, people: list[Person]) -> None:
    await contacts.ensure(db, Address("telegram", "1", "founder"), NOW)
    held = {title: await hold(db, title, starts_at) for title, starts_at in STARTS.items()}
    for number, person in enumerate(people):
        address = Address("telegram", "1", str(number))
        id_ = await settle(db, address, f"Nama {number}", person.regency, person.pillar, person.registered)
        for title, (answer, at) in person.answers.items():
            await db.execute(
                "INSERT INTO answers (event, volunteer, answer, answered_at, accepted_at) VALUES (?, ?, ?, ?, ?)",
                (held[title], id_, answer.replace("never", "no"), at, at if answer in ("yes", "no") else None),
            )
            await db.execute("UPDATE events SET taken = taken + ? WHERE id = ?", (answer == "yes", held[title]))
        for title, at in person.seen.items():
            await db.execute("INSERT INTO attendance (event, volunteer, at) VALUES (?, ?, ?)", (held[title], id_, at))
        if person.lost:
            await db.apply(contacts.lost(address, person.lost, "blocked"))


def within(person: Person, part: Part) -> bool:
    return any(person.regency.startswith(region) for region in part.regions) and part.pillar in ("", person.pillar)


def times(person: Person, part: Part) -> list[int]:
    if not within(person, part):
        return []
    return [at for at in person.times(part.state) if at >= part.since and (not part.until or at < part.until)]


async def compare(database: Database, people: list[Person], part: Part) -> None:
    db = database.reader
    found = [person for person in people if times(person, part)]
    assert await figures.people(db, part) == len(found)
    assert dict(await figures.people_by(db, part, "regency")) == Counter(p.regency for p in found)
    assert dict(await figures.people_by(db, part, "province")) == Counter(p.regency[:2] for p in found)
    assert dict(await figures.people_by(db, part, "pillar")) == Counter(p.pillar for p in found)
    shift = WITA // timedelta(milliseconds=1)
    days = Counter(day for p in found for day in {(at + shift) // DAY for at in times(p, part)})
    assert {(day - date(1970, 1, 1)).days: n for day, n in await figures.people_by_day(db, part, WITA)} == days


@settings(max_examples=15, deadline=None)
@given(PEOPLE)
async def test_figures_equal_a_naive_recount(people: list[Person]) -> None:
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "relawan.db") as database:
            async with database.transaction() as db:
                await fill(db, people)
            for state in STATES:
                for scope in SCOPES:
                    await compare(database, people, Part(state, scope, NOW))
                await compare(database, people, Part(state, [""], NOW, "psm"))
                await compare(database, people, Part(state, [""], NOW, since=NOW - DAY))
                await compare(database, people, Part(state, ["63"], NOW, "tagana", NOW - 2 * DAY, NOW - DAY))
            assert await tallies.differences(database.reader) == []


async def test_the_largest_place_comes_first(tmp_path: Path) -> None:
    regencies = [BANJAR, BANJARMASIN, BANJARBARU, BANJARBARU, BANJAR, BANJARBARU]
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, [Person(regency, "psm", NOW, {}, {}, 0) for regency in regencies])
        found = await figures.people_by(database.reader, Part("registered", [""], NOW), "regency")
        assert found == [(BANJARBARU, 3), (BANJAR, 2), (BANJARMASIN, 1)]


async def test_each_coming_event_has_its_own_figure_the_nearest_first(tmp_path: Path) -> None:
    people = [
        Person(BANJAR, "psm", NOW, {"jambore": ("yes", NOW), "rapat": ("yes", NOW)}, {}, 0),
        Person(SURABAYA, "psm", NOW, {"jambore": ("never", NOW), "rapat": ("yes", NOW), "over": ("yes", NOW)}, {}, 0),
    ]
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, people)
        reader = database.reader
        assert await figures.people_by_event(reader, Part("confirmed", [""], NOW)) == [("jambore", 1), ("rapat", 2)]
        assert await figures.people_by_event(reader, Part("confirmed", ["63"], NOW)) == [("jambore", 1), ("rapat", 1)]
        assert await figures.people_by_event(reader, Part("declined", [""], NOW)) == [("jambore", 1)]
        with pytest.raises(ValueError, match="registered"):
            await figures.people_by_event(reader, Part("registered", [""], NOW))


async def test_for_one_event_everybody_is_in_one_state_whether_it_is_over_or_not(tmp_path: Path) -> None:
    answered = [*_GIVEN.values(), "yes"]
    people = [Person(BANJAR, "psm", NOW, {"over": (answer, NOW)}, {}, 0) for answer in answered]
    people.append(Person(BANJAR, "psm", NOW, {"over": ("yes", NOW)}, {"over": NOW}, 0))
    people.append(Person(BANJAR, "psm", NOW, {}, {}, 0))
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, people)
        over = await database.reader.value("SELECT id FROM events WHERE title = 'over'")
        found = {
            state: await figures.people(database.reader, Part(state, [""], NOW, event=over)) for state in STATES[1:9]
        }
        assert found == dict.fromkeys(STATES[1:7], 1) | {"confirmed": 3, "attended": 1, "absent": 2}


async def test_only_those_whom_an_event_is_for_can_leave_it_unanswered(tmp_path: Path) -> None:
    people = [Person(place, pillar, NOW, {}, {}, 0) for place in (BANJAR, SURABAYA) for pillar in ("psm", "tagana")]
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, [*people, Person(BANJAR, "psm", NOW, {"jambore": ("maybe", NOW)}, {}, 0)])
            await db.execute("UPDATE events SET region = '63', audience = ''")
            psm = audiences.packed(Audience((SURABAYA,), (Group(pillars=("psm",)),)))
            await db.execute("UPDATE events SET audience = ? WHERE title = 'jambore'", (psm,))
        reader = database.reader
        ids = {row["title"]: row["id"] for row in await reader.rows("SELECT id, title FROM events")}
        jambore, rapat = ids["jambore"], ids["rapat"]
        assert await figures.people(reader, Part("unanswered", [""], NOW, event=jambore)) == 1
        assert await figures.people(reader, Part("unanswered", [""], NOW, event=rapat)) == 3
        assert await figures.people(reader, Part("unanswered", [BANJAR], NOW, "psm", event=rapat)) == 2
        assert await figures.people(reader, Part("unanswered", [""], NOW)) == 4
        assert await figures.people_by_event(reader, Part("unanswered", [""], NOW)) == [
            ("running", 3), ("jambore", 1), ("rapat", 3)
        ]  # fmt: skip
        chosen = Audience(("",), (Group(answers=((jambore, UNANSWERED),)),))
        assert (await size(reader, chosen)).people == 1


async def test_whoever_comes_to_several_events_counts_once_however_many_there_are(tmp_path: Path) -> None:
    both = {"jambore": ("yes", NOW), "rapat": ("yes", NOW)}
    people = [Person(BANJAR, "psm", NOW, both if n % 2 else {"rapat": ("yes", NOW)}, {}, 0) for n in range(125)]
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, people)
        part = Part("confirmed", [""], NOW)
        assert await figures.people(database.reader, part) == 125
        async with database.transaction() as db:
            await db.execute("UPDATE answers SET answer = 'no' WHERE volunteer IN (59, 60, 61, 120)")
            await db.execute("DELETE FROM answers WHERE volunteer = 119")
        assert await figures.people(database.reader, part) == 120
        assert {one.where.split()[0] for one in await tallies.differences(database.reader)} <= {"events.taken"}


async def test_what_is_kept_is_right_after_correcting_and_erasing(tmp_path: Path) -> None:
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, [Person(BANJAR, "psm", NOW, {}, {}, 0), Person(SURABAYA, "psm", NOW - DAY, {}, {}, 0)])
            await db.execute(
                "UPDATE volunteers SET regency = ?, pillar = 'tagana' WHERE regency = ?", (BANJARBARU, BANJAR)
            )
            await db.execute(
                "DELETE FROM contacts WHERE id IN (SELECT contact FROM volunteers WHERE regency = ?)", (SURABAYA,)
            )
        reader = database.reader
        assert await figures.people_by(reader, Part("registered", [""], NOW), "pillar") == [("tagana", 1)]
        assert len(await figures.people_by_day(reader, Part("registered", [""], NOW), WITA)) == 1
        assert await tallies.differences(reader) == []


async def test_a_figure_that_does_not_match_the_rows_is_found(tmp_path: Path) -> None:
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            await fill(db, [Person(BANJAR, "psm", NOW, {}, {}, 0)])
            await db.execute("UPDATE registered_by_place SET n = 7")
        (found,) = await tallies.differences(database.reader)
        assert (found.where, found.kept, found.counted) == (f"registered_by_place {BANJAR} psm", 7, 1)
