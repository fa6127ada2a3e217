"""Files go out with their message, and each is uploaded once."""

import asyncio
from collections.abc import Sequence

from bot.channel import Attachment, SentFiles
from bot.messages import Address, Choice, Outbound, Pin
from bot.now import millis, now
from storage import media, outbox
from storage.database import Database
from tests.delivering import Gated, chat, delivering, reached, row_of, until

YES = Choice("rsvp:1:v1:1:yes", "Ya")


class Slow(Gated):
    """A channel whose uploads stay on the wire until the gate opens; what it has already goes at once."""

    def __init__(self) -> None:
        super().__init__()
        self.uploading = 0

    async def send_files(
        self,
        to: Address,
        message: Outbound,
        files: Sequence[Attachment],
        replaces: str = "",
    ) -> SentFiles:
        self.uploading += any(not file.reference for file in files)
        await self.gate.wait()
        return await super().send_files(to, message, files, replaces)


async def kept(database: Database, *contents: bytes, kind: str = "photo") -> tuple[int, ...]:
    async with database.transaction() as db:
        return tuple([await media.keep(db, kind=kind, name=f"{n}", content=c, at=1) for n, c in enumerate(contents)])


async def queued(database: Database, user: str, message: Outbound) -> str:
    key = f"{user}:{message.text}"
    async with database.transaction() as db:
        await db.apply([outbox.reply(key, None, chat(user), message, millis(now()))])
    return key


async def test_a_file_goes_out_with_its_caption_and_choices(database: Database) -> None:
    channel = Gated()
    (id_,) = await kept(database, b"peta")
    key = await queued(database, "siti", Outbound("Ini petanya.", (YES,), about="Acara", media=(id_,)))
    async with delivering(database, channel):
        await reached(database, key, "sent")
    ((_, message),) = channel.sent["siti"]
    assert (message.text, message.choices, message.media) == ("Ini petanya.", (YES,), (id_,))
    assert [file.content for file in channel.uploads.values()] == [b"peta"]
    row = await row_of(database, key)
    assert (row["about"], row["body"]) == ("Acara", None)
    assert YES.id in row["choices"]


async def test_many_messages_with_one_file_upload_it_once(database: Database) -> None:
    channel = Slow()
    channel.gate.clear()
    (id_,) = await kept(database, b"poster")
    keys = [await queued(database, f"orang{n}", Outbound("Undangan", media=(id_,))) for n in range(6)]
    async with delivering(database, channel):
        await until(lambda: channel.uploading == 1)
        await asyncio.sleep(0.02)
        channel.gate.set()
        for key in keys:
            await reached(database, key, "sent")
    assert channel.uploading == len(channel.uploads) == 1
    (medium,) = await media.described(database.reader, [id_])
    assert medium.known_to(chat("siti")) == "file-1"


async def test_what_an_album_cannot_carry_follows_as_a_row_of_its_own(database: Database) -> None:
    channel = Gated()
    photos, papers = await kept(database, b"a", b"b"), await kept(database, b"c", kind="document")
    key = await queued(database, "siti", Outbound("Ikut?", (YES,), media=photos + papers, pin=Pin(-3.3, 114.6)))
    async with delivering(database, channel):
        await reached(database, key, "sent")
        await until(lambda: len(channel.sent["siti"]) == 4)
    sent = [message for _, message in channel.sent["siti"]]
    assert [message.media for message in sent] == [photos, papers, (), ()]
    assert sent[2].pin == Pin(-3.3, 114.6)
    assert (sent[3].text, sent[3].choices) == ("Ikut?", (YES,))


async def test_a_message_whose_file_is_gone_is_not_sent_without_it(database: Database) -> None:
    channel = Gated()
    key = await queued(database, "siti", Outbound("Lihat fotonya", media=(99,)))
    async with delivering(database, channel):
        await reached(database, key, "failed")
    assert channel.sent["siti"] == []
    assert (await row_of(database, key))["problem"] == "a file of the message is gone"


async def test_what_only_another_channel_has_is_not_sent(database: Database) -> None:
    channel = Gated()
    async with database.transaction() as db:
        id_ = await media.keep_received(
            db, Address("lain", "1", "x"), kind="video", name="", mime="", size=3 * 10**7, reference="r", content=None,
            at=1,
        )  # fmt: skip
    key = await queued(database, "siti", Outbound("Video", media=(id_,)))
    async with delivering(database, channel):
        await reached(database, key, "failed")
