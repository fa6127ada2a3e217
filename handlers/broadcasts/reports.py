"""What became of a broadcast: the report at its end, and that it was paused and why."""

from collections import Counter
from collections.abc import Sequence

from bot.messages import Choice, Outbound, bold
from bot.now import millis, now
from bot.texts import Texts, listing, number
from handlers.broadcasts.progress import steering, text_of
from handlers.broadcasts.tallying import answering
from handlers.broadcasts.wording import REPORT, opening, senders_texts, tell_sender
from storage import deliveries, outbox
from storage.broadcasts import KIND, lives, recipients, replies
from storage.database import Database, Reader, Row, Transaction
from storage.outbox import PROGRESS


async def report_finished(database: Database) -> bool:
    """Each broadcast of which nothing waits any more is over, and its sender is told what became of it, once.

    Whether there was one.
    """
    told = False
    for broadcast in await lives.finished(database.reader):
        async with database.transaction() as db:
            at = millis(now())
            if not await lives.end(db, broadcast, at):
                continue
            row = await lives.by_id(db, broadcast)
            if row is not None:
                texts = await senders_texts(db, row)
                await tell_sender(db, row, f"{REPORT}:{broadcast}:{at}", await _report(texts, db, row),
                                  await _next_steps(texts, db, row))  # fmt: skip
                await _settle_progress(texts, db, row)
                told = True
    return told


async def _settle_progress(texts: Texts, db: Transaction, broadcast: Row) -> None:
    """The message that showed how far it was says that it is over, and has no buttons any more."""
    id_ = broadcast["id"]
    number_, _last = await recipients.shown_before(db, id_)
    if number_ and broadcast["created_by"] is not None:
        last = Outbound(await text_of(texts, db, broadcast), replaces=f"{PROGRESS}:{id_}:0")
        key = f"{PROGRESS}:{id_}:{number_}"
        await outbox.tell(db, key, broadcast["created_by"], last, millis(now()), kind=PROGRESS, subject=id_)


async def pause_batch(database: Database, batch: str, why: str) -> None:
    """The channel refuses one after the other of this batch: a broadcast stops, and its sender is told why."""
    kind, _colon, number_ = batch.partition(":")
    if kind != KIND:
        return
    async with database.transaction() as db:
        at = millis(now())
        row = await lives.by_id(db, int(number_))
        if row is not None and await lives.pause(db, row["id"], why, at):
            row = await lives.by_id(db, row["id"]) or row
            texts = await senders_texts(db, row)
            await tell_sender(db, row, f"paused:{row['id']}:{at}", _refusal(texts, row, why), steering(texts, row))


def _refusal(texts: Texts, broadcast: Row, why: str) -> str:
    _ = texts.gettext
    return _(
        "Pengumuman {words} dihentikan dulu, Kak, karena banyak yang gagal sekaligus ({why}). Sisanya menunggu. Kalau "
        "pesannya yang keliru, batalkan dan tulis ulang dengan /siaran. Kalau bukan, beri tahu admin, lalu ketuk "
        "Lanjut."
    ).format(words=opening(texts, broadcast), why=why or _("tanpa alasan"))


async def _report(texts: Texts, db: Reader, broadcast: Row) -> str:
    _ = texts.gettext
    counted = await recipients.figures(db, broadcast["id"])
    why = reasons_in_words(texts, await deliveries.reasons(db, KIND, broadcast["id"], "blocked"))
    over = broadcast["state"] == "cancelled"
    fates = [
        (_("Terkirim: {count}"), counted["sent"]),
        (_("Tidak bisa dihubungi: {count}") + why, counted["blocked"]),
        (_("Ditolak aplikasi obrolan: {count}"), counted["failed"]),
        (_("Belum pasti, mungkin sampai mungkin tidak: {count}"), counted["unknown"]),
        (_("Tidak jadi dikirim: {count}") if over else
         _("Berhenti, menghapus data, atau tidak termasuk lagi sebelum dikirim: {count}"), counted["cancelled"]),
        (_("Tidak sempat dikirim dalam 24 jam: {count}"), counted["expired"]),
    ]  # fmt: skip
    done = _("Pengumuman {words} dibatalkan. Penerimanya {total}:") if over else _(
        "Pengumuman {words} selesai. Penerimanya {total}:"
    )  # fmt: skip
    total = bold(number(sum(counted.values()), texts.locale))
    told = [line.format(count=bold(number(count, texts.locale))) for line, count in fates if count]
    return "\n".join([done.format(words=opening(texts, broadcast), total=total), *told])


async def _next_steps(texts: Texts, db: Reader, broadcast: Row) -> tuple[Choice, ...]:
    """What may be done once it is over."""
    _ = texts.gettext
    id_ = broadcast["id"]
    counted = await recipients.figures(db, id_)
    choices: list[Choice] = []
    if counted["unknown"] and broadcast["state"] != "cancelled":
        choices.append(Choice(f"again:{id_}", _("Kirim ulang")))
    if counted["sent"] + counted["unknown"]:
        choices.append(Choice(f"correct:{id_}", _("Kirim ralat")))
    if await replies.labels(db, id_):
        choices += answering(texts, id_, open_=broadcast["answers_until"] is None)
    return (*choices, Choice(f"sheet:{id_}", _("Lembar Excel")))


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
