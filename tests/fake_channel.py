"""A channel in memory, with the limits of Telegram or those of WhatsApp."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import count

from bot import now as clock
from bot.channel import Arrival, Attachment, Caps, Rejected, SendError, SentFiles, shown
from bot.messages import Address, File, Inbound, Kind, Outbound, Pin

TELEGRAM_LIKE = Caps(text=4096, text_with_choices=4096, buttons=100, button_label=64, edit=True, album=10)
WHATSAPP_LIKE = Caps(text=4096, text_with_choices=1024, buttons=3, button_label=20, rows=10, row_label=24)


class FakeChannel:
    """A channel in memory with the limits it is given; `failures` are raised instead of sending, in turn."""

    account = "1"

    def __init__(self, name: str, caps: Caps) -> None:
        self.name, self.caps = name, caps
        self.sent: dict[str, list[tuple[str, Outbound]]] = defaultdict(list)
        self.failures: dict[str, list[SendError]] = defaultdict(list)
        self.acknowledged: list[str] = []
        self.uploads: dict[str, Attachment] = {}
        self.files: dict[str, list[str]] = defaultdict(list)
        self.downloads: dict[str, bytes | SendError] = {}
        self._ids = count(1)

    def parse(self, arrival: Arrival) -> Inbound | None:
        fields = json.loads(arrival.payload)
        if fields.get("nothing"):
            return None
        user = fields.pop("user")
        fields["kind"] = Kind(fields.get("kind", "text"))
        fields["files"] = tuple(File(**file) for file in fields.get("files", ()))
        fields.setdefault("marked", fields.get("text", ""))
        fields["pin"] = Pin(**fields["pin"]) if "pin" in fields else None
        return Inbound(arrival.event, Address(self.name, self.account, user), clock.now(), **fields)

    async def send(self, to: Address, message: Outbound, replaces: str = "") -> str:
        await asyncio.sleep(0)
        if self.failures[to.user]:
            raise self.failures[to.user].pop(0)
        try:
            shown(message, self.caps)
        except ValueError as error:
            raise Rejected(str(error)) from error
        id_ = replaces or str(next(self._ids))
        self.sent[to.user].append((id_, message))
        return id_

    async def send_files(
        self, to: Address, message: Outbound, files: Sequence[Attachment], replaces: str = ""
    ) -> SentFiles:
        assert len(files) <= self.caps.album
        assert message.pin is None
        assert len(files) == 1 or not message.choices
        id_ = await self.send(to, message, replaces)
        references = []
        for file in files:
            references.append(file.reference or f"file-{len(self.uploads) + 1}")
            self.uploads.setdefault(references[-1], file)
        self.files[to.user] += references
        return SentFiles(id_, tuple(references))

    async def fetch(self, file: File) -> bytes:
        content = self.downloads[file.reference]
        if isinstance(content, SendError):
            raise content
        return content

    async def acknowledge(self, inbound: Inbound) -> None:
        self.acknowledged.append(inbound.tap)

    def entry_link(self, payload: str) -> str:
        return f"https://t.me/relawan_bot?start={payload}"
