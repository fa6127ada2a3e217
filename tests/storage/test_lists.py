"""Lists of people sent in: each is shown, decided and written once."""

from storage import contingents, lists, media
from storage.database import Database


async def sent(database: Database) -> int:
    async with database.transaction() as db:
        contact = await db.insert("INSERT INTO contacts (created_at) VALUES (1)")
        contingent = await contingents.make(db, "Kontingen", "63.03", "", 0, contact, 1)
        return await lists.send_in(db, contingent, await media.keep(db, kind="document", content=b"", at=1), contact, 1)


async def test_a_list_is_shown_and_decided_once(database: Database) -> None:
    number = await sent(database)
    async with database.transaction() as db:
        assert [await lists.show(db, number, "{}") for _again in range(2)] == [True, False]
        assert await lists.call_off(db, number)
        assert not await lists.call_off(db, number)
        proof = await db.insert(
            "INSERT INTO consents (contact, version, text, channel, given_at) VALUES (1, '', '', '', 1)"
        )
        assert not await lists.confirm(db, number, proof)


async def test_what_was_understood_is_gone_when_it_is_over(database: Database) -> None:
    number = await sent(database)
    async with database.transaction() as db:
        await lists.show(db, number, "names")
        await lists.advance(db, number, 5, 4, "more names")
        await lists.end(db, number)
    row = await lists.list_(database.reader, number)
    assert row is not None
    assert (row["state"], row["roll"], row["report"], row["reached"], row["added"]) == ("done", "", "", 5, 4)


async def test_a_list_being_written_is_kept_longer_than_one_that_waits(database: Database) -> None:
    number = await sent(database)
    async with database.transaction() as db:
        await db.execute("UPDATE lists SET state = 'writing'")
        await lists.forget(db, 2 * lists.DAY)
        assert await lists.list_(db, number) is not None
        await lists.forget(db, 8 * lists.DAY)
        assert await lists.list_(db, number) is None
