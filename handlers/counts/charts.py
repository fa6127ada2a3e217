"""The figures as pictures: by day, by region and by pillar, drawn outside the turn."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from bot.conversation import Turn
from bot.documents import charts
from bot.documents.child import NotMade, made
from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import moment, number
from handlers.counts.asked_for import breakdown, places_named
from handlers.counts.definitions import meaning
from handlers.counts.orders import Order, order_of
from handlers.counts.periods import midnight
from storage import figures, jobs, media, outbox
from storage.database import Database, Reader, Transaction
from storage.figures import Part

JOB = "charts"
"""The kind of the job, of its rows in the outbox, and the verb of its audit rows."""
_DAYS = 92
"""Days that the chart by day goes back."""


async def order(turn: Turn, db: Transaction) -> None:
    """The talk of [Grafik]: the charts are drawn next, and sent."""
    turn.note(JOB, "jumlah")
    turn.job(JOB, turn.contact.id)
    turn.say(turn.gettext("Siap Kak, grafiknya sedang digambar. Sebentar lagi Relawan kirim ke sini."))


async def draw(database: Database, contact: int) -> None:
    """Draw what the contact may see and send it; nothing where they may see nothing any more."""
    asked = await order_of(database.reader, contact)
    if asked is None:
        return
    _ = asked.texts.gettext
    key = f"{JOB}:{contact}:{await jobs.queued_at(database.reader, JOB, contact)}"
    try:
        pictures = await drawn(database.reader, asked)
    except NotMade:
        message = Outbound(_("Maaf Kak, grafiknya belum berhasil digambar. Coba lagi sebentar lagi ya."))
        async with database.transaction() as db:
            await outbox.tell(db, key, contact, message, millis(now()), kind=JOB)
        raise
    at = millis(now())
    async with database.transaction() as db:
        ids = [
            await media.keep(
                db,
                kind="photo",
                name=name,
                mime=charts.MIME,
                content=content,
                at=at,
                expires_at=at + media.DAY,
            )
            for name, content in pictures
        ]
        caption = f"{meaning(asked.texts, 'registered')}\n{asked.footer}"
        await outbox.tell(db, key, contact, Outbound(caption, media=tuple(ids)), at, kind=JOB)


async def drawn(db: Reader, asked: Order) -> list[tuple[str, bytes]]:
    """The charts, by the names of their files: days, regions, pillars. Raises NotMade."""
    texts, _ = asked.texts, asked.texts.gettext
    part = Part("registered", asked.scope, millis(now()))
    note = _("{count} orang terdaftar di {places}, {moment}").format(
        count=number(await figures.people(db, part), texts.locale),
        places=places_named(texts, asked.scope),
        moment=moment(now(), asked.zone, texts.locale),
    )
    alike = {"note": note, "thousands": "," if texts.locale == "en" else "."}
    days, before = await _days(db, asked, part)
    words = [_("Pendaftar per hari"), _("Jumlah semua")]
    pictures: dict[str, dict[str, Any]] = {
        "per-hari.png": {"title": words[0], "counted": days, "before": before, "words": words, **alike}
    }
    for by, title in (("region", _("Terdaftar per kabupaten/kota")), ("pillar", _("Terdaftar per pilar"))):
        counted = await breakdown(texts, asked.zone, db, part, by)
        name = "per-wilayah.png" if by == "region" else "per-pilar.png"
        pictures[name] = {"title": title, "counted": counted, "others": _("Lainnya"), **alike}
    with ZipFile(BytesIO(await made("charts.together", pictures=pictures))) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


async def _days(db: Reader, asked: Order, part: Part) -> tuple[list[tuple[str, int]], int]:
    """The days since three months ago, and how many there were before."""
    today = midnight(asked.zone)
    offset = today.utcoffset() or timedelta()
    counted = await figures.people_by_day(db, part, offset)
    first = today.date() - timedelta(_DAYS)
    return [(on.isoformat(), n) for on, n in counted if on >= first], sum(n for on, n in counted if on < first)


WORK = {JOB: draw}
