"""When a message may leave: what is pushed at its own pace, albums for all that they hold, halts for one or all."""

import asyncio
import time

from bot.gates import Gates
from storage.deliveries import EVERYBODY
from storage.outbox import BULK, REPLIES, Delivery
from tests.delivering import chat


def delivery(user: str, lane: int) -> Delivery:
    return Delivery(1, "broadcast", 1, lane, None, 1, chat(user), None, None, 1, False, None, "broadcast:1:1")


async def _seconds(gates: Gates, lane: int, files: int = 1) -> float:
    """How long four people's messages take to leave."""
    begun = time.monotonic()

    async def leave(number: int) -> None:
        each = delivery(f"r{number}", lane)
        await gates.turn(each)
        gates.leaves(each, files)

    await asyncio.gather(*(leave(number) for number in range(4)))
    return time.monotonic() - begun


async def test_what_is_pushed_has_a_pace_of_its_own() -> None:
    assert await _seconds(Gates(1000, 50), BULK) >= 2 / 50
    async with asyncio.timeout(60):
        await _seconds(Gates(1000, 0.001), REPLIES)


async def test_an_album_counts_for_all_that_it_holds() -> None:
    assert await _seconds(Gates(1000, 100), BULK, files=5) >= 2 * 5 / 100
    assert await _seconds(Gates(100, 1000), REPLIES, files=5) >= 2 * 5 / 100


async def test_one_chat_told_to_wait_waits_alone_and_three_mean_everybody() -> None:
    gates = Gates(1000, 1000)
    assert gates.told_to_wait(chat("siti"), 5) == chat("siti")
    assert gates.halted(chat("siti")) > 4
    assert gates.halted(chat("ani")) == gates.held == 0
    gates.told_to_wait(chat("ani"), 5)
    assert gates.told_to_wait(chat("udin"), 5).user == EVERYBODY
    assert gates.held > 4
