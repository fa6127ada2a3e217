"""What Telegram never sends, by the thousand: every update is done or dead with a reason, and the bot goes on."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.playground import NotPossible
from storage.roles import Role
from tests.living import Living
from tests.living_crowd import appoint, looked_up
from tests.malformed import FIRST_ID, PEOPLE, updates

SEED = 22
WITNESS = 9_001
"""Somebody who writes as people do, in between."""
IN_ORDER = (
    "chat not found", "bot was blocked", "query is too old", "message to edit not found", "wrong file_id",
)  # fmt: skip
"""What the bot may be told when it answers somebody who is not there, or asks for what was never uploaded."""


async def feed(living: Living, count: int) -> set[str]:
    """Give the bot so many malformed updates, some from people with roles, until all are handled; their ids."""
    print(f"seed {SEED}")
    for id_, role in ((1, Role.COORDINATOR), (2, Role.ORGANISER), (3, Role.ADMIN)):
        await appoint(living, id_, role)
    await living.start()
    witness, ids, offered = living.phone(WITNESS), set(), list[str]()
    for number, update in enumerate(updates(SEED, count, offered), 1):
        await living.playground.inject(update)
        if isinstance(update, dict) and update.get("update_id") == FIRST_ID + number - 1:
            ids.add(str(FIRST_ID + number - 1))
        if number % 250 == 0:
            # Whoever writes after them is answered after them.
            words, reply = ("/bahasa", "bahasa") if number % 500 else ("/start", "Ini Relawan")
            await witness.say(words)
            await witness.reads(reply, 120)
            offered[:] = [button for id_ in PEOPLE for button in buttons(living, id_)]
    async with asyncio.timeout(20):
        # The parts of an album wait a moment for each other.
        while looked_up(living, "SELECT 1 FROM inbox WHERE state = 'todo'"):
            await asyncio.sleep(0.05)
    return ids


def buttons(living: Living, id_: int) -> list[str]:
    """What the newest buttons on somebody's phone stand for, if there are any."""
    try:
        shown = [message["inline_keyboard"] or [] for message in living.playground.messages(id_)]
    except NotPossible:
        return []
    return [button["callback_data"] for row in next(filter(None, reversed(shown)), []) for button in row]


def check(living: Living, ids: set[str]) -> None:
    """Everything was taken in; what is dead was malformed; nothing else went wrong."""
    rows = looked_up(living, "SELECT id, event, state, problem FROM inbox")
    assert ids <= {event for _, event, _, _ in rows}
    assert {state for _, _, state, _ in rows} == {"done", "dead"}
    dead = {row: problem for row, _, state, problem in rows if state == "dead"}
    assert set(dead.values()) == {"ValueError"}
    complaints = re.findall(r"^\S+ \S+ (?:WARNING|ERROR|CRITICAL) +(.*)$", living.log, re.MULTILINE)
    # Nobody uploaded the files that these messages speak of.
    complaints = [words for words in complaints if not words.startswith("bot.arriving: a file cannot be had")]
    assert sorted(complaints) == sorted(f"bot.receiver: inbox row {row} cannot be answered" for row in dead)
    refused = [request for request in living.playground.requests if request["status"] >= 400]
    assert [
        request for request in refused if not any(words in request["description"].lower() for words in IN_ORDER)
    ] == []
    assert living.violating() == []


async def test_a_thousand_malformed_updates_are_done_or_dead_and_the_bot_goes_on(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        ids = await feed(living, 1_000)
        check(living, ids)
        assert await living.stop() == 0


@pytest.mark.long
async def test_ten_thousand_malformed_updates_are_done_or_dead_in_little_memory(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        ids = await feed(living, 10_000)
        used = living.memory
        print(f"memory after 10,000 malformed updates: {used:.0f} MB")
        check(living, ids)
        assert used < 150
        assert await living.stop() == 0
