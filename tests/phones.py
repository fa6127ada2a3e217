"""Phones that talk with the bot through a fake channel, the database opened anew for every message."""

import asyncio
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot import now as clock
from bot.app import Parts, assemble
from bot.channel import Arrival, Attachment, shown
from bot.messages import Address, Choice, Outbound, plain
from bot.understanding import regions
from bot.understanding.pillars import read_pillar
from storage import consents, contacts, inbox, jobs, roles, volunteers
from storage.database import Database, opened
from storage.roles import Role
from tests.fake_channel import FakeChannel

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""When tests begin: Monday 23 November 2026, 09.00 WITA."""


def _real() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


class World:
    """One installation of the bot, and the people who write to it; `settings` are what it is assembled with."""

    def __init__(self, path: Path, channel: FakeChannel) -> None:
        self.path, self.channel = path, channel
        self.settings: dict[str, Any] = {"rate_all": 1e5, "rate_bulk": 1e5}
        self._events = count(1)
        self.turn_to(MONDAY)

    def turn_to(self, instant: datetime) -> None:
        """Set the bot's clock."""
        clock.move(instant - _real())

    def later(self, **span: float) -> None:
        """Let time pass."""
        clock.move(clock.now() - _real() + timedelta(**span))

    def phone(self, user: str) -> "Phone":
        """The phone of somebody, by any name."""
        return Phone(self, user)

    async def staff(self, user: str, role: Role, region: str = "") -> "Phone":
        """The phone of somebody who has a role already."""
        async with opened(self.path) as database, database.transaction() as db:
            address = Address(self.channel.name, self.channel.account, user)
            at = clock.millis(clock.now())
            await roles.grant(db, await contacts.ensure(db, address, at), role, region, at)
        return Phone(self, user)

    async def deliver(self, *payloads: Mapping[str, Any]) -> None:
        """Let these come in, be answered, and everything due go out, in a process that starts and stops."""
        async with opened(self.path) as database:
            parts = assemble(database, {self.channel.name: self.channel}, secret=b"test", **self.settings)
            arrivals = [
                Arrival(str(next(self._events)), json.dumps(payload), payload.get("album", "")) for payload in payloads
            ]
            async with database.transaction() as db:
                await inbox.store(db, self.channel.name, self.channel.account, arrivals, clock.millis(clock.now()))
            await parts.receiver.answer_waiting()
            await parts.receiver.fetched()
            await parts.receiver.answer_waiting()
            await self._settle(database, parts)

    async def tick(self) -> None:
        """The clock knocks once, and everything due goes out."""
        async with opened(self.path) as database:
            parts = assemble(database, {self.channel.name: self.channel}, secret=b"test", **self.settings)
            await parts.tick()
            await self._settle(database, parts)

    async def _settle(self, database: Database, parts: Parts) -> None:
        async with database.transaction() as db:
            await jobs.recover(db)
        while any([await worker.do_one() for worker in parts.workers]):
            pass
        await parts.sender.recover()
        stop = asyncio.Event()
        running = asyncio.create_task(parts.sender.run(stop))
        waiting = (
            "SELECT 1 FROM outbox WHERE state IN ('leased', 'sending') OR (state = 'queued' AND not_before <= ?"
            " AND coalesce(batch, '') NOT IN (SELECT 'broadcast:' || id FROM broadcasts"
            " WHERE state IN ('paused', 'cancelled')))"
        )
        while await database.reader.value(waiting, (clock.millis(clock.now()),)):
            await asyncio.sleep(0.001)
        stop.set()
        await running


