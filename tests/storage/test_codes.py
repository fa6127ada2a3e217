"""Codes that open something once."""

import asyncio

import pytest

from bot.messages import Address
from storage import codes, contacts
from storage.codes import LateCode, Opened, Opens, UnknownCode, UsedCode
from storage.database import Database

DAY = 24 * 3600 * 1000
ANI = 1


@pytest.fixture
async def code(database: Database) -> str:
    """An invitation to be coordinator, made by Ani at 1,000."""
    async with database.transaction() as db:
        ani = await contacts.ensure(db, Address("telegram", "1", "ani"), 1)
        return await codes.make(
            db, Opens.ROLE, made_by=ani, at=1000, valid=DAY, role="coordinator", region="63.72"
        )  # fmt: skip


async def test_a_code_opens_what_it_was_made_for_once(database: Database, code: str) -> None:
    async with database.transaction() as db:
        assert await codes.use(db, Opens.ROLE, code, 2000) == Opened(None, "coordinator", "63.72", ANI)
        with pytest.raises(UsedCode):
            await codes.use(db, Opens.ROLE, code, 2001)


async def test_nothing_kept_opens_it(database: Database, code: str) -> None:
    kept = await database.reader.rows("SELECT * FROM codes")
    assert len(code) == 22
    assert code not in str([tuple(row) for row in kept])


@pytest.mark.parametrize("opens", [Opens.CLAIM, Opens.MOVE])
async def test_a_code_opens_nothing_of_another_kind(database: Database, code: str, opens: Opens) -> None:
    async with database.transaction() as db:
        with pytest.raises(UnknownCode):
            await codes.use(db, opens, code, 2000)


async def test_a_code_is_void_when_its_time_is_over(database: Database, code: str) -> None:
    async with database.transaction() as db:
        with pytest.raises(LateCode):
            await codes.use(db, Opens.ROLE, code, 1000 + DAY)
        await codes.use(db, Opens.ROLE, code, 999 + DAY)


async def test_a_withdrawn_code_opens_nothing_and_is_no_longer_listed(database: Database, code: str) -> None:
    async with database.transaction() as db:
        (row,) = await codes.unopened(db, Opens.ROLE, 2000)
        assert await codes.withdraw(db, row["digest"], 2000)
        assert not await codes.withdraw(db, row["digest"], 2001)
        assert await codes.unopened(db, Opens.ROLE, 2000) == []
        with pytest.raises(UnknownCode):
            await codes.use(db, Opens.ROLE, code, 2000)


async def test_what_was_opened_cannot_be_withdrawn(database: Database, code: str) -> None:
    async with database.transaction() as db:
        await codes.use(db, Opens.ROLE, code, 2000)
        assert not await codes.withdraw(db, codes.digest_of(code), 2001)


async def test_of_many_who_open_it_at_once_one_has_it(database: Database, code: str) -> None:
    async def opens() -> bool:
        async with database.transaction() as db:
            try:
                await codes.use(db, Opens.ROLE, code, 2000)
            except UsedCode:
                return False
            return True

    assert sorted(await asyncio.gather(*(opens() for _number in range(10)))) == [False] * 9 + [True]


async def test_a_code_is_remembered_for_a_month_after_its_time(database: Database, code: str) -> None:
    async with database.transaction() as db:
        await codes.forget(db, 1000 + DAY + codes.MONTH)
        with pytest.raises(LateCode):
            await codes.look(db, Opens.ROLE, code, 1000 + DAY)
        await codes.forget(db, 1001 + DAY + codes.MONTH)
        with pytest.raises(UnknownCode):
            await codes.look(db, Opens.ROLE, code, 1000 + DAY)
