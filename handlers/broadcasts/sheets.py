"""What became of each recipient, and what they answered, in a workbook for those who may see it."""

from collections.abc import AsyncIterator

from bot.conversation import Turn
from bot.documents import sheets as documents
from bot.documents.child import made
from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import Texts, moment, translator
from handlers.broadcasts.phoning import MOST, reason_in_words
from handlers.broadcasts.wording import may_steer, named, opening
from handlers.names import place_name
from storage import audit, contacts, jobs, media, outbox, roles
from storage.audiences import reach
from storage.broadcasts import KIND, lives, recipients, replies
from storage.database import Database, Reader, Row, Transaction

SHEET = "sheet"
"""The kind of the message with the workbook."""
JOB = "broadcast_sheet"
_ZONE = "Asia/Makassar"


async def order(turn: Turn, db: Transaction) -> None:
    """The workbook is made, and comes to whoever asked for it."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    turn.note(SHEET, f"{KIND}:{row['id']}")
    turn.job(JOB, row["id"])
    turn.say(_("Lembarnya sedang dibuat, Kak. Sebentar ya."))


async def make(database: Database, broadcast: int) -> None:
    """Make the workbook for those who asked for it since, and may steer the broadcast; none comes twice."""
    row = await lives.by_id(database.reader, broadcast)
    if row is None:
        return
    queued_at = await jobs.queued_at(database.reader, JOB, broadcast)
    for contact in await audit.done_by(database.reader, SHEET, f"{KIND}:{broadcast}", queued_at):
        if may_steer(contact, await roles.held_by(database.reader, contact), row):
            await _send(database, row, contact, f"{SHEET}:{broadcast}:{contact}:{queued_at}")


async def _send(database: Database, broadcast: Row, contact: int, key: str) -> None:
    db, at, id_ = database.reader, millis(now()), broadcast["id"]
    texts = translator(await contacts.locale_of(db, contact))
    _ = texts.gettext
    sheets = [_of_recipients(texts), await _of_answers(texts, db, id_)]
    content = await made("sheets.streamed", lines=_recipients(texts, db, broadcast), sheets=sheets)
    async with database.transaction() as writing:
        name = _("pengumuman-{number}.xlsx").format(number=id_)
        file = await media.keep(
            writing, kind="document", name=name, mime=documents.MIME, content=content, at=at, expires_at=at + media.DAY
        )
        message = Outbound(_("Ini lembar pengumuman {words}.").format(words=opening(texts, broadcast)), media=(file,))
        await outbox.tell(writing, key, contact, message, at, kind=SHEET, subject=id_)


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
    for each in await reach.unreached(db, recipients.audience_of(broadcast), MOST):
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
