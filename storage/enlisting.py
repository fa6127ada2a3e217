"""Putting people on the roll of a contingent from a list: nobody twice, nobody erased at their wish, none too many."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage import claims, erasures, seats, twins
from storage.database import Reader, Transaction
from storage.seats import ContingentFull
from storage.volunteers import name_key


class Standing(StrEnum):
    """How somebody on a list stands to a contingent."""

    NEW = "new"
    JOINS = "joins"
    """Registered, in no contingent yet."""
    KNOWN = "known"
    """In the contingent already."""
    ELSEWHERE = "elsewhere"
    """In another contingent."""
    ERASED = "erased"
    """They asked to be erased, and have not come back."""
    FULL = "full"
    """The quota has no place for them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list; `regency` is a code, `pillar` an id, `phone` "" where none is said."""

    name: str
    regency: str
    pillar: str
    phone: str


async def standings(
    db: Reader, key: bytes, contingent: int, people: Sequence[Person]
) -> list[tuple[Standing, int | None]]:
    """How each of the people stands to the contingent, its quota aside, and their record, if they have one."""
    found = await db.several(
        [
            (
                "SELECT id, contingent FROM volunteers WHERE name_key = ? AND regency = ? AND (phone = nullif(?, '')"
                " OR (contingent = ? AND (phone IS NULL OR ? = ''))) ORDER BY contingent IS ? DESC, id LIMIT 1",
                (name_key(one.name), one.regency, one.phone, contingent, one.phone, contingent),
            )
            for one in people
        ]
    )
    digests = [_digest(key, one) for one in people]
    gone = await erasures.erased(db, digests)
    judged: list[tuple[Standing, int | None]] = []
    for rows, digest in zip(found, digests, strict=True):
        if not rows:
            judged.append((Standing.ERASED if digest in gone else Standing.NEW, None))
            continue
        inside = {None: Standing.JOINS, contingent: Standing.KNOWN}
        judged.append((inside.get(rows[0]["contingent"], Standing.ELSEWHERE), rows[0]["id"]))
    return judged


def _digest(key: bytes, person: Person) -> str:
    return erasures.digest(key, name_key(person.name), person.regency, person.phone)


async def enlist(
    db: Transaction, key: bytes, contingent: int, people: Sequence[Person], consent: int | None, by: int | None, at: int
) -> list[Standing]:
    """Put these people on the contingent's roll, as far as they can be; how each stood, FULL for whom it had no place.

    The new ones have a record that they can claim, with the consent that the coordinator spoke for them.
    """
    outcomes, made = [], []
    for person, (standing, record) in zip(people, await standings(db, key, contingent, people), strict=True):
        if standing in (Standing.NEW, Standing.JOINS):
            try:
                await seats.take_contingent(db, contingent)
            except ContingentFull:
                standing = Standing.FULL
        if standing is Standing.JOINS:
            await db.execute("UPDATE volunteers SET contingent = ? WHERE id = ?", (contingent, record))
        elif standing is Standing.NEW:
            made.append(await _register(db, contingent, person, consent, by, at))
            await twins.notice(db, made[-1], at)
        outcomes.append(standing)
    await claims.issue(db, key, made, by, at)
    return outcomes


async def _register(
    db: Transaction, contingent: int, person: Person, consent: int | None, by: int | None, at: int
) -> int:
    return await db.insert(
        "INSERT INTO volunteers (name, name_key, regency, pillar, phone, contingent, announcements, registered_by,"
        " consent, registered_at) VALUES (?, ?, ?, ?, nullif(?, ''), ?, 0, ?, ?, ?)",
        (person.name, name_key(person.name), person.regency, person.pillar, person.phone, contingent, by, consent, at),
    )
