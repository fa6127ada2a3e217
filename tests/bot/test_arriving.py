"""Files come in with the messages that a question waits for, and albums as one message."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from bot import now as clock
from bot.arriving import Arriving
from bot.channel import Arrival, Rejected, TryLater
from bot.conversation import Turn
from bot.messages import File
from bot.now import millis, now
from bot.prompts import Files
from bot.receiver import Receiver
from bot.talks import EVERYBODY, House, Talk
from storage import inbox, media
from storage.database import Database, Transaction
from tests.delivering import until
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

AHEAD = timedelta(seconds=2)
"""Enough for an album to be whole."""
PNG = b"\x89PNG"


async def gather(turn: Turn, db: Transaction) -> None:
    """Asks for files, and says which came."""
    given = turn.ask("files", Files("Kirim fotonya", turn.gettext, ("photo", "video"), most=10))
    found = await media.described(db, given.media)
    turn.say(f"Diterima: {', '.join(f.name for f in found)} ({given.words})")


async def words(turn: Turn, db: Transaction) -> None:
    turn.say(f"Kata: {turn.args['text']}")


class Desk:
    """A receiver that runs beside the test, and what came of it."""

    def __init__(self, database: Database) -> None:
        self.database, self.channel = database, FakeChannel("telegram", TELEGRAM_LIKE)
        self.arrivals = 0
        self.receiver = self._receiver()

    def _receiver(self) -> Receiver:
        house = House({"/foto": Talk(gather, EVERYBODY), "words": Talk(words, EVERYBODY)}, key=b"test")

        async def nobody(turn: Turn, db: Any) -> bool:
            return False

        receiver = Receiver(self.database, {"telegram": self.channel}, house, interrupt=nobody, wake=lambda: None)
        receiver._arriving = Arriving(self.database, receiver.wake, (0.0, 0.0))
        return receiver

    def file(self, name: str, **fields: Any) -> dict[str, Any]:
        self.channel.downloads.setdefault(f"ref-{name}", PNG)
        return {"kind": "photo", "reference": f"ref-{name}", "name": name, **fields}

    async def store(self, *payloads: dict[str, Any]) -> None:
        arrivals = []
        for payload in payloads:
            self.arrivals += 1
            body = json.dumps({"user": "siti", **payload})
            arrivals.append(Arrival(str(self.arrivals), body, payload.get("album", "")))
        async with self.database.transaction() as db:
            await inbox.store(db, "telegram", "1", arrivals, millis(now()))

    async def settle(self) -> None:
        await self.receiver.answer_waiting()
        await self.receiver.fetched()
        await self.receiver.answer_waiting()

    async def texts(self) -> list[str]:
        rows = await self.database.reader.rows("SELECT body FROM outbox ORDER BY id")
        return [json.loads(row["body"])["text"] for row in rows]

    async def come(self, *payloads: dict[str, Any]) -> str:
        await self.store(*payloads)
        await self.settle()
        return (await self.texts())[-1]


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def photo(*files: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"kind": "media", "media": "photo", "files": list(files), **fields}


async def test_a_file_that_was_asked_for_is_fetched_before_the_turn(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    assert await desk.come(photo(desk.file("a.png"), text="ini")) == "Diterima: a.png (ini)"
    row = await desk.database.reader.row("SELECT * FROM media")
    assert row is not None
    assert (row["content"], row["reference"], row["expires_at"] - row["created_at"]) == (PNG, "ref-a.png", media.DAY)
    assert row["contact"] is not None


async def test_what_nobody_asked_for_is_not_fetched(desk: Desk) -> None:
    desk.channel.downloads["ref-x"] = Rejected("never")
    await desk.come(photo(desk.file("x")))
    assert await desk.database.reader.rows("SELECT * FROM media") == []


async def test_others_are_answered_while_a_file_is_on_its_way_and_its_sender_after_it(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    gate = asyncio.Event()

    async def slow(file: File) -> bytes:
        await gate.wait()
        return PNG

    desk.channel.fetch = slow  # type: ignore[method-assign]
    await desk.store(photo(desk.file("a.png")), {"text": "halo"}, {"text": "permisi", "user": "budi"})
    await desk.receiver.answer_waiting()
    assert (await desk.texts())[-1] == "Kata: permisi"
    gate.set()
    await desk.settle()
    assert (await desk.texts())[-2:] == ["Diterima: a.png ()", "Kata: halo"]


async def test_a_file_that_does_not_come_at_first_is_asked_for_again(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    failures = [TryLater("away"), TryLater("away")]

    async def shaky(file: File) -> bytes:
        if failures:
            raise failures.pop()
        return PNG

    desk.channel.fetch = shaky  # type: ignore[method-assign]
    assert await desk.come(photo(desk.file("a.png"))) == "Diterima: a.png ()"


async def test_a_file_that_never_comes_is_asked_for_once_more_kindly(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    desk.channel.downloads["ref-a.png"] = Rejected("gone")
    assert "belum sampai" in await desk.come(photo(desk.file("a.png")))


async def test_a_file_too_large_to_fetch_is_known_by_its_channels_id_alone(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    desk.channel.downloads["ref-besar"] = Rejected("must not be fetched")
    await desk.come(photo(desk.file("besar", size=media.LARGEST + 1)))
    row = await desk.database.reader.row("SELECT * FROM media")
    assert row is not None
    assert (row["content"], row["reference"], row["size"]) == (None, "ref-besar", media.LARGEST + 1)


async def test_an_album_is_one_message_once_no_more_of_it_comes(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    await desk.store(photo(desk.file("a"), album="g1"), photo(desk.file("b"), album="g1", text="dokumentasi"))
    await desk.settle()
    assert len(await desk.texts()) == 1
    await desk.store(photo(desk.file("c"), album="g1"))
    await _later(desk)
    assert (await desk.texts())[1:] == ["Diterima: a, b, c (dokumentasi)"]
    assert await desk.database.reader.value("SELECT count(*) FROM inbox WHERE state = 'done'") == 4


async def test_a_stop_in_the_middle_of_an_album_loses_and_doubles_nothing(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    await desk.store(photo(desk.file("a"), album="g1"), photo(desk.file("b"), album="g1"))
    clock.move(AHEAD)
    await desk.receiver.answer_waiting()  # the files are on their way
    desk.receiver = desk._receiver()
    await desk.settle()
    await desk.settle()
    assert (await desk.texts())[1:] == ["Diterima: a, b ()"]


async def test_albums_of_two_people_stay_apart(desk: Desk) -> None:
    await desk.come({"text": "/foto"}, {"text": "/foto", "user": "budi"})
    await desk.store(photo(desk.file("a"), album="g1"), photo(desk.file("b"), album="g1", user="budi"))
    await _later(desk)
    assert sorted((await desk.texts())[2:]) == ["Diterima: a ()", "Diterima: b ()"]


async def test_an_album_is_answered_by_a_running_receiver_by_itself(desk: Desk) -> None:
    await desk.come({"text": "/foto"})
    await desk.store(photo(desk.file("a"), album="g1"))
    stop = asyncio.Event()
    running = asyncio.create_task(desk.receiver.run(stop))
    await asyncio.sleep(0)
    clock.move(AHEAD)

    async def answered() -> bool:
        return (await desk.texts())[1:] == ["Diterima: a ()"]

    await until(answered)
    stop.set()
    desk.receiver.wake()
    await running


async def _later(desk: Desk) -> None:
    clock.move(AHEAD)
    await desk.settle()
