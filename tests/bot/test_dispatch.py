"""What may leave now: little at once after a start, more as it arrives, and what is repeated almost alone."""

import pytest

from bot import dispatch
from bot.dispatch import Dispatch
from bot.marks import Marks
from bot.now import millis, now
from storage.database import Database
from storage.outbox import Delivery
from tests.delivering import push, reply


@pytest.fixture
def dispatching(database: Database) -> Dispatch:
    return Dispatch(database.reader, Marks(database), at_once=8)


async def _people(database: Database, count: int) -> None:
    for number in range(count):
        await push(database, f"r{number}")


async def _set_off(dispatching: Dispatch, flying: list[Delivery]) -> list[Delivery]:
    taken = await dispatching.take(flying, millis(now()))
    flying += taken
    return taken


async def test_right_after_a_start_few_are_under_way_and_more_as_they_arrive(
    database: Database, dispatching: Dispatch
) -> None:
    await _people(database, 200)
    flying: list[Delivery] = []
    under_way = []
    for _ in range(100):
        await _set_off(dispatching, flying)
        under_way.append(len(flying))
        dispatching.landed(flying.pop(0))
    assert under_way[0] == dispatch.FIRST_AT_ONCE
    assert under_way == sorted(under_way)
    assert under_way[-1] == 8


async def test_a_start_holds_no_reply_back(database: Database, dispatching: Dispatch) -> None:
    for number in range(20):
        await reply(database, f"r{number}", f"Halo {number}")
    assert len(await dispatching.take([], millis(now()))) == 20


async def test_what_is_repeated_goes_last_and_at_first_one_by_one(
    database: Database, dispatching: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "STABLE", 0.0)
    await _people(database, 80)
    async with database.transaction() as db:
        await db.execute("UPDATE outbox SET repeated = 1 WHERE id <= 30")
    flying: list[Delivery] = []
    order: list[bool] = []
    repeats: list[int] = []
    while len(order) < 80:
        order += [each.repeated for each in await _set_off(dispatching, flying)]
        repeats.append(sum(each.repeated for each in flying))
        dispatching.landed(flying.pop(0))
    assert order == [False] * 50 + [True] * 30
    assert repeats == sorted(repeats)
    assert repeats[50] == 1
    assert max(repeats) == 3


async def test_what_may_have_arrived_is_not_repeated_right_after_a_start(
    database: Database, dispatching: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _people(database, 2)
    async with database.transaction() as db:
        await db.execute("UPDATE outbox SET repeated = 1 WHERE id = 1")
    assert [each.id for each in await dispatching.take([], millis(now()))] == [2]
    assert dispatching.settling > 0
    monkeypatch.setattr(dispatch, "STABLE", 0.0)
    assert dispatching.settling == 0
    assert [each.id for each in await dispatching.take([], millis(now()))] == [1]
