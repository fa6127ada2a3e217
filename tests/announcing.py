"""Broadcasts for tests, up to some point of their life."""

from bot.messages import plain
from bot.now import millis, now
from handlers.broadcasts import delivering
from storage import audiences, contacts
from storage.audiences import Audience
from storage.broadcasts import lives
from storage.broadcasts.lives import Composed
from storage.database import Transaction, opened
from storage.roles import Role
from tests.crowds import BANJARMASIN, at, value
from tests.phones import Phone, World

WORDS = "Besok kumpul jam 8 di posko, ya."


async def composed(world: World, text: str = WORDS, region: str = BANJARMASIN) -> Phone:
    """A coordinator of a kabupaten or kota who has written an announcement to all in it, and is asked to send it.

    One of a province is asked to whom.
    """
    budi = await world.staff("budi", Role.COORDINATOR, region)
    await budi.say("/siaran")
    await budi.say(text)
    if "." in region and "Untuk siapa" in budi.last:
        await budi.tap(budi.labels[0])
    return budi


async def begun(db: Transaction, by: int, region: str = BANJARMASIN, text: str = WORDS, **more: int) -> int:
    """A broadcast to all in a region, that is being expanded; its id."""
    audience = audiences.packed(Audience((region,)))
    return await lives.begin(db, Composed(text, "", region, audience, 0, **more), by, millis(now()))


async def expanded(world: World, region: str = BANJARMASIN) -> Phone:
    """The coordinator of a broadcast whose rows are queued, and not sent yet."""
    budi = await world.staff("budi", Role.COORDINATOR, region)
    async with opened(world.path) as database:
        async with database.transaction() as db:
            id_ = await begun(db, await contact(db, world, "budi"), region)
        await delivering.expand(database, id_)
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


async def tapped(phone: Phone, action: str) -> str:
    """What is said after an action is tapped that some message offered."""
    await phone.send(kind="choice", choice=action)
    return phone.last
