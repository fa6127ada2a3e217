"""People who come to an event, and the clock at the moments of its reminders."""

from datetime import datetime

from storage import answers, volunteers
from storage.database import opened
from tests.gatherings import NAMES
from tests.phones import Phone, World

REMINDER = "kegiatan yang Kakak ikuti:"
"""What each reminder says."""


async def coming(world: World, event: int, user: str = "siti", regency: str = "banjarbaru") -> Phone:
    """Somebody who said yes."""
    phone = world.phone(user)
    await phone.enrol(NAMES[user], regency)
    await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    return phone


async def add_sister(world: World, event: int) -> None:
    """A second volunteer with the phone of the first, who also comes."""
    async with opened(world.path) as database, database.transaction() as db:
        row = await db.row("SELECT * FROM volunteers")
        assert row is not None
        at = row["registered_at"]
        sister = await volunteers.register(db, row["contact"], "Adik", row["regency"], "psm", "", row["consent"], at)
        await answers.give(db, event, sister, "yes", at)


async def remind_at(world: World, *instants: datetime) -> None:
    for at in instants:
        world.turn_to(at)
        await world.tick()
