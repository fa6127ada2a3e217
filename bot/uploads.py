"""The files of messages on their way out: each is uploaded once, and then named by the channel's own id of it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.channel import Ambiguous, Attachment, Caps, Channel, Rejected, SendError, SentFiles
from bot.fitting import split
from bot.messages import Address, Outbound
from storage import media
from storage.database import Database, Statement
from storage.media import Medium

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """Files that can be sent now; `waited` if another message with the same files went first."""

    files: Sequence[Attachment] = ()
    waited: bool = False


class Uploads:
    """One of it serves a sender."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._locks: WeakValueDictionary[tuple[int, ...], asyncio.Lock] = WeakValueDictionary()

    async def parted(self, message: Outbound, caps: Caps) -> tuple[Outbound, Outbound | None]:
        """What one request carries of a message, and what is left. Raises Rejected where a file of it is gone."""
        kinds = [medium.kind for medium in await self._described(message.media)]
        return split(message, kinds, caps.album)

    @asynccontextmanager
    async def ready(self, ids: tuple[int, ...], to: Address) -> AsyncIterator[Ready]:
        """The files with these ids; while one message uploads them, others that need them wait."""
        known = await self._known(ids, to)
        if known is not None:
            yield Ready(known)
            return
        lock = self._locks.setdefault(ids, asyncio.Lock())
        waited = lock.locked()
        async with lock:
            known = await self._known(ids, to)
            if known is None:
                yield Ready([await self._packed(medium, to) for medium in await self._described(ids)], waited)
                return
        yield Ready(known, waited)

    async def _described(self, ids: tuple[int, ...]) -> list[Medium]:
        if not ids:
            return []
        files = await media.described(self._database.reader, ids)
        if len(files) < len(ids):
            raise Rejected("a file of the message is gone")
        return files

    async def _known(self, ids: tuple[int, ...], to: Address) -> list[Attachment] | None:
        """The files by the channel's own ids, or None where it does not have them all."""
        files = [(medium, medium.known_to(to)) for medium in await self._described(ids)]
        if not all(reference for _, reference in files):
            return None
        return [Attachment(medium.kind, medium.name, medium.mime, reference) for medium, reference in files]

    async def _packed(self, medium: Medium, to: Address) -> Attachment:
        reference = medium.known_to(to)
        content = b"" if reference else await media.content_of(self._database.reader, medium.id)
        if content is None:
            raise Rejected("only another channel has a file of the message")
        return Attachment(medium.kind, medium.name, medium.mime, reference, content)


def uploaded(ids: Sequence[int], references: Sequence[str], to: Address) -> list[Statement]:
    """The channel's own ids of the files, to be kept."""
    return [media.known_as(id_, to, ref) for id_, ref in zip(ids, references, strict=False) if ref]


async def handed_over(
    channel: Channel, to: Address, message: Outbound, files: Sequence[Attachment], replaces: str
) -> SentFiles:
    """What the channel says of the message. Raises SendError only: where the channel breaks, nobody knows how far."""
    try:
        if files:
            return await channel.send_files(to, message, files, replaces)
        return SentFiles(await channel.send(to, message, replaces), ())
    except SendError:
        raise
    except Exception as error:
        log.exception("a channel broke while sending")
        raise Ambiguous(type(error).__name__) from error
