"""The people behind the figures as a workbook, made outside the turn, with what its reader's role may see."""

from collections.abc import AsyncIterator
from typing import Any

from bot.conversation import Turn
from bot.documents import sheets
from bot.documents.child import NotMade, made
from bot.messages import Outbound
from bot.now import instant, millis, now
from bot.texts import clock, number
from bot.understanding.pillars import pillars
from bot.understanding.regions import covers
from bot.understanding.registration_numbers import registration_number
from handlers.counts.asked_for import places_named
from handlers.counts.definitions import meaning, state_name
from handlers.counts.orders import Order, order_of
from handlers.counts.periods import local_day
from handlers.names import masked_phone, place_name
from storage import figures, jobs, media, outbox, roll
from storage.database import Database, Reader, Row, Transaction
from storage.figures import STATES, Part

JOB = "export"
"""The kind of the job, of its rows in the outbox, and the verb of its audit rows."""


async def order(turn: Turn, db: Transaction) -> None:
    """The talk of [Excel]: the workbook is made next, and sent."""
    turn.note(JOB, "volunteers")
    turn.job(JOB, turn.contact.id)
    turn.say(turn.gettext("Siap Kak, berkas Excel-nya sedang dibuat. Sebentar lagi Relawan kirim ke sini."))


async def make(database: Database, contact: int) -> None:
    """Make the workbook of whom the contact may see and send it; nothing where they may see nobody any more."""
    asked = await order_of(database.reader, contact)
    if asked is None:
        return
    _ = asked.texts.gettext
    key = f"{JOB}:{contact}:{await jobs.queued_at(database.reader, JOB, contact)}"
    at = millis(now())
    try:
        content = await workbook(database.reader, asked)
        async with database.transaction() as db:
            id_ = await media.keep(
                db, kind="document", name=f"relawan-{local_day(asked.zone)}.xlsx", mime=sheets.MIME, content=content,
                at=at, expires_at=at + media.DAY,
            )  # fmt: skip
            words = _("Ini daftar relawan di {places}. Jaga baik-baik ya Kak, isinya data orang.")
            message = Outbound(words.format(places=places_named(asked.texts, asked.scope)), media=(id_,))
            await outbox.tell(db, key, contact, message, at, kind=JOB)
    except (NotMade, media.TooLarge):
        sorry = Outbound(_("Maaf Kak, berkasnya belum berhasil dibuat. Coba lagi sebentar lagi ya."))
        async with database.transaction() as db:
            await outbox.tell(db, key, contact, sorry, at, kind=JOB)
        raise


async def workbook(db: Reader, asked: Order) -> bytes:
    """The people whom the order may see, and a sheet that says whom and how they were counted. Raises NotMade."""
    _ = asked.texts.gettext
    heading = [
        _("Nomor relawan"), _("Nama"), _("Kabupaten/kota"), _("Kecamatan"), _("Pilar"), _("Kontingen"), _("Telepon"),
        _("Terdaftar"), _("Punya obrolan"),
    ]  # fmt: skip
    people: dict[str, Any] = {
        "title": _("Relawan"), "heading": heading, "widths": [16, 32, 28, 22, 28, 24, 18, 24, 14],
        "notes": [asked.footer],
    }  # fmt: skip
    return await made("sheets.streamed", lines=_lines(db, asked), sheets=[people, await _definitions(db, asked)])


async def _lines(db: Reader, asked: Order) -> AsyncIterator[list[str]]:
    async for row in roll.people(db, asked.scope):
        yield _line(row, asked)


def _line(row: Row, asked: Order) -> list[str]:
    _ = asked.texts.gettext
    seen = any(covers(region, row["regency"]) for region in asked.named)
    phone = row["phone"] or ""
    registered = instant(row["registered_at"])
    return [
        registration_number(row["id"]),
        row["name"],
        place_name(asked.texts, row["regency"]),
        row["district"],
        pillars().get(row["pillar"], row["pillar"]),
        row["contingent"] or "",
        phone if seen else masked_phone(phone),
        f"{local_day(asked.zone, registered)} {clock(registered, asked.zone, asked.texts.locale)}",
        _("ya") if row["claimed"] else _("belum"),
    ]


async def _definitions(db: Reader, asked: Order) -> dict[str, Any]:
    texts, _ = asked.texts, asked.texts.gettext
    counted = [
        [state_name(texts, state), number(await _people(db, asked, state), texts.locale), meaning(texts, state)]
        for state in STATES
    ]
    filters = [
        [_("wilayah"), "", places_named(texts, asked.scope)],
        [_("telepon"), "", _("Lengkap untuk wilayah yang dikoordinasi sendiri, selain itu disamarkan.")],
        [_("dibuat"), "", asked.footer],
    ]
    return {
        "title": _("Keterangan"), "heading": [_("Angka"), _("Jumlah"), _("Artinya")], "rows": counted + filters,
        "widths": [24, 12, 90],
    }  # fmt: skip


async def _people(db: Reader, asked: Order, state: figures.State) -> int:
    return await figures.people(db, Part(state, asked.scope, millis(now())))


WORK = {JOB: make}
