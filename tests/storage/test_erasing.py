"""Erasing leaves nothing of a person anywhere, and takes nothing from anybody else."""

import sqlite3
from pathlib import Path

import pytest

from bot.messages import Address
from storage import answers, consents, contacts, erasing, erasures, media, volunteers
from storage.database import Database, opened
from storage.holdings import HOLDINGS, held
from tests.storage.filled import PHONE, SECRET, fill, texts
from tests.storage.gathered import event_with
from tests.storage.test_holdings import HER_RECORD, SITI, STAYING

KEY = b"house"
NOT_PERSONAL = [table for table, holding in HOLDINGS.items() if not holding.personal]


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database with Siti in every table."""
    path = tmp_path / "relawan.db"
    async with opened(path):
        pass
    fill(path, SITI, HER_RECORD)
    return path


async def test_after_erasing_nothing_of_the_contact_is_left_in_any_table(path: Path) -> None:
    async with opened(path) as database:
        async with database.transaction() as db:
            await erasing.erase_contact(db, KEY, SITI, 5)
        left = await held(database.reader, SITI)
    assert left.keys() == STAYING - {"inbox"}
    assert SECRET not in texts(path, [*NOT_PERSONAL, "addresses", "audit", "outbox", "inbox"])
    assert PHONE not in texts(path)
    assert left["outbox"][0]["state"] == "cancelled"
    assert (left["outbox"][0]["body"], left["outbox"][0]["about"]) == (None, None)
    connection = sqlite3.connect(path)
    for table, holding in HOLDINGS.items():
        for name in holding.names:
            assert connection.execute(f"SELECT count(*) FROM {table} WHERE {name} = ?", (SITI,)).fetchone() == (0,), (
                table
            )
    assert connection.execute("SELECT payload FROM inbox").fetchone() == (None,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


async def test_after_erasing_a_person_nothing_of_theirs_is_left_and_the_contact_stays(path: Path) -> None:
    async with opened(path) as database:
        async with database.transaction() as db:
            await erasing.erase_person(db, KEY, HER_RECORD, 5)
        left = await held(database.reader, SITI)
    assert not left.keys() & {table for table, holding in HOLDINGS.items() if holding.of_person}
    assert left.keys() >= {"sessions", "roles", "outbox"}
    assert PHONE not in texts(path)


async def test_seats_of_events_quotas_and_contingents_are_free_again(path: Path) -> None:
    async with opened(path) as database, database.transaction() as db:
        await erasing.erase_contact(db, KEY, SITI, 5)
        for table in ("events", "quotas", "contingents"):
            assert await db.value(f"SELECT taken FROM {table}") == 1, table


async def test_a_keyed_hash_of_the_person_is_kept_with_and_without_the_phone(path: Path) -> None:
    async with opened(path) as database, database.transaction() as db:
        await erasing.erase_person(db, KEY, HER_RECORD, 5)
        name = f"{SECRET} volunteers name_key"
        known = [erasures.digest(KEY, name, "63.72", phone) for phone in (PHONE, "", "+62811")]
        assert await erasures.erased(db, known) == set(known[:2])


async def test_nobody_else_loses_anything(database: Database) -> None:
    async with database.transaction() as db:
        event = await event_with(db, capacity=10)
        people = []
        for user in ("siti", "ani"):
            contact = await contacts.ensure(db, Address("telegram", "1", user), 1)
            proof = await consents.record(db, contact, "1", "Setuju", "telegram", 1)
            people += [
                await volunteers.register(db, contact, f"{user} {number}", "63.72", "psm", "", proof, 1)
                for number in (1, 2)
            ]
        for person in people:
            await answers.give(db, event, person, "yes", 2)
        await erasing.erase_person(db, KEY, people[0], 3)
        assert await db.value("SELECT taken FROM events") == 3
        assert await db.value("SELECT count(*) FROM consents") == 2
        await erasing.erase_contact(db, KEY, 2, 3)
        assert await db.value("SELECT taken FROM events") == 2
        assert [row["name"] for row in await db.rows("SELECT name FROM volunteers")] == ["ani 1", "ani 2"]
        assert await db.value("SELECT count(*) FROM consents") == 1


async def test_what_was_agreed_to_with_the_registration_goes_with_the_person(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, Address("telegram", "1", "siti"), 1)
        people = []
        for at in (1_000_000, 2_000_000):
            proof = await consents.record(db, contact, "1", "Setuju", "telegram", at)
            await consents.record(db, contact, "1", "Mau", "telegram", at + 50, purpose=consents.ANNOUNCEMENTS)
            people.append(await volunteers.register(db, contact, f"Siti {at}", "63.72", "psm", "", proof, at + 60))
        await erasing.erase_person(db, KEY, people[0], 3)
        assert [row["given_at"] for row in await db.rows("SELECT given_at FROM consents")] == [2_000_000, 2_000_050]


async def test_consent_that_a_coordinator_recorded_for_others_stays_when_they_erase_themselves(
    database: Database,
) -> None:
    async with database.transaction() as db:
        rina = await contacts.ensure(db, Address("telegram", "1", "rina"), 1)
        proof = await consents.record(db, rina, "1", "Setuju", "telegram", 1)
        await db.execute(
            "INSERT INTO volunteers (contact, name, name_key, regency, pillar, registered_by, consent, registered_at)"
            " VALUES (NULL, 'Joko', 'joko', '63.72', 'psm', ?, ?, 1)",
            (rina, proof),
        )
        await erasing.erase_contact(db, KEY, rina, 2)
        (row,) = await db.rows("SELECT registered_by, consent FROM volunteers")
        assert (row["registered_by"], row["consent"]) == (None, proof)


async def test_pictures_that_were_published_stay_with_what_they_belong_to(database: Database) -> None:
    async with database.transaction() as db:
        rina = await contacts.ensure(db, Address("telegram", "1", "rina"), 1)
        own, shown, sent = [
            await media.keep(db, kind="photo", content=b"x", at=1, contact=rina) for _picture in range(3)
        ]
        await db.execute("UPDATE events SET picture = ? WHERE id = ?", (shown, await event_with(db)))
        await db.execute(
            "INSERT INTO broadcasts (text, content, region, origin, created_at) VALUES ('x', ?, '63', '63', 1)",
            (f'{{"media": [{sent}]}}',),
        )
        await erasing.erase_contact(db, KEY, rina, 2)
        left = [tuple(row) for row in await db.rows("SELECT id, contact FROM media ORDER BY id")]
        assert left == [(shown, None), (sent, None)]
        assert own not in (shown, sent)


async def test_a_name_on_somebody_else_s_buttons_is_forgotten(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, Address("telegram", "1", "siti"), 1)
        proof = await consents.record(db, contact, "1", "Setuju", "telegram", 1)
        person = await volunteers.register(db, contact, "Siti Aminah", "63.72", "psm", "", proof, 1)
        for number, name in enumerate(("Siti Aminah", "Ani")):
            await db.execute(
                "INSERT INTO outbox (dedupe_key, kind, lane, channel, account, user, choices, state, created_at,"
                " updated_at) VALUES (?, 'reply', 0, 'telegram', '1', 'rina', ?, 'sent', 1, 1)",
                (str(number), f'[["tick:1", "{name}"]]'),
            )
        await erasing.erase_person(db, KEY, person, 2)
        assert [row["choices"] for row in await db.rows("SELECT choices FROM outbox")] == [None, '[["tick:1", "Ani"]]']
