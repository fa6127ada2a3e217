"""The coordinator's screen shows a code that changes every minute, and how many are there."""

from datetime import timedelta

from bot.messages import plain
from bot.now import millis
from storage import parts
from storage.database import opened
from storage.parts import Part
from storage.roles import Role
from tests.gatherings import NAMES, SATURDAY, hold
from tests.handlers.attendance.doors import arrivals, at_the_door, code_on, link_of
from tests.phones import World


async def test_the_message_edits_itself_every_minute_and_with_every_arrival(telegram_world: World) -> None:
    event, budi, (siti, _joko) = await at_the_door(telegram_world, "siti", "joko")
    first, sent = code_on(budi), len(budi.messages)
    assert "Hadir sekarang: 0 dari 2." in budi.last
    assert budi.messages[-1].media
    assert budi.labels == ["Centang nama", "Kode terbaru", "Selesai"]
    await telegram_world.tick()
    assert len(budi.messages) == sent
    await siti.say(link_of(event))
    await telegram_world.tick()
    assert "Hadir sekarang: 1 dari 2." in budi.last
    assert code_on(budi) == first
    telegram_world.later(minutes=1)
    await telegram_world.tick()
    assert code_on(budi) != first
    # All of them are one message.
    assert len({id_ for id_, message in telegram_world.channel.sent["budi"] if "Kode: " in message.text}) == 1
    await siti.say(code_on(budi))
    assert "memang sudah tercatat hadir" in siti.last


async def test_done_is_said_and_the_code_goes(telegram_world: World) -> None:
    event, budi, (siti,) = await at_the_door(telegram_world, "siti")
    await siti.say(link_of(event))
    await budi.tap("Selesai")
    assert all("ditutup" in message.text and "1 dari 1" in message.text for message in budi.messages[-2:])
    await budi.send(kind="choice", choice="desk:1:close", tap="t")
    assert "sudah ditutup" in budi.last
    sent = len(budi.messages)
    telegram_world.later(minutes=3)
    await telegram_world.tick()
    assert len(budi.messages) == sent


async def test_it_closes_by_itself_after_some_hours(telegram_world: World) -> None:
    _event, budi, _ = await at_the_door(telegram_world)
    telegram_world.later(hours=5)
    await telegram_world.tick()
    assert "ditutup" in budi.last
    assert budi.labels == []


async def test_where_nothing_can_be_edited_the_newest_code_comes_at_a_tap(world: World) -> None:
    event, budi, (siti,) = await at_the_door(world, "siti")
    world.later(minutes=5)
    await budi.tap("Kode terbaru")
    await siti.say(code_on(budi))
    assert await arrivals(world, event) == [("Siti Aminah", 0, 0)]


async def test_of_several_events_and_parts_one_is_chosen(world: World) -> None:
    await hold(world, "Bakti Sosial")
    event = await hold(world, "Jambore", starts=SATURDAY + timedelta(hours=2))
    async with opened(world.path) as database, database.transaction() as db:
        starts = millis(SATURDAY + timedelta(hours=2))
        await parts.put(db, event, [Part("Pembukaan", starts, 0, "Aula"), Part("Penutupan", starts + 10**7, 0, "Aula")])
    siti = world.phone("siti")
    await siti.enrol(NAMES["siti"])
    world.turn_to(SATURDAY)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/hadir")
    await budi.tap("Jambore")
    await budi.say("2")
    assert "Penutupan" in plain(budi.messages[-1].text)
    await siti.say(code_on(budi))
    ((name, part, _by),) = await arrivals(world, event)
    assert (name, part) == ("Siti Aminah", 2)


async def test_without_an_event_nearby_there_is_nothing_to_open(telegram_world: World) -> None:
    await hold(telegram_world)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("/hadir")
    assert "Tidak ada kegiatan" in budi.last
