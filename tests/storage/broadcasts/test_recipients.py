"""Whom broadcasts reach, and when they are done."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.messages import Address
from storage import audiences, contacts
from storage.audiences import Audience
from storage.broadcasts import DAY, lives, recipients
from storage.broadcasts.lives import Composed
from storage.database import Database, Row, opened
from tests.crowds import BANJARBARU, BANJARMASIN, SURABAYA, settle


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(tmp_path / "relawan.db") as database:
        yield database


def address(user: str, channel: str = "telegram") -> Address:
    return Address(channel, "1", user)


async def begun(database: Database, region: str) -> Row:
    async with database.transaction() as db:
        by = await contacts.ensure(db, address("budi"), 1)
        id_ = await lives.begin(db, Composed("Halo", "", region, audiences.packed(Audience((region,))), 0), by, 1000)
    row = await lives.by_id(database.reader, id_)
    assert row is not None
    return row


async def queued(database: Database) -> list[tuple[str, str]]:
    rows = await database.reader.rows("SELECT channel, user FROM outbox WHERE kind = 'broadcast' ORDER BY id")
    return [(row["channel"], row["user"]) for row in rows]


async def test_a_chunk_queues_one_row_for_each_reachable_contact_at_their_newest_address(database: Database) -> None:
    broadcast = await begun(database, "63")
    async with database.transaction() as db:
        await settle(db, address("siti"), "Siti", BANJARMASIN)
        await settle(db, address("siti"), "Ani", BANJARBARU)
        await db.execute(
            "INSERT INTO addresses (contact, channel, account, user) SELECT contact, 'other', '1', 'siti2'"
            " FROM addresses WHERE user = 'siti'"
        )
        await settle(db, address("udin"), "Udin", BANJARMASIN)
        await db.apply(contacts.lost(address("udin"), 1, "blocked"))
        await settle(db, address("wati"), "Wati", SURABAYA)
    for expected in (1, 0):
        async with database.transaction() as db:
            assert await recipients.queue_chunk(db, broadcast, 0, 2000) == expected
    assert await queued(database) == [("other", "siti2")]
    row = await database.reader.row("SELECT dedupe_key, lane, batch, body, expires_at FROM outbox")
    assert row is not None
    assert tuple(row) == ("broadcast:1:2", 2, "broadcast:1", None, 1000 + DAY)


async def test_a_broadcast_is_finished_once_nothing_of_it_is_on_its_way(database: Database) -> None:
    async with database.transaction() as db:
        await settle(db, address("siti"), "Siti", BANJARMASIN)
    broadcast = await begun(database, BANJARMASIN)
    async with database.transaction() as db:
        await recipients.queue_chunk(db, broadcast, 0, 2000)
    finished = {}
    for state in ("queued", "leased", "sending", "sent"):
        async with database.transaction() as db:
            await recipients.fix_total(db, 1)
            await db.execute("UPDATE outbox SET state = ?", (state,))
        finished[state] = await lives.finished(database.reader)
    assert finished == {"queued": [], "leased": [], "sending": [], "sent": [1]}
    async with database.transaction() as db:
        assert [await lives.end(db, 1, 3000), await lives.end(db, 1, 3000)] == [True, False]
        assert not await lives.pause(db, 1, "", 4000)
    assert await lives.finished(database.reader) == []


async def test_a_broadcast_paused_while_it_is_queued_stays_paused(database: Database) -> None:
    await begun(database, BANJARMASIN)
    async with database.transaction() as db:
        assert await lives.pause(db, 1, "", 4000)
        await recipients.fix_total(db, 1)
    row = await lives.by_id(database.reader, 1)
    assert row is not None
    assert (row["state"], row["total"]) == ("paused", 0)
