"""A receiver with a few small talks of its own, for tests of the machine whatever the bot can do."""

import json
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from bot.channel import Arrival
from bot.conversation import Turn
from bot.messages import Choice, Outbound, plain
from bot.now import millis, now
from bot.prompts import Choose, Text
from bot.receiver import Receiver
from bot.talks import EVERYBODY, House, Talk
from storage import facts, inbox, outbox
from storage.database import Database, Reader, Row, Transaction
from storage.roles import Role
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

FRUITS = [Choice("nanas", "Nanas"), Choice("rambutan", "Rambutan")]


async def order(turn: Turn, db: Transaction) -> None:
    """Asks for a name and a fruit, and writes both down."""
    turn.say("Selamat datang.")
    name = turn.ask("name", Text("Nama?", turn.gettext))
    fruit = turn.ask("fruit", Choose(f"Buah untuk {name}?", FRUITS, turn.gettext))
    turn.note("order", f"fruit:{fruit}")
    turn.job("harvest", 1)
    await facts.note(db, "order", f"{name}:{fruit}")
    turn.say(f"Pesanan {name}: {fruit}.")


async def survey(turn: Turn, db: Transaction) -> None:
    """Asks one thing that takes everything."""
    answer = turn.ask("opinion", Text("Pendapat?", turn.gettext, free=True))
    await facts.note(db, "opinion", answer)
    turn.say("Terima kasih.")


async def count_up(turn: Turn, db: Transaction) -> None:
    """Asks nothing; counts."""
    counted = int(await facts.fact(db, "count") or 0) + 1
    await facts.note(db, "count", str(counted))
    turn.say(f"Ke-{counted}", [Choice("count:", "Lagi")], about="Hitungan")


async def hasty(turn: Turn, db: Transaction) -> None:
    """Breaks the one rule."""
    await facts.note(db, "hasty", "1")
    turn.ask("name", Text("Nama?", turn.gettext))


async def broken(turn: Turn, db: Transaction) -> None:
    """Writes, and fails."""
    await facts.note(db, "broken", "1")
    raise KeyError("rahasia")


async def look(turn: Turn, db: Reader) -> None:
    """Only reads."""
    turn.say(f"Hitungan: {await facts.fact(db, 'count')}")


async def lead(turn: Turn, db: Reader) -> None:
    """Only reads, and begins what writes."""
    turn.then("/hitung")


async def words(turn: Turn, db: Transaction) -> None:
    """Hears what fits nothing else."""
    turn.say(f"Kata: {turn.args['text']}")


async def stop(turn: Turn, db: Transaction) -> None:
    """STOP."""
    turn.say("Berhenti.")


async def chain(turn: Turn, db: Transaction) -> None:
    """Ends, and begins another."""
    turn.say("Pertama ini.")
    turn.then("/pendapat", why="chain")


async def forget(turn: Turn, db: Transaction) -> None:
    """Erases every talk."""
    turn.ask("sure", Text("Yakin?", turn.gettext))
    await db.execute("DELETE FROM sessions")
    turn.say("Dihapus.")


async def interrupt(turn: Turn, db: Reader) -> bool:
    """Answers whoever asks what this is."""
    if turn.inbound.text != "apa ini?":
        return False
    turn.say("Ini percobaan.")
    return True


TALKS = {
    "/pesan": Talk(order, EVERYBODY, "Pesan buah"),
    "/pendapat": Talk(survey, EVERYBODY, "Pendapat"),
    "/hitung": Talk(count_up, EVERYBODY),
    "count:": Talk(count_up, EVERYBODY),
    "/buru": Talk(hasty, EVERYBODY),
    "/rusak": Talk(broken, EVERYBODY),
    "/lihat": Talk(look, EVERYBODY, reads=True),
    "/tanya": Talk(lead, EVERYBODY, reads=True),
    "/rahasia": Talk(look, frozenset({Role.ADMIN}), reads=True),
    "/kelola": Talk(order, frozenset({Role.COORDINATOR})),
    "/rantai": Talk(chain, EVERYBODY),
    "/lupakan": Talk(forget, EVERYBODY),
    "/berhenti": Talk(stop, EVERYBODY),
    "words": Talk(words, EVERYBODY),
}


class Desk:
    """A receiver on an open database, what comes in, and what would go out."""

    def __init__(self, database: Database, interrupt: Callable[[Turn, Reader], Awaitable[bool]] = interrupt) -> None:
        self.database = database
        self.channel = FakeChannel("telegram", TELEGRAM_LIKE)
        self.woken = 0
        house = House(TALKS, key=b"test")
        self.receiver = Receiver(database, {"telegram": self.channel}, house, interrupt=interrupt, wake=self._wake)
        self._events = count(1)
        self._read = 0

    def _wake(self) -> None:
        self.woken += 1

    async def store(self, *payloads: dict[str, Any] | str, event: str = "", channel: str = "telegram") -> None:
        """Let something come in, not yet answered."""
        raw = [payload if isinstance(payload, str) else json.dumps(payload) for payload in payloads]
        arrivals = [Arrival(event or str(next(self._events)), payload) for payload in raw]
        async with self.database.transaction() as db:
            await inbox.store(db, channel, "1", arrivals, millis(now()))

    async def say(self, text: str, user: str = "siti", **fields: Any) -> list[str]:
        """Somebody types; the texts of the replies."""
        return await self.come({"user": user, "text": text, **fields})

    async def tap(self, label: str) -> list[str]:
        """Siti taps the newest choice with this label."""
        rows = await self.database.reader.rows("SELECT body FROM outbox WHERE body IS NOT NULL ORDER BY id DESC")
        found = (choice for row in rows for choice in outbox.unpacked(row["body"], None).choices)
        choice = next(choice for choice in found if choice.label == label)
        return await self.come({"user": "siti", "kind": "choice", "choice": choice.id, "tap": "t1"})

    async def come(self, payload: dict[str, Any]) -> list[str]:
        """Something comes in and is answered; the texts of the replies."""
        await self.store(payload)
        await self.receiver.answer_waiting()
        return await self.replies()

    async def replies(self) -> list[str]:
        """The texts queued since the last look."""
        return [plain(message.text) for message in await self.messages()]

    async def messages(self) -> list[Outbound]:
        """What was queued since the last look."""
        rows = await self.database.reader.rows("SELECT * FROM outbox WHERE id > ? ORDER BY id", (self._read,))
        if rows:
            self._read = rows[-1]["id"]
        return [outbox.unpacked(row["body"], None) for row in rows]

    async def rows(self, table: str) -> list[Row]:
        """Everything in a table."""
        return await self.database.reader.rows(f"SELECT * FROM {table} ORDER BY rowid")

    async def fact(self, name: str) -> str | None:
        """What a talk wrote down."""
        return await facts.fact(self.database.reader, name)
