"""What follows a broadcast: a correction to exactly those who got it, a reminder to those who have not answered."""

from dataclasses import replace
from functools import partial

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import millis, now
from bot.prompts import Confirm
from handlers.audiences import described
from handlers.broadcasts import approving, summary
from handlers.broadcasts.agreeing import heeded
from handlers.broadcasts.confirming import heading
from handlers.broadcasts.content import Content, announcement
from handlers.broadcasts.drafting import readers
from handlers.broadcasts.progress import set_out
from handlers.broadcasts.prompts import Message
from handlers.broadcasts.wording import named, opening
from storage import audiences, media
from storage.audiences import Audience, Group, reach
from storage.audiences.naming import Known
from storage.broadcasts import KIND, lives, recipients
from storage.broadcasts.lives import Composed
from storage.database import Row, Transaction
from storage.outbox import MONTH


async def correct(turn: Turn, db: Transaction) -> None:
    """New words go to those whom the first reached, and perhaps reached."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    audience = Audience(("",), (Group(received=(row["id"],)),))
    size = await reach.size(db, audience)
    within = recipients.audience_of(row).within
    if size.chats > turn.house.approval_above and not await approving.approvers(db, turn.contact.id, within):
        turn.say(approving.nobody(turn))
        return
    question = _(
        "Apa ralatnya, Kak? Tulis seperti yang akan dibaca. Ini hanya sampai ke yang menerima pengumuman {words}."
    )
    content = turn.ask("text", Message(question.format(words=opening(turn.texts, row)), turn.texts))
    if await _confirmed(turn, db, row, content, audience, "correction"):
        await _send(turn, db, row, content, audience, corrects=row["id"])


async def remind(turn: Turn, db: Transaction) -> None:
    """The same words, with the same answers, go to those who have not answered."""
    _ = turn.gettext
    row = await named(turn, db)
    if row is None:
        return
    if row["answers_until"] is not None:
        turn.say(_("Jawaban untuk pengumuman itu sudah ditutup, Kak."))
        return
    content = replace(Content.of(row), asks=row["id"])
    audience = Audience(("",), (Group(silent=(row["id"],)),))
    if await _confirmed(turn, db, row, content, audience, "reminder"):
        await _send(turn, db, row, content, audience, corrects=0)


async def _confirmed(turn: Turn, db: Transaction, first: Row, content: Content, audience: Audience, title: str) -> bool:
    """Whether it is to be sent, as it is shown, to as many as it reaches now."""
    _ = turn.gettext
    size = await reach.size(db, audience)
    if not size.chats:
        turn.say(_("Tidak ada yang perlu dikirimi lagi, Kak."))
        return False
    shown_for = await readers(turn, db, content, audience)
    turn.say(heading(turn, content, shown_for))
    turn.send(announcement(turn.texts, replace(content, asks=0), first["origin"], shown_for, title=title))
    who = described(turn.texts, audience, Known())
    near = replace(audience, within=recipients.audience_of(first).within)
    lines = summary.lines(turn.texts, near, size, who, turn.house.rate_bulk)
    question = "\n".join([*lines, "", _("Kirim sekarang, Kak?")])
    choices = [Choice("yes", _("Kirim")), Choice("text", _("Ubah isi")), Choice("no", _("Batal"))]
    if title == "reminder":
        del choices[1]
    sure = turn.ask("send", Confirm(question, choices, _, heed=partial(heeded, _)))
    if sure == "text":
        turn.change("text")
    if sure == "yes":
        return True
    turn.say(_("Baik Kak, tidak jadi dikirim."))
    return False


async def _send(
    turn: Turn, db: Transaction, first: Row, content: Content, audience: Audience, *, corrects: int
) -> None:
    """It sets out; new words to very many wait for somebody's approval."""
    _ = turn.gettext
    size = await reach.size(db, audience)
    kept = audiences.packed(audience)
    composed = Composed(content.text, content.packed(), first["origin"], kept, size.chats, corrects=corrects)
    large = bool(corrects) and size.chats > turn.house.approval_above
    id_ = await lives.begin(db, composed, turn.contact.id, millis(now()), approved=not large)
    await media.last(db, content.media, millis(now()) + MONTH)
    turn.note(KIND, f"{KIND}:{id_}")
    if large:
        await approving.request(turn, db, id_)
    else:
        set_out(turn, id_, size.chats)
