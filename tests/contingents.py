"""Contingents for tests, made without a conversation, and who is in them."""

from collections.abc import Sequence

from bot.messages import Address
from bot.now import millis, now
from storage import claims, consents, contacts, contingents, enlisting, jobs, lists, media, volunteers
from storage.contingents import Contingent
from storage.database import Row, opened
from storage.enlisting import Person
from tests.phones import Phone, World

SECRET = b"test"
"""The key of a test's installation."""
TWO = (Person("Siti Aminah", "63.72", "tagana", "+6281234567890"), Person("Budi Santoso", "63.03", "psm", ""))


async def found(
    world: World, name: str = "Kontingen Banjar", *, region: str = "63.03", pillar: str = "", quota: int = 0
) -> Contingent:
    """A contingent; it is open."""
    async with opened(world.path) as database, database.transaction() as db:
        by = await db.value("SELECT min(id) FROM contacts")
        made = await contingents.make(db, name, region, pillar, quota, by, millis(now()))
        contingent = await contingents.contingent(db, made)
    assert contingent is not None
    return contingent


async def as_it_is(world: World, contingent: Contingent) -> Contingent:
    """The contingent as it is now."""
    async with opened(world.path) as database:
        now_ = await contingents.contingent(database.reader, contingent.id)
    assert now_ is not None
    return now_


async def members(world: World, contingent: Contingent) -> list[Row]:
    """Its people, by name."""
    async with opened(world.path) as database:
        return await database.reader.rows(
            "SELECT v.*, c.text consent_text, c.given_by FROM volunteers v LEFT JOIN consents c ON c.id = v.consent"
            " WHERE v.contingent = ? ORDER BY v.name_key, v.id",
            (contingent.id,),
        )


async def send_in(world: World, coordinator: Phone, contingent: Contingent, content: bytes) -> None:
    """A file of the coordinator's has come for the contingent; it is read and shown."""
    async with opened(world.path) as database, database.transaction() as db:
        by = await db.value("SELECT contact FROM addresses WHERE user = ?", (coordinator.user,))
        at = millis(now())
        file = await media.keep(db, kind="document", name="daftar.csv", content=content, at=at, contact=by)
        await db.apply([jobs.queue("list", await lists.send_in(db, contingent.id, file, by, at), at)])
    await world.deliver()


async def enlisted(
    world: World, contingent: Contingent, coordinator: Phone, people: Sequence[Person] = TWO
) -> dict[str, str]:
    """These people are on its roll, put there by the coordinator; the payload of each one's link, by name."""
    async with opened(world.path) as database, database.transaction() as db:
        by, at = await db.value("SELECT contact FROM addresses WHERE user = ?", (coordinator.user,)), millis(now())
        proof = await consents.record(db, by, "1", "Koordinator menyatakan mereka setuju.", "x", at, given_by=by)
        await enlisting.enlist(db, SECRET, contingent.id, people, proof, by, at)
        rows = await claims.unclaimed(db, contingent.id, at)
    return {row["name"]: f"c_{claims.code_of(SECRET, row['id'], row['made_at'])}" for row in rows}


async def registered(world: World, user: str, name: str, regency: str = "63.71", pillar: str = "psm") -> Phone:
    """The phone of somebody who is registered, without their registration being talked through."""
    phone, at = world.phone(user), millis(now())
    async with opened(world.path) as database, database.transaction() as db:
        contact = await contacts.ensure(db, Address(world.channel.name, world.channel.account, user), at)
        proof = await consents.record(db, contact, "1", "Setuju.", "x", at)
        await volunteers.register(db, contact, name, regency, pillar, "", proof, at)
    return phone


async def table(world: World, name: str) -> list[Row]:
    """All rows of a table."""
    async with opened(world.path) as database:
        return await database.reader.rows(f"SELECT * FROM {name}")
