"""The number shown before sending is the number delivered, and everybody else is in the list of those not reached."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Address
from handlers.broadcasts import delivering
from storage import audiences, contacts, events
from storage.audiences import UNANSWERED, Audience, Group
from storage.audiences.reach import Size, size, unreached
from storage.broadcasts import lives
from storage.broadcasts.lives import Composed
from storage.database import Database, Transaction, opened
from storage.outbox import from_row
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle

APEL, RAPAT = 1, 2
PLACES = st.sampled_from([BANJARMASIN, BANJARBARU, SURABAYA])


@dataclass(frozen=True)
class Person:
    """Somebody on a phone, and what they answered to the first event ("": nothing)."""

    regency: str
    pillar: str
    announcements: bool
    answer: str
    contingent: bool


@dataclass(frozen=True)
class Phone:
    """The people on it, and whether it is "open", has "stopped" or "blocked"; on none, they were put on a list."""

    people: list[Person]
    state: str


PEOPLE = st.builds(
    Person, PLACES, st.sampled_from(["tagana", "psm"]), st.booleans(), st.sampled_from(["", "yes", "no"]), st.booleans()
)
PHONES = st.lists(
    st.builds(Phone, st.lists(PEOPLE, min_size=1, max_size=3), st.sampled_from(["open", "stopped", "blocked", "none"])),
    max_size=5,
)
GROUPS = st.builds(
    Group,
    regions=st.lists(PLACES, max_size=1).map(tuple),
    pillars=st.sampled_from([(), ("psm",), ("psm", "tagana")]),
    contingents=st.sampled_from([(), (), (1,)]),
    answers=st.sampled_from([(), ((APEL, UNANSWERED),), ((RAPAT, UNANSWERED),), ((APEL, "yes"), (APEL, "no"))]),
)
AUDIENCES = st.builds(
    Audience,
    st.sampled_from([("",), ("63",), (BANJARMASIN,)]),
    st.lists(GROUPS, max_size=2).map(tuple),
    st.lists(GROUPS, max_size=1).map(tuple),
)


def holds(audience: Audience, person: Person) -> bool:
    """Whether the audience holds somebody, by its definition in words."""

    def fits(group: Group) -> bool:
        # The meeting is for Tagana of the province only, and nobody has answered it.
        silent = {
            APEL: person.regency.startswith("63") and not person.answer,
            RAPAT: person.regency.startswith("63") and person.pillar == "tagana",
        }
        stands = [silent[event] if state == UNANSWERED else person.answer == state for event, state in group.answers]
        return (
            (not group.regions or person.regency in group.regions)
            and (not group.pillars or person.pillar in group.pillars)
            and (not group.contingents or person.contingent)
            and (not stands or any(stands))
        )

    inside = any(person.regency.startswith(region) for region in audience.within)
    wanted = not audience.groups or any(map(fits, audience.groups))
    return inside and wanted and not any(map(fits, audience.without))


def why(phone: Phone, person: Person) -> str:
    """Why no message reaches somebody; "" where one does."""
    if phone.state == "none":
        return "chatless"
    if not person.announcements:
        return "declined"
    return "" if phone.state == "open" else phone.state


async def fill(db: Transaction, phones: list[Phone]) -> None:
    await contacts.ensure(db, Address("telegram", "1", "founder"), 1)
    await db.execute("INSERT INTO contingents (name, region, code, created_at) VALUES ('Batola', '63', 'x', 1)")
    for title in ("Apel", "Rapat"):
        await events.publish(
            db, title=title, starts_at=9, zone="Asia/Makassar", place="", region="63", capacity=0, by=1, at=1
        )
    tagana = audiences.packed(Audience(("63",), (Group(pillars=("tagana",)),)))
    await db.execute("UPDATE events SET audience = ? WHERE id = ?", (tagana, RAPAT))
    for number, phone in enumerate(phones):
        address = Address("telegram", "1", str(number))
        for place, person in enumerate(phone.people):
            id_ = await settle(db, address, f"Orang {place}", person.regency, person.pillar, 1)
            await db.execute(
                "UPDATE volunteers SET announcements = ?, contingent = ? WHERE id = ?",
                (int(person.announcements), 1 if person.contingent else None, id_),
            )
            if person.answer:
                await db.execute(
                    "INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (?, ?, ?, 1)",
                    (APEL, id_, person.answer),
                )
            if phone.state == "none":
                await db.execute("UPDATE volunteers SET contact = NULL WHERE id = ?", (id_,))
        if phone.state == "stopped":
            await contacts.stop(db, await contacts.ensure(db, address, 1), 1)
        if phone.state == "blocked":
            await db.apply(contacts.lost(address, 1, "blocked"))


async def delivered(database: Database, audience: Audience) -> int:
    """How many messages a broadcast to the audience sends."""
    async with database.transaction() as db:
        id_ = await lives.begin(db, Composed("Halo", "", "", audiences.packed(audience), 0), 1, 1)
    await delivering.expand(database, id_)
    rows = await database.reader.rows("SELECT * FROM outbox WHERE kind = 'broadcast'")
    deliveries = [from_row(row) for row in rows]
    return sum([await delivering.render(database.reader, delivery) is not None for delivery in deliveries])


@settings(max_examples=25, deadline=None)
@given(PHONES, AUDIENCES)
async def test_what_is_shown_is_what_is_delivered_and_each_of_the_others_has_one_reason(
    phones: list[Phone], audience: Audience
) -> None:
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "relawan.db") as database:
            async with database.transaction() as db:
                await fill(db, phones)
            found = [(phone, person) for phone in phones for person in phone.people if holds(audience, person)]
            reasons = Counter(why(phone, person) for phone, person in found)
            chats = [phone for phone in phones if any(holds(audience, p) and not why(phone, p) for p in phone.people)]
            shown = await size(database.reader, audience)
            named = Counter(row["why"] for row in await unreached(database.reader, audience, 99))
            sent = await delivered(database, audience)
    assert shown == Size(
        len(found), reasons[""], len(chats), reasons["chatless"], reasons["declined"], reasons["stopped"],
        reasons["blocked"],
    )  # fmt: skip
    assert named == reasons - Counter({"": reasons[""]})
    assert sent == shown.chats
