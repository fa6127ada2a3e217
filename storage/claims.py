"""Records that a coordinator made for others: the link with which each is claimed, once, by the person it is about."""

import base64
import hmac
from collections.abc import Sequence

from storage.codes import Opens, digest_of
from storage.database import Conflict, Reader, Row, Transaction
from storage.volunteers import AlreadyRegistered

VALID = 60 * 24 * 3600 * 1000
"""Milliseconds for which a link can be opened."""


class Claimed(Exception):
    """Somebody has claimed the record before."""


def code_of(key: bytes, volunteer: int, made_at: int) -> str:
    """The code that opens a record, of 128 bits: the house's key makes it again when the list of links is asked for."""
    signed = hmac.digest(key, f"claim|{volunteer}|{made_at}".encode(), "sha256")
    return base64.urlsafe_b64encode(signed[:16]).rstrip(b"=").decode()


async def issue(db: Transaction, key: bytes, volunteers: Sequence[int], by: int | None, at: int) -> None:
    """Each of these records can be claimed from now on."""
    await db.apply(
        [
            (
                "INSERT INTO codes (digest, kind, subject, made_by, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (digest) DO NOTHING",
                (digest_of(code_of(key, volunteer, at)), Opens.CLAIM, volunteer, by, at, at + VALID),
            )
            for volunteer in volunteers
        ]
    )


async def unclaimed(db: Reader, contingent: int, until: int) -> list[Row]:
    """The records of a contingent that nobody has claimed: id, name, regency, phone, and made_at of a code that holds
    until then (milliseconds), NULL where there is none.
    """
    return await db.rows(
        "SELECT v.id, v.name, v.regency, v.phone, (SELECT max(c.made_at) FROM codes c WHERE c.kind = 'claim'"
        " AND c.subject = v.id AND c.used_at IS NULL AND c.withdrawn_at IS NULL AND c.expires_at > ?) made_at"
        " FROM volunteers v WHERE v.contingent = ? AND v.contact IS NULL ORDER BY v.name_key, v.id",
        (until, contingent),
    )


async def claim(
    db: Transaction, volunteer: int, contact: int, consent: int, *, guardian: str = "", announcements: bool = False
) -> None:
    """The record is the contact's own, with their own consent. Raises Claimed, and AlreadyRegistered where the contact
    has somebody of that name and place.
    """
    try:
        claimed = await db.execute(
            "UPDATE volunteers SET contact = ?, consent = ?, guardian = nullif(?, ''), announcements = ?"
            " WHERE id = ? AND contact IS NULL",
            (contact, consent, guardian, int(announcements), volunteer),
        )
    except Conflict as conflict:
        raise AlreadyRegistered(volunteer) from conflict
    if not claimed:
        raise Claimed(volunteer)
