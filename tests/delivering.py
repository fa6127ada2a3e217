"""A sender that runs on a channel whose requests can be held on the wire."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from inspect import isawaitable
from typing import Any

from bot import now as clock
from bot.messages import Address, Outbound
from bot.now import millis, now
from bot.sender import Sender
from bot.talks import Renderer
from storage import contacts, outbox
from storage.database import Database, Reader, Row
from storage.outbox import Delivery
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

FAST = {"rate_all": 1e5, "rate_bulk": 1e5}


class Gated(FakeChannel):
    """A channel whose requests stay on the wire until the gate opens."""

    def __init__(self) -> None:
        super().__init__("telegram", TELEGRAM_LIKE)
        self.gate = asyncio.Event()
        self.gate.set()
        self.requests: list[str] = []

    async def send(self, to: Address, message: Outbound, replaces: str = "") -> str:
        self.requests.append(message.text)
        await self.gate.wait()
        return await super().send(to, message, replaces)


def chat(user: str) -> Address:
    """The address of somebody."""
    return Address("telegram", "1", user)


async def reply(database: Database, user: str, *texts: str, replaces: str = "") -> None:
    """Queue replies, each under its own text as the key."""
    at = millis(now())
    async with database.transaction() as db:
        await db.apply([outbox.reply(text, None, chat(user), Outbound(text, replaces=replaces), at) for text in texts])


async def push(
    database: Database, user: str, *, lane: int = 2, batch: str | None = "broadcast:1", kind: str = "broadcast",
    body: str | None = None, expires_at: int | None = None,
) -> str:  # fmt: skip
    """A row as an errand queues it; its key."""
    async with database.transaction() as db:
        contact = await contacts.ensure(db, chat(user), millis(now()))
        key = f"{kind}:{await db.value('SELECT count(*) FROM outbox')}"
        await db.execute(
            "INSERT INTO outbox (dedupe_key, kind, subject, lane, batch, contact, channel, account, user, body,"
            " expires_at, created_at, updated_at) VALUES (?, ?, 1, ?, ?, ?, 'telegram', '1', ?, ?, ?, 1, 1)",
            (key, kind, lane, batch if lane == 2 else None, contact, user, body, expires_at),
        )
    return key


async def broadcast_text(_db: Reader, delivery: Delivery) -> Outbound | None:
    """What a row of a broadcast says here."""
    return Outbound(f"siaran untuk {delivery.to.user}")


async def row_of(database: Database, key: str) -> Row:
    """The row of a key."""
    row = await database.reader.row("SELECT * FROM outbox WHERE dedupe_key = ?", (key,))
    assert row is not None
    return row


async def until(true: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until it is so, a few seconds at most."""
    async with asyncio.timeout(4):
        while not (await found if isawaitable(found := true()) else found):
            await asyncio.sleep(0.002)


async def reached(database: Database, key: str, state: str, repeated: int = 0) -> None:
    """Wait until a row is in a state."""

    async def there() -> bool:
        row = await row_of(database, key)
        return bool(row["state"] == state and row["repeated"] >= repeated)

    await until(there)


@asynccontextmanager
async def delivering(
    database: Database, channel: FakeChannel, renderers: Mapping[str, Renderer] | None = None, **options: Any
) -> AsyncIterator[Sender]:
    """A sender that runs, as after a start, until the end of the block."""
    found = renderers if renderers is not None else {"broadcast": broadcast_text}
    sender = Sender(database, {"telegram": channel}, found, **{**FAST, **options})
    await sender.recover()
    stop = asyncio.Event()
    running = asyncio.create_task(sender.run(stop))
    try:
        yield sender
    finally:
        stop.set()
        await asyncio.wait_for(running, 4)


def later(seconds: float) -> None:
    """Let the clock run ahead by so many seconds."""
    clock.move(timedelta(seconds=seconds))
