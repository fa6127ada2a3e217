from pathlib import Path

import pytest

from bot.playground import Person, Playground, serve
from bot.playground.store import Store
from tests.bot.playground.api import BUDI, PEOPLE, SARI, STRANGER, TOKEN


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "playground.db"


async def test_a_restart_changes_nothing_that_people_or_the_bot_see(database: Path) -> None:
    first = Playground(TOKEN, database=database)
    first.add_people(PEOPLE)
    message_id = await first.say(STRANGER, "halo")
    await first.block(BUDI)
    await first.move_clock(3600)
    updates = [update.body for update in first._world.updates.pending.values()]
    await first.close()

    second = Playground(TOKEN, database=database)
    second.add_people([*PEOPLE, Person(SARI, "Bukan Sari")])
    chats = second._world.chats
    assert [message["id"] for message in second.messages(STRANGER)] == [message_id]
    assert (chats[STRANGER].started, chats[BUDI].blocked, list(chats)) == (True, True, [SARI, BUDI, STRANGER])
    assert chats[SARI].as_chat()["first_name"] == "Sari"
    assert second.ahead == 3600
    assert [update.body for update in second._world.updates.pending.values()] == updates
    assert await second.say(SARI, "hai") == message_id + 1
    assert len(second._world.updates.pending) == len(updates) + 1 == max(second._world.updates.pending)
    await second.close()


async def test_numbers_go_on_even_when_nothing_waits(database: Path) -> None:
    first = Playground(TOKEN, database=database)
    first.add_people(PEOPLE)
    await first.say(SARI, "halo")
    first._world.updates.clear()
    await first.close()
    second = Playground(TOKEN, database=database)
    await second.say(SARI, "hai")
    assert list(second._world.updates.pending) == [2]
    await second.close()


async def test_the_bots_own_settings_stay(database: Path) -> None:
    first = Playground(TOKEN, database=database)
    world = first._world
    world.store.keep_commands('{"type":"default"}', "", [{"command": "a", "description": "b"}])
    world.updates.allow(["message"])
    world.webhook.set("http://127.0.0.1:9/", "s", 3)
    await first.close()
    second = Playground(TOKEN, database=database)
    assert second._world.store.commands('{"type":"default"}', "") == [{"command": "a", "description": "b"}]
    assert second._world.webhook.is_set_to("http://127.0.0.1:9/", "s", 3)
    assert second._world.updates.allowed == ["message"]
    await second.close()


async def test_what_is_not_closed_is_committed_soon(database: Path) -> None:
    playground = Playground(TOKEN, database=database)
    playground.add_people(PEOPLE)
    await playground.say(SARI, "halo")
    playground._world.store.commit()
    other = Store(database)
    assert [message["text"] for message in other.messages(SARI)] == ["halo"]
    other.close()
    await playground.close()


async def test_the_same_playground_may_be_served_again(database: Path) -> None:
    playground = Playground(TOKEN, database=database)
    for _ in range(2):
        runner = await serve(playground, "127.0.0.1", 0)
        await runner.cleanup()
    await playground.close()
    await playground.close()
