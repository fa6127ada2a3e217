"""What became of each recipient, and what they answered, in a workbook for those who may see it."""

from collections.abc import AsyncIterator

from bot.conversation import Turn
from bot.documents import sheets as documents
from bot.documents.child import made
from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import Texts, moment, translator
from handlers.broadcasts.summary import reason_in_words
from handlers.broadcasts.wording import named, opening
from handlers.names import place_name
from storage import contacts, media, outbox
from storage.audiences import reach
from storage.broadcasts import KIND, lives, recipients, replies
from storage.database import Database, Reader, Row, Transaction

SHEET = "sheet"
"""The kind of the message with the workbook."""
JOB = "broadcast_sheet"
_KEPT = 24 * 3600 * 1000
"""Milliseconds that a workbook is kept."""
_MOST = 100_000
"""Lines of those whom it could not reach."""
_ZONE = "Asia/Makassar"


async def order(turn: Turn, db: Transaction) -> None:
    """The workbook is made, and comes to whoever sent the broadcast."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    if row["created_by"] != turn.contact.id:
        turn.say(_("Lembarnya hanya untuk yang mengirim pengumuman itu, Kak."))
        return
    turn.note(SHEET, f"{KIND}:{row['id']}")
    turn.job(JOB, row["id"])
    turn.say(_("Lembarnya sedang dibuat, Kak. Sebentar ya."))


async def make(database: Database, broadcast: int) -> None:
    """Make the workbook and queue it; done again, it makes another."""
    row = await lives.by_id(database.reader, broadcast)
    if row is None or row["created_by"] is None:
        return
    texts = translator(await contacts.locale_of(database.reader, row["created_by"]))
    _ = texts.gettext
    sheets = [_of_recipients(texts), await _of_answers(texts, database.reader, broadcast)]
    content = await made("sheets.streamed", lines=_recipients(texts, database.reader, row), sheets=sheets)
    at = millis(now())
    async with database.transaction() as db:
        name = _("pengumuman-{number}.xlsx").format(number=broadcast)
        file = await media.keep(
            db, kind="document", name=name, mime=documents.MIME, content=content, at=at, expires_at=at + _KEPT
        )
        message = Outbound(_("Ini lembar pengumuman {words}.").format(words=opening(row["text"])), media=(file,))
        await outbox.tell(
            db, f"{SHEET}:{broadcast}:{at}", row["created_by"], message, at, kind=SHEET, subject=broadcast
        )


def _of_recipients(texts: Texts) -> dict[str, object]:
    _ = texts.gettext
    return {
        "title": _("Penerima"),
        "heading": [_("Nama"), _("Telepon"), _("Kabupaten/kota"), _("Hasil"), _("Keterangan")],
        "widths": [30, 18, 26, 22, 40],
        "notes": [_("Dibuat {moment}.").format(moment=moment(now(), _ZONE, texts.locale))],
    }


async def _recipients(texts: Texts, db: Reader, broadcast: Row) -> AsyncIterator[list[str]]:
    """A line for each recipient, then for each of the audience whom it could not reach."""
    _ = texts.gettext
    states = {
        "sent": _("terkirim"), "blocked": _("tidak bisa dihubungi"), "failed": _("ditolak"),
        "unknown": _("belum pasti"), "cancelled": _("tidak jadi dikirim"), "expired": _("tidak sempat dikirim"),
    }  # fmt: skip
    for each in await recipients.fates(db, broadcast["id"]):
        place = place_name(texts, each["regency"]) if each["regency"] else ""
        yield [each["names"], each["phones"], place, states.get(each["state"], _("menunggu")), each["problem"]]
    for each in await reach.unreached(db, recipients.audience_of(broadcast), _MOST):
        place = place_name(texts, each["regency"])
        yield [each["name"], each["phone"], place, _("tidak dikirimi"), reason_in_words(texts, each["why"])]


async def _of_answers(texts: Texts, db: Reader, broadcast: int) -> dict[str, object]:
    _ = texts.gettext
    rows = [
        [each["name"], each["label"] or _("belum jelas"), each["text"]] for each in await replies.said(db, broadcast)
    ]
    return {
        "title": _("Jawaban"),
        "heading": [_("Nama"), _("Jawaban"), _("Kata-katanya")],
        "rows": rows,
        "widths": [30, 20, 60],
    }


WORK = {JOB: make}
