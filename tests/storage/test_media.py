import pytest

from bot.messages import Address
from storage import contacts, media
from storage.database import Database

SITI = Address("telegram", "1", "siti")


async def test_a_file_is_found_again_as_it_was(database: Database) -> None:
    async with database.transaction() as db:
        id_ = await media.keep(db, kind="photo", name="peta.png", mime="image/png", content=b"\x00\xff", at=1)
    (found,) = await media.described(database.reader, [id_])
    assert (found.kind, found.name, found.mime, found.size) == ("photo", "peta.png", "image/png", 2)
    assert len(found.digest) == 64
    assert await media.content_of(database.reader, id_) == b"\x00\xff"


async def test_files_are_described_in_the_order_asked_for_and_without_those_that_are_gone(database: Database) -> None:
    async with database.transaction() as db:
        one, two = [await media.keep(db, kind="photo", content=bytes([n]), at=1) for n in (1, 2)]
    assert [medium.id for medium in await media.described(database.reader, [two, 99, one])] == [two, one]
    assert await media.content_of(database.reader, 99) is None


async def test_a_file_beyond_the_limit_is_not_kept(database: Database) -> None:
    async with database.transaction() as db:
        with pytest.raises(media.TooLarge):
            await media.keep(db, kind="document", content=bytes(media.LARGEST + 1), at=1)


async def test_what_somebody_sent_is_theirs_and_known_to_their_channel(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, SITI, 1)
        id_ = await media.keep_received(
            db, SITI, kind="video", name="", mime="video/mp4", size=30_000_000, reference="AgAD", content=None, at=1
        )
        (found,) = await media.described(db, [id_])
        assert (found.size, found.digest, found.known_to(SITI)) == (30_000_000, "", "AgAD")
        assert found.known_to(Address("telegram", "2", "siti")) == ""
        assert await db.value("SELECT contact FROM media WHERE id = ?", (id_,)) == contact
        await db.execute("DELETE FROM contacts WHERE id = ?", (contact,))
        assert await media.described(db, [id_]) == []


async def test_the_first_id_that_a_channel_gave_a_file_stays(database: Database) -> None:
    async with database.transaction() as db:
        id_ = await media.keep(db, kind="photo", content=b"x", at=1)
        await db.apply([media.known_as(id_, SITI, "first"), media.known_as(id_, SITI, "second")])
        (found,) = await media.described(db, [id_])
        assert found.known_to(SITI) == "first"


async def test_a_file_is_erased_when_its_time_is_over_unless_it_lasts(database: Database) -> None:
    async with database.transaction() as db:
        ids = [await media.keep(db, kind="photo", content=b"x", at=1, expires_at=100) for _ in range(3)]
        lasting = await media.keep(db, kind="photo", content=b"x", at=1)
        await media.last(db, ids[1:2], None)
        await media.last(db, ids[2:3], 200)
        await media.forget(db, 100)
        assert [m.id for m in await media.described(db, [*ids, lasting])] == [ids[1], ids[2], lasting]
        await media.erase(db, [lasting, ids[1]])
        assert [m.id for m in await media.described(db, [*ids, lasting])] == [ids[2]]
