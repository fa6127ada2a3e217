"""What would be sent when, to whom and why, without sending it."""

import json
from datetime import datetime, timedelta

import pytest

from bot.__main__ import main
from bot.due import Due, due
from bot.now import millis, now
from handlers.reminders import queueing
from storage import agenda, reminders
from storage.database import opened
from tests.gatherings import NAMES, SATURDAY, hold, texts_with
from tests.phones import MONDAY, World

WITA = "Asia/Makassar"


async def planned(world: World, until: datetime) -> list[Due]:
    return await due(world.path, now(), until, WITA)


async def coming(world: World, event: int, user: str, regency: str) -> None:
    phone = world.phone(user)
    await phone.enrol(NAMES[user], regency)
    await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")


async def test_reminders_are_told_with_their_reasons_and_no_names(telegram_world: World) -> None:
    event = await hold(telegram_world, region="")
    await coming(telegram_world, event, "siti", "banjarbaru")
    await coming(telegram_world, event, "joko", "surabaya")
    found = await planned(telegram_world, SATURDAY)
    assert [(each.at, each.kind, each.event, each.volunteer) for each in found] == [
        ("2026-11-27T08:00:00+08:00", "reminder", event, 1),
        ("2026-11-27T07:00:00+07:00", "reminder", event, 2),
        ("2026-11-28T06:00:00+08:00", "reminder", event, 1),
        ("2026-11-28T06:00:00+07:00", "reminder", event, 2),
    ]
    assert "2 h before the start" in found[2].why
    assert "quiet hours" in found[3].why
    assert not any(name in repr(found) for name in NAMES.values())


async def test_what_it_tells_is_what_is_then_queued(telegram_world: World) -> None:
    event = await hold(telegram_world, region="")
    for user, regency in (("siti", "banjarbaru"), ("joko", "surabaya"), ("ani", "kota jayapura")):
        await coming(telegram_world, event, user, regency)
    told = {(datetime.fromisoformat(each.at), each.contact) for each in await planned(telegram_world, SATURDAY)}
    async with opened(telegram_world.path) as database:
        while now() < SATURDAY:
            await queueing.queue_due(database, 25)
            telegram_world.later(minutes=30)
        rows = await database.reader.rows("SELECT not_before, contact FROM outbox WHERE kind = 'reminder'")
    assert {(millis(at), contact) for at, contact in told} == {(row["not_before"], row["contact"]) for row in rows}
    assert await planned(telegram_world, SATURDAY) == []


async def test_the_agenda_and_what_waits_in_the_outbox_are_told(telegram_world: World) -> None:
    event = await hold(telegram_world, starts=SATURDAY + timedelta(days=7))
    siti = telegram_world.phone("siti")
    await siti.enrol(NAMES["siti"], "banjarbaru")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await agenda.wish(db, 1, wanted=True)
        await reminders.set_rules(db, event, [], millis(now()))
        await db.execute(
            "INSERT INTO outbox (dedupe_key, kind, lane, contact, channel, account, user, not_before, created_at,"
            " updated_at) VALUES ('later', 'nudge', 1, 1, 'telegram', '1', 'siti', ?, 1, 1)",
            (millis(MONDAY + timedelta(days=1)),),
        )
    found = await planned(telegram_world, SATURDAY + timedelta(days=7))
    assert [(each.at, each.kind, each.contact) for each in found] == [
        ("2026-11-24T09:00:00+08:00", "nudge", 1),
        ("2026-11-30T07:00:00+08:00", "agenda", 1),
    ]
    assert texts_with(siti, "Agenda minggu ini") == []


def test_the_command_line_prints_it(
    world_path: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RELAWAN_DATABASE", str(world_path.path))
    assert main(["due", "--from", "2026-11-23", "--until", "2026-11-28T08:00+08:00", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in told] == ["reminder", "reminder"]
    assert main(["due", "--from", "2026-11-23", "--until", "2026-11-28"]) == 0
    assert (
        "2026-11-27T08:00:00+08:00  reminder  event 1  contact 1  volunteer 1  24 h before" in capsys.readouterr().out
    )
    assert main(["due", "--until", "besok"]) == 2


@pytest.fixture
async def world_path(telegram_world: World) -> World:
    """A world in which somebody comes to an event."""
    await coming(telegram_world, await hold(telegram_world), "siti", "banjarbaru")
    return telegram_world


async def test_what_lapses_is_asked_again_and_is_scheduled_is_told(telegram_world: World) -> None:
    event = await hold(telegram_world, region="")
    await coming(telegram_world, event, "joko", "surabaya")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await reminders.set_rules(db, event, [], millis(now()))
        await db.execute("UPDATE events SET reconfirm = 1")
        await db.execute(
            "INSERT INTO waiting (event, volunteer, joined_at, offered_at, offered_until) VALUES (?, 1, 1, 1, ?)",
            (event, millis(MONDAY + timedelta(hours=12))),
        )
        await db.execute(
            "INSERT INTO broadcasts (text, region, origin, state, expected, send_at, created_at)"
            " VALUES ('Besok apel', '63', '63', 'scheduled', 412, ?, 1)",
            (millis(MONDAY + timedelta(days=1)),),
        )
    found = await planned(telegram_world, SATURDAY)
    assert [(each.at, each.kind, each.contact, each.recipients) for each in found] == [
        ("2026-11-23T21:00:00+08:00", "lapse", 1, 0),
        ("2026-11-24T09:00:00+08:00", "broadcast", None, 412),
        ("2026-11-27T07:00:00+07:00", "reconfirm", 1, 1),
    ]
