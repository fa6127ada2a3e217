"""The people the bot talks with."""

from bot.messages import Address
from storage import contacts
from storage.database import Database, Row

SITI, BUDI = Address("telegram", "1", "siti"), Address("telegram", "1", "budi")


async def _contact(database: Database, number: int) -> Row:
    row = await database.reader.row("SELECT * FROM contacts WHERE id = ?", (number,))
    assert row is not None
    return row


async def _push(database: Database, key: str, contact: int, state: str = "queued", lane: int = 1) -> None:
    async with database.transaction() as db:
        await db.execute(
            "INSERT INTO outbox (dedupe_key, kind, lane, contact, channel, account, user, body, state, created_at,"
            " updated_at) VALUES (?, 'x', ?, ?, 'telegram', '1', 'siti', '{}', ?, 1, 1)",
            (key, lane, contact, state),
        )


async def _states(database: Database) -> dict[str, str]:
    return {row["dedupe_key"]: row["state"] for row in await database.reader.rows("SELECT * FROM outbox ORDER BY id")}


async def test_whoever_writes_is_one_contact_however_often(database: Database) -> None:
    async with database.transaction() as db:
        siti = await contacts.ensure(db, SITI, 1)
        budi = await contacts.ensure(db, BUDI, 2)
        assert await contacts.ensure(db, SITI, 3) == siti
    assert siti != budi


async def test_a_new_contact_speaks_the_language_of_the_house_and_keeps_their_own(database: Database) -> None:
    async with database.transaction() as db:
        await db.apply(contacts.seen(SITI, 1, "en"))
        await contacts.speak(db, 1, "id")
        await db.apply(contacts.seen(SITI, 2, "en"))
    assert await contacts.locale_of(database.reader, 1) == "id"
    assert await contacts.locale_of(database.reader, None) == "id"


async def test_who_cannot_be_reached_gets_nothing_pushed_until_they_write(database: Database) -> None:
    async with database.transaction() as db:
        siti, budi = await contacts.ensure(db, SITI, 1), await contacts.ensure(db, BUDI, 1)
    await _push(database, "pushed", siti)
    await _push(database, "reply", siti, lane=0)
    await _push(database, "on the wire", siti, state="sending")
    await _push(database, "to another", budi)
    async with database.transaction() as db:
        await db.apply(contacts.lost(SITI, 5, "blocked"))
        await db.apply(contacts.lost(SITI, 6, "gone"))
    assert await _states(database) == {
        "pushed": "blocked", "reply": "queued", "on the wire": "sending", "to another": "queued",
    }  # fmt: skip
    row = await _contact(database, siti)
    assert (row["unreachable_at"], row["unreachable_why"]) == (5, "gone")
    assert (await _contact(database, budi))["unreachable_at"] is None
    async with database.transaction() as db:
        await contacts.ensure(db, SITI, 7)
    assert (await _contact(database, siti))["unreachable_at"] is None


async def test_losing_somebody_unknown_changes_nobody(database: Database) -> None:
    async with database.transaction() as db:
        await contacts.ensure(db, BUDI, 1)
        await db.apply(contacts.lost(SITI, 5, "blocked"))
        await contacts.find_again(db, SITI)
    assert await database.reader.value("SELECT count(*) FROM contacts WHERE unreachable_at IS NULL") == 1


async def test_whoever_unblocks_can_be_reached_again(database: Database) -> None:
    async with database.transaction() as db:
        siti = await contacts.ensure(db, SITI, 1)
        await db.apply(contacts.lost(SITI, 5, "blocked"))
        await contacts.find_again(db, SITI)
    row = await _contact(database, siti)
    assert (row["unreachable_at"], row["unreachable_why"]) == (None, None)


async def test_whoever_stops_gets_replies_only_until_they_resume(database: Database) -> None:
    async with database.transaction() as db:
        siti = await contacts.ensure(db, SITI, 1)
    await _push(database, "pushed", siti)
    await _push(database, "reply", siti, lane=0)
    async with database.transaction() as db:
        await contacts.stop(db, siti, 5)
        await contacts.stop(db, siti, 6)
        ((row,),) = await db.apply([contacts.at(SITI)])
        assert contacts.from_row(row).stopped
        assert (await db.value("SELECT stopped_at FROM contacts")) == 5
        await contacts.resume(db, siti)
        ((row,),) = await db.apply([contacts.at(SITI)])
        assert not contacts.from_row(row).stopped
    assert await _states(database) == {"pushed": "cancelled", "reply": "queued"}


async def test_a_contact_is_written_to_at_the_newest_address(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, Address("telegram", "1", "lama"), 1)
        await db.execute(
            "INSERT INTO addresses (contact, channel, account, user) VALUES (?, 'telegram', '1', 'baru')", (contact,)
        )
    assert await contacts.newest_address(database.reader, contact) == Address("telegram", "1", "baru")
    assert await contacts.newest_address(database.reader, 99) is None
