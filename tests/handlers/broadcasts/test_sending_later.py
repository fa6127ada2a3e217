"""A broadcast waits for its time: one that was said, or the morning."""

from datetime import UTC, datetime

import pytest

from bot.messages import plain
from handlers.broadcasts.summary import next_morning
from storage import roles
from storage.audiences import Audience
from storage.database import opened
from storage.roles import Role
from tests.announcing import composed, contact, received, tapped
from tests.crowds import BANJARMASIN, people
from tests.phones import Phone, World


async def test_a_broadcast_waits_for_its_time_and_may_be_called_off_until_then(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    assert "Waktu kirim: Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last
    await budi.tap("Kirim")
    assert "Terjadwal Sabtu, 28 November 2026 pukul 08.00 WITA untuk 1 penerima" in budi.last
    world.later(days=4)
    await world.tick()
    assert received(world, "siti") == []
    await budi.say("/siaran")
    assert any("terjadwal Sabtu" in plain(message.text) for message in budi.messages[-2:])
    world.later(days=1)
    await world.tick()
    assert len(received(world, "siti")) == 1


async def scheduled(world: World) -> Phone:
    """A coordinator whose announcement waits for its time, four days on."""
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    await budi.tap("Kirim")
    return budi


async def test_whoever_calls_off_what_has_not_set_out_is_told_once(world: World) -> None:
    budi = await scheduled(world)
    await budi.tap("Batalkan")
    told = len(budi.messages)
    await world.tick()
    assert len(budi.messages) == told
    assert budi.labels == ["Pakai lagi"]


async def test_the_sender_is_told_when_somebody_else_calls_it_off(world: World) -> None:
    wati = await world.staff("wati", Role.COORDINATOR, "63")
    budi = await scheduled(world)
    assert "Dibatalkan" in await tapped(wati, "steer:1:cancel")
    assert "dibatalkan koordinator lain" in budi.last
    await world.tick()
    assert "Penerimanya" not in budi.last


async def test_what_waits_for_its_time_is_not_sent_for_whoever_lost_the_role(world: World) -> None:
    budi = await scheduled(world)
    async with opened(world.path) as database, database.transaction() as db:
        await roles.withdraw(db, await contact(db, world, "budi"), Role.COORDINATOR, BANJARMASIN)
    world.later(days=5)
    await world.tick()
    assert received(world, "siti") == []
    assert "bukan lagi wilayah Kakak" in budi.last


async def test_what_was_to_be_sent_later_may_go_at_once(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    await budi.tap("Langsung saja")
    assert "Waktu kirim" not in budi.last
    await budi.tap("Kirim")
    assert len(received(world, "siti")) == 1


async def test_in_the_night_one_tap_has_it_wait_for_the_morning(world: World) -> None:
    await people(world, ["siti"])
    world.later(hours=13)
    budi = await composed(world)
    assert "jam istirahat" in budi.last
    assert budi.labels[:2] == ["Kirim", "Kirim 06.00 WITA"]
    await budi.tap("Kirim 06.00 WITA")
    assert "Terjadwal Selasa, 24 November 2026 pukul 06.00 WITA untuk 1 penerima" in budi.last
    await world.tick()
    assert received(world, "siti") == []
    world.later(hours=9)
    await world.tick()
    assert len(received(world, "siti")) == 1


@pytest.mark.parametrize(
    ("within", "hour", "seconds", "morning"),
    [
        (("63",), 12, 60, None),
        (("63",), 13, 60, 22),  # 21.00 WITA
        (("63",), 12, 7200, 22),  # it goes on into the night
        (("",), 12, 60, 23),  # 21.00 WIT; 06.00 WIB is the last
        (("",), 21, 60, 23),  # 06.00 WIT, and still night elsewhere
    ],
)
def test_the_morning_is_that_of_whoever_wakes_last(
    within: tuple[str, ...], hour: int, seconds: float, morning: int | None
) -> None:
    start = datetime(2026, 11, 23, hour, tzinfo=UTC)
    expected = None if morning is None else datetime(2026, 11, 23, morning, tzinfo=UTC)
    assert next_morning(Audience(within), start, seconds) == expected
