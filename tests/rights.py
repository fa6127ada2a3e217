"""Who may have which talk, in a table; and an installation in which every talk can be tried by everybody."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.app import Parts, assemble
from bot.channel import Arrival
from bot.messages import Address, plain
from bot.now import millis, now
from bot.understanding.registration_numbers import registration_number
from storage import contacts, inbox, outbox, roles
from storage.database import Database, Transaction, opened
from storage.roles import Role
from tests.crowds import settle
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel

NOBODY, VOLUNTEER, COORDINATOR, ORGANISER, ADMIN = "nobody", "volunteer", "coordinator", "organiser", "admin"
ACTORS = (NOBODY, VOLUNTEER, COORDINATOR, ORGANISER, ADMIN)
"""The coordinator's region is 63: an object in 63.72 is their own, one in 35.78 foreign."""
OWN, FOREIGN = "63.72", "35.78"
MARK = "Rahasia"
"""What stands in every object, and is shown only to those who may see it."""

EVERYBODY = frozenset(ACTORS)
COORDINATORS = frozenset({COORDINATOR, ADMIN})
OFFICERS = frozenset({COORDINATOR, ORGANISER, ADMIN})
ORGANISERS = frozenset({ORGANISER, ADMIN})
ADMINS = frozenset({ADMIN})

