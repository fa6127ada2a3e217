"""Who finds a seat and until when, and what is said to those who do not."""

from datetime import timedelta
from random import Random

from bot.now import millis, now
from storage import capacities, events
from storage.audiences import Audience, Group, packed
from storage.database import opened
from storage.events import Details
from tests.crowds import BANJARBARU, BANJARMASIN, people
from tests.gatherings import SATURDAY, held, hold, invite, said
from tests.phones import World


async def test_the_last_place_goes_to_the_first_and_is_free_again_when_given_up(world: World) -> None:
    event = await hold(world, capacity=1)
    siti, joko = world.phone("siti"), world.phone("joko")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await joko.enrol("Joko Susilo", "banjarbaru")
    await invite(world, event)
    await siti.tap("Ikut")
    await joko.tap("Ikut")
    assert "sudah penuh" in joko.last
    assert await said(world, event) == (1, 0)
    await siti.tap("Tidak jadi ikut")
    await joko.tap("Ikut")
    assert "Joko Susilo tercatat ikut" in joko.last
    assert (await held(world, event)).taken == 1


async def test_after_the_start_an_invitation_is_past(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(world, event)
    world.later(days=6)
    await siti.tap("Ikut")
    assert "sudah lewat" in siti.last
    assert await said(world, event) == (0, 0)


async def test_what_overlaps_is_said_before_anything_is_kept(world: World) -> None:
    await people(world, ["siti"])
    await hold(world, "Rapat")
    second = await hold(world, "Latihan", starts=SATURDAY + timedelta(hours=2))
    siti = world.phone("siti")
    await siti.send(kind="choice", choice="rsvp:1:v1:0:yes", tap="t")
    await siti.send(kind="choice", choice=f"rsvp:{second}:v1:0:yes", tap="t")
    assert "Waktu Latihan bentrok dengan yang sudah Siti ikuti: Rapat (Sabtu, 28 November 2026" in siti.last
    assert await said(world, second) == (0, 0)
    await siti.tap("Batal")
    assert "tidak ada yang diubah" in siti.last
    assert await said(world, second) == (0, 0)
    await siti.send(kind="choice", choice=f"rsvp:{second}:v1:0:yes", tap="t")
    await siti.say("ya")
    assert "Siti tercatat ikut" in siti.last
    assert await said(world, second) == (1, 0)


async def test_after_the_last_moment_yes_is_refused_and_no_is_not(world: World) -> None:
    await people(world, ["siti", "joko"])
    by = now() + timedelta(days=1)
    event = await hold(world, details=Details(answer_by=millis(by)))
    siti, joko = world.phone("siti"), world.phone("joko")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    world.turn_to(by)
    await joko.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "batas untuk ikut Bakti Sosial sudah lewat (Selasa, 24 November 2026 pukul 09.00 WITA)" in joko.last
    assert joko.labels == ["Tanya pengurus"]
    await siti.tap("Tidak jadi ikut")
    assert await said(world, event) == (0, 1)


async def test_seats_kept_for_groups_are_for_their_people(world: World) -> None:
    await people(world, ["siti"], BANJARBARU)
    await people(world, ["joko"], BANJARMASIN)
    event = await hold(world)
    async with opened(world.path) as database, database.transaction() as db:
        await capacities.set_quotas(db, event, "region", {BANJARBARU: 5}, 1)
    siti, joko = world.phone("siti"), world.phone("joko")
    for phone in (siti, joko):
        await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "Siti tercatat ikut" in siti.last
    assert "belum ada jatah untuk Joko" in joko.last
    assert await said(world, event) == (1, 0)


async def test_an_event_for_some_is_answered_by_them_alone(world: World) -> None:
    await people(world, ["siti"])
    audience = packed(Audience(("63",), (Group(pillars=("psm",)),)))
    event = await hold(world, details=Details(audience=audience))
    siti = world.phone("siti")
    for answer in ("yes", "maybe", "no"):
        await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:{answer}", tap="t")
        assert "khusus untuk kelompok lain" in siti.last
    assert await said(world, event) == (0, 0)


async def test_who_came_before_an_event_was_for_others_can_still_see_it_and_say_no(world: World) -> None:
    await people(world, ["siti"])
    event = await hold(world)
    siti = world.phone("siti")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    async with opened(world.path) as database, database.transaction() as db:
        await events.detail(db, event, Details(audience=packed(Audience(("63",), (Group(pillars=("psm",)),)))))
    await siti.say("/jadwal")
    assert "Kakak ikut." in siti.last
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:no", tap="t")
    assert await said(world, event) == (0, 1)


async def test_of_sixty_who_tap_twice_twenty_come_and_the_others_wait_in_the_order_of_their_taps(
    telegram_world: World,
) -> None:
    users = [f"orang{number}" for number in range(60)]
    await people(telegram_world, users)
    event = await hold(telegram_world, capacity=20)
    taps = users * 2
    Random(3).shuffle(taps)
    await telegram_world.deliver(
        *({"user": user, "kind": "choice", "choice": f"rsvp:{event}:v1:0:yes", "tap": "t"} for user in taps)
    )
    for _rest in range(len(taps) // 20):  # a few rows are answered at a time
        await telegram_world.deliver()
    order = list(dict.fromkeys(taps))
    assert await said(telegram_world, event) == (20, 0)
    assert all("tercatat ikut" in telegram_world.phone(user).last for user in order[:20])
    for place, user in enumerate(order[20:], 1):
        assert f"urutan ke-{place}." in telegram_world.phone(user).last
