"""Who may do more than a volunteer."""

import pytest

from bot.messages import Address
from storage import contacts, roles
from storage.database import Database
from storage.roles import Grant, LastAdmin, Role, Used


@pytest.fixture(autouse=True)
async def _people(database: Database) -> None:
    async with database.transaction() as db:
        for user in ("ani", "budi"):
            await contacts.ensure(db, Address("telegram", "1", user), 1)


ANI, BUDI = 1, 2


async def _grants(database: Database, user: str) -> list[Grant]:
    (rows,) = await database.reader.several([roles.of_contact_at("telegram", "1", user)])
    return [roles.from_row(row) for row in rows]


async def test_a_role_is_held_in_each_region_once(database: Database) -> None:
    async with database.transaction() as db:
        for region in ("63", "63", "63.72"):
            await roles.grant(db, ANI, Role.COORDINATOR, region, 1)
    assert await _grants(database, "ani") == [Grant(Role.COORDINATOR, "63"), Grant(Role.COORDINATOR, "63.72")]
    assert await _grants(database, "budi") == []
    assert await _grants(database, "nobody") == []


async def test_an_invitation_is_used_once(database: Database) -> None:
    async with database.transaction() as db:
        await roles.use_invitation(db, "digest", 1)
        with pytest.raises(Used):
            await roles.use_invitation(db, "digest", 2)
        await roles.use_invitation(db, "another", 2)


async def test_a_role_is_withdrawn_in_one_region_only(database: Database) -> None:
    async with database.transaction() as db:
        await roles.grant(db, ANI, Role.COORDINATOR, "63", 1)
        await roles.grant(db, ANI, Role.COORDINATOR, "62", 1)
        await roles.withdraw(db, ANI, Role.COORDINATOR, "63")
        await roles.withdraw(db, ANI, Role.COORDINATOR, "63")
        await roles.withdraw(db, BUDI, Role.ADMIN, "")
    assert await _grants(database, "ani") == [Grant(Role.COORDINATOR, "62")]


async def test_the_last_admin_stays(database: Database) -> None:
    async with database.transaction() as db:
        await roles.grant(db, ANI, Role.ADMIN, "", 1)
        with pytest.raises(LastAdmin):
            await roles.withdraw(db, ANI, Role.ADMIN, "")
        await roles.grant(db, BUDI, Role.ADMIN, "", 1)
        await roles.withdraw(db, ANI, Role.ADMIN, "")
        with pytest.raises(LastAdmin):
            await roles.withdraw(db, BUDI, Role.ADMIN, "")
    assert await _grants(database, "budi") == [Grant(Role.ADMIN, "")]


async def test_those_with_a_role_are_found_for_menus_and_lists(database: Database) -> None:
    async with database.transaction() as db:
        await roles.grant(db, ANI, Role.ADMIN, "", 1)
        await roles.grant(db, BUDI, Role.COORDINATOR, "63", 1)
        await roles.grant(db, BUDI, Role.COORDINATOR, "62", 1)
    menus = await roles.menus(database.reader, "telegram", "1")
    assert [(row["user"], row["role"]) for row in menus] == [("ani", "admin"), ("budi", "coordinator")]
    held = await roles.holders(database.reader)
    assert [(row["contact"], row["role"]) for row in held] == [
        (ANI, "admin"), (BUDI, "coordinator"), (BUDI, "coordinator"),
    ]  # fmt: skip