ANYWHERE, BY_REGION, BY_PERSON = "anywhere", "by region", "by person"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may have a talk; `parts` is its button for an object, which all of them may have (`reach` anywhere), those
    whose region it lies in (admins and organisers everywhere), or only the person whose it is."""

    who: frozenset[str]
    parts: str = ""
    reach: str = ANYWHERE


TABLE = {
    **dict.fromkeys(
        (
            "/start",
            "/daftar",
            "/jadwal",
            "/jadwalku",
            "/profil",
            "/dataku",
            "/hapusdata",
            "/berhenti",
            "/mulai",
            "/bahasa",
            "/bantuan",
            "/pindah",
            "words",
            "arrive",
        ),
        Rule(EVERYBODY),
    ),
    **dict.fromkeys(("/acara", "/siaran", "/kontingen", "/cari", "/hadir", "sent", "live"), Rule(COORDINATORS)),
    **dict.fromkeys(("/jumlah", "/pertanyaan"), Rule(OFFICERS)),
    **dict.fromkeys(("/undang", "/peran"), Rule(ADMINS)),
    "another:": Rule(EVERYBODY),
    "offer:": Rule(EVERYBODY, "{volunteer}", BY_PERSON),
    "event:": Rule(EVERYBODY, "{event}"),
    "calendar:": Rule(EVERYBODY, "{event}"),
    "agenda:": Rule(EVERYBODY, "on"),
    "rsvp:": Rule(EVERYBODY, "{event}:v1:{volunteer}:yes", BY_PERSON),
    "clash:": Rule(EVERYBODY, "{event}:v1:{volunteer}", BY_PERSON),
    "topic:": Rule(EVERYBODY, "pkh"),
    "helped:": Rule(EVERYBODY, "{inquiry}:yes", BY_PERSON),
    "ask:": Rule(EVERYBODY, "{inquiry}", BY_PERSON),
    "poll:": Rule(EVERYBODY, "{broadcast}:9", BY_PERSON),
    "reply:": Rule(OFFICERS, "{question}", BY_REGION),
    "pass:": Rule(OFFICERS, "{question}", BY_REGION),
    "answered:": Rule(OFFICERS, "{answered}", BY_REGION),
    "propose:": Rule(OFFICERS, "{answered}", BY_REGION),
    "proposal:": Rule(ORGANISERS, "{proposal}"),
    "make:": Rule(COORDINATORS, "new"),
    "manage:": Rule(COORDINATORS, "{event}", BY_REGION),
    "contingent:": Rule(COORDINATORS, "{contingent}", BY_REGION),
    "list:": Rule(COORDINATORS, "{list}:yes", BY_PERSON),
    "approve:": Rule(OFFICERS, "{unapproved}:0:no", BY_REGION),
    **dict.fromkeys(
        ("again:", "reuse:", "correct:", "remind:", "tally:", "close:"), Rule(COORDINATORS, "{broadcast}", BY_REGION)
    ),
    "sheet:": Rule(COORDINATORS, "{broadcast}", BY_REGION),
    "steer:": Rule(COORDINATORS, "{broadcast}:pause", BY_REGION),
    "desk:": Rule(COORDINATORS, "{desk}:close", BY_REGION),
    "tick:": Rule(COORDINATORS, "{event}:0:0", BY_REGION),
    "untick:": Rule(COORDINATORS, "{event}:0:{volunteer}", BY_REGION),
    "count:": Rule(OFFICERS, "today"),
    "digest:": Rule(OFFICERS, "on"),
    "find:": Rule(COORDINATORS, "0:{number}", BY_REGION),
    "person:": Rule(COORDINATORS, "{volunteer}", BY_REGION),
    "number:": Rule(COORDINATORS, "{volunteer}", BY_REGION),
    "twins:": Rule(COORDINATORS, "{other}:{volunteer}:differ", BY_REGION),
}
"""Every talk by its name, and its rule."""

BOOKKEEPING = frozenset(
    {"inbox", "outbox", "sessions", "contacts", "addresses", "audit", "inquiries", "asked", "not_understood", "facts",
     "media", "halts", "consents"}
)  # fmt: skip
"""Tables that a refusal may change, too."""


@dataclass(slots=True)
class Installation:
    """A bot with its database open, to which anybody may write."""

    database: Database
    parts: Parts
    channel: FakeChannel
    events: "count[int]" = field(default_factory=lambda: count(1))

    async def send(self, user: str, **fields: str) -> str:
        """Something comes in; the words and the buttons of the replies."""
        newest = await self.database.reader.value("SELECT max(id) FROM outbox") or 0
        payload = json.dumps({"user": user, **fields})
        async with self.database.transaction() as db:
            arrival = Arrival(str(next(self.events)), payload)
            await inbox.store(db, self.channel.name, self.channel.account, [arrival], millis(now()))
        await self.parts.receiver.answer_waiting()
        rows = await self.database.reader.rows(
            "SELECT body FROM outbox WHERE id > ? AND user = ? AND body IS NOT NULL ORDER BY id", (newest, user)
        )
        messages = [outbox.unpacked(row["body"], None) for row in rows]
        return "\n".join(plain(each.text) + "".join(f"\n[{c.label}]" for c in each.choices) for each in messages)

    async def dead(self) -> list[str]:
        """Why messages could not be answered."""
        rows = await self.database.reader.rows("SELECT problem, payload FROM inbox WHERE state = 'dead'")
        return [f"{row['problem']}: {row['payload']}" for row in rows]

    async def content(self) -> dict[str, str]:
        """All that is stored but for the bookkeeping, by table."""
        tables = await self.database.reader.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        names = [row["name"] for row in tables if row["name"] not in BOOKKEEPING]
        found = await self.database.reader.several([(f"SELECT * FROM {name}", ()) for name in names])
        return {name: str([tuple(row) for row in rows]) for name, rows in zip(names, found, strict=True)}


async def somebody(db: Transaction, actor: str, user: str) -> str:
    """The phone of somebody of that kind."""
    address = Address("telegram-like", "1", user)
    if actor == VOLUNTEER:
        await settle(db, address, f"Warga {user}", OWN)
    elif actor != NOBODY:
        at, region = millis(now()), "63" if actor == COORDINATOR else ""
        await roles.grant(db, await contacts.ensure(db, address, at), Role(actor), region, at)
    return user


async def objects(db: Transaction, region: str, label: str) -> dict[str, object]:
    """One of everything that a button may be about, in that region, all of somebody else's."""
    at, name = millis(now()), f"{MARK} {label}"
    owner = Address("telegram-like", "1", f"owner {label}")
    volunteer = await settle(db, owner, name, region)
    other = await settle(db, Address("telegram-like", "1", f"other {label}"), name, region)
    contact = await contacts.ensure(db, owner, at)
    await db.execute("UPDATE volunteers SET phone = ? WHERE id = ?", (f"+62812000{volunteer:04}", volunteer))
    await db.execute("INSERT INTO twins (volunteer, other, noticed_at) VALUES (?, ?, ?)", (other, volunteer, at))
    event = await db.insert(
        "INSERT INTO events (title, starts_at, zone, place, region, state, scheduled_at, created_at)"
        " VALUES (?, ?, 'Asia/Makassar', 'Kiram', ?, 'published', ?, ?)",
        (name, at + 5 * 24 * 3600 * 1000, region, at, at),
    )
    question, answered = await _questions(db, contact, name, region, at)
    broadcast, unapproved = await _broadcasts(db, contact, name, region, at)
    proposal = await db.insert(
        "INSERT INTO proposals (words, answer, role, proposed_at) VALUES (?, 'Ya', 'coordinator', ?)", (name, at)
    )
    desk = await db.insert(
        "INSERT INTO desks (event, contact, opened_at, closes_at) VALUES (?, ?, ?, ?)", (event, contact, at, at + 10**7)
    )
    await db.execute("INSERT INTO attendance (event, volunteer, at) VALUES (?, ?, ?)", (event, volunteer, at))
    contingent = await db.insert(
        "INSERT INTO contingents (name, region, code, created_at) VALUES (?, ?, ?, ?)", (name, region, label, at)
    )
    rolls = await db.insert(
        "INSERT INTO lists (contingent, state, sent_by, sent_at) VALUES (?, 'shown', ?, ?)", (contingent, contact, at)
    )
    inquiry = await db.insert(
        "INSERT INTO inquiries (contact, words, topic, asked_at) VALUES (?, ?, '', ?)", (contact, name, at)
    )
    return {
        "volunteer": volunteer, "other": other, "event": event, "question": question, "answered": answered,
        "proposal": proposal, "contingent": contingent, "list": rolls, "broadcast": broadcast,
        "unapproved": unapproved, "inquiry": inquiry, "desk": desk, "number": registration_number(volunteer),
    }  # fmt: skip


async def _questions(db: Transaction, contact: int, name: str, region: str, at: int) -> list[int]:
    """A question that waits, and one that is answered."""
    return [
        await db.insert(
            "INSERT INTO questions (contact, text, region, holder, held_since, asked_at, answer, answered_at)"
            " VALUES (?, ?, ?, 'coordinator', ?, ?, ?, ?)",
            (contact, name, region, at, at, answer, at if answer else None),
        )
        for answer in ("", "Ya")
    ]


async def _broadcasts(db: Transaction, contact: int, name: str, region: str, at: int) -> list[int]:
    """A broadcast on its way, and one that waits for approval."""
    return [
        await db.insert(
            "INSERT INTO broadcasts (text, region, origin, state, total, created_by, created_at)"
            " VALUES (?, ?, ?, ?, 1, ?, ?)",
            (name, region, region, state, contact, at),
        )
        for state in ("running", "unapproved")
    ]


@asynccontextmanager
async def installed(path: Path) -> AsyncIterator[Installation]:
    """An installation that answers, and sends nothing."""
    channel = FakeChannel("telegram-like", TELEGRAM_LIKE)
    async with opened(path) as database:
        yield Installation(database, assemble(database, {channel.name: channel}, secret=b"test"), channel)
