"""Who answered an event and who came, as a workbook made outside the turn."""

from collections.abc import AsyncIterator
from typing import Any

from bot.conversation import Turn
from bot.documents import sheets
from bot.documents.child import made
from bot.messages import Outbound, bold
from bot.now import instant, millis, now
from bot.texts import Texts, moment, translator
from bot.understanding.pillars import pillars
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import registration_number
from storage import attendance, audit, contacts, events, jobs, media, outbox
from storage.database import Database, Row
from storage.events import Event

JOB = "event_sheet"
"""The kind of the job and of its rows in the outbox, and the verb of its audit rows."""


def order(turn: Turn, event: Event) -> None:
    """Have the workbook made and sent."""
    turn.note(JOB, f"event:{event.id}")
    turn.job(JOB, event.id)
    turn.say(turn.gettext("Siap Kak, berkas Excel-nya sedang dibuat. Sebentar lagi Relawan kirim ke sini."))


async def make(database: Database, number: int) -> None:
    """Make the workbook of an event and send it to those who asked since; doing it again sends nothing twice."""
    event = await events.event(database.reader, number)
    if event is None:
        return
    queued_at = await jobs.queued_at(database.reader, JOB, number)
    for contact in await audit.done_by(database.reader, JOB, f"event:{number}", queued_at):
        texts = translator(await contacts.locale_of(database.reader, contact))
        lines = _lines(texts, event, await attendance.roll(database.reader, number))
        content = await made("sheets.streamed", lines=lines, sheets=[_sheet(texts, event)])
        at = millis(now())
        async with database.transaction() as db:
            id_ = await media.keep(
                db, kind="document", name=f"kegiatan-{number}.xlsx", mime=sheets.MIME, content=content,
                at=at, expires_at=at + media.DAY,
            )  # fmt: skip
            words = texts.gettext("Ini daftar peserta {title}. Jaga baik-baik ya Kak, isinya data orang.")
            message = Outbound(words.format(title=bold(event.title)), media=(id_,))
            await outbox.tell(db, f"{JOB}:{number}:{contact}:{queued_at}", contact, message, at, kind=JOB)


async def _lines(texts: Texts, event: Event, rows: list[Row]) -> AsyncIterator[list[str]]:
    for row in rows:
        yield _line(texts, event, row)


def _sheet(texts: Texts, event: Event) -> dict[str, Any]:
    _ = texts.gettext
    return {
        "title": event.title,
        "heading": [
            _("Nomor relawan"), _("Nama"), _("Kabupaten/kota"), _("Pilar"), _("Jawaban"), _("Dijawab"), _("Hadir"),
        ],
        "widths": [16, 32, 28, 22, 16, 36, 36],
        "notes": [_("Dibuat {when}").format(when=moment(now(), event.zone, texts.locale))],
    }  # fmt: skip


def _line(texts: Texts, event: Event, row: Row) -> list[str]:
    _ = texts.gettext
    answers = {"yes": _("ikut"), "maybe": _("mungkin"), "no": _("tidak"), "waiting": _("menunggu")}
    answered, came = (
        moment(instant(at), event.zone, texts.locale) if at else "" for at in (row["answered_at"], row["came_at"])
    )
    over = millis(now()) > (event.ends_at or event.starts_at)
    absent = _("tidak hadir") if over and row["answer"] == "yes" else ""
    return [
        registration_number(row["id"]), row["name"], region_name(row["regency"]),
        pillars().get(row["pillar"], row["pillar"]), answers.get(row["answer"] or "", ""), answered, came or absent,
    ]  # fmt: skip


WORK = {JOB: make}
