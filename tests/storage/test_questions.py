"""Questions to people, as they are stored."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.messages import Address
from storage import contacts, proposals, questions, roles
from storage.database import Database, opened
from storage.questions import WEEK
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
        await questions.answer(db, 1, BUDI, "Boleh.", 6)
    assert await waiting("63") == ["kabupaten"]
    assert await questions.waiting_of(reader, SITI) == 3


async def test_an_answered_question_keeps_its_first_answer_and_loses_all_words_after_a_week(
    database: Database,
) -> None:
    async def stored() -> tuple[str, str, int, int]:
        row = await database.reader.row("SELECT text, answer, answered_by, answered_at FROM questions")
        assert row is not None
        return tuple(row)

    async with database.transaction() as db:
        number = await questions.ask(db, SITI, "Bolehkah?", "63.71", 5)
        await questions.answer(db, number, BUDI, "Boleh.", 6)
        await questions.answer(db, number, DEDI, "Tidak.", 7)
        await questions.forget(db, 5 + WEEK)
    assert await stored() == ("Bolehkah?", "Boleh.", BUDI, 6)
    assert await questions.kept_of(database.reader, SITI) == 1
    async with database.transaction() as db:
        await questions.forget(db, 6 + WEEK)
    assert await stored() == ("", "", BUDI, 6)
    assert await questions.kept_of(database.reader, SITI) == 0
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


async def test_of_an_urgent_question_no_words_are_kept_once_it_is_answered(database: Database) -> None:
    async with database.transaction() as db:
        number = await questions.ask(db, SITI, "Ada anak terlantar", "63.71", 5, "neglect")
        await questions.answer(db, number, BUDI, "Kami ke sana.", 6)
    question = await questions.question_numbered(database.reader, number)
    assert question is not None
    assert (question.text, question.answer, question.answered) == ("", "", True)


async def test_urgent_questions_come_first_and_take_nobodys_place(database: Database) -> None:
    async with database.transaction() as db:
        await questions.ask(db, SITI, "biasa", "63.71", 5)
        await questions.ask(db, SITI, "gawat", "63.71", 6, "danger")
    assert [q.text for q in await questions.waiting_within(database.reader, ["63"])] == ["gawat", "biasa"]
    assert await questions.waiting_of(database.reader, SITI) == 1


async def test_an_open_urgent_question_of_the_same_kind_is_found_until_its_time_is_over(database: Database) -> None:
    async with database.transaction() as db:
        number = await questions.ask(db, SITI, "banjir", "63.71", 50, "danger")
        await questions.add_words(db, number, "airnya naik")

    async def found(contact: int, kind: str, since: int) -> str | None:
        question = await questions.urgent_of(database.reader, contact, kind, since)
        return None if question is None else question.text

    assert await found(SITI, "danger", 49) == "banjir\nairnya naik"
    assert await found(SITI, "danger", 50) is None
    assert await found(SITI, "cut", 49) is None
    assert await found(BUDI, "danger", 49) is None
    async with database.transaction() as db:
        await questions.answer(db, number, BUDI, "Kami ke sana.", 51)
    assert await found(SITI, "danger", 49) is None


async def test_a_question_is_overdue_by_the_time_its_holders_have_had_it_and_admins_are_the_last(
    database: Database,
) -> None:
    async def overdue(before: int) -> list[int]:
        return [question.id for question in await questions.overdue(database.reader, before)]

    async with database.transaction() as db:
        number = await questions.ask(db, SITI, "Bolehkah?", "63.71", 5)
    assert (await overdue(4), await overdue(5)) == ([], [number])
    async with database.transaction() as db:
        await questions.hold(db, number, Role.ORGANISER, 10)
    assert (await overdue(9), await overdue(10)) == ([], [number])
    async with database.transaction() as db:
        await questions.hold(db, number, Role.ADMIN, 20)
    assert await overdue(99) == []


async def test_answered_questions_are_offered_newest_first_while_they_have_words_and_are_not_proposed(
    database: Database,
) -> None:
    async with database.transaction() as db:
        for text, region in [("satu", "63.71"), ("dua", "63.03"), ("lain", "64.71"), ("terbuka", "63.71")]:
            await questions.ask(db, SITI, text, region, 5)
        for number in (1, 2, 3):
            await questions.answer(db, number, BUDI, "Ya.", 5 + number)

    async def texts(limit: int = 9) -> list[str]:
        return [question.text for question in await questions.answered_within(database.reader, ["63"], limit)]

    assert await texts() == ["dua", "satu"]
    assert await texts(1) == ["dua"]
    async with database.transaction() as db:
        await proposals.propose(db, 2, "dua", "Ya.", "coordinator", 9)
    assert await texts() == ["satu"]
