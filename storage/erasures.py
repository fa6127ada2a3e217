"""Who asked to be forgotten: keyed hashes, so that a list does not bring them back, and that say nothing themselves."""

import hmac
import json
from collections.abc import Iterable

from storage.database import Reader, Transaction


def digest(key: bytes, name_key: str, regency: str, phone: str) -> str:
    """What is kept of an erased person: useless without the installation's own key. `phone` is "" where none is known.

    `name_key` is the name as `volunteers.name_key` compares it.
    """
    return hmac.digest(key, f"{name_key}|{regency}|{phone}".encode(), "sha256").hex()


async def remember(db: Transaction, digests: Iterable[str], at: int) -> None:
    """These people asked to be erased."""
    await db.apply(
        [
            ("INSERT INTO erasures (digest, erased_at) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING", (digest, at))
            for digest in digests
        ]
    )


async def erased(db: Reader, digests: Iterable[str]) -> frozenset[str]:
    """Those of the digests whose people asked to be erased."""
    rows = await db.rows(
        "SELECT digest FROM erasures WHERE digest IN (SELECT value FROM json_each(?))", (json.dumps(list(digests)),)
    )
    return frozenset(row["digest"] for row in rows)


async def come_back(db: Transaction, digests: Iterable[str]) -> None:
    """These people came back by their own wish."""
    await db.execute(
        "DELETE FROM erasures WHERE digest IN (SELECT value FROM json_each(?))", (json.dumps(list(digests)),)
    )
