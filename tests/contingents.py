"""Contingents for tests, made without a conversation, and who is in them."""

from bot.now import millis, now
from storage import contingents, jobs, lists, media
from storage.contingents import Contingent
from storage.database import Row, opened
from tests.phones import Phone, World


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


async def table(world: World, name: str) -> list[Row]:
    """All rows of a table."""
    async with opened(world.path) as database:
        return await database.reader.rows(f"SELECT * FROM {name}")
