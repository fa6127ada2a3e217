"""Broadcasts: a coordinator writes to the volunteers of a region, and hears what became of it."""

from math import ceil

from bot.conversation import Invalid, Turn
from bot.messages import Choice, Outbound, bold, clean
from bot.now import millis, now
from bot.prompts import Confirm, Text
from bot.texts import Texts, number, translator
from handlers.audiences import covering, region_for
from handlers.broadcasts.reports import progress
from handlers.names import place_name
from storage import broadcasts
from storage.broadcasts import KIND, Reach
from storage.database import Database, Reader, Transaction
from storage.outbox import Delivery
from storage.roles import Role

TEXT_LENGTH = 900
"""Characters of a broadcast: with the line that says who it is from it still fits every channel."""


def announcement(texts: Texts, text: str, origin: str) -> str:
    """The message as each recipient sees it; `origin` is the region whose coordinator speaks."""
    _ = texts.gettext
    sender = _("Pengumuman dari pengurus:")
    if origin:
        sender = _("Pengumuman dari koordinator {place}:").format(place=place_name(texts, origin))
    return f"{bold(sender)}\n\n{text}"


def announcement_text(texts: Texts, text: str) -> str:
    """The words to be sent, without space around them. Raises Invalid where they are none, or too many."""
    _ = texts.gettext
    words = clean(text).strip()
    if not words:
        raise Invalid(_("Tulisannya masih kosong, Kak. Apa yang mau diumumkan?"))
    if len(words) > TEXT_LENGTH:
        raise Invalid(
            _("Tulisannya {length} huruf, padahal paling banyak {most}. Tolong dipendekkan sedikit ya, Kak.").format(
                length=number(len(words), texts.locale), most=number(TEXT_LENGTH, texts.locale)
            )
        )
    return words


def duration(texts: Texts, recipients: int, rate: float) -> str:
    """How long it takes to send to so many at so many a second, in words."""
    _ = texts.gettext
    minutes = ceil(recipients / rate / 60)
    if recipients < rate * 60:
        return _("kurang dari satu menit")
    if minutes < 60:
        return _("sekitar {minutes} menit").format(minutes=minutes)
    return _("sekitar {hours} jam {minutes} menit").format(hours=minutes // 60, minutes=minutes % 60)


def _unreached(texts: Texts, reach: Reach) -> list[str]:
    """Whom it will not reach, a line each; nothing where it reaches all."""
    _ = texts.gettext
    lines = []
    if reach.stopped:
        lines.append(_("Berhenti menerima pesan: {count}").format(count=number(reach.stopped, texts.locale)))
    if reach.unreachable:
        lines.append(_("Tidak bisa dihubungi: {count}").format(count=number(reach.unreachable, texts.locale)))
    return [_("Yang tidak akan menerima:"), *lines] if lines else []


async def compose(turn: Turn, db: Transaction) -> None:
    """The talk of `/siaran`."""
    _ = turn.gettext
    for live in await broadcasts.live_of(db, turn.contact.id):
        turn.say(await progress(turn.texts, db, live))
    question = _("Apa yang mau diumumkan, Kak? Tulis seperti yang akan dibaca relawan. Kalau tidak jadi, ketik /batal.")
    text = turn.ask("text", Text(question, _, read_as=lambda text: announcement_text(turn.texts, text), free=True))
    region = region_for(turn, _("Untuk relawan di mana, Kak? Pilih, atau tulis nama kabupaten/kotanya."))
    origin = covering(turn.regions(Role.COORDINATOR), region) or ""
    reach = await broadcasts.reach(db, region)
    if not reach.reachable:
        nobody = _("Belum ada yang bisa menerima pengumuman di {place}, jadi tidak ada yang dikirim.")
        lines = [nobody.format(place=place_name(turn.texts, region)), *_unreached(turn.texts, reach)]
        turn.say("\n".join(lines))
        return
    sure = _confirmed(turn, text, origin, region, reach)
    if sure == "no":
        turn.say(_("Baik Kak, tidak jadi dikirim."))
        return
    if sure in ("text", "region"):
        turn.change(sure)
    id_ = await broadcasts.begin(db, text, region, origin, turn.contact.id, millis(now()))
    turn.job(KIND, id_)
    turn.note(KIND, f"{KIND}:{id_}")
    count = bold(number(reach.reachable, turn.texts.locale))
    turn.say(_("Siap, Kak. Sedang dikirim ke {count} penerima; laporannya nanti masuk ke sini.").format(count=count))


def _confirmed(turn: Turn, text: str, origin: str, region: str, reach: Reach) -> str:
    """What to do with the announcement, which is shown as it will be seen, with whom it goes to."""
    _ = turn.gettext
    turn.say(_("Pesannya akan tampil seperti ini:"))
    turn.say(announcement(turn.texts, text, origin))
    count = bold(number(reach.reachable, turn.texts.locale))
    sending = _("Dikirim ke {count} penerima di {place}, {duration}.").format(
        count=count,
        place=bold(place_name(turn.texts, region)),
        duration=duration(turn.texts, reach.reachable, turn.house.rate_bulk),
    )
    lines = [sending, *_unreached(turn.texts, reach), "", _("Kirim sekarang, Kak?")]
    choices = [Choice("yes", _("Kirim")), Choice("text", _("Ubah tulisan"))]
    if turn.answered("region"):
        choices.append(Choice("region", _("Ubah tujuan")))
    choices.append(Choice("no", _("Batal")))
    return turn.ask("send", Confirm("\n".join(lines), choices, _))


async def expand(database: Database, broadcast: int) -> None:
    """Queue a row for each recipient, in chunks, then fix their number; done again, it queues nobody twice."""
    row = await broadcasts.by_id(database.reader, broadcast)
    if row is None or row["total"] is not None:
        return
    at = millis(now())
    for after in range(0, await broadcasts.last_contact(database.reader), broadcasts.CHUNK):
        async with database.transaction() as db:
            await broadcasts.queue_chunk(db, row, after, at)
    async with database.transaction() as db:
        await broadcasts.fix_total(db, broadcast)


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The announcement for one recipient; None if they stopped or erased their data meanwhile."""
    if delivery.subject is None or delivery.contact is None:
        return None
    row = await broadcasts.words_for(db, delivery.subject, delivery.contact)
    return None if row is None else Outbound(announcement(translator(row["locale"]), row["text"], row["origin"]))


WORK = {KIND: expand}
RENDERERS = {KIND: render}
