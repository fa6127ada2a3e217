"""Codes that open something once: a role, a person's own record, the move to another phone. Only digests are kept."""

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Reader, Row, Transaction

MONTH = 30 * 24 * 3600 * 1000
"""Milliseconds that a code is remembered after its time, so that who opens it late is told why."""
_PLAIN = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that nobody takes for one another."""


class Opens(StrEnum):
    """What a code opens."""

    ROLE = "role"
    CLAIM = "claim"
    MOVE = "move"


class UnknownCode(Exception):
    """No such code was ever made, or it has been withdrawn."""


class UsedCode(Exception):
    """The code has been opened before."""


class LateCode(Exception):
    """The code's time is over."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opened: a role in a region, or the record of volunteer `subject`; `made_by` is a contact."""

    subject: int | None
    role: str
    region: str
    made_by: int | None


def digest_of(code: str) -> str:
    """What is kept of a code. It has 128 bits of chance, one that is typed 59 and a day: no key is needed."""
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()


async def make(
    db: Transaction,
    opens: Opens,
    *,
    made_by: int | None,
    at: int,
    valid: int,
    subject: int | None = None,
    role: str = "",
    region: str = "",
    typed: bool = False,
) -> str:
    """A new code that opens this once within `valid` milliseconds: 22 characters, or 12 plain if `typed`."""
    code = "".join(secrets.choice(_PLAIN) for _ in range(12)) if typed else secrets.token_urlsafe(16)
    await db.execute(
        "INSERT INTO codes (digest, kind, subject, role, region, made_by, made_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (digest_of(code), opens, subject, role, region, made_by, at, at + valid),
    )
    return code


async def look(db: Reader, opens: Opens, code: str, at: int) -> Opened:
    """What a code would open, without opening it. Raises UnknownCode, UsedCode or LateCode."""
    row = await db.row("SELECT * FROM codes WHERE digest = ? AND kind = ?", (digest_of(code), opens))
    if row is None or row["withdrawn_at"] is not None:
        raise UnknownCode
    if row["used_at"] is not None:
        raise UsedCode
    if row["expires_at"] <= at:
        raise LateCode
    return Opened(row["subject"], row["role"], row["region"], row["made_by"])


async def use(db: Transaction, opens: Opens, code: str, at: int) -> Opened:
    """Open a code, for whoever comes first. Raises UnknownCode, UsedCode or LateCode."""
    opened = await look(db, opens, code, at)
    if not await db.execute(
        "UPDATE codes SET used_at = ? WHERE digest = ? AND used_at IS NULL AND withdrawn_at IS NULL",
        (at, digest_of(code)),
    ):
        raise UsedCode
    return opened


async def unopened(db: Reader, opens: Opens, at: int) -> list[Row]:
    """The codes that can still be opened, oldest first: digest, subject, role, region, made_by, made_at, expires_at."""
    return await db.rows(
        "SELECT digest, subject, role, region, made_by, made_at, expires_at FROM codes WHERE kind = ?"
        " AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > ? ORDER BY made_at, digest",
        (opens, at),
    )


async def withdraw(db: Transaction, digest: str, at: int) -> bool:
    """The code whose digest begins so opens nothing any more; False if it had been opened, withdrawn or never made."""
    return bool(
        await db.execute(
            "UPDATE codes SET withdrawn_at = ?1 WHERE digest >= ?2 AND digest < ?2 || 'g'"
            " AND used_at IS NULL AND withdrawn_at IS NULL",
            (at, digest),
        )
    )


async def forget(db: Transaction, at: int) -> None:
    """Erase codes whose time was over a month ago."""
    await db.execute("DELETE FROM codes WHERE expires_at < ?", (at - MONTH,))
