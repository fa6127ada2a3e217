"""A workbook with the links of those who have not claimed their record, for their coordinator to pass on."""

from collections.abc import AsyncIterator, Callable, Sequence

from bot.documents import child
from bot.documents.sheets import MIME
from bot.messages import Outbound, bold
from bot.now import millis, now
from bot.texts import Texts, number, translator
from bot.understanding.regions import region_name
from handlers.contingents.claiming import PAYLOAD
from storage import audit, claims, contacts, contingents, lists, media, outbox
from storage.contingents import Contingent
from storage.database import Database, Row

KIND = "links"
FRESH = claims.VALID // 2
"""Milliseconds that a link must still hold to be handed out again."""
Link = Callable[[str, str], str]
"""Makes the address, on a channel, that says `/start payload`."""


async def hand_out(key: bytes, link: Link, database: Database, errand: int) -> None:
    """Make the workbook and send it to whoever asked; made again after a crash, it is sent once."""
    row = await lists.list_(database.reader, errand)
    contingent = await contingents.contingent(database.reader, row["contingent"]) if row else None
    if row is None or contingent is None or row["state"] != "links":
        return
    at = millis(now())
    async with database.transaction() as db:
        missing = [one["id"] for one in await claims.unclaimed(db, contingent.id, at + FRESH) if one["made_at"] is None]
        await claims.issue(db, key, missing, row["sent_by"], at)
    people = await claims.unclaimed(database.reader, contingent.id, at + FRESH)
    address = await contacts.newest_address(database.reader, row["sent_by"])
    if address is None:
        return
    texts = translator(await contacts.locale_of(database.reader, row["sent_by"]))
    content = await _workbook(texts, people, lambda payload: link(address.channel, payload), key)
    async with database.transaction() as db:
        file = await media.keep(
            db, kind="document", name=texts.gettext("tautan-anggota.xlsx"), mime=MIME, content=content, at=at,
            contact=row["sent_by"], expires_at=at + media.DAY,
        )  # fmt: skip
        message = Outbound(_words(texts, contingent, len(people)), media=(file,))
        if await outbox.tell(db, f"list:{errand}:links", row["sent_by"], message, at, kind="list"):
            await db.apply([audit.record(row["sent_by"], "exported", f"contingent:{contingent.id}", at)])
        await lists.end(db, errand)


def _words(texts: Texts, contingent: Contingent, count: int) -> str:
    _ = texts.gettext
    return _(
        "Tautan {count} orang di {name} yang belum terhubung. Kirim tiap tautan hanya ke orangnya sendiri: yang "
        "membukanya bisa melihat dan mengubah datanya. Berlaku 60 hari, sekali pakai."
    ).format(count=bold(number(count, texts.locale)), name=bold(contingent.name))


async def _workbook(texts: Texts, people: Sequence[Row], link: Callable[[str], str], key: bytes) -> bytes:
    _ = texts.gettext

    async def rows() -> AsyncIterator[list[str]]:
        for one in people:
            code = claims.code_of(key, one["id"], one["made_at"])
            yield [one["name"], region_name(one["regency"]), one["phone"] or "", link(f"{PAYLOAD}{code}")]

    heading = [_("Nama lengkap"), _("Kabupaten/kota"), _("Nomor HP"), _("Tautan")]
    sheet = {"title": _("Tautan"), "heading": heading, "widths": [28, 24, 18, 60]}
    return await child.made("sheets.streamed", lines=rows(), sheets=[sheet])
