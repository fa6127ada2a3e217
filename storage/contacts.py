"""The people the bot talks with: their addresses, their language, whether they may be written to."""

from dataclasses import dataclass

from bot.messages import Address
from storage.database import Reader, Row, Statement, Transaction

REACHABLE = "c.stopped_at IS NULL AND c.unreachable_at IS NULL"
"""SQL: messages may be pushed to the contact `c` now."""
NEWEST_ADDRESS = "a.id = (SELECT max(id) FROM addresses WHERE contact = c.id)"
"""SQL: `a` is the address at which the contact `c` is written to."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody the bot talks with, at the address they last wrote from."""

    id: int
    address: Address
    locale: str
    stopped: bool


def _of(address: Address) -> tuple[str, str, str]:
    return address.channel, address.account, address.user


def seen(address: Address, at: int, locale: str = "id") -> list[Statement]:
    """Somebody writes: a contact who speaks `locale` if they are new, reachable again if they were not."""
    return [
        (
            "INSERT INTO contacts (locale, created_at) SELECT ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM addresses WHERE channel = ? AND account = ? AND user = ?)",
            (locale, at, *_of(address)),
        ),
        (
            "INSERT INTO addresses (contact, channel, account, user) SELECT last_insert_rowid(), ?, ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM addresses WHERE channel = ? AND account = ? AND user = ?)",
            (*_of(address), *_of(address)),
        ),
        (
            "UPDATE contacts SET unreachable_at = NULL, unreachable_why = NULL WHERE id ="
            " (SELECT contact FROM addresses WHERE channel = ? AND account = ? AND user = ?)",
            _of(address),
        ),
    ]


def at(address: Address) -> Statement:
    """The contact with an address, for `from_row`."""
    return (
        "SELECT c.id, c.locale, c.stopped_at, a.channel, a.account, a.user"
        " FROM addresses a JOIN contacts c ON c.id = a.contact WHERE a.channel = ? AND a.account = ? AND a.user = ?",
        _of(address),
    )


def from_row(row: Row) -> Contact:
    """The contact in a row of `at`."""
    address = Address(row["channel"], row["account"], row["user"])
    return Contact(row["id"], address, row["locale"], row["stopped_at"] is not None)


async def ensure(db: Transaction, address: Address, at_: int) -> int:
    """The contact with an address, made if there is none; its id."""
    *_, rows = await db.apply([*seen(address, at_), at(address)])
    return int(rows[0]["id"])


async def locale_of(db: Reader, contact: int | None) -> str:
    """The language a contact is written to in."""
    return await db.value("SELECT locale FROM contacts WHERE id = ?", (contact,)) or "id"


async def newest_address(db: Reader, contact: int | None) -> Address | None:
    """The address at which a contact is written to; None where there is none."""
    row = await db.row(
        f"SELECT a.channel, a.account, a.user FROM contacts c JOIN addresses a ON {NEWEST_ADDRESS} WHERE c.id = ?",
        (contact,),
    )
    return Address(row["channel"], row["account"], row["user"]) if row else None


async def speak(db: Transaction, contact: int, locale: str) -> None:
    """From now on the contact is written to in this language."""
    await db.execute("UPDATE contacts SET locale = ? WHERE id = ?", (locale, contact))


async def stop(db: Transaction, contact: int, at_: int) -> None:
    """Pushed messages end at the contact's wish; what waits for them is cancelled."""
    await db.execute("UPDATE contacts SET stopped_at = coalesce(stopped_at, ?) WHERE id = ?", (at_, contact))
    await db.execute(
        "UPDATE outbox SET state = 'cancelled', body = NULL, updated_at = ?"
        " WHERE contact = ? AND lane > 0 AND state = 'queued'",
        (at_, contact),
    )


async def resume(db: Transaction, contact: int) -> None:
    """Pushed messages begin again at the contact's wish."""
    await db.execute("UPDATE contacts SET stopped_at = NULL WHERE id = ?", (contact,))


def lost(address: Address, at_: int, why: str) -> list[Statement]:
    """The contact cannot be written to until they write or unblock; what was to be pushed to them is called off."""
    return [
        (
            "UPDATE contacts SET unreachable_at = coalesce(unreachable_at, ?), unreachable_why = ?"
            " WHERE id = (SELECT contact FROM addresses WHERE channel = ? AND account = ? AND user = ?)",
            (at_, why, *_of(address)),
        ),
        (
            "UPDATE outbox SET state = 'blocked', problem = ?, body = NULL, updated_at = ? WHERE lane > 0"
            " AND state = 'queued' AND contact ="
            " (SELECT contact FROM addresses WHERE channel = ? AND account = ? AND user = ?)",
            (why, at_, *_of(address)),
        ),
    ]


async def find_again(db: Transaction, address: Address) -> None:
    """The contact unblocked the bot."""
    await db.execute(
        "UPDATE contacts SET unreachable_at = NULL, unreachable_why = NULL"
        " WHERE id = (SELECT contact FROM addresses WHERE channel = ? AND account = ? AND user = ?)",
        _of(address),
    )
