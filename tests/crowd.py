"""Many volunteers at once: registered straight in the database, with phones on the playground."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import cycle

from bot.messages import Address
from bot.now import millis, now
from bot.playground import Person
from bot.understanding.regions import regencies
from storage import consents, contacts, roles, volunteers
from storage.database import opened
from storage.roles import Role
from tests.living import TOKEN, LivePhone, Living

PROVINCE = "63"


async def gather_crowd(living: Living, ids: Iterable[int]) -> None:
    """Register these people, who have all opened the chat, over Kalimantan Selatan; the bot must not run yet."""
    people = list(ids)
    living.playground.add_people([Person(id_, f"Relawan{id_}", hidden=True, started=True) for id_ in people])
    places, at = cycle(regencies(PROVINCE)), millis(now())
    async with opened(living.folder / "relawan.db") as database, database.transaction() as db:
        for id_ in people:
            contact = await contacts.ensure(db, _address(id_), at)
            proof = await consents.record(db, contact, "1", "Setuju.", "telegram", at)
            name = f"Relawan Nomor {id_}"
            await volunteers.register(db, contact, name, next(places).code, "tagana", "", proof, at)


async def appoint_coordinator(living: Living, id_: int) -> LivePhone:
    """The phone of a coordinator of the province; the bot must not run yet."""
    living.playground.add_people([Person(id_, "Budi", started=True)])
    async with opened(living.folder / "relawan.db") as database, database.transaction() as db:
        contact = await contacts.ensure(db, _address(id_), millis(now()))
        await roles.grant(db, contact, Role.COORDINATOR, PROVINCE, millis(now()))
    return LivePhone(living.playground, id_)


async def announce(coordinator: LivePhone, words: str, recipients: int) -> None:
    """Have the coordinator broadcast these words to the province, which are so many people."""
    await coordinator.say("/siaran")
    await coordinator.reads("Apa yang mau diumumkan", 20)
    await coordinator.say(words)
    await coordinator.reads("di mana")
    await coordinator.tap("Seluruh Kalimantan Selatan")
    await coordinator.reads(f"Dikirim ke {recipients:,} penerima".replace(",", "."))
    await coordinator.tap("Kirim")
    await coordinator.reads("Sedang dikirim")


def copies(living: Living, ids: Iterable[int], words: str) -> dict[int, int]:
    """How often each of these people got a message with these words."""
    phones = {id_: LivePhone(living.playground, id_) for id_ in ids}
    return {id_: sum(words in str(m["text"]) for m in phone.received) for id_, phone in phones.items()}


def outbox_states(living: Living, kind: str) -> Counter[str]:
    """How many rows of this kind the outbox has in each state, read beside whatever the bot does."""
    with sqlite3.connect(f"file:{living.folder / 'relawan.db'}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT state, count(*) FROM outbox WHERE kind = ? GROUP BY state", (kind,))
        return Counter(dict(rows.fetchall()))


def _address(id_: int) -> Address:
    return Address("telegram", TOKEN.split(":")[0], str(id_))
