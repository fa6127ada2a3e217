"""A database with an event and volunteers in it, for the tests of storage."""

from bot.messages import Address
from storage import answers, consents, contacts, events, volunteers, waiting
from storage.database import Transaction
from storage.seats import EventFull

START = 1_800_000_000_000
"""When the event begins, in milliseconds; everything before it happened a month earlier."""
BEFORE = START - 30 * 24 * 3600 * 1000


async def event_with(db: Transaction, *, capacity: int = 0, region: str = "63", starts_at: int = START) -> int:
    """A published event."""
    by = await contacts.ensure(db, Address("telegram", "1", "coordinator"), BEFORE)
    return await events.publish(
        db, title="Bakti Sosial", starts_at=starts_at, zone="Asia/Makassar", place="Kiram", region=region,
        capacity=capacity, by=by, at=BEFORE,
    )  # fmt: skip


async def people(db: Transaction, count: int, regency: str = "63.72") -> list[int]:
    """So many volunteers, each with a contact of their own."""
    found = []
    for number in range(count):
        contact = await contacts.ensure(db, Address("telegram", "1", f"{regency}-{number}"), BEFORE)
        proof = await consents.record(db, contact, "1", "Setuju", "telegram", BEFORE)
        found.append(await volunteers.register(db, contact, f"Relawan {number}", regency, "psm", "", proof, BEFORE))
    return found


async def say_yes(db: Transaction, event: int, *who: int) -> None:
    """These say yes in turn; those for whom there is no seat wait."""
    for volunteer in who:
        try:
            await answers.give(db, event, volunteer, "yes", BEFORE)
        except EventFull:
            await waiting.join(db, event, volunteer, BEFORE)


async def states(db: Transaction, event: int, *who: int) -> list[str]:
    """What these have answered."""
    return [await answers.answer_of(db, event, volunteer) for volunteer in who]
