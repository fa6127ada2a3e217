"""Broadcasts: a coordinator says something to volunteers of their choosing, sees it first, and sends it."""

from dataclasses import replace

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.texts import moment, number
from handlers.broadcasts import approving
from handlers.broadcasts.confirming import change, confirmed, rested
from handlers.broadcasts.content import Content
from handlers.broadcasts.drafting import Draft, drafted
from handlers.broadcasts.progress import listed_line, set_out, steering
from handlers.broadcasts.prompts import Message
from handlers.broadcasts.wording import named
from storage import audiences, media
from storage.broadcasts import KIND, lives, replies
from storage.broadcasts.lives import Composed
from storage.database import Reader, Transaction
from storage.outbox import MONTH


async def compose(turn: Turn, db: Transaction) -> None:
    """The talk of `/siaran`."""
    _ = turn.gettext
    for live in () if turn.answered("audience") else await lives.live(db):
        if live["created_by"] == turn.contact.id:
            turn.say(await listed_line(turn.texts, db, live, turn.zone), steering(turn.texts, live))
    draft = await drafted(turn, db)
    sure = confirmed(turn, draft)
    if sure == "no":
        turn.say(_("Baik Kak, tidak jadi dikirim."))
        return
    if sure == "morning":
        draft = replace(draft, send_at=rested(turn, draft))
    elif sure != "yes":
        await change(turn, db, sure, draft)
    await _send(turn, db, draft)


async def reuse(turn: Turn, db: Reader) -> None:
    """A new announcement begins with the words, files and answers of one that was called off, or not approved."""
    row = await named(turn, db)
    if row is not None:
        given = Message.keep(replace(Content.of(row), asks=0))
        turn.then("/siaran", parts=[f"{KIND}{row['id']}"], given=given)


async def _send(turn: Turn, db: Transaction, draft: Draft) -> None:
    """The announcement sets out, waits for its time, or for somebody's approval."""
    _ = turn.gettext
    content, at, chats = draft.content, millis(now()), draft.size.chats
    large = chats > turn.house.approval_above
    id_ = await lives.begin(
        db,
        Composed(
            content.text, content.packed(), draft.origin, audiences.packed(draft.audience), chats,
            millis(draft.send_at) if draft.send_at else 0,
        ),
        turn.contact.id, at, approved=not large,
    )  # fmt: skip
    await db.apply(replies.offered(id_, content.labels))
    await media.last(db, content.media, at + MONTH)
    turn.note(KIND, f"{KIND}:{id_}")
    if large:
        await approving.request(turn, db, id_)
    elif draft.send_at:
        when, count = moment(draft.send_at, draft.zone, turn.texts.locale), number(chats, turn.texts.locale)
        said = _("Siap, Kak. Terjadwal {when} untuk {count} penerima.").format(when=bold(when), count=bold(count))
        turn.say(said, [Choice(f"steer:{id_}:cancel", _("Batalkan"))])
    else:
        set_out(turn, id_, chats)
