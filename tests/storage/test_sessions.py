"""Where each contact is in a conversation."""

import pytest

from bot.messages import Address
from storage import contacts, sessions
from storage.database import Conflict, Database
from storage.sessions import Session

SITI = Address("telegram", "1", "siti")


@pytest.fixture(autouse=True)
async def _somebody(database: Database) -> None:
    async with database.transaction() as db:
        await contacts.ensure(db, SITI, 1)


async def _talks(database: Database) -> list[Session]:
    (rows,) = await database.reader.several([sessions.of_contact_at("telegram", "1", "siti")])
    return [sessions.from_row(row) for row in rows]


async def test_a_talk_comes_back_as_it_was_kept(database: Database) -> None:
    talk = Session("/daftar", {"words": "x"}, {"b": 1, "a": {"id": "ya"}}, {"page": 2}, "name", 3, free=True)
    async with database.transaction() as db:
        await db.apply([sessions.save(1, talk, 50)])
    (kept,) = await _talks(database)
    talk.touched_at = 50
    assert kept == talk
    assert list(kept.answers) == ["b", "a"]


async def test_keeping_a_talk_again_changes_it(database: Database) -> None:
    talk = Session("/daftar", asked="name")
    async with database.transaction() as db:
        await db.apply([sessions.save(1, talk, 1)])
        talk.answers["name"], talk.asked, talk.asking = "Siti", "regency", 2
        await db.apply([sessions.save(1, talk, 2)])
    (kept,) = await _talks(database)
    assert (kept.answers, kept.asked, kept.asking, kept.touched_at) == ({"name": "Siti"}, "regency", 2, 2)


async def test_a_contact_has_one_open_talk(database: Database) -> None:
    with pytest.raises(Conflict):
        async with database.transaction() as db:
            await db.apply([sessions.save(1, Session("/daftar"), 1), sessions.save(1, Session("/profil"), 2)])


async def test_a_talk_put_aside_leaves_room_for_another_and_the_newest_comes_first(database: Database) -> None:
    async with database.transaction() as db:
        await db.apply([sessions.save(1, Session("/daftar"), 1), sessions.put_aside(1)])
        await db.apply([sessions.save(1, Session("/profil"), 2)])
    assert [(talk.conversation, talk.state) for talk in await _talks(database)] == [
        ("/profil", "open"),
        ("/daftar", "aside"),
    ]


async def test_a_talk_that_ends_is_erased(database: Database) -> None:
    talk = Session("/daftar", answers={"name": "Siti"})
    async with database.transaction() as db:
        await db.apply([sessions.save(1, talk, 1), sessions.end(talk.id)])
    assert await _talks(database) == []


def test_going_back_drops_the_answer_given_last_whatever_its_name() -> None:
    talk = Session("/daftar", answers={"z": 1, "a": 2}, asked="b")
    assert sessions.forget_last(talk)
    assert (talk.answers, talk.asked) == ({"z": 1}, None)
    assert sessions.forget_last(talk)
    assert not sessions.forget_last(talk)


async def test_a_talk_is_erased_thirty_days_after_the_last_word(database: Database) -> None:
    async with database.transaction() as db:
        await db.apply([sessions.save(1, Session("/daftar"), 100)])
        await sessions.forget(db, 100 + sessions.DRAFT)
    assert len(await _talks(database)) == 1
    async with database.transaction() as db:
        await sessions.forget(db, 101 + sessions.DRAFT)
    assert await _talks(database) == []


async def test_open_questions_of_the_last_minutes_are_found_with_the_address(database: Database) -> None:
    async with database.transaction() as db:
        await db.apply([sessions.save(1, Session("/daftar", asked="name"), 100), sessions.put_aside(1)])
        await db.apply([sessions.save(1, Session("/profil", asked="name"), 200)])
    found = await sessions.open_between(database.reader, 50, 300)
    assert [(row["user"], row["touched_at"]) for row in found] == [("siti", 200)]
    assert await sessions.open_between(database.reader, 201, 300) == []
