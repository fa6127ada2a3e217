"""An event that is about to begin, people who come to it, and a coordinator at its door."""

import re
from datetime import timedelta

from bot.now import millis, now
from handlers.attendance.codes import minute_at, payload
from storage.database import opened
from storage.roles import Role
from tests.gatherings import NAMES, SATURDAY, hold
from tests.phones import Phone, World

KEY = b"test"
"""What the worlds of tests sign with."""


async def at_the_door(world: World, *names: str) -> tuple[int, Phone, list[Phone]]:
    """An event, ten minutes before it begins, its coordinator with the code, and people who said yes."""
    event = await hold(world, region="63")
    phones = []
    for name in names:
        phone = world.phone(name)
        await phone.enrol(NAMES[name])
        await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
        phones.append(phone)
    world.turn_to(SATURDAY - timedelta(minutes=10))
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/hadir")
    return event, budi, phones


def code_on(phone: Phone) -> str:
    """The newest code on the coordinator's screen, as people type it."""
    text = next(message.text for message in reversed(phone.messages) if "Kode: " in message.text)
    found = re.search(r"[A-Z]{4} \d{4}", text)
    assert found is not None
    return found[0]


def link_of(event: int, part: int = 0, *, minutes: int = 0, key: bytes = KEY) -> str:
    """What scanning the QR picture of now says, or that of so many minutes later."""
    return "/start " + payload(key, event, part, minute_at(millis(now())) + minutes)


async def arrivals(world: World, event: int) -> list[tuple[str, int, int]]:
    """Who is checked in: name, part, and the contact who did it (0 themselves), in the order of their coming."""
    async with opened(world.path) as database:
        rows = await database.reader.rows(
            "SELECT v.name, a.part, coalesce(a.by, 0) FROM attendance a JOIN volunteers v ON v.id = a.volunteer"
            " WHERE a.event = ? ORDER BY a.at, v.id",
            (event,),
        )
    return [tuple(row) for row in rows]
