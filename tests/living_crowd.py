"""Many volunteers at once: registered straight in the database, with phones on the playground."""

import asyncio
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from itertools import cycle
from typing import Any

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


async def appoint(living: Living, id_: int, role: Role = Role.COORDINATOR) -> LivePhone:
    """The phone of somebody with a role, a coordinator's in the province; the bot must not run yet."""
    living.playground.add_people([Person(id_, "Budi", started=True)])
    region = PROVINCE if role is Role.COORDINATOR else ""
    async with opened(living.folder / "relawan.db") as database, database.transaction() as db:
        contact = await contacts.ensure(db, _address(id_), millis(now()))
        await roles.grant(db, contact, role, region, millis(now()))
    return LivePhone(living.playground, id_)


async def announce(coordinator: LivePhone, words: str, recipients: int) -> None:
    """Have the coordinator broadcast these words to the province, which are so many people."""
    await coordinator.say("/siaran")
    await coordinator.reads("Apa yang mau diumumkan", 20)
    await coordinator.say(words)
    await coordinator.reads("Untuk siapa")
    await coordinator.tap("Seluruh Kalimantan Selatan")
    await coordinator.reads(f"Dikirim ke {recipients:,} penerima".replace(",", "."))
    await coordinator.tap("Kirim")
    await coordinator.reads("Sedang dikirim")


def copies(living: Living, ids: Iterable[int], words: str) -> dict[int, int]:
    """How often each of these people got a message with these words."""
    phones = {id_: LivePhone(living.playground, id_) for id_ in ids}
    return {id_: sum(words in str(m["text"]) for m in phone.received) for id_, phone in phones.items()}


async def finished(living: Living, seconds: float = 20.0) -> None:
    """Wait until no row of a broadcast waits or is on its way any more."""
    until = time.monotonic() + seconds
    while any(fates(living)[state] for state in ("queued", "leased", "sending")):
        assert time.monotonic() < until, f"the broadcast did not end: {fates(living)}"
        await asyncio.sleep(0.1)


async def reported(living: Living, coordinator: LivePhone) -> dict[str, int]:
    """The numbers of the coordinator's report, by their words; the bot is started anew, since it reports at a start."""
    await living.stop()
    await living.start()
    told = await coordinator.reads("selesai. Penerimanya", 15)
    lines = re.findall(r"^([^:(\n]+)[^:\n]*: ([\d.]+)", told.replace("Penerimanya ", "\nPenerimanya: "), re.MULTILINE)
    return {name.strip(): int(count.replace(".", "")) for name, count in lines}


def sends(living: Living) -> int:
    """How many messages the bot has asked its Telegram to deliver."""
    return sum(request["method"] == "sendMessage" for request in living.playground.requests)


def looked_up(living: Living, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a question to the bot's database, asked beside whatever the bot does."""
    with closing(sqlite3.connect(f"file:{living.folder / 'relawan.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def fates(living: Living) -> Counter[str]:
    """How many rows of broadcasts the outbox has in each state."""
    return Counter(state for (state,) in looked_up(living, "SELECT state FROM outbox WHERE kind = 'broadcast'"))


def _address(id_: int) -> Address:
    return Address("telegram", TOKEN.split(":")[0], str(id_))
