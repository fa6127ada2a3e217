"""Questions to people, as they are stored."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.messages import Address
from storage import contacts, questions, roles
from storage.database import Database, opened
from storage.roles import Role


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            for user in ("siti", "budi", "dedi"):
                await contacts.ensure(db, Address("fake", "1", user), 1)
        yield database


SITI, BUDI, DEDI = 1, 2, 3


async def test_questions_wait_by_region_oldest_first_until_they_are_answered(database: Database) -> None:
    async with database.transaction() as db:
        for text, region in [("kota", "63.71"), ("kabupaten", "63.03"), ("lain", "64.71"), ("tamu", "")]:
            await questions.ask(db, SITI, text, region, 5)
    reader = database.reader

    async def waiting(*regions: str) -> list[str]:
        return [question.text for question in await questions.waiting_within(reader, regions)]

    assert await waiting("63") == ["kota", "kabupaten"]
    assert await waiting("63.71", "64") == ["kota", "lain"]
    assert await waiting("") == ["kota", "kabupaten", "lain", "tamu"]
    assert await waiting() == []
    async with database.transaction() as db:
        await questions.answer(db, 1, BUDI, 6)
    assert await waiting("63") == ["kabupaten"]
    assert await questions.waiting_of(reader, SITI) == 3


async def test_an_answered_question_keeps_who_answered_first_and_loses_its_words(database: Database) -> None:
    async with database.transaction() as db:
        number = await questions.ask(db, SITI, "Bolehkah?", "63.71", 5)
        await questions.answer(db, number, BUDI, 6)
        await questions.answer(db, number, DEDI, 7)
    row = await database.reader.row("SELECT text, answered_by, answered_at FROM questions")
    assert row is not None
    assert tuple(row) == ("", BUDI, 6)
    question = await questions.question_numbered(database.reader, number)
    assert question is not None
    assert question.answered
    assert await questions.question_numbered(database.reader, 99) is None


async def test_only_who_can_be_told_is_an_answerer_and_never_the_asker(database: Database) -> None:
    async with database.transaction() as db:
        for contact in (SITI, BUDI, DEDI):
            await roles.grant(db, contact, Role.COORDINATOR, "63", 1)

    async def told(asker: int) -> list[int]:
        return [row["contact"] for row in await questions.answerers(database.reader, asker)]

    assert await told(SITI) == [BUDI, DEDI]
    async with database.transaction() as db:
        await contacts.stop(db, BUDI, 2)
        await db.execute("UPDATE contacts SET unreachable_at = 2 WHERE id = ?", (DEDI,))
    assert await told(SITI) == []
    async with database.transaction() as db:
        await contacts.resume(db, BUDI)
    assert await told(SITI) == [BUDI]
