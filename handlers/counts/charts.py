"""The figures asked for as pictures: by day, by place and by pillar, drawn outside the turn."""

from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from bot.documents import charts
from bot.documents.child import made
from bot.now import now
from bot.texts import Texts, marked, moment, number
from handlers.counts.asked_for import breakdown
from handlers.counts.definitions import meaning, state_name
from handlers.counts.orders import Document, Order, Product, serve
from handlers.counts.periods import midnight
from storage import figures
from storage.database import Reader
from storage.states import State

_DAYS = 92
"""Days that the chart by day goes back."""
_FILES = {
    "day": "per-hari.png", "region": "per-wilayah.png", "pillar": "per-pilar.png", "province": "per-provinsi.png",
    "event": "per-kegiatan.png",
}  # fmt: skip


async def _document(db: Reader, asked: Order) -> Document:
    words = f"{asked.question}\n{meaning(asked.texts, asked.part.state)}\n{asked.footer}"
    return Document(words, await drawn(db, asked), "photo", charts.MIME)


async def drawn(db: Reader, asked: Order) -> list[tuple[str, bytes]]:
    """The charts, by the names of their files. Raises NotMade."""
    with ZipFile(BytesIO(await made("charts.together", pictures=await pictures(db, asked)))) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


async def pictures(db: Reader, asked: Order) -> dict[str, dict[str, Any]]:
    """What is on the charts, by the names of their files: what was asked for by; or days, regions and pillars."""
    texts, part = asked.texts, asked.part
    people = texts.gettext("{count} orang, {moment}").format(
        count=number(await figures.people(db, part), texts.locale), moment=moment(now(), asked.zone, texts.locale)
    )
    alike = {"note": f"{asked.question}\n{people}", "thousands": "," if texts.locale == "en" else "."}
    usual = ["day", "region", *([] if part.pillar else ["pillar"])]
    return {
        _FILES[by]: {**await (_by_day(db, asked) if by == "day" else _by_name(db, asked, by)), **alike}
        for by in ([asked.asked.by] if asked.asked.by else usual)
    }


async def _by_day(db: Reader, asked: Order) -> dict[str, Any]:
    """The days since three months ago, and how many there were before."""
    _ = asked.texts.gettext
    today = midnight(asked.zone)
    offset = today.utcoffset() or timedelta()
    counted = await figures.people_by_day(db, asked.part, offset)
    first = today.date() - timedelta(_DAYS)
    return {
        "title": _title(asked.texts, asked.part.state, "day"),
        "counted": [(on.isoformat(), n) for on, n in counted if on >= first],
        "before": sum(n for on, n in counted if on < first),
        "words": [_("Per hari"), _("Jumlah semua")],
    }


async def _by_name(db: Reader, asked: Order, by: str) -> dict[str, Any]:
    counted = await breakdown(asked.texts, asked.zone, db, asked.part, by)
    title = _title(asked.texts, asked.part.state, by)
    return {"title": title, "counted": counted, "others": asked.texts.gettext("Lainnya")}


def _title(texts: Texts, state: State, by: str) -> str:
    _ = texts.gettext
    said = {
        "day": _("{state} per hari"), "region": _("{state} per kabupaten/kota"), "pillar": _("{state} per pilar"),
        "province": _("{state} per provinsi"), "event": _("{state} per kegiatan"),
    }  # fmt: skip
    return said[by].format(state=state_name(texts, state).capitalize())


CHARTS = Product(
    "charts",
    _document,
    ordered=marked("Siap Kak, grafiknya sedang digambar: {question}. Sebentar lagi Relawan kirim ke sini."),
    sorry=marked("Maaf Kak, grafiknya belum berhasil digambar. Coba lagi sebentar lagi ya."),
    other="excel",
)
WORK = {CHARTS.job: partial(serve, CHARTS)}
