"""Reminders, with the clock moved ahead."""

from datetime import timedelta

import pytest

from bot.channel import Ambiguous
from bot.messages import plain
from bot.now import instant, millis, now
from handlers.reminders import queueing
from storage import events
from storage.database import opened
from storage.roles import Role
from tests.gatherings import NAMES, SATURDAY, held, hold, texts_with
from tests.handlers.reminders.reminded import REMINDER, add_sister, coming, remind_at
from tests.phones import MONDAY, World


async def test_a_day_and_two_hours_before_each_exactly_once_and_none_after_the_start(world: World) -> None:
    event = await hold(world)
    siti = await coming(world, event)
    seen = []
    at = SATURDAY - timedelta(hours=27)
    while at < SATURDAY + timedelta(hours=4):
        at += timedelta(minutes=45)
        before = len(siti.messages)
        await remind_at(world, at, at + timedelta(seconds=10))
        seen += [SATURDAY - at for _message in siti.messages[before:]]
    assert seen == [timedelta(hours=24), timedelta(hours=1, minutes=30)]


async def test_after_an_outage_only_the_nearest_reminder_goes(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    await remind_at(telegram_world, SATURDAY - timedelta(minutes=30))
    assert len(texts_with(siti, REMINDER)) == 1
    await remind_at(telegram_world, SATURDAY - timedelta(minutes=10))
    assert len(texts_with(siti, REMINDER)) == 1


async def test_after_the_start_nothing_goes_however_long_the_outage(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    await remind_at(telegram_world, SATURDAY, SATURDAY + timedelta(hours=1))
    assert texts_with(siti, REMINDER) == []


async def test_only_those_who_said_yes_and_may_be_written_to_are_reminded(telegram_world: World) -> None:
    event = await hold(telegram_world)
    yes = await coming(telegram_world, event, "ani")
    no, stopped, silent, gone = [
        await coming(telegram_world, event, "budi"), await coming(telegram_world, event, "cici"),
        telegram_world.phone("dedi"), await coming(telegram_world, event, "emi"),
    ]  # fmt: skip
    await no.tap("Tidak jadi ikut")
    await stopped.say("/berhenti")
    await silent.enrol(NAMES["dedi"], "banjarbaru")
    await gone.send(kind="blocked")
    await remind_at(telegram_world, SATURDAY - timedelta(hours=24))
    assert [len(texts_with(phone, REMINDER)) for phone in (yes, no, stopped, silent, gone)] == [1, 0, 0, 0, 0]


async def test_whoever_answers_after_a_reminders_moment_does_not_get_it(telegram_world: World) -> None:
    event = await hold(telegram_world)
    telegram_world.turn_to(SATURDAY - timedelta(hours=23))
    siti = await coming(telegram_world, event)
    await telegram_world.tick()
    assert texts_with(siti, REMINDER) == []
    await remind_at(telegram_world, SATURDAY - timedelta(hours=2))
    assert len(texts_with(siti, REMINDER)) == 1


async def test_an_event_published_in_the_last_day_is_reminded_of_once(telegram_world: World) -> None:
    event = await hold(telegram_world, starts=MONDAY + timedelta(hours=20))
    siti = await coming(telegram_world, event)
    await remind_at(telegram_world, MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=11, minutes=30))
    assert len(texts_with(siti, REMINDER)) == 1


async def test_a_family_on_one_phone_is_reminded_once(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    await add_sister(telegram_world, event)
    await remind_at(telegram_world, SATURDAY - timedelta(hours=24))
    assert len(texts_with(siti, REMINDER)) == 1


async def test_a_moved_event_is_reminded_of_again_and_not_at_its_old_time(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    await remind_at(telegram_world, SATURDAY - timedelta(hours=24))
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("2 Desember 2026 jam 8 pagi")
    await budi.tap("Ya, pindahkan")
    await remind_at(telegram_world, SATURDAY - timedelta(hours=2))
    assert len(texts_with(siti, REMINDER)) == 1
    start = instant((await held(telegram_world, event)).starts_at)
    await remind_at(telegram_world, start - timedelta(hours=24), start - timedelta(hours=2))
    assert len(texts_with(siti, REMINDER)) == 3


@pytest.mark.parametrize("last", [timedelta(hours=25), timedelta(hours=12)])
async def test_nobody_is_reminded_of_what_was_cancelled(telegram_world: World, last: timedelta) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    telegram_world.turn_to(SATURDAY - last)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.tap("Ya, batalkan")
    await remind_at(telegram_world, SATURDAY - timedelta(hours=24), SATURDAY - timedelta(hours=2))
    assert texts_with(siti, REMINDER) == []


async def test_what_is_still_waiting_when_the_quiet_hours_begin_waits_for_the_morning(telegram_world: World) -> None:
    event = await hold(telegram_world, starts=SATURDAY + timedelta(hours=12, minutes=59))
    siti = await coming(telegram_world, event)
    telegram_world.turn_to(SATURDAY + timedelta(hours=-12, minutes=59))
    async with opened(telegram_world.path) as database:
        await queueing.queue_due(database, 25)
    await remind_at(telegram_world, SATURDAY + timedelta(hours=-11, minutes=1))
    assert texts_with(siti, REMINDER) == []
    await remind_at(telegram_world, SATURDAY - timedelta(hours=2))
    assert len(texts_with(siti, REMINDER)) == 1


async def test_the_coordinator_is_told_once_how_long_many_reminders_take(
    telegram_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "MANY", 1)
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    event = await hold(telegram_world)
    for user in ("siti", "ani"):
        await coming(telegram_world, event, user)
    await remind_at(telegram_world, SATURDAY - timedelta(hours=24), SATURDAY - timedelta(hours=23, minutes=59))
    told = texts_with(budi, "Pengingat")
    assert len(told) == 1
    assert "ke 2 orang dikirim mulai 08.00 WITA, kurang dari satu menit." in budi.last


async def test_the_coordinator_is_told_once_what_an_outage_made_too_late(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    await remind_at(telegram_world, SATURDAY + timedelta(minutes=5), SATURDAY + timedelta(minutes=6))
    assert texts_with(siti, REMINDER) == []
    late = texts_with(budi, "tidak sempat terkirim")
    assert [text.split(" sebelum")[0] for text in late] == ["1 pengingat sehari", "1 pengingat 2 jam"]


async def test_the_coordinator_sees_of_how_many_reminders_nobody_is_sure(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    event = await hold(telegram_world)
    for user in ("siti", "joko"):
        await coming(telegram_world, event, user)
    (before,) = await budi.send(kind="choice", choice=f"manage:{event}")
    assert "Pengingat" not in plain(before.text).partition("Jawaban:")[2]
    telegram_world.channel.failures["joko"].append(Ambiguous("no answer"))
    await remind_at(telegram_world, SATURDAY - timedelta(hours=2))
    (shown,) = await budi.send(kind="choice", choice=f"manage:{event}")
    assert "Pengingat terkirim: 1, belum pasti: 1" in plain(shown.text)
    await remind_at(telegram_world, SATURDAY, SATURDAY + timedelta(minutes=1))
    (told,) = texts_with(budi, "belum pasti: mungkin sampai")
    assert told.startswith("1 pengingat 2 jam sebelum ")
    assert not any(name in told + plain(shown.text) for name in ("Joko", "Siti"))


async def test_a_change_of_place_costs_nobody_a_reminder(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    await remind_at(telegram_world, SATURDAY - timedelta(hours=24))
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await events.change(
            db, event, title="Bakti", place="Aula", starts_at=millis(SATURDAY), ends_at=0, zone="Asia/Makassar",
            at=millis(now()),
        )  # fmt: skip
    await remind_at(telegram_world, SATURDAY - timedelta(hours=23), SATURDAY - timedelta(hours=2))
    assert len(texts_with(siti, REMINDER)) == 2
    assert "Aula" in siti.last
