"""What rows of the inbox say: parsed, albums put together, and the files that a question waits for fetched."""

import asyncio
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from bot.channel import Arrival, Channel, Rejected, SendError
from bot.messages import Address, File, Inbound, Kind
from bot.now import millis, now
from storage import inbox, media, sessions
from storage.database import Busy, Database, Row

log = logging.getLogger(__name__)

PAUSES = (1.0, 3.0, 10.0)
"""Seconds before a file that did not come is asked for again."""
AT_ONCE = 4
"""Files that are fetched at a time: each may take twenty megabytes."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a row says, None for nothing to answer; `also` are the rows that are answered with it."""

    inbound: Inbound | None = None
    also: tuple[int, ...] = ()


class Arriving:
    """Files are fetched beside the turns; meanwhile whatever else their sender says waits behind them."""

    def __init__(self, database: Database, wake: Callable[[], None], pauses: tuple[float, ...] = PAUSES) -> None:
        self._database, self._wake, self._pauses = database, wake, pauses
        self._held: dict[int, Address] = {}
        self._fetched: dict[int, tuple[File, ...]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)

    @property
    def held(self) -> Collection[int]:
        """The rows that wait for a file."""
        return self._held.keys()

    async def read(self, row: Row, channel: Channel) -> Arrived | None:
        """What the row says; None while it waits for a file. Raises ValueError where it is malformed."""
        inbound = _parsed(row, channel)
        if inbound is None:
            return Arrived()
        also: tuple[int, ...] = ()
        if row["album"]:
            inbound, also = await self._whole(row, inbound, channel)
        if await self._waits(row["id"], inbound, channel):
            return None
        return Arrived(replace(inbound, files=self._fetched.pop(row["id"], inbound.files)), also)

    async def fetched(self) -> None:
        """Wait until no file is on its way."""
        await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        """Give up what is on its way; it is asked for again at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _whole(self, row: Row, inbound: Inbound, channel: Channel) -> tuple[Inbound, tuple[int, ...]]:
        """An album as one message: all its files, and the words that came with any of them."""
        parts = [
            (other["id"], _parsed(other, channel)) for other in await inbox.companions(self._database.reader, row["id"])
        ]
        others = [(id_, part) for id_, part in parts if part is not None and part.sender == inbound.sender]
        for _, part in others:
            inbound = replace(
                inbound,
                files=inbound.files + part.files,
                text=inbound.text or part.text,
                marked=inbound.marked or part.marked,
            )
        return inbound, tuple(id_ for id_, _ in others)

    async def _waits(self, row: int, inbound: Inbound, channel: Channel) -> bool:
        if inbound.sender in self._held.values():
            self._held[row] = inbound.sender
            return True
        if not inbound.files or row in self._fetched:
            return False
        if not await sessions.wants_files(self._database.reader, inbound.sender):
            return False
        self._held[row] = inbound.sender
        task = asyncio.create_task(self._bring(row, inbound, channel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _bring(self, row: int, inbound: Inbound, channel: Channel) -> None:
        files = [await self._had(inbound.sender, file, channel) for file in inbound.files]
        self._fetched[row] = tuple(files)
        self._held = {other: sender for other, sender in self._held.items() if sender != inbound.sender}
        self._wake()

    async def _had(self, sender: Address, file: File, channel: Channel) -> File:
        """The file, kept; as it was where it cannot be had."""
        for pause in (*self._pauses, None):
            try:
                async with self._room:
                    return await self._kept(sender, file, channel)
            except Rejected as refusal:
                log.warning("a file cannot be had: %s", refusal)
                break
            except (SendError, Busy) as error:
                log.warning("a file did not come: %s", error)
                if pause is not None:
                    await asyncio.sleep(pause)
            except Exception:
                log.exception("a file was not kept")
                break
        return file

    async def _kept(self, sender: Address, file: File, channel: Channel) -> File:
        content = None if file.size > media.LARGEST else await channel.fetch(file)
        async with self._database.transaction() as db:
            id_ = await media.keep_received(
                db, sender, kind=file.kind, name=file.name, mime=file.mime, size=file.size, reference=file.reference,
                content=content, at=millis(now()),
            )  # fmt: skip
        return replace(file, media=id_, size=file.size if content is None else len(content))


def _parsed(row: Row, channel: Channel) -> Inbound | None:
    """What a row of the inbox holds. Raises ValueError where it is malformed."""
    if row["event"].startswith(inbox.AGAIN):
        sender = Address(row["channel"], row["account"], row["payload"])
        return Inbound(row["event"], sender, now(), Kind.AGAIN)
    return channel.parse(Arrival(row["event"], row["payload"]))
