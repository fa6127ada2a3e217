"""The people behind the figures as a workbook, made outside the turn, with what its reader's role may see."""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any

from bot.documents import sheets
from bot.documents.child import made
from bot.now import instant
from bot.texts import clock, marked, number
from bot.understanding.pillars import pillars
from bot.understanding.regions import covers
from bot.understanding.registration_numbers import registration_number
from handlers.counts.asked_for import breakdown, places_named
from handlers.counts.definitions import meaning, state_name
from handlers.counts.orders import Document, Order, Product, serve
from handlers.counts.periods import local_day
from handlers.names import masked_phone, place_name
from storage import figures, roll
from storage.database import Reader, Row
from storage.states import STATES


async def _document(db: Reader, asked: Order) -> Document:
    _ = asked.texts.gettext
    words = _("Ini daftarnya: {question}. Jaga baik-baik ya Kak, isinya data orang.").format(question=asked.question)
    name = f"relawan-{local_day(asked.zone)}.xlsx"
    return Document(words, [(name, await workbook(db, asked))], "document", sheets.MIME)


async def workbook(db: Reader, asked: Order) -> bytes:
    """The people asked for, and sheets that say whom, how they were counted, and their parts. Raises NotMade."""
    _ = asked.texts.gettext
    heading = [
        _("Nomor relawan"), _("Nama"), _("Kabupaten/kota"), _("Kecamatan"), _("Pilar"), _("Kontingen"), _("Telepon"),
        _("Terdaftar"), _("Punya obrolan"),
    ]  # fmt: skip
    people: dict[str, Any] = {
        "title": _("Relawan"), "heading": heading, "widths": [16, 32, 28, 22, 28, 24, 18, 24, 14],
        "notes": [asked.footer],
    }  # fmt: skip
    pages = [people, *await _parts(db, asked), await _definitions(db, asked)]
    return await made("sheets.streamed", lines=_lines(db, asked), sheets=pages)


async def _lines(db: Reader, asked: Order) -> AsyncIterator[list[str]]:
    async for row in roll.people(db, asked.part):
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


async def _parts(db: Reader, asked: Order) -> list[dict[str, Any]]:
    """The figures by what they were asked for by, as a sheet; none where they were not."""
    _, by = asked.texts.gettext, asked.asked.by
    if not by:
        return []
    rows = await breakdown(asked.texts, asked.zone, db, asked.part, by)
    return [{"title": _("Rincian"), "heading": [asked.question, _("Jumlah")], "rows": rows, "widths": [48, 12]}]


async def _definitions(db: Reader, asked: Order) -> dict[str, Any]:
    texts, _ = asked.texts, asked.texts.gettext
    counted = [
        [state_name(texts, state), number(await figures.people(db, replace(asked.part, state=state)), texts.locale),
         meaning(texts, state)]
        for state in STATES if not (asked.asked.events and state in ("registered", "unreachable"))
    ]  # fmt: skip
    everywhere = asked.asked.of_whole_event(asked.codes)
    filters = [
        [_("isi lembar pertama"), "", asked.question],
        *([] if everywhere else [[_("wilayah"), "", places_named(texts, asked.codes)]]),
        [_("telepon"), "", _("Lengkap untuk wilayah yang dikoordinasi sendiri, selain itu disamarkan.")],
        [_("dibuat"), "", asked.footer],
    ]
    return {
        "title": _("Keterangan"), "heading": [_("Angka"), _("Jumlah"), _("Artinya")], "rows": counted + filters,
        "widths": [24, 12, 90],
    }  # fmt: skip


SHEETS = Product(
    "export",
    _document,
    ordered=marked("Siap Kak, berkas Excel-nya sedang dibuat: {question}. Sebentar lagi Relawan kirim ke sini."),
    sorry=marked("Maaf Kak, berkasnya belum berhasil dibuat. Coba lagi sebentar lagi ya."),
    other="charts",
)
WORK = {SHEETS.job: partial(serve, SHEETS)}