class Phone:
    """Somebody's phone: what they say and tap, and what comes back."""

    def __init__(self, world: World, user: str) -> None:
        self.world, self.user = world, user

    async def say(self, text: str, **fields: Any) -> list[Outbound]:
        """Type something; the replies."""
        return await self.send(text=text, **fields)

    async def tap(self, label: str) -> list[Outbound]:
        """Tap the newest choice with this label, or type its number where the channel only shows numbers."""
        for id_, message in reversed(self._sent):
            for number, choice in enumerate(message.choices, 1):
                if choice.label == label:
                    return await self._choose(id_, message, number, choice)
        raise AssertionError(f"no choice {label!r} in {[c.label for _, m in self._sent[-3:] for c in m.choices]}")

    async def _choose(self, id_: str, message: Outbound, number: int, choice: Choice) -> list[Outbound]:
        if shown(message, self.world.channel.caps).form == "numbered":
            return await self.say(str(number))
        if message.ask_for and self.world.channel.caps.rows == 0:
            return await self.say(choice.label)
        return await self.send(kind="choice", choice=choice.id, reply_to=id_, tap="t")

    async def send_file(self, name: str, content: bytes, caption: str = "", kind: str = "document") -> list[Outbound]:
        """Send a file ("photo", "document", "video" or "voice"); the replies."""
        return await self.send(kind="media", media=kind, text=caption, files=[self._file(name, content, kind)])

    async def send_album(self, *files: tuple[str, bytes], caption: str = "", kind: str = "photo") -> list[Outbound]:
        """Send several files together, by name and content; the replies."""
        before = len(self._sent)
        album = f"album-{len(self.world.channel.downloads)}"
        fields = {"user": self.user, "kind": "media", "media": kind, "album": album}
        captions = [caption, *[""] * len(files)]
        await self.world.deliver(
            *(
                {**fields, "text": words, "files": [self._file(name, content, kind)]}
                for words, (name, content) in zip(captions, files, strict=False)
            )
        )
        self.world.later(seconds=2)
        await self.world.deliver()
        return [message for _, message in self._sent[before:]]

    async def share_pin(self, latitude: float, longitude: float, title: str = "") -> list[Outbound]:
        """Share a place on the map; the replies."""
        pin = {"latitude": latitude, "longitude": longitude, "title": title}
        return await self.send(kind="media", media="location", pin=pin)

    def _file(self, name: str, content: bytes, kind: str) -> dict[str, Any]:
        downloads = self.world.channel.downloads
        reference = f"sent-{len(downloads) + 1}"
        downloads[reference] = content
        return {"kind": kind, "reference": reference, "name": name, "size": len(content)}

    @property
    def received(self) -> list[Attachment]:
        """The files that ever came to this phone, in order."""
        return [self.world.channel.uploads[reference] for reference in self.world.channel.files[self.user]]

    async def share(self, phone: str) -> list[Outbound]:
        """Share one's own number."""
        return await self.send(kind="phone", phone=phone)

    async def send(self, **fields: Any) -> list[Outbound]:
        """Let anything come in; the replies."""
        before = len(self._sent)
        await self.world.deliver({"user": self.user, **fields})
        return [message for _, message in self._sent[before:]]

    @property
    def _sent(self) -> list[tuple[str, Outbound]]:
        return self.world.channel.sent[self.user]

    @property
    def messages(self) -> list[Outbound]:
        """All that ever came to this phone."""
        return [message for _, message in self._sent]

    @property
    def last(self) -> str:
        """The newest message's words."""
        return plain(self._sent[-1][1].text)

    @property
    def labels(self) -> list[str]:
        """The newest message's choices."""
        return [choice.label for choice in self._sent[-1][1].choices]

    async def register(self, name: str, regency: str = "banjarmasin", pillar: str = "Tagana") -> None:
        """Go through the whole registration."""
        await self.say("/daftar")
        await self.tap("Setuju, 18+")
        await self.say(name)
        await self.say(regency)
        await self.say(pillar)
        await self.say("lewati")
        await self.tap("Ya, benar")
        assert "sudah terdaftar sebagai relawan" in self.last, self.last

    async def enrol(self, name: str, regency: str = "banjarmasin", pillar: str = "Tagana") -> None:
        """Be registered already, as whoever went through the registration is; nothing of it was said in this world."""
        (home,), kind = regions.matches(regency), read_pillar(pillar)
        assert kind
        address, at = Address(self.world.channel.name, self.world.channel.account, self.user), clock.millis(clock.now())
        async with opened(self.world.path) as database, database.transaction() as db:
            contact = await contacts.ensure(db, address, at)
            proof = await consents.record(db, contact, "1", "Setuju.", address.channel, at)
            await consents.record(db, contact, "1", "Setuju.", address.channel, at, purpose=consents.ANNOUNCEMENTS)
            await volunteers.register(db, contact, name, home.code, kind, "", proof, at)
