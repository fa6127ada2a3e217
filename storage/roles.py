"""Who may do more than a volunteer, and in which region."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.database import Reader, Row, Statement, Transaction


class Role(StrEnum):
    """What somebody may be; a volunteer is anybody, granted nothing."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ORGANISER = "organiser"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a region; region "" is the whole country."""

    role: Role
    region: str


class Used(Exception):
    """The invitation has been opened before."""


class LastAdmin(Exception):
    """Without this grant nobody would be admin."""


def of_contact_at(channel: str, account: str, user: str) -> Statement:
    """The grants of whoever has an address, for `from_row`."""
    return (
        "SELECT r.role, r.region FROM roles r JOIN addresses a ON a.contact = r.contact"
        " WHERE a.channel = ? AND a.account = ? AND a.user = ? ORDER BY r.role, r.region",
        (channel, account, user),
    )


def from_row(row: Row) -> Grant:
    """The grant in a row."""
    return Grant(Role(row["role"]), row["region"])


def regions_of(grants: Sequence[Grant], *roles: Role) -> tuple[str, ...]:
    """The regions in which the grants give one of the roles, or that of an admin; ("",) is the whole country."""
    mine = [grant for grant in grants if grant.role in roles or grant.role is Role.ADMIN]
    everywhere = any(grant.role is Role.ADMIN or not grant.region for grant in mine)
    return ("",) if everywhere else tuple(dict.fromkeys(grant.region for grant in mine))


async def held_by(db: Reader, contact: int) -> list[Grant]:
    """The grants of a contact."""
    rows = await db.rows("SELECT role, region FROM roles WHERE contact = ? ORDER BY role, region", (contact,))
    return [from_row(row) for row in rows]


async def grant(db: Transaction, contact: int, role: Role, region: str, at: int) -> None:
    """The contact has the role in the region; granting it twice is harmless."""
    await db.execute(
        "INSERT INTO roles (contact, role, region, granted_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (contact, role, region) DO NOTHING",
        (contact, role, region, at),
    )


async def use_invitation(db: Transaction, digest: str, at: int) -> None:
    """Mark an invitation as opened. Raises Used if it was opened before."""
    if not await db.execute(
        "INSERT INTO invitations_used (digest, used_at) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING", (digest, at)
    ):
        raise Used(digest)


async def withdraw(db: Transaction, contact: int, role: Role, region: str) -> None:
    """The contact no longer has the role there; harmless if they had none. Raises LastAdmin."""
    gone = await db.execute(
        "DELETE FROM roles WHERE contact = ? AND role = ? AND region = ?"
        " AND (role <> 'admin' OR (SELECT count(*) FROM roles WHERE role = 'admin') > 1)",
        (contact, role, region),
    )
    if not gone and await db.value(
        "SELECT 1 FROM roles WHERE contact = ? AND role = ? AND region = ?", (contact, role, region)
    ):
        raise LastAdmin


async def holds(db: Reader, contact: int, role: Role) -> bool:
    """Whether the contact has the role, anywhere."""
    return bool(await db.value("SELECT 1 FROM roles WHERE contact = ? AND role = ?", (contact, role)))


async def holders(db: Reader) -> list[Row]:
    """Everybody with a role: contact, role, region, granted_at, and a name if they are a volunteer too."""
    return await db.rows(
        "SELECT r.contact, r.role, r.region, r.granted_at,"
        " (SELECT name FROM volunteers v WHERE v.contact = r.contact LIMIT 1) name"
        " FROM roles r ORDER BY r.role, r.region, r.contact"
    )


async def menus(db: Reader, channel: str, account: str) -> list[Row]:
    """Everybody on a channel who has a role: user, locale, role."""
    return await db.rows(
        "SELECT DISTINCT a.user, c.locale, r.role FROM roles r JOIN contacts c ON c.id = r.contact"
        " JOIN addresses a ON a.contact = r.contact WHERE a.channel = ? AND a.account = ? ORDER BY a.user, r.role",
        (channel, account),
    )
