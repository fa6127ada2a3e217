"""What a contact asked lately."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.messages import Address
from storage import contacts, erasing, inquiries
from storage.database import Database, opened
from storage.inquiries import DAY

SITI, BUDI = 1, 2


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            for user in ("siti", "budi"):
                await contacts.ensure(db, Address("fake", "1", user), 1)
        yield database


async def test_an_inquiry_is_found_by_its_asker_alone_and_for_a_day(database: Database) -> None:
    async with database.transaction() as db:
        number = await inquiries.remember(db, SITI, "pkh itu apa", "pkh", 10)
    reader = database.reader
    found = await inquiries.inquiry_of(reader, SITI, number, 11)
    assert found is not None
    assert (found.words, found.topic, found.verdict) == ("pkh itu apa", "pkh", "")
    assert await inquiries.inquiry_of(reader, BUDI, number, 11) is None
    assert await inquiries.inquiry_of(reader, SITI, number + 1, 11) is None
    assert await inquiries.inquiry_of(reader, SITI, number, 10 + DAY) is None


async def test_those_that_did_not_help_within_a_day_are_told_oldest_first(database: Database) -> None:
    async with database.transaction() as db:
        old, first, fine, second = [await inquiries.remember(db, SITI, str(at), "pkh", at) for at in (1, 5, 6, 7)]
        for number in (old, first, second):
            await inquiries.rate(db, number, "no")
        await inquiries.rate(db, fine, "yes")
    assert [one.words for one in await inquiries.unhelped(database.reader, SITI, 2 + DAY)] == ["5", "7"]
    assert await inquiries.unhelped(database.reader, BUDI, 2 + DAY) == []


async def test_the_newest_is_the_last_asked_after_an_instant(database: Database) -> None:
    async with database.transaction() as db:
        for at in (5, 6):
            await inquiries.remember(db, SITI, str(at), "", at)
    newest = await inquiries.newest_of(database.reader, SITI, 5)
    assert newest is not None
    assert newest.words == "6"
    assert await inquiries.newest_of(database.reader, SITI, 6) is None


async def test_inquiries_are_erased_when_closed_after_a_day_and_with_ones_data(database: Database) -> None:
    async def left() -> int:
        return int(await database.reader.value("SELECT count(*) FROM inquiries"))

    async with database.transaction() as db:
        for contact, at in ((SITI, 5), (SITI, 9), (BUDI, 9)):
            await inquiries.remember(db, contact, "pkh", "pkh", at)
        await inquiries.forget(db, 5 + DAY)
    assert await left() == 2
    async with database.transaction() as db:
        await inquiries.close(db, SITI)
    assert await left() == 1
    async with database.transaction() as db:
        await erasing.erase_contact(db, b"key", BUDI, 10)
    assert await left() == 0
