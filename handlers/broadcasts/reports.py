"""What became of a broadcast: how far it is, that it was paused and why, and the report at its end."""

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

from bot.messages import Outbound, bold
from bot.now import millis, now
from bot.texts import Texts, listing, number, translator
from storage import broadcasts, contacts, deliveries, outbox
from storage.broadcasts import KIND
from storage.database import Database, Reader, Row, Transaction

REPORT = "report"
"""The kind of what is told to the sender of a broadcast."""
_OPENING = 60
"""Characters of a broadcast that are enough to know it by."""


def opening(text: str) -> str:
    """The first words of a broadcast, in quotation marks."""
    return f"“{shorten(text, _OPENING, placeholder='…')}”"


async def progress(texts: Texts, db: Reader, broadcast: Row) -> str:
    """How far a broadcast is that is not done."""
    _ = texts.gettext
    words = opening(broadcast["text"])
    if broadcast["total"] is None:
        return _("Pengumuman {words} sedang disiapkan.").format(words=words)
    counted = await deliveries.of_subject(db, KIND, broadcast["id"])
    waiting = sum(counted[state] for state in ("queued", "leased", "sending"))
    said = _("Pengumuman {words} masih berjalan: {done} dari {total} sudah diproses.")
    if broadcast["state"] == "paused":
        said = _("Pengumuman {words} sedang dihentikan: {done} dari {total} sudah diproses.")
    total = broadcast["total"]
    return said.format(words=words, done=number(total - waiting, texts.locale), total=number(total, texts.locale))


async def report_finished(database: Database) -> None:
    """Each broadcast of which nothing waits any more is done, and its sender is told what became of it, once."""
    for broadcast in await broadcasts.finished(database.reader):
        async with database.transaction() as db:
            row = await broadcasts.by_id(db, broadcast)
            if row is not None and await broadcasts.end(db, broadcast, millis(now())):
                await _tell_sender(db, row, f"{REPORT}:{broadcast}", await _report(db, row))


async def pause_batch(database: Database, batch: str) -> None:
    """The channel keeps refusing this batch: if it is a broadcast, it stops, and its sender is told why."""
    kind, _colon, number_ = batch.partition(":")
    if kind != KIND:
        return
    async with database.transaction() as db:
        row = await broadcasts.by_id(db, int(number_))
        if row is not None and await broadcasts.pause(db, row["id"]):
            await _tell_sender(db, row, f"paused:{row['id']}", await _refusal(db, row))


async def _tell_sender(db: Transaction, broadcast: Row, key: str, text: str) -> None:
    if broadcast["created_by"] is not None:
        sender, at = broadcast["created_by"], millis(now())
        await outbox.tell(db, key, sender, Outbound(text), at, kind=REPORT, subject=broadcast["id"])


async def _refusal(db: Reader, broadcast: Row) -> str:
    texts = translator(await contacts.locale_of(db, broadcast["created_by"]))
    _ = texts.gettext
    reasons = await deliveries.reasons(db, KIND, broadcast["id"], "failed")
    return _(
        "Pengumuman {words} dihentikan dulu, Kak, karena aplikasi obrolan berkali-kali menolak pesannya ({why}). "
        "Sisanya tidak dikirim. Coba tulis ulang dengan /siaran; kalau masih ditolak, beri tahu admin."
    ).format(words=opening(broadcast["text"]), why=reasons[0][0] if reasons else _("tanpa alasan"))


async def _report(db: Reader, broadcast: Row) -> str:
    texts = translator(await contacts.locale_of(db, broadcast["created_by"]))
    _ = texts.gettext
    counted = await deliveries.of_subject(db, KIND, broadcast["id"])
    why = reasons_in_words(texts, await deliveries.reasons(db, KIND, broadcast["id"], "blocked"))
    fates = [
        (_("Terkirim: {count}"), counted["sent"]),
        (_("Tidak bisa dihubungi: {count}") + why, counted["blocked"]),
        (_("Ditolak aplikasi obrolan: {count}"), counted["failed"]),
        (_("Belum pasti, mungkin sampai mungkin tidak: {count}"), counted["unknown"]),
        (_("Berhenti atau menghapus data sebelum dikirim: {count}"), counted["cancelled"]),
        (_("Tidak sempat dikirim dalam 24 jam: {count}"), counted["expired"]),
    ]
    done = _("Pengumuman {words} selesai. Penerimanya {total}:").format(
        words=opening(broadcast["text"]), total=bold(number(broadcast["total"], texts.locale))
    )
    told = [line.format(count=bold(number(count, texts.locale))) for line, count in fates if count]
    return "\n".join([done, *told])


def reasons_in_words(texts: Texts, reasons: Sequence[tuple[str, int]]) -> str:
    """Why people could not be reached, with how many each, in brackets; "" where nobody was lost."""
    _ = texts.gettext
    blocked, gone, other = _("memblokir Relawan"), _("akunnya sudah dihapus"), _("sebab lain")
    counted = Counter[str]()
    for reason, count in reasons:
        said = reason.casefold()
        counted[blocked if "blocked" in said else gone if "deactivated" in said else other] += count
    told = [f"{words} {number(count, texts.locale)}" for words, count in counted.most_common()]
    return f" ({listing(told, texts.locale)})" if told else ""
