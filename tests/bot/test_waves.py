"""Failures of very many at once stop the errand, and leave the people as they were."""

from pathlib import Path

import pytest

from bot.channel import Unreachable
from bot.marks import Marks
from bot.waves import SAME, WINDOW, Waves
from storage.database import Database
from storage.outbox import BULK, Delivery
from tests.announcing import composed, received
from tests.crowds import people, value
from tests.delivering import Gated, chat, delivering, push, reached, until
from tests.phones import World

BLOCKED = "Forbidden: bot was blocked by the user"


@pytest.fixture
def channel() -> Gated:
    return Gated()


def delivery(row: int) -> Delivery:
    return Delivery(
        row, "broadcast", 1, BULK, "broadcast:1", row, chat(f"r{row}"), None, None, 1, False, None, f"broadcast:1:{row}"
    )


async def unreachable(path: Path) -> int:
    return await value(path, "SELECT count(*) FROM contacts WHERE unreachable_at IS NOT NULL")


async def _marked(database: Database) -> bool:
    return bool(await database.reader.value("SELECT count(*) FROM contacts WHERE unreachable_at IS NOT NULL"))


async def test_a_403_for_everybody_stops_a_broadcast_and_marks_nobody(world: World) -> None:
    users = [f"v{n}" for n in range(SAME + 10)]
    await people(world, users)
    for user in users:
        world.channel.failures[user].append(Unreachable(BLOCKED))
    budi = await composed(world)
    await budi.tap("Kirim")
    await world.deliver()
    assert "dihentikan dulu, Kak, karena banyak yang gagal sekaligus" in budi.last
    assert await unreachable(world.path) == 0
    assert await value(world.path, "SELECT count(*) FROM outbox WHERE state = 'blocked'") == 0
    world.channel.failures.clear()
    await budi.tap("Lanjut")
    assert [len(received(world, user)) for user in users] == [1] * len(users)


async def test_the_few_who_blocked_the_bot_are_marked(world: World) -> None:
    users = [f"v{n}" for n in range(30)]
    await people(world, users)
    for user in users[::10]:
        world.channel.failures[user].append(Unreachable(BLOCKED))
    budi = await composed(world)
    await budi.tap("Kirim")
    assert await unreachable(world.path) == 3
    await world.tick()
    assert "Tidak bisa dihubungi: 3 (memblokir Relawan 3)" in budi.last


async def test_more_than_a_fifth_of_the_last_fifty_is_a_wave(database: Database, channel: Gated) -> None:
    stopped: list[str] = []

    async def stop(batch: str, why: str) -> None:
        async with database.transaction() as db:
            await db.execute("UPDATE outbox SET state = 'cancelled' WHERE state = 'queued'")
        stopped.append(why)

    for number in range(WINDOW + 20):
        if number % 4 == 0:
            channel.failures[f"r{number}"] = [Unreachable(f"Forbidden: {number % 3}")]
        last = await push(database, f"r{number}")
    async with delivering(database, channel, stop=stop, rate_bulk=500.0):
        await until(lambda: bool(stopped))
    assert len(stopped) == 1
    assert last


async def test_who_cannot_be_reached_is_marked_once_a_window_has_passed(database: Database, channel: Gated) -> None:
    channel.failures["first"] = [Unreachable(BLOCKED)]
    first = await push(database, "first")
    for number in range(WINDOW + 5):
        last = await push(database, f"r{number}")
    async with delivering(database, channel, stop=None):
        await reached(database, first, "blocked")
        await reached(database, last, "sent")
        await until(lambda: _marked(database))


async def test_those_without_an_answer_are_no_wave_because_they_are_known_last(database: Database) -> None:
    stopped: list[str] = []

    async def stop(_batch: str, why: str) -> None:
        stopped.append(why)

    waves = Waves(Marks(database), stop)
    rows = [delivery(number) for number in range(1, 1001)]
    for row in rows:
        waves.leaves(row)
    silent = rows[::50]
    for row in rows:
        if row not in silent:
            waves.passed(row)
    for row in silent:
        await waves.failed(row, "no answer", ())
    assert not stopped
    for row in rows[-SAME:]:
        waves.leaves(row)
    for row in rows[-SAME:]:
        await waves.failed(row, "no answer", ())
    assert stopped == ["no answer"]
