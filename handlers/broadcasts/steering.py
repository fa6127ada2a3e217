"""A broadcast on its way is paused, goes on, or is called off; what may have been lost is sent again."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import millis, now
from handlers.broadcasts.delivering import CALL_OFF
from handlers.broadcasts.progress import listed_line, steering, text_of
from handlers.broadcasts.wording import may_steer, named, opening, reusing, senders_texts, tell_sender
from storage.broadcasts import KIND, lives
from storage.database import Reader, Row, Transaction


async def steer(turn: Turn, db: Transaction) -> None:
    """One of the buttons under a broadcast that is not over."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    verb, id_ = [*turn.args["parts"], ""][1], row["id"]
    at = millis(now())
    if verb == "pause" and await lives.pause(db, id_, "", at):
        said = _("Dijeda, Kak. Yang sudah telanjur di jalan tetap sampai; sisanya menunggu.")
    elif verb == "resume" and await lives.resume(db, id_):
        said = _("Lanjut lagi, Kak.")
    elif verb == "cancel" and await lives.cancel(db, id_, at):
        if row["state"] in ("unapproved", "scheduled"):
            await _end_unsent(turn, db, row, at)
        else:
            turn.job(CALL_OFF, id_)
        said = _("Dibatalkan, Kak. Yang belum terkirim tidak akan dikirim.")
    else:
        turn.say(_state(turn, row))
        return
    turn.note(verb, f"{KIND}:{id_}")
    row = await lives.by_id(db, id_) or row
    lines = [said, "", await text_of(turn.texts, db, row)] if row["total"] is not None else [said]
    after = steering(turn.texts, row) if row["state"] != "cancelled" else (reusing(turn.texts, id_),)
    turn.say("\n".join(lines), after)


async def _end_unsent(turn: Turn, db: Transaction, broadcast: Row, at: int) -> None:
    """What was called off before it set out is over; its sender is told where that was somebody else."""
    await lives.end(db, broadcast["id"], at)
    if broadcast["created_by"] != turn.contact.id:
        texts, id_ = await senders_texts(db, broadcast), broadcast["id"]
        said = texts.gettext("Pengumuman {words} dibatalkan koordinator lain, Kak, jadi tidak dikirim.")
        said = said.format(words=opening(texts, broadcast))
        await tell_sender(db, broadcast, f"called_off:{id_}", said, (reusing(texts, id_),))


async def show_live(turn: Turn, db: Reader) -> None:
    """What has been announced and may still be changed: what is not over, others' too, else one's own last that is."""
    _ = turn.gettext
    live = [row for row in await lives.live(db) if may_steer(turn.contact.id, turn.grants, row)]
    for row in live:
        turn.say(await listed_line(turn.texts, db, row, turn.zone), steering(turn.texts, row))
    last = None if live else await lives.last_of(db, turn.contact.id)
    if last is not None:
        said = _("Pengumuman {words} sudah selesai, Kak.").format(words=opening(turn.texts, last))
        turn.say(said, [Choice(f"correct:{last['id']}", _("Kirim ralat"))])
    elif not live:
        turn.say(_("Tidak ada pengumuman Kakak yang sedang berjalan. Kalau Kakak sendiri tidak mau menerima pengumuman "
                   "lagi, ketik /berhenti."))  # fmt: skip


def _state(turn: Turn, broadcast: Row) -> str:
    """Why the button does nothing any more."""
    _ = turn.gettext
    words = opening(turn.texts, broadcast)
    said = {
        "cancelled": _("Pengumuman {words} sudah dibatalkan, Kak."),
        "done": _("Pengumuman {words} sudah selesai, Kak."),
        "paused": _("Pengumuman {words} sedang dijeda, Kak."), "running": _("Pengumuman {words} sedang berjalan, Kak."),
    }.get(broadcast["state"], _("Pengumuman {words} belum berjalan, Kak."))  # fmt: skip
    return said.format(words=words)


async def send_again(turn: Turn, db: Transaction) -> None:
    """What nobody knows to have arrived is sent again."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    again = await lives.take_up(db, row["id"], millis(now())) if row["state"] in ("done", "running", "paused") else 0
    if not again:
        turn.say(_("Tidak ada lagi yang belum pasti dari pengumuman itu, Kak."))
        return
    turn.note("again", f"{KIND}:{row['id']}")
    turn.say(
        _("Baik Kak, {count} pesan yang belum pasti dikirim ulang. Bisa jadi ada yang menerimanya dua kali.").format(
            count=again
        )
    )
