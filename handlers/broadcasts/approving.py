"""A second person's word on a broadcast to very many: asked, given, refused, or not given in a day."""

from collections.abc import Sequence

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import instant, millis, now
from bot.texts import Texts, number, translator
from bot.understanding.regions import covers, zone_of
from handlers.audiences import described
from handlers.broadcasts import summary
from handlers.broadcasts.content import Content, announcement
from handlers.broadcasts.wording import opening, reusing, senders_texts, tell_sender
from handlers.references import number_in
from storage import contacts, outbox, roles
from storage.audiences import naming, reach
from storage.broadcasts import DAY, KIND, lives, recipients
from storage.database import Database, Reader, Row, Transaction
from storage.roles import Role

APPROVAL = "approval"
"""The kind of what is told to those who may approve."""


async def request(turn: Turn, db: Transaction, broadcast: int) -> None:
    """Those who may approve are asked to, and the sender is told so."""
    _ = turn.gettext
    row = await lives.by_id(db, broadcast)
    asked = [] if row is None else await _approvers(db, row)
    for contact in asked:
        await _ask(db, row, contact, turn.house.rate_bulk)
    said = _(
        "Siap, Kak. Pengumuman ke lebih dari {above} penerima perlu disetujui satu pengurus lain; {count} pengurus "
        "sudah Relawan tanya. Kalau dalam 24 jam belum ada yang setuju, pengumuman ini batal."
    )
    above, count = (number(n, turn.texts.locale) for n in (turn.house.approval_above, len(asked)))
    turn.say(said.format(above=above, count=count), [Choice(f"steer:{broadcast}:cancel", _("Batalkan"))])


async def approvers(db: Reader, sender: int | None, within: Sequence[str]) -> list[int]:
    """The contacts who may approve what somebody sends to these regions: whoever else has a role over them all."""
    able = [
        holder["contact"]
        for holder in await roles.holders(db)
        if holder["contact"] != sender
        and (holder["role"] == Role.ADMIN or all(covers(holder["region"], region) for region in within))
    ]
    return list(dict.fromkeys(able))


async def _approvers(db: Reader, broadcast: Row) -> list[int]:
    # A correction goes wherever the first has gone: who may approve that one may approve it.
    first = await lives.by_id(db, broadcast["corrects"]) if broadcast["corrects"] else None
    return await approvers(db, broadcast["created_by"], recipients.audience_of(first or broadcast).within)


def nobody(turn: Turn) -> str:
    """That there is nobody who may approve."""
    return turn.gettext(
        "Maaf Kak, belum ada koordinator lain atau penyelenggara yang bisa menyetujui pengiriman sebesar ini. Minta "
        "admin mengundang satu pengurus dulu."
    )


async def _ask(db: Transaction, broadcast: Row | None, contact: int, rate: float) -> None:
    if broadcast is None:
        return
    texts, id_ = translator(await contacts.locale_of(db, contact)), broadcast["id"]
    shown = announcement(texts, Content.of(broadcast), broadcast["origin"])
    asked = await _asked(db, texts, broadcast, rate)
    at = millis(now())
    for part, message in enumerate((shown, asked)):
        await outbox.tell(db, f"{APPROVAL}:{id_}:{contact}:{part}", contact, message, at, kind=APPROVAL, subject=id_)


async def _asked(db: Reader, texts: Texts, broadcast: Row, rate: float) -> Outbound:
    """The question whether it may be sent, with the number of recipients as it is now in its buttons."""
    _ = texts.gettext
    audience, id_ = recipients.audience_of(broadcast), broadcast["id"]
    size = await reach.size(db, audience)
    who = described(texts, audience, await naming.named_in(db, audience))
    lines = [
        _("Pengumuman di atas menunggu persetujuan Kakak."),
        summary.recipients(texts, size, who, rate),
        *_timing(texts, broadcast),
        _("Boleh dikirim, Kak?"),
    ]
    choices = (
        Choice(f"approve:{id_}:{size.chats}:yes", _("Setuju")),
        Choice(f"approve:{id_}:{size.chats}:no", _("Jangan dikirim")),
    )
    return Outbound("\n".join(lines), choices, about=opening(texts, broadcast)[:40])


