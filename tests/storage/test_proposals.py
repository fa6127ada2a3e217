"""Proposals for the knowledge, as they are stored."""

from bot.messages import Address
from storage import contacts, erasing, proposals, questions
from storage.database import Database


async def _question(database: Database) -> int:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, Address("fake", "1", "siti"), 1)
        return await questions.ask(db, contact, "Bolehkah?", "63.71", 5)


async def test_a_question_is_proposed_once_and_waits_until_it_is_removed(database: Database) -> None:
    question = await _question(database)
    async with database.transaction() as db:
        assert await proposals.propose(db, question, "Bolehkah?", "Boleh.", "organiser", 6)
        assert not await proposals.propose(db, question, "Bolehkah?", "Tidak.", "organiser", 7)
    (waiting,) = await proposals.waiting(database.reader)
    assert (waiting.words, waiting.answer, waiting.role) == ("Bolehkah?", "Boleh.", "organiser")
    assert await proposals.proposal_numbered(database.reader, waiting.id) == waiting
    async with database.transaction() as db:
        assert await proposals.remove(db, waiting.id)
        assert not await proposals.remove(db, waiting.id)
    assert await proposals.proposal_numbered(database.reader, waiting.id) is None


async def test_a_proposal_outlives_the_data_of_whoever_asked(database: Database) -> None:
    question = await _question(database)
    async with database.transaction() as db:
        await proposals.propose(db, question, "Bolehkah?", "Boleh.", "organiser", 6)
        await erasing.erase_contact(db, b"key", 1, 7)
    assert [one.words for one in await proposals.waiting(database.reader)] == ["Bolehkah?"]
    assert await database.reader.value("SELECT question FROM proposals") is None
