"""The button that puts an event into the phone's calendar."""

from typing import Any

from icalendar import Calendar

from bot.now import millis
from storage import media, parts
from storage.database import opened
from storage.parts import Part
from storage.roles import Role
from tests.gatherings import SATURDAY, hold
from tests.phones import Phone, World


async def sent_calendar(world: World, phone: Phone) -> Any:
    """The calendar file that came last."""
    number = phone.messages[-1].media[0]
    async with opened(world.path) as database:
        return Calendar.from_ical(await media.content_of(database.reader, number) or b"")


async def test_the_calendar_follows_the_event_through_a_move_and_a_cancellation(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    await siti.send(kind="choice", choice=f"event:{event}", tap="t")
    await siti.tap("Kalender")
    first = (await sent_calendar(world, siti)).walk("VEVENT")[0]
    assert (first["sequence"], first.start) == (0, SATURDAY)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("29 November 2026 jam 10 pagi")
    await budi.tap("Ya, pindahkan")
    await siti.tap("Kalender")
    moved = (await sent_calendar(world, siti)).walk("VEVENT")[0]
    assert (moved["uid"], moved["sequence"]) == (first["uid"], 1)
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.tap("Ya, batalkan")
    await siti.tap("Kalender")
    file = await sent_calendar(world, siti)
    assert (str(file["method"]), file.walk("VEVENT")[0]["uid"]) == ("CANCEL", first["uid"])


async def test_each_part_is_an_entry_of_its_own(telegram_world: World) -> None:
    event = await hold(telegram_world)
    async with opened(telegram_world.path) as database, database.transaction() as db:
        starts = millis(SATURDAY)
        await parts.put(
            db,
            event,
            [Part("Pembukaan", starts, starts + 3_600_000, "Aula"), Part("Penutupan", starts + 10**8, 0, "Aula")],
        )
    siti = telegram_world.phone("siti")
    await siti.send(kind="choice", choice=f"calendar:{event}", tap="t")
    entries = (await sent_calendar(telegram_world, siti)).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["Bakti Sosial: Pembukaan", "Bakti Sosial: Penutupan"]
    assert len({str(entry["uid"]) for entry in entries}) == 2


async def test_no_calendar_of_what_is_not_there(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for button in ("calendar:", "calendar:99", "calendar:x"):
        await siti.send(kind="choice", choice=button, tap="t")
        assert "tidak ada" in siti.last
