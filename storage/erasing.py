"""Erasing people everywhere at once: seats are free again, and a keyed hash keeps lists from bringing them back."""

from collections.abc import Sequence

from bot.messages import shortened
from storage import departures, erasures, holdings
from storage.database import Row, Transaction


async def erase_contact(db: Transaction, key: bytes, contact: int, at: int) -> None:
    """Everything about a contact and all their people goes; what waits for them is not sent any more.

    The address stays, as it must to answer; so do roles, which are the organisation's. `key` is the house's.
    """
    people = await db.rows("SELECT * FROM volunteers WHERE contact = ?", (contact,))
    await _erase(db, key, people, at)
    await db.apply([each for table in holdings.HOLDINGS for each in holdings.erasing(table, contact=contact)])


async def erase_person(db: Transaction, key: bytes, person: int, at: int) -> None:
    """Everything about one person goes; the others at the same contact stay. Harmless where there is no such person."""
    await _erase(db, key, await db.rows("SELECT * FROM volunteers WHERE id = ?", (person,)), at)


async def _erase(db: Transaction, key: bytes, people: Sequence[Row], at: int) -> None:
    await erasures.remember(db, [digest for person in people for digest in _digests(key, person)], at)
    # Before anybody's record goes, so that no seat is passed on to another of them.
    await departures.leave_all(db, [person["id"] for person in people], at)
    for person in people:
        await _forget_buttons(db, person["name"])
        await db.execute("UPDATE contingents SET taken = taken - 1 WHERE id = ?", (person["contingent"],))
        await db.apply([each for table in holdings.HOLDINGS for each in holdings.erasing(table, person=person["id"])])


def _digests(key: bytes, person: Row) -> list[str]:
    """What tells the person on a list: with their phone, and without, as a list may not have it."""
    phones = {person["phone"] or "", ""}
    return [erasures.digest(key, person["name_key"], person["regency"], phone) for phone in phones]


async def _forget_buttons(db: Transaction, name: str) -> None:
    """A name that stands on a button of a message sent to somebody else is forgotten there, too."""
    await db.execute(
        "UPDATE outbox SET choices = NULL, about = NULL WHERE choices IS NOT NULL AND instr(choices, ?) > 0",
        (shortened(name),),
    )
