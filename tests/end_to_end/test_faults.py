"""What may go wrong around a running bot: repeated deliveries, a stop, floods, a locked database."""

import asyncio
import socket
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest

from bot.channels.telegram.webhook import SECRET_HEADER
from bot.playground import Faults, Person
from tests.living import LivePhone, Living
from tests.living_crowd import announce, appoint, copies, fates, finished, gather_crowd, looked_up, sends

WORDS = "Apel siaga besok pagi di halaman dinas"
SECRET = "rahasia"
STEPS = ("/daftar", "1", "Siti Aminah", "bjb", "1", "0811555{:05d}", "1")
"""A registration; the number is the person's own."""
BUDI = 7


def update(id_: int, who: int, text: str) -> dict[str, Any]:
    """A text from somebody, as Telegram delivers it."""
    person = {"id": who, "is_bot": False, "first_name": "Siti"}
    chat = {"id": who, "type": "private", "first_name": "Siti"}
    return {"update_id": id_, "message": {"message_id": id_, "date": 1, "chat": chat, "from": person, "text": text}}


async def deliver(url: str, updates: Iterable[dict[str, Any]], connections: int) -> None:
    """Deliver updates to a webhook over so many connections at once."""
    waiting = iter(list(updates))

    async def connection(session: aiohttp.ClientSession) -> None:
        for each in waiting:
            async with session.post(url, json=each, headers={SECRET_HEADER: SECRET}) as answer:
                assert answer.status == 200

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(connection(session) for _ in range(connections)))


async def until_answered(living: Living, rows: int) -> None:
    """Wait until the inbox holds so many rows, all handled, and all replies are out."""
    async with asyncio.timeout(20):
        while looked_up(living, "SELECT count(*), sum(state = 'done') FROM inbox") != [(rows, rows)] or looked_up(
            living, "SELECT 1 FROM outbox WHERE state <> 'sent'"
        ):
            await asyncio.sleep(0.02)


