"""A hundred thousand people to be reminded at one minute, while others write."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest

from bot import now as clock
from bot.app import Parts, assemble
from bot.channel import Arrival
from bot.messages import Address, plain
from bot.now import millis, now
from storage import contacts, dispatch, events, inbox, reminders
from storage.database import Database, Transaction, opened
from tests.bench.figures import Figures, percentile
from tests.crowds import settle
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

pytestmark = pytest.mark.bench

PEOPLE, ASKING = 100_000, 20
START = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
"""12.00 WITA."""
DUE = START - timedelta(hours=2)


async def seed(db: Transaction) -> tuple[int, int]:
    """People who come to an event in two hours, some of whom come to one in a day too; the numbers of the two."""
    at = millis(DUE - timedelta(days=20))
    budi = await contacts.ensure(db, Address("telegram", "1", "budi"), at)
    for number in range(ASKING):
        await settle(db, Address("telegram", "1", f"asks{number}"), f"Siti {number}", "63.71", at=at)
    first = int(await db.value("SELECT max(id) + 1 FROM contacts"))
    proof = await db.value("SELECT min(id) FROM consents")
    numbers = f"WITH RECURSIVE n (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + PEOPLE - 1})"
    for table, columns, values in (
        ("contacts", "id, created_at", "i, 1"),
        ("addresses", "contact, channel, account, user", "i, 'telegram', '1', 'u' || i"),
        (
            "volunteers",
            "id, contact, name, name_key, regency, pillar, consent, registered_at",
            f"i, i, 'Relawan ' || i, 'relawan ' || i, '63.' || (71 + i % 2), 'psm', {proof}, 1",
        ),
    ):
        await db.execute(f"INSERT INTO {table} ({columns}) {numbers} SELECT {values} FROM n")
    made = []
    for title, starts, hours in (("Jauh", START + timedelta(hours=22), 24), ("Dekat", START, 2)):
        event = await events.publish(
            db, title=title, starts_at=millis(starts), zone="Asia/Makassar", place="Kiram", region="", capacity=0,
            by=budi, at=at,
        )  # fmt: skip
        await reminders.set_rules(db, event, [(hours * 3600_000, "")], at)
        made.append(event)
        share = "i % 20 = 0" if title == "Jauh" else "1"
        await db.execute(
            "INSERT INTO answers (event, volunteer, answer, answered_at, accepted_at)"
            f" {numbers} SELECT ?, i, 'yes', ?, ? FROM n WHERE {share}",
            (event, at, at),
        )
    return made[0], made[1]


class Stopwatch:
    """How long each transaction holds the writer, in milliseconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.held: list[float] = []
        original = Database.transaction

        @asynccontextmanager
        async def timed(database: Database) -> AsyncIterator[Transaction]:
            begun = 0.0
            try:
                async with original(database) as db:
                    begun = perf_counter()
                    yield db
            finally:
                self.held.append((perf_counter() - begun) * 1000)

        monkeypatch.setattr(Database, "transaction", timed)


async def asked(parts: Parts, channel: FakeChannel, numbers: "count[int]") -> float:
    """Milliseconds from a message in the inbox to its reply at the channel."""
    number = next(numbers)
    user = f"asks{number % ASKING}"
    before = len(channel.sent[user])
    arrival = Arrival(str(number), json.dumps({"user": user, "text": "/jadwalku"}))
    async with parts.database.transaction() as db:
        await inbox.store(db, "telegram", "1", [arrival], millis(now()))
    begun = perf_counter()
    await parts.receiver.answer_waiting()
    parts.sender.wake()
    while len(channel.sent[user]) == before:
        await asyncio.sleep(0.002)
    return (perf_counter() - begun) * 1000


def memory() -> float:
    """This process's memory (RSS) in MB."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024


async def _claim_of(event: int, database: Database) -> float:
    """Claim eight reminders, all of that event; the milliseconds it took."""
    begun = perf_counter()
    async with database.transaction() as db:
        (claimed,) = await db.finish([dispatch.reminders_due(millis(now()), 8)])
    took = (perf_counter() - begun) * 1000
    assert {row["subject"] for row in claimed} == {event}
    return took


async def test_a_hundred_thousand_at_one_minute(
    tmp_path: Path, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.move(DUE - clock.now())
    channel, stop, numbers = FakeChannel("telegram", TELEGRAM_LIKE), asyncio.Event(), count(1)
    async with opened(tmp_path / "relawan.db") as database:
        async with database.transaction() as db:
            far, near = await seed(db)
        parts = assemble(database, {"telegram": channel}, secret=b"bench")
        sending = asyncio.create_task(parts.sender.run(stop))
        waits = [await asked(parts, channel, numbers)]
        before, watch, begun = memory(), Stopwatch(monkeypatch), perf_counter()
        ticking = asyncio.ensure_future(parts.tick())
        while not ticking.done():
            waits.append(await asked(parts, channel, numbers))
            await asyncio.sleep(0.3)
        await ticking
        took, held = perf_counter() - begun, max(watch.held)
        for _more in range(60):
            waits.append(await asked(parts, channel, numbers))
            await asyncio.sleep(0.3)
        grown = memory() - before
        stop.set()
        await sending
        rows = await database.reader.rows("SELECT subject, state, count(*) n FROM outbox WHERE lane = 1 GROUP BY 1, 2")
        claims = [await _claim_of(near, database) for _claim in range(100)]
    counted = {(row["subject"], row["state"]): row["n"] for row in rows}
    assert sum(n for (event, _state), n in counted.items() if event == near) == PEOPLE
    assert counted[far, "queued"] == PEOPLE // 20
    assert "ke 100.000 orang" in plain(channel.sent["budi"][0][1].text)
    assert "sekitar 1 jam 7 menit" in plain(channel.sent["budi"][0][1].text)
    figures.note("100,000 reminders queued", took, "s")
    figures.note("the writer held at a time, at most", held, "ms", "< 100")
    figures.note("reply meanwhile, 99 of 100", percentile(waits, 99), "ms", "< 1,000")
    figures.note("claim of 8 with 100,000 waiting, 99 of 100", percentile(claims, 99), "ms", "< 60")
    figures.note("memory (RSS) grown", grown, "MB", "< 100")
    assert held < 100
    assert percentile(waits, 99) < 1000
    assert grown < 100
