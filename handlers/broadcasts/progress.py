"""How far a broadcast is: one message that edits itself, with buttons to pause it, to go on, and to call it off."""

import hashlib
from math import ceil

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import instant, millis, now
from bot.texts import Texts, moment, number
from handlers.broadcasts import summary
from handlers.broadcasts.tallying import tally_lines
from handlers.broadcasts.wording import opening, senders_texts
from storage import outbox
from storage.broadcasts import KIND, lives, recipients
from storage.database import Database, Reader, Row, Transaction
from storage.outbox import PROGRESS

PAUSE = 5000
"""Milliseconds that lie between two edits, at least."""
_WIDTH = 10
"""Squares of the bar."""
_LAST_MINUTE = 60_000


def set_out(turn: Turn, broadcast: int, chats: int) -> None:
    """The broadcast sets out to so many chats; from the first moment on it can be halted."""
    _ = turn.gettext
    turn.job(KIND, broadcast)
    count = bold(number(chats, turn.texts.locale))
    said = _("Siap, Kak. Sedang dikirim ke {count} penerima; laporannya nanti masuk ke sini.").format(count=count)
    turn.say(said, _on_its_way(turn.texts, broadcast))


def _on_its_way(texts: Texts, broadcast: int) -> tuple[Choice, ...]:
    _ = texts.gettext
    return Choice(f"steer:{broadcast}:pause", _("Jeda")), Choice(f"steer:{broadcast}:cancel", _("Batalkan"))


def steering(texts: Texts, broadcast: Row) -> tuple[Choice, ...]:
    """What may be done with a broadcast that is not over."""
    _ = texts.gettext
    id_ = broadcast["id"]
    cancel = Choice(f"steer:{id_}:cancel", _("Batalkan"))
    if broadcast["state"] == "paused":
        return Choice(f"steer:{id_}:resume", _("Lanjut")), cancel
    if broadcast["state"] in ("expanding", "running"):
        return _on_its_way(texts, id_)
    return (cancel,)


async def listed_line(texts: Texts, db: Reader, broadcast: Row, zone: str) -> str:
    """A broadcast that is not over, in a line."""
    _ = texts.gettext
    words, state = opening(texts, broadcast), broadcast["state"]
    if state == "unapproved":
        return _("Pengumuman {words} menunggu persetujuan pengurus lain.").format(words=words)
    if state == "scheduled":
        when = moment(instant(broadcast["send_at"]), zone, texts.locale)
        return _("Pengumuman {words} terjadwal {when}.").format(words=words, when=when)
    if broadcast["total"] is None:
        return _("Pengumuman {words} sedang disiapkan.").format(words=words)
    counted = await recipients.figures(db, broadcast["id"])
    said = _("Pengumuman {words} masih berjalan: {done} dari {total} sudah diproses.")
    if state == "paused":
        said = _("Pengumuman {words} sedang dijeda: {done} dari {total} sudah diproses.")
    total = broadcast["total"]
    return said.format(
        words=words, done=number(total - _left(counted), texts.locale), total=number(total, texts.locale)
    )


def _left(counted: dict[str, int]) -> int:
    return sum(counted[state] for state in ("queued", "leased", "sending"))


async def text_of(texts: Texts, db: Reader, broadcast: Row) -> str:
    """How far it is: a bar, what became of the rows, how quickly it goes, how long that takes yet."""
    _ = texts.gettext
    counted = await recipients.figures(db, broadcast["id"])
    total, left = sum(counted.values()), _left(counted)
    share = 1 - left / total if total else 1.0
    full = int(share * _WIDTH)
    heading = _("Pengumuman {words}").format(words=opening(texts, broadcast))
    state = {
        "paused": _("Dijeda."), "cancelled": _("Dibatalkan."), "done": _("Selesai."),
    }.get(broadcast["state"], "")  # fmt: skip
    figures = [
        (_("Terkirim: {count}"), counted["sent"]),
        (_("Tidak bisa dihubungi: {count}"), counted["blocked"]),
        (_("Belum pasti: {count}"), counted["unknown"]),
        (_("Ditolak: {count}"), counted["failed"]),
        (_("Menunggu: {count}"), left),
    ]
    lines = [
        f"{heading}. {state}".strip(),
        f"{'▓' * full}{'░' * (_WIDTH - full)} {int(share * 100)}%",
        *(line.format(count=number(count, texts.locale)) for line, count in figures),
    ]
    if broadcast["state"] == "running" and left:
        lines += _speed(texts, await recipients.handled_since(db, broadcast["id"], millis(now()) - _LAST_MINUTE), left)
    return "\n".join([*lines, *await tally_lines(texts, db, broadcast["id"])])


def _speed(texts: Texts, handled: tuple[int, int], left: int) -> list[str]:
    """How many a second were handled lately (a number, in so many milliseconds), and how long the rest takes."""
    _ = texts.gettext
    count, span = handled
    if not count:
        return []
    rate = count / max(1.0, span / 1000)
    return [
        _("Kecepatan: {rate} pesan per detik").format(rate=number(max(1, ceil(rate)), texts.locale)),
        _("Sisa waktu: {duration}").format(duration=summary.duration(texts, left, max(rate, 0.01))),
    ]


async def show_progress(database: Database) -> bool:
    """Each broadcast on its way is shown to its sender, at most every five seconds; whether one was."""
    shown = False
    for row in await lives.shown(database.reader):
        texts = await senders_texts(database.reader, row)
        number_, last = await recipients.shown_before(database.reader, row["id"])
        if number_ and millis(now()) - last < PAUSE:
            continue
        text = await text_of(texts, database.reader, row)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        if digest != row["progress"]:
            async with database.transaction() as db:
                await _show(db, row, number_, Outbound(text, steering(texts, row) if row["done_at"] is None else ()))
                await lives.note_shown(db, row["id"], digest)
            shown = True
    return shown


async def _show(db: Transaction, broadcast: Row, number_: int, message: Outbound) -> None:
    id_, sender = broadcast["id"], broadcast["created_by"]
    if sender is None:
        return
    first = f"{PROGRESS}:{id_}:0"
    edit = Outbound(message.text, message.choices, replaces=first if number_ else "")
    await outbox.tell(db, f"{PROGRESS}:{id_}:{number_}", sender, edit, millis(now()), kind=PROGRESS, subject=id_)
