"""A season of events with the clock moved through it, and what should have been sent, told by a rule of its own."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from bot import now as clock
from bot.messages import Address
from bot.now import millis
from bot.talks import NotNow
from handlers.reminders import queueing, rendering
from storage import answers, events, outbox, reminders
from storage.database import Database
from storage.outbox import Delivery
from tests.crowds import settle

MINUTE = 60_000
HOUR, DAY = 60 * MINUTE, 1440 * MINUTE
HOMES = {"35.78": 7, "61.71": 7, "63.72": 8, "73.71": 8, "91.71": 9}
"""Kabupaten/kota and the hours that their clocks are ahead of UTC."""
ZONES = {7: "Asia/Jakarta", 8: "Asia/Makassar", 9: "Asia/Jayapura"}
STARTS = (30, 5 * 60, 6 * 60 + 10, 7 * 60, 8 * 60, 13 * 60, 19 * 60 + 30, 22 * 60 + 45)
"""Local minutes of the day at which events begin."""
RULES = ((7 * DAY, DAY, 2 * HOUR), (3 * DAY, HOUR), (10 * HOUR, 9 * HOUR, 30 * MINUTE))
JUMPS = (-DAY, -HOUR, HOUR, DAY)


@dataclass
class Plan:
    """An event through time: when it began to be held at a start, (from, start), None once it is cancelled."""

    id: int
    rules: tuple[int, ...]
    held: list[tuple[int, int | None]]
    coming: dict[int, int] = field(default_factory=dict)
    """When each contact said yes."""


@dataclass(frozen=True)
class Sent:
    """A reminder that left, by the bot's clock and by the world's."""

    event: int
    start: int
    before: int
    contact: int
    at: int
    really_at: int


def moment(start: int, before: int, ahead: int) -> int:
    """When somebody is reminded whose clock is so many hours ahead of UTC."""
    local = start - before + ahead * HOUR
    day, minute = local // DAY, local % DAY // MINUTE
    if 360 <= minute < 1260:
        return start - before
    morning = (day + (minute >= 1260)) * DAY + 6 * HOUR - ahead * HOUR
    if start - morning >= 30 * MINUTE:
        return morning
    return morning - DAY + 14 * HOUR + 30 * MINUTE


class Season:
    """Events and people in a database, from a first instant for so many days."""

    def __init__(self, database: Database, seed: int, first: datetime, days: int) -> None:
        self.database, self.dice = database, random.Random(seed)
        self.first, self.last = millis(first), millis(first) + days * DAY
        self.plans: list[Plan] = []
        self.homes: dict[int, int] = {}
        self.sent: list[Sent] = []
        self.jumps: list[tuple[int, int]] = []

    async def gather(self, events_: int) -> None:
        """People in the three zones, and events that some of them will come to."""
        async with self.database.transaction() as db:
            people = []
            for number, (home, ahead) in enumerate(list(HOMES.items()) * 2):
                address = Address("telegram", "1", str(number))
                people.append(await settle(db, address, f"Relawan {number}", home, at=self.first - DAY))
                contact = await db.value("SELECT contact FROM volunteers WHERE id = ?", (people[-1],))
                self.homes[contact] = ahead
            contacts = list(self.homes)
            for _event in range(events_):
                start, ahead = self._start(), self.dice.choice(list(ZONES))
                at = max(self.first, start - self.dice.choice((10 * DAY, 2 * DAY, 5 * HOUR)))
                event = await events.publish(
                    db, title="Bakti", starts_at=start, zone=ZONES[ahead], place="Kiram", region="", capacity=0,
                    by=contacts[0], at=at,
                )  # fmt: skip
                plan = Plan(event, self.dice.choice(RULES), [(at, start)])
                await reminders.set_rules(db, event, [(before, "") for before in plan.rules], at)
                for person, contact in zip(people, contacts, strict=True):
                    if self.dice.random() < 0.6:
                        plan.coming[contact] = self.dice.randrange(at, start)
                        await answers.give(db, event, person, "yes", plan.coming[contact])
                self.plans.append(plan)

    def _start(self) -> int:
        day = self.dice.randrange(self.first // DAY + 8, self.last // DAY - 2)
        return day * DAY + (self.dice.choice(STARTS) - 60 * self.dice.choice(list(ZONES))) * MINUTE

    def _changes(self) -> dict[int, tuple[Plan, int | None]]:
        """When some of the events are moved, or cancelled."""
        changes: dict[int, tuple[Plan, int | None]] = {}
        for plan in self.plans:
            published, start = plan.held[0]
            if start is not None and self.dice.random() < 0.4:
                at = self.dice.randrange(published, start)
                changes[at] = plan, self.dice.choice((None, start + 3 * HOUR, start + 2 * DAY, start - HOUR))
        return {at: change for at, change in changes.items() if change[1] is None or change[1] > at}

    def expected(self) -> dict[tuple[int, int, int, int], int]:
        """When each reminder should leave: by event, start, milliseconds before it, and contact."""
        found = {}
        for plan in self.plans:
            held = [*plan.held, (2**60, None)]
            for (since, start), (until, _next) in pairwise(held):
                for contact, said_at in plan.coming.items() if start is not None else ():
                    assert start is not None
                    due = {before: moment(start, before, self.homes[contact]) for before in plan.rules}
                    for before, at in due.items():
                        nearer = [other for b, other in due.items() if b < before]
                        if since <= at < min([start, until, *nearer]) and said_at <= at:
                            found[plan.id, start, before, contact] = at
        return found

    async def pass_by(self, jumps: int, hours: float) -> None:
        """Let the season pass: the clock knocks around every moment and so many hours apart, and jumps now and then."""
        changes = self._changes()
        self._note(changes)
        for at in self._instants(changes, hours):
            if at in changes:
                await self._change(*changes[at], at)
            await self._tick(at, at)
            if self.dice.random() < jumps / 1000:
                wrong = at + self.dice.choice(JUMPS)
                self.jumps.append((at, wrong))
                for later in range(3):
                    await self._tick(wrong + later * 10_000, at + later * 10_000)

    def _note(self, changes: dict[int, tuple[Plan, int | None]]) -> None:
        for at, (plan, start) in changes.items():
            plan.held.append((at, start))

    def _instants(self, changes: dict[int, tuple[Plan, int | None]], hours: float) -> Iterator[int]:
        around = {at + gap for at in self.expected().values() for gap in (-10_000, 3_000, 13_000)}
        regular = set(range(self.first, self.last, round(hours * HOUR)))
        yield from sorted(around | regular | set(changes))

    async def _change(self, plan: Plan, start: int | None, at: int) -> None:
        async with self.database.transaction() as db:
            if start is None:
                await events.cancel(db, plan.id)
            else:
                zone = await db.value("SELECT zone FROM events WHERE id = ?", (plan.id,))
                await events.move(db, plan.id, start, zone, at)

    async def _tick(self, at: int, really_at: int) -> None:
        clock.move(datetime.fromtimestamp(at / 1000, UTC) - datetime.fromtimestamp(time.time(), UTC))
        await queueing.queue_due(self.database, 25)
        rows = await self.database.reader.rows(
            "SELECT * FROM outbox WHERE state = 'queued' AND kind = 'reminder' AND not_before <= ?", (at + 1000,)
        )
        for row in rows:
            await self._send(outbox.from_row(row), at, really_at)

    async def _send(self, delivery: Delivery, at: int, really_at: int) -> None:
        try:
            message = await rendering.render(self.database.reader, delivery)
        except NotNow as later:
            change, value = "not_before = ?", millis(later.at)
        else:
            expired = delivery.expires_at is not None and delivery.expires_at <= at
            change, value = "state = CASE ? WHEN 1 THEN 'sent' ELSE 'cancelled' END", int(bool(message) and not expired)
            if message and not expired:
                _kind, event, start, before, contact = delivery.dedupe_key.split(":")
                self.sent.append(Sent(int(event), int(start), int(before), int(contact), at, really_at))
        async with self.database.transaction() as db:
            await db.execute(f"UPDATE outbox SET {change}, updated_at = ? WHERE id = ?", (value, at, delivery.id))
