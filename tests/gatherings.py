"""Events for tests, published without a conversation, and invitations sent for them."""

from datetime import UTC, datetime

from bot.now import millis, now
from storage import answers, events, jobs
from storage.database import opened
from storage.events import Details, Event
from tests.phones import Phone, World

SATURDAY = datetime(2026, 11, 28, 0, 0, tzinfo=UTC)
"""Saturday 28 November 2026, 08.00 WITA: five days after tests begin."""
NAMES = {
    "siti": "Siti Aminah", "joko": "Joko Susilo", "ani": "Ani Rahmah", "budi": "Budi Santoso", "cici": "Cici Lestari",
    "dedi": "Dedi Gazali", "emi": "Emi Norhayati", "fajar": "Fajar Rahman", "gina": "Gina Fatimah",
    "hasan": "Hasan Basri", "irma": "Irma Yuliani", "laila": "Laila Hidayat", "mahmudah": "Mahmudah Noor",
}  # fmt: skip
"""People by the name of their phone."""


async def hold(
    world: World, title: str = "Bakti Sosial", *, starts: datetime = SATURDAY, region: str = "63", capacity: int = 0,
    details: Details | None = None,
) -> int:  # fmt: skip
    """Publish an event, without inviting anybody; its number."""
    async with opened(world.path) as database, database.transaction() as db:
        by = await db.value("SELECT min(id) FROM contacts")
        return await events.publish(
            db, title=title, starts_at=millis(starts), zone="Asia/Makassar", place="Kiram", region=region,
            capacity=capacity, by=by, at=millis(now()), details=details,
        )  # fmt: skip


async def invite(world: World, event: int) -> None:
    """Send the invitations."""
    async with opened(world.path) as database, database.transaction() as db:
        await db.apply([jobs.queue("invite", event, millis(now()))])
    await world.deliver()


async def held(world: World, number: int) -> Event:
    """The event as it is now."""
    async with opened(world.path) as database:
        event = await events.event(database.reader, number)
    assert event is not None
    return event


async def said(world: World, event: int) -> tuple[int, int]:
    """How many said yes and how many no."""
    async with opened(world.path) as database:
        return (await answers.figures(database.reader, [event])).get(event, (0, 0))


def texts_with(phone: Phone, words: str) -> list[str]:
    """The messages that came to a phone and have these words."""
    return [message.text for message in phone.messages if words in message.text]
