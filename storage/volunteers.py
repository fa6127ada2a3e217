"""Who has registered: people, each at the contact that registered them, or at none until they claim their record."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Conflict, Reader, Row, Statement, Transaction


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A person who volunteers; `regency` is a region's code, `pillar` an id of `pillars`, the one they count under.

    `contact` is 0 while nobody has claimed a record that somebody else made; `district` is the kecamatan's name,
    `offer` what they can give, `guardian` who agreed for somebody under 18; "" where not said.
    """

    id: int
    contact: int
    name: str
    regency: str
    pillar: str
    phone: str
    registered_at: int
    district: str = ""
    offer: str = ""
    guardian: str = ""
    announcements: bool = True
    contingent: int | None = None


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
        contact=row["contact"] or 0,
        name=row["name"],
        regency=row["regency"],
        pillar=row["pillar"],
        phone=row["phone"] or "",
        registered_at=row["registered_at"],
        district=row["district"],
        offer=row["offer"],
        guardian=row["guardian"] or "",
        announcements=bool(row["announcements"]),
        contingent=row["contingent"],
    )


def name_key(name: str) -> str:
    """The name as it is compared: without case and extra space."""
    return " ".join(name.casefold().split())


async def register(
    db: Transaction,
    contact: int,
    name: str,
    regency: str,
    pillar: str,
    phone: str,
    consent: int,
    at: int,
    *,
    district: str = "",
    guardian: str = "",
    announcements: bool = True,
    contingent: int | None = None,
    registered_by: int | None = None,
) -> int:
    """A new volunteer; their number, from which that of the registration is made. Raises AlreadyRegistered."""
    try:
        return await db.insert(
            "INSERT INTO volunteers (contact, name, name_key, regency, district, pillar, phone, guardian,"
            " announcements, contingent, registered_by, consent, registered_at)"
            " VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?)",
            (
                contact, name, name_key(name), regency, district, pillar, phone, guardian,
                int(announcements), contingent, registered_by, consent, at,
            ),
        )  # fmt: skip
    except Conflict as conflict:
        raise AlreadyRegistered(name) from conflict


async def correct(
    db: Transaction, volunteer: int, name: str, regency: str, pillar: str, phone: str, district: str = ""
) -> None:
    """The volunteer's data are now these. Raises AlreadyRegistered."""
    try:
        await db.execute(
            "UPDATE volunteers SET name = ?, name_key = ?, regency = ?, district = ?, pillar = ?,"
            " phone = nullif(?, '') WHERE id = ?",
            (name, name_key(name), regency, district, pillar, phone, volunteer),
        )
    except Conflict as conflict:
        raise AlreadyRegistered(name) from conflict


async def registered_as(db: Reader, contact: int, name: str, regency: str, phone: str) -> Volunteer | None:
    """The record of somebody with this name in this kabupaten/kota and with this contact or phone, if there is one."""
    row = await db.row(
        "SELECT * FROM volunteers WHERE name_key = ? AND regency = ?"
        " AND (contact = ? OR phone = nullif(?, '')) ORDER BY id LIMIT 1",
        (name_key(name), regency, contact, phone),
    )
    return from_row(row) if row else None


async def volunteer(db: Reader, id_: int) -> Volunteer | None:
    """The volunteer with this number."""
    row = await db.row("SELECT * FROM volunteers WHERE id = ?", (id_,))
    return from_row(row) if row else None


async def offer(db: Transaction, volunteer: int, words: str) -> None:
    """What the volunteer can give, in their own words; "" for nothing."""
    await db.execute("UPDATE volunteers SET offer = ? WHERE id = ?", (words, volunteer))


async def wish_announcements(db: Transaction, volunteer: int, wished: bool) -> None:
    """Whether the volunteer is sent announcements, beside what concerns them."""
    await db.execute("UPDATE volunteers SET announcements = ? WHERE id = ?", (int(wished), volunteer))


async def move(db: Transaction, volunteer: int, contact: int) -> None:
    """The volunteer, with what was agreed to, is now at this contact, where nobody has the same name and region."""
    await db.apply(
        [
            ("UPDATE volunteers SET contact = ? WHERE id = ?", (contact, volunteer)),
            (
                "UPDATE consents SET contact = ? WHERE id = (SELECT consent FROM volunteers WHERE id = ?)",
                (contact, volunteer),
            ),
        ]
    )


async def belong(db: Transaction, volunteer: int, pillars: Sequence[str]) -> None:
    """The volunteer's further pillars, beside the one they are counted under, are now these."""
    await db.execute("DELETE FROM volunteer_pillars WHERE volunteer = ?", (volunteer,))
    await db.apply(
        [("INSERT INTO volunteer_pillars (volunteer, pillar) VALUES (?, ?)", (volunteer, each)) for each in pillars]
    )


async def further_pillars(db: Reader, volunteer: int) -> list[str]:
    """The volunteer's pillars beside the one they are counted under."""
    rows = await db.rows("SELECT pillar FROM volunteer_pillars WHERE volunteer = ? ORDER BY pillar", (volunteer,))
    return [row["pillar"] for row in rows]


async def of_contact(db: Reader, contact: int) -> list[Volunteer]:
    """The volunteers of a contact, oldest first."""
    rows = await db.rows("SELECT * FROM volunteers WHERE contact = ? ORDER BY id", (contact,))
    return [from_row(row) for row in rows]


def within(region: str, column: str = "regency") -> tuple[str, Sequence[str]]:
    """The SQL condition, and its parameters, that a region's code lies in a region ("" is the whole country)."""
    if not region:
        return "1", ()
    # Codes are figures and points; "/" comes after the point and before the figures.
    return f"({column} >= ? AND {column} < ?)", (region, f"{region}/")
