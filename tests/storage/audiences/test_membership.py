"""Whom an audience holds, whatever it is made of."""

from collections.abc import Iterable

import pytest

from bot.messages import Address
from storage import audiences, volunteers
from storage.audiences import ABSENT, ATTENDED, STATES, UNANSWERED, Audience, Group
from storage.audiences.membership import condition
from storage.database import Database, Transaction
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle


def chat(user: str) -> Address:
    return Address("telegram", "1", user)


async def _crowd(db: Transaction) -> None:
    """Siti and Ani in Banjarmasin, Udin in Banjarbaru, Wati in Surabaya; an event and a contingent."""
    for name, regency, pillar in (
        ("siti", BANJARMASIN, "tagana"), ("ani", BANJARMASIN, "psm"),
        ("udin", BANJARBARU, "tksk"), ("wati", SURABAYA, "psm"),
    ):  # fmt: skip
        await settle(db, chat(name), name, regency, pillar)
    await db.apply(
        [
            ("INSERT INTO volunteer_pillars (volunteer, pillar) VALUES (3, 'tagana')", ()),
            (
                "INSERT INTO contingents (name, region, code, created_at) VALUES ('Batola', '63.04', 'x', 1)",
                (),
            ),
            ("UPDATE volunteers SET contingent = 1 WHERE id IN (2, 4)", ()),
            (
                "INSERT INTO events (title, starts_at, zone, place, region, state, scheduled_at, created_at)"
                " VALUES ('Apel', 9, 'Asia/Makassar', 'posko', '63', 'published', 1, 1)",
                (),
            ),
            ("INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (1, 1, 'yes', 1)", ()),
            ("INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (1, 2, 'yes', 1)", ()),
            ("INSERT INTO attendance (event, volunteer, at) VALUES (1, 2, 9)", ()),
        ]
    )


async def members(database: Database, audience: Audience) -> str:
    sql, parameters = await condition(database.reader, audience)
    rows = await database.reader.rows(f"SELECT name FROM volunteers v WHERE {sql} ORDER BY id", parameters)
    return " ".join(row["name"] for row in rows)


def within(*regions: str, groups: Iterable[Group] = (), without: Iterable[Group] = ()) -> Audience:
    return Audience(regions, tuple(groups), tuple(without))


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (within(""), "siti ani udin wati"),
        (within(), ""),
        (within("63"), "siti ani udin"),
        (within(BANJARMASIN, SURABAYA), "siti ani wati"),
        (within("", groups=[Group(regions=(BANJARBARU, SURABAYA))]), "udin wati"),
        (within("63", groups=[Group(regions=(SURABAYA,))]), ""),
        (within("", groups=[Group(pillars=("tagana",))]), "siti udin"),
        (within("", groups=[Group(pillars=("tagana", "psm"), regions=("63",))]), "siti ani udin"),
        (within("", groups=[Group(pillars=("tksk",)), Group(pillars=("psm",), regions=(SURABAYA,))]), "udin wati"),
        (within("", groups=[Group(contingents=(1,))], without=[Group(regions=(SURABAYA,))]), "ani"),
        (within("", without=[Group(pillars=("psm",))]), "siti udin"),
        (within("", without=[Group(contingents=(1,))]), "siti udin"),
        (within("", groups=[Group(answers=((1, "yes"),))]), "siti ani"),
        (within("", groups=[Group(answers=((1, "no"), (1, "maybe"), (1, "waiting")))]), ""),
        (within("", groups=[Group(answers=((1, UNANSWERED),))]), "udin"),
        (within("", groups=[Group(answers=((1, ATTENDED),))]), "ani"),
        (within("", groups=[Group(answers=((1, ABSENT),))]), "siti"),
        (within("", groups=[Group(answers=((1, ABSENT), (1, UNANSWERED)))]), "siti udin"),
    ],
)  # fmt: skip
async def test_an_audience_holds_just_those_who_fit(database: Database, audience: Audience, expected: str) -> None:
    async with database.transaction() as db:
        await _crowd(db)
    assert await members(database, audience) == expected
    assert audiences.unpacked(audiences.packed(audience)) == audience


async def test_who_got_a_broadcast_and_who_has_not_answered_it(database: Database) -> None:
    async with database.transaction() as db:
        await _crowd(db)
        for contact, state in ((1, "sent"), (2, "unknown"), (3, "blocked"), (4, "sent")):
            await db.execute(
                "INSERT INTO outbox (dedupe_key, kind, subject, lane, batch, contact, channel, account, user, state,"
                " created_at, updated_at) VALUES (?, 'broadcast', 1, 2, 'broadcast:1', ?, 't', '1', 'x', ?, 1, 1)",
                (f"broadcast:1:{contact}", contact, state),
            )
        await db.execute("INSERT INTO broadcasts (text, region, origin, created_at) VALUES ('Halo', '', '', 1)")
        await db.execute("INSERT INTO broadcast_answers (broadcast, contact, answered_at) VALUES (1, 1, 1)")
    assert await members(database, within("", groups=[Group(received=(1,))])) == "siti ani wati"
    assert await members(database, within("", groups=[Group(silent=(1,))])) == "ani wati"


async def _held(db: Transaction, audience: Audience, title: str = "Rapat") -> None:
    """Another event, for this audience."""
    await db.execute(
        "INSERT INTO events (title, starts_at, zone, place, region, audience, state, scheduled_at, created_at)"
        " VALUES (?, 9, 'Asia/Makassar', 'posko', '63', ?, 'published', 1, 1)",
        (title, audiences.packed(audience)),
    )


def silent(event: int) -> Audience:
    """Those who have not answered an event."""
    return within("", groups=[Group(answers=((event, UNANSWERED),))])


async def test_who_has_not_answered_is_whoever_the_event_is_for(database: Database) -> None:
    async with database.transaction() as db:
        await _crowd(db)
        await _held(db, within("63", groups=[Group(pillars=("tagana",))]))
        await db.execute("INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (2, 3, 'no', 1)")
    assert await members(database, silent(2)) == "siti"
    assert await members(database, within("63", without=silent(2).groups)) == "ani udin"
    assert await members(database, silent(99)) == ""


async def test_an_event_may_be_for_those_who_have_not_answered_another(database: Database) -> None:
    async with database.transaction() as db:
        await _crowd(db)
        await _held(db, within("63", groups=[Group(answers=((1, UNANSWERED), (1, "yes")))]))
        await _held(db, within("63", groups=silent(2).groups))
        await db.execute("INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (2, 1, 'no', 1)")
    assert await members(database, silent(3)) == "ani udin"


async def test_an_event_for_those_who_have_not_answered_it_is_for_all_in_its_bounds(database: Database) -> None:
    async with database.transaction() as db:
        await _crowd(db)
        await _held(db, within("63", groups=[Group(answers=((3, UNANSWERED),))]))
        await _held(db, within("63", groups=[Group(answers=((2, UNANSWERED),))]))
        await db.execute("INSERT INTO answers (event, volunteer, answer, answered_at) VALUES (2, 1, 'no', 1)")
    assert await members(database, silent(2)) == "ani udin"
    assert await members(database, silent(3)) == "ani udin"


@pytest.mark.parametrize("state", STATES)
async def test_words_in_an_audience_are_never_sql(database: Database, state: str) -> None:
    async with database.transaction() as db:
        await _crowd(db)
    hostile = "x') OR 1=1 --"
    group = Group(regions=(hostile,), pillars=(hostile,), answers=((1, state),))
    assert await members(database, within("", groups=[group])) == ""
    assert volunteers.within(hostile)[1][0] == hostile
