"""Volunteers who are there already, without having talked."""

from collections.abc import Iterable
from pathlib import Path

from bot.messages import Address
from bot.now import millis, now
from storage import consents, contacts, volunteers
from storage.database import Transaction, opened
from tests.phones import World

BANJARMASIN, BANJARBARU, BANJAR, SURABAYA = "63.71", "63.72", "63.03", "35.78"


async def settle(
    db: Transaction, address: Address, name: str, regency: str, pillar: str = "tagana", at: int = 0
) -> int:
    """A volunteer at an address; their number. `at` is when they registered (milliseconds; 0 is now)."""
    at = at or millis(now())
    contact = await contacts.ensure(db, address, at)
    proof = await consents.record(db, contact, "test", "ya", address.channel, at)
    return await volunteers.register(db, contact, name, regency, pillar, "", proof, at)


def at(world: World, user: str) -> Address:
    """Where somebody's phone is in a world."""
    return Address(world.channel.name, world.channel.account, user)


async def people(world: World, users: Iterable[str], regency: str = BANJARMASIN) -> None:
    """A volunteer at each of these phones."""
    async with opened(world.path) as database, database.transaction() as db:
        for user in users:
            await settle(db, at(world, user), user.title(), regency)


async def block(world: World, user: str) -> None:
    """Somebody has blocked the bot."""
    async with opened(world.path) as database, database.transaction() as db:
        await db.apply(contacts.lost(at(world, user), millis(now()), "blocked"))


async def value(path: Path, sql: str, *parameters: str | int) -> int:
    """A number from a database."""
    async with opened(path) as database:
        return int(await database.reader.value(sql, parameters) or 0)
