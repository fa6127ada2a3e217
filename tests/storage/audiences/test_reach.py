"""How many an audience reaches, and why not the others."""

from bot.messages import Address
from storage import contacts
from storage.audiences import Audience
from storage.audiences.reach import Size, size, unreached
from storage.database import Database
from tests.crowds import BANJARMASIN, SURABAYA, settle


def chat(user: str) -> Address:
    return Address("telegram", "1", user)


async def test_a_size_tells_people_from_chats_and_why_some_are_not_reached(database: Database) -> None:
    async with database.transaction() as db:
        for name in ("siti", "ani"):
            await settle(db, chat(name), name, BANJARMASIN)
        await settle(db, chat("siti"), "adik", BANJARMASIN)
        await settle(db, chat("wati"), "wati", SURABAYA)
        for name in ("stopped", "blocked", "declined"):
            await settle(db, chat(name), name, BANJARMASIN)
        await contacts.stop(db, await contacts.ensure(db, chat("stopped"), 1), 1)
        await db.apply(contacts.lost(chat("blocked"), 1, "blocked"))
        await db.execute("UPDATE volunteers SET announcements = 0 WHERE name = 'declined'")
        await db.execute(
            "INSERT INTO volunteers (name, name_key, regency, pillar, registered_at)"
            " VALUES ('listed', 'listed', ?, 'psm', 1)",
            (BANJARMASIN,),
        )
    found = await size(database.reader, Audience((BANJARMASIN,)))
    assert found == Size(people=7, reached=3, chats=2, chatless=1, declined=1, stopped=1, blocked=1)

    why = {row["name"]: row["why"] for row in await unreached(database.reader, Audience((BANJARMASIN,)), 10)}
    assert why == {"stopped": "stopped", "blocked": "blocked", "declined": "declined", "listed": "chatless"}