def _timing(texts: Texts, broadcast: Row) -> list[str]:
    if not broadcast["send_at"]:
        return []
    zone = zone_of(broadcast["origin"]) if broadcast["origin"] else "Asia/Makassar"
    return summary.timing(texts, instant(broadcast["send_at"]), zone)


async def approve(turn: Turn, db: Transaction) -> None:
    """A button under the question: it may be sent to so many, or not."""
    _ = turn.gettext
    id_, shown, word = [*turn.args.get("parts", ()), "", "", ""][:3]
    row = await lives.by_id(db, number_in(id_))
    if row is None or turn.contact.id not in await _approvers(db, row):
        said = _("Kakak tidak bisa menyetujui pengumuman sendiri. Tunggu pengurus lain, ya.")
        mine = row is not None and row["created_by"] == turn.contact.id
        turn.say(said if mine else _("Maaf Kak, pengumuman itu bukan wilayah Kakak."))
        return
    at = millis(now())
    if row["state"] != "unapproved" or row["created_at"] <= at - DAY:
        turn.say(_("Pengumuman itu sudah tidak menunggu persetujuan, Kak."))
        return
    if word == "no":
        await _refuse(turn, db, row, at)
        return
    size = await reach.size(db, recipients.audience_of(row))
    if number_in(shown) != size.chats or word != "yes":
        asked = await _asked(db, turn.texts, row, turn.house.rate_bulk)
        turn.say(_("Jumlah penerimanya berubah sejak tadi, Kak. Tolong diperiksa sekali lagi ya."))
        turn.send(asked)
        return
    if await lives.approve(db, row["id"], turn.contact.id, size.chats, at):
        await _set_out(turn, db, row, size.chats, at)


async def _set_out(turn: Turn, db: Transaction, broadcast: Row, chats: int, at: int) -> None:
    _ = turn.gettext
    id_ = broadcast["id"]
    turn.note("approve", f"{KIND}:{id_}")
    if (broadcast["send_at"] or 0) <= at:
        turn.job(KIND, id_)
    count = bold(number(chats, turn.texts.locale))
    turn.say(_("Terima kasih, Kak. Pengumumannya dikirim ke {count} penerima.").format(count=count))
    texts = await senders_texts(db, broadcast)
    said = texts.gettext("Pengumuman {words} sudah disetujui, Kak, dan dikirim ke {count} penerima.")
    if (broadcast["send_at"] or 0) > at:
        said = texts.gettext(
            "Pengumuman {words} sudah disetujui, Kak, dan akan dikirim pada waktunya ke {count} penerima."
        )
    await tell_sender(db, broadcast, f"approved:{id_}", said.format(words=opening(texts, broadcast), count=count))


async def _refuse(turn: Turn, db: Transaction, broadcast: Row, at: int) -> None:
    _ = turn.gettext
    await lives.cancel(db, broadcast["id"], at)
    await lives.end(db, broadcast["id"], at)
    turn.note("refuse", f"{KIND}:{broadcast['id']}")
    turn.say(_("Baik Kak, pengumuman itu tidak dikirim. Pengirimnya Relawan beri tahu."))
    texts = await senders_texts(db, broadcast)
    said = texts.gettext(
        "Pengumuman {words} tidak disetujui, Kak, jadi tidak dikirim. Coba bicarakan dulu dengan pengurus lain."
    )
    said = said.format(words=opening(texts, broadcast))
    await tell_sender(db, broadcast, f"refused:{broadcast['id']}", said, (reusing(texts, broadcast["id"]),))


async def let_lapse(database: Database) -> None:
    """What nobody has approved for a day is called off, and its sender told."""
    at = millis(now())
    for row in await lives.unapproved_since(database.reader, at - DAY):
        async with database.transaction() as db:
            if await lives.cancel(db, row["id"], at):
                await lives.end(db, row["id"], at)
                texts = await senders_texts(db, row)
                said = texts.gettext(
                    "Pengumuman {words} belum disetujui siapa pun dalam 24 jam, Kak, jadi batal. Kalau masih perlu, "
                    "ketuk Pakai lagi."
                )
                said = said.format(words=opening(texts, row))
                await tell_sender(db, row, f"lapsed:{row['id']}", said, (reusing(texts, row["id"]),))