async def test_updates_delivered_up_to_five_times_and_in_any_order_register_each_person_once(tmp_path: Path) -> None:
    random, people = Random(7), range(1, 16)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/hook"
    async with Living(tmp_path, WEBHOOK_URL=url, WEBHOOK_SECRET=SECRET, HTTP_PORT=str(port)) as living:
        living.playground.add_people([Person(id_, "Siti", started=True) for id_ in people])
        await living.start()
        async with asyncio.timeout(20):
            while not any(request["method"] == "setWebhook" for request in living.playground.requests):
                await asyncio.sleep(0.02)
        delivered: list[dict[str, Any]] = []
        for number, text in enumerate(STEPS):
            new = [update(1 + number * 100 + id_, id_, text.format(id_)) for id_ in people]
            copied = [each for each in new for _ in range(random.randint(1, 5))]
            repeated = random.sample(delivered, len(delivered) // 3)
            delivered += new
            batch = [*copied, *repeated]
            random.shuffle(batch)
            await deliver(url, batch, connections=4)
            await until_answered(living, (number + 1) * len(people))
        assert looked_up(living, "SELECT count(*), count(DISTINCT contact) FROM volunteers") == [(15, 15)]
        told = [[message["text"] for message in LivePhone(living.playground, id_).received] for id_ in people]
        assert {len(texts) for texts in told} == {len(set(texts)) for texts in told} == {len(told[0])}
        assert await living.stop() == 0
    assert "Traceback" not in living.log


async def test_stopped_in_the_middle_of_a_broadcast_nothing_is_left_in_doubt_and_nobody_gets_it_twice(
    tmp_path: Path,
) -> None:
    people = range(1001, 1151)
    faults = Faults(latency=(0.05, 0.3), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_BULK="100") as living:
        await gather_crowd(living, people)
        budi = await appoint(living, BUDI)
        await living.start()
        await announce(budi, WORDS, len(people))
        for stop in range(1, 4):
            async with asyncio.timeout(20):
                while sends(living) < 30 * stop:
                    await asyncio.sleep(0.01)
            async with asyncio.timeout(15):
                assert await living.stop() == 0
            assert fates(living).keys() <= {"queued", "leased", "sent"}
            await living.start()
        await finished(living)
        assert set(copies(living, people, WORDS).values()) == {1}
    assert "Traceback" not in living.log


@pytest.mark.parametrize(
    "retry_after", [2, pytest.param(30, marks=pytest.mark.long), pytest.param(10_072, marks=pytest.mark.long)]
)
async def test_told_to_wait_the_bot_writes_nothing_until_then_across_a_kill_too_and_then_replies_first(
    tmp_path: Path, retry_after: int
) -> None:
    people = range(1001, 1061)
    faults = Faults(latency=(0.03, 0.09), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_ALL="28", RATE_BULK="25") as living:
        await gather_crowd(living, people)
        budi, phones = await appoint(living, BUDI), [living.phone(id_) for id_ in range(1, 6)]
        await living.start()
        await announce(budi, WORDS, len(people))
        await asyncio.sleep(1)
        living.playground.faults = Faults(too_many=1, retry_after=retry_after, methods=("sendMessage",))
        async with asyncio.timeout(10):
            while not (halt := looked_up(living, "SELECT until FROM halts WHERE user = '*'")):
                await asyncio.sleep(0.01)
        # What is on the wire when the word comes is written already.
        await asyncio.sleep(0.1)
        refused = len(asked(living))
        for phone in phones:
            await phone.say("/bahasa")
        await living.kill()
        living.playground.faults = faults
        await living.start()
        until = halt[0][0] / 1000
        await asyncio.sleep(min(20, until - time.time()))
        assert [request for request in asked(living)[refused:] if request["at"] < until - 0.01] == []
        if retry_after < 60:
            for phone in phones:
                await phone.reads("bahasa", 15)
            wrote = [int(request["params"]["chat_id"]) for request in asked(living)[refused:]]
            # How far it is, said to the coordinator, is a reply, too.
            first = [chat for chat in wrote if chat != BUDI][: len(phones)]
            assert sorted(first) == [phone.id for phone in phones]
            await finished(living, 60)
            assert set(copies(living, people, WORDS).values()) == {1}
    assert "Traceback" not in living.log


def asked(living: Living) -> list[dict[str, Any]]:
    """The requests for a message, oldest first."""
    return [request for request in living.playground.requests if request["method"] == "sendMessage"]


@contextmanager
def locked(living: Living) -> Iterator[None]:
    """Another process holds the database's write lock."""
    with closing(sqlite3.connect(living.folder / "relawan.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("seconds", [3, pytest.param(20, marks=pytest.mark.long)])
async def test_while_another_process_locks_the_database_everything_waits_and_nothing_is_lost(
    tmp_path: Path, seconds: int
) -> None:
    people = range(1001, 1101)
    faults = Faults(latency=(0.01, 0.06), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, RATE_BULK="60") as living:
        await gather_crowd(living, people)
        budi, phones = await appoint(living, BUDI), [living.phone(id_) for id_ in range(1, 6)]
        await living.start()
        await announce(budi, WORDS, len(people))
        with locked(living):
            for phone in phones:
                await phone.say("/start")
            await asyncio.sleep(seconds)
            assert [phone.received for phone in phones] == [[]] * len(phones)
        for phone in phones:
            await phone.reads("Ini Relawan", 20)
        await finished(living)
        assert set(copies(living, people, WORDS).values()) == {1}
        assert [len(phone.received) for phone in phones] == [1] * len(phones)
        assert await living.stop() == 0
        assert looked_up(living, "SELECT DISTINCT state FROM inbox") == [("done",)]
    assert "Traceback" not in living.log


async def test_somebody_who_floods_the_bot_keeps_nobody_else_waiting_for_their_own_replies(tmp_path: Path) -> None:
    async with Living(tmp_path, limits=True, RATE_ALL="28", RATE_BULK="25") as living:
        flooder, siti = living.phone(1, "Banjir"), living.phone(2)
        await living.start()
        await siti.say("/start")
        await siti.reads("Ini Relawan")
        for number in range(1_000):
            await flooder.say(f"halo {number}")
        await siti.say("/bahasa")
        await siti.reads("bahasa", 30)
        # A thousand replies to one chat would take a quarter of an hour.
        assert len(flooder.received) < 60
        assert all(request["status"] != 429 for request in living.playground.requests)
        assert await living.stop() == 0
        assert looked_up(living, "SELECT DISTINCT state FROM inbox") == [("done",)]
    assert "Traceback" not in living.log


async def test_on_an_uneven_network_a_busy_chat_is_never_told_to_slow_down(tmp_path: Path) -> None:
    faults = Faults(seed=3, latency=(0.0, 0.4), methods=("sendMessage",))
    async with Living(tmp_path, faults=faults, limits=True, RATE_ALL="28", RATE_BULK="25") as living:
        phones = [living.phone(id_) for id_ in range(1, 9)]
        await living.start()
        for _ in range(5):
            for phone in phones:
                await phone.say("halo")
        async with asyncio.timeout(20):
            while any(len(phone.received) < 5 for phone in phones):
                await asyncio.sleep(0.05)
        assert [request for request in living.playground.requests if request["status"] == 429] == []
