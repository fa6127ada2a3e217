"""Records that are claimed with a link."""

import pytest

from storage import claims, codes, consents, contingents, enlisting
from storage.claims import Claimed
from storage.codes import LateCode, Opens
from storage.database import Database
from storage.enlisting import Person
from storage.volunteers import AlreadyRegistered

KEY = b"key"


async def listed(database: Database, *names: str) -> int:
    """A contingent with these people on its roll."""
    async with database.transaction() as db:
        contingent = await contingents.make(db, "Kontingen", "63.03", "", 0, None, 1)
        people = [Person(name, "63.03", "psm", "") for name in names]
        await enlisting.enlist(db, KEY, contingent, people, None, None, 1)
    return contingent


async def test_a_record_is_claimed_once_with_ones_own_consent(database: Database) -> None:
    contingent = await listed(database, "Siti")
    (row,) = await claims.unclaimed(database.reader, contingent, 1)
    async with database.transaction() as db:
        contact = await db.insert("INSERT INTO contacts (created_at) VALUES (1)")
        proof = await consents.record(db, contact, "1", "Setuju.", "x", 1)
        await claims.claim(db, row["id"], contact, proof, guardian="Ani", announcements=True)
        with pytest.raises(Claimed):
            await claims.claim(db, row["id"], contact, proof)
        kept = await db.row("SELECT contact, consent, guardian, announcements FROM volunteers")
    assert kept is not None
    assert tuple(kept) == (contact, proof, "Ani", 1)
    assert await claims.unclaimed(database.reader, contingent, 1) == []


async def test_a_contact_has_nobody_twice(database: Database) -> None:
    contingent = await listed(database, "Siti")
    (row,) = await claims.unclaimed(database.reader, contingent, 1)
    async with database.transaction() as db:
        contact = await db.insert("INSERT INTO contacts (created_at) VALUES (1)")
        proof = await consents.record(db, contact, "1", "Setuju.", "x", 1)
        await db.execute(
            "INSERT INTO volunteers (contact, name, name_key, regency, pillar, registered_at)"
            " VALUES (?, 'Siti', 'siti', '63.03', 'psm', 1)",
            (contact,),
        )
        with pytest.raises(AlreadyRegistered):
            await claims.claim(db, row["id"], contact, proof)


async def test_a_code_that_is_over_is_no_code_any_more_and_a_new_one_is_issued(database: Database) -> None:
    contingent = await listed(database, "Siti")
    (row,) = await claims.unclaimed(database.reader, contingent, claims.VALID)
    late = claims.VALID + 1
    with pytest.raises(LateCode):
        await codes.look(database.reader, Opens.CLAIM, claims.code_of(KEY, row["id"], row["made_at"]), late)
    assert (await claims.unclaimed(database.reader, contingent, late))[0]["made_at"] is None
    async with database.transaction() as db:
        await claims.issue(db, KEY, [row["id"]], None, late)
    assert (await claims.unclaimed(database.reader, contingent, late))[0]["made_at"] == late
