"""Broadcasts for tests, up to some point of their life."""

from bot.messages import plain
from bot.now import millis, now
from handlers.broadcasts import composing as talks
from storage import broadcasts, contacts
from storage.database import Transaction, opened
from storage.roles import Role
from tests.crowds import BANJARMASIN, at, value
from tests.phones import Phone, World

WORDS = "Besok kumpul jam 8 di posko, ya."


async def composed(world: World, text: str = WORDS, region: str = BANJARMASIN) -> Phone:
    """A coordinator who has written an announcement and is asked whether to send it."""
    budi = await world.staff("budi", Role.COORDINATOR, region)
    await budi.say("/siaran")
    await budi.say(text)
    return budi


async def expanded(world: World, region: str = BANJARMASIN) -> Phone:
    """The coordinator of a broadcast whose rows are queued, and not sent yet."""
    budi = await world.staff("budi", Role.COORDINATOR, region)
    async with opened(world.path) as database:
        async with database.transaction() as db:
            id_ = await broadcasts.begin(db, WORDS, region, region, await contact(db, world, "budi"), millis(now()))
        await talks.expand(database, id_)
    return budi


async def contact(db: Transaction, world: World, user: str) -> int:
    """The contact of a phone."""
    return await contacts.ensure(db, at(world, user), millis(now()))


async def rows(world: World) -> int:
    """How many rows of the outbox broadcasts have."""
    return await value(world.path, "SELECT count(*) FROM outbox WHERE kind = 'broadcast'")


def received(world: World, user: str) -> list[str]:
    """The announcements that came to a phone."""
    return [text for m in world.phone(user).messages if WORDS in (text := plain(m.text))]
