"""Who has registered: people, each at the contact that registered them."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Conflict, Reader, Row, Statement, Transaction


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A person who volunteers; `regency` is a region's code, `pillar` an id of `pillars`."""

    id: int
    contact: int
    name: str
    regency: str
    pillar: str
    phone: str
    registered_at: int


class AlreadyRegistered(Exception):
    """The same name in the same kabupaten/kota is registered with the same contact or phone."""


def of_contact_at(channel: str, account: str, user: str) -> Statement:
    """The volunteers of whoever has an address, oldest first, for `from_row`."""
    return (
        "SELECT v.* FROM volunteers v JOIN addresses a ON a.contact = v.contact"
        " WHERE a.channel = ? AND a.account = ? AND a.user = ? ORDER BY v.id",
        (channel, account, user),
    )


def from_row(row: Row) -> Volunteer:
    """The volunteer in a row."""
    return Volunteer(
        id=row["id"],
        contact=row["contact"],
        name=row["name"],
        regency=row["regency"],
        pillar=row["pillar"],
        phone=row["phone"] or "",
        registered_at=row["registered_at"],
    )


def name_key(name: str) -> str:
    """The name as it is compared: without case and extra space."""
    return " ".join(name.casefold().split())


async def register(
    db: Transaction, contact: int, name: str, regency: str, pillar: str, phone: str, consent: int, at: int
) -> int:
    """A new volunteer; their number. Raises AlreadyRegistered."""
    try:
        return await db.insert(
            "INSERT INTO volunteers (contact, name, name_key, regency, pillar, phone, consent, registered_at)"
            " VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?)",
            (contact, name, name_key(name), regency, pillar, phone, consent, at),
        )
    except Conflict as conflict:
        raise AlreadyRegistered(name) from conflict


async def correct(db: Transaction, volunteer: int, name: str, regency: str, pillar: str, phone: str) -> None:
    """The volunteer's data are now these. Raises AlreadyRegistered."""
    try:
        await db.execute(
            "UPDATE volunteers SET name = ?, name_key = ?, regency = ?, pillar = ?, phone = nullif(?, '') WHERE id = ?",
            (name, name_key(name), regency, pillar, phone, volunteer),
        )
    except Conflict as conflict:
        raise AlreadyRegistered(name) from conflict


async def of_contact(db: Reader, contact: int) -> list[Volunteer]:
    """The volunteers of a contact, oldest first."""
    rows = await db.rows("SELECT * FROM volunteers WHERE contact = ? ORDER BY id", (contact,))
    return [from_row(row) for row in rows]


def within(region: str, column: str = "regency") -> tuple[str, Sequence[str]]:
    """The SQL condition, and its parameters, that a region's code lies in a region ("" is the whole country)."""
    if not region:
        return "1", ()
    return f"({column} = ? OR ({column} >= ? AND {column} < ?))", (region, f"{region}.", f"{region}/")
