"""Files that came in or were made, until what uses them is done with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.messages import Address
from storage.database import Reader, Row, Statement, Transaction

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is kept here: what Telegram lets a bot fetch."""
DAY = 24 * 3600 * 1000
"""Milliseconds that a file is kept which nothing uses yet."""


class TooLarge(Exception):
    """A file with more bytes than are kept here."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A file without its content. `reference` is the id under which the channel account knows it, "" for none."""

    id: int
    kind: str
    name: str
    mime: str
    size: int
    digest: str
    channel: str
    account: str
    reference: str

    def known_to(self, address: Address) -> str:
        """The id under which the address's channel and account know it, or ""."""
        return self.reference if (self.channel, self.account) == (address.channel, address.account) else ""


async def keep(
    db: Transaction,
    *,
    kind: str,
    name: str = "",
    mime: str = "",
    content: bytes,
    at: int,
    contact: int | None = None,
    expires_at: int | None = None,
) -> int:
    """Keep a file ("photo", "document", "video" or "voice"); its id. Raises TooLarge."""
    if len(content) > LARGEST:
        raise TooLarge
    return await db.insert(
        "INSERT INTO media (contact, kind, name, mime, size, digest, content, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (contact, kind, name, mime, len(content), sha256(content).hexdigest(), content, at, expires_at),
    )


async def keep_received(
    db: Transaction,
    sender: Address,
    *,
    kind: str,
    name: str,
    mime: str,
    size: int,
    reference: str,
    content: bytes | None,
    at: int,
) -> int:
    """Keep for a day what somebody sent; its id. Without content, only the channel has it, under `reference`."""
    digest = "" if content is None else sha256(content).hexdigest()
    return await db.insert(
        "INSERT INTO media (contact, kind, name, mime, size, digest, content, channel, account, reference, created_at,"
        " expires_at) VALUES ((SELECT contact FROM addresses WHERE channel = ? AND account = ? AND user = ?),"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sender.channel, sender.account, sender.user, kind, name, mime,
            size if content is None else len(content), digest, content,
            sender.channel, sender.account, reference, at, at + DAY,
        ),
    )  # fmt: skip


async def last(db: Transaction, ids: Sequence[int], until: int | None) -> None:
    """These files stay until then (milliseconds); None: until they are forgotten by name."""
    await db.apply([("UPDATE media SET expires_at = ? WHERE id = ?", (until, id_)) for id_ in ids])


async def described(db: Reader, ids: Sequence[int]) -> list[Medium]:
    """The files with these ids, in their order; those that are gone are left out."""
    holes = ", ".join("?" * len(ids))
    rows = await db.rows(
        f"SELECT id, kind, name, mime, size, digest, channel, account, reference FROM media WHERE id IN ({holes})",
        list(ids),
    )
    found = {row["id"]: _medium(row) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def _medium(row: Row) -> Medium:
    return Medium(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        mime=row["mime"],
        size=row["size"],
        digest=row["digest"],
        channel=row["channel"],
        account=row["account"],
        reference=row["reference"],
    )


async def content_of(db: Reader, id_: int) -> bytes | None:
    """The bytes of a file; None where it is gone, or only its channel has it."""
    content: Any = await db.value("SELECT content FROM media WHERE id = ?", (id_,))
    return None if content is None else bytes(content)


def known_as(id_: int, to: Address, reference: str) -> Statement:
    """The channel account has the file now, under this id of its own."""
    return (
        "UPDATE media SET channel = ?, account = ?, reference = ? WHERE id = ? AND reference = ''",
        (to.channel, to.account, reference, id_),
    )


async def erase(db: Transaction, ids: Sequence[int]) -> None:
    """Erase these files."""
    await db.apply([("DELETE FROM media WHERE id = ?", (id_,)) for id_ in ids])


async def forget(db: Transaction, at: int) -> None:
    """Erase what is not to be kept any longer."""
    await db.execute("DELETE FROM media WHERE expires_at <= ?", (at,))
