"""The weekly agenda, on Monday at 07.00 for those who wish for it: what the week brings."""

from collections.abc import Mapping

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold, listed
from bot.now import millis, now
from bot.talks import Renderer
from bot.texts import Texts, translator
from handlers.events.texts import event_moment
from handlers.sleepers import awake_zone
from storage import agenda, contacts
from storage.database import Database, Reader, Transaction
from storage.outbox import Delivery
from storage.zones import ZONES

PAGE = 6
"""Events shown: more would not fit where a text has choices."""


async def toggle(turn: Turn, db: Transaction) -> None:
    """The talk of a button `agenda:on` or `agenda:off`."""
    _ = turn.gettext
    wanted = turn.args["parts"][:1] == ["on"]
    if wanted and not turn.volunteers:
        turn.say(_("Agenda mingguan dikirim ke relawan yang terdaftar, Kak. Ketik /daftar dulu, ya."))
        return
    await agenda.wish(db, turn.contact.id, wanted=wanted)
    if wanted:
        turn.say(
            _("Siap Kak, tiap Senin pukul 07.00 Relawan kirim agenda minggu itu, kalau ada kegiatannya."),
            [agenda_choice(turn.texts, wished=True)],
        )
    else:
        turn.say(_("Baik Kak, agenda tiap Senin tidak dikirim lagi."), [agenda_choice(turn.texts, wished=False)])


def agenda_choice(texts: Texts, *, wished: bool) -> Choice:
    """The button that ends the agenda for whoever wishes for it, and brings it to others."""
    _ = texts.gettext
    return Choice("agenda:off", _("Tanpa agenda Senin")) if wished else Choice("agenda:on", _("Agenda tiap Senin"))


async def queue_due(database: Database) -> None:
    """Queue the agenda in the zones in which it is due now, once for each who wishes for it."""
    at = millis(now())
    for zone in ZONES:
        week = agenda.week_at(at, zone)
        more = week.due_at <= at < week.until_at and await agenda.is_open(database.reader, week)
        while more:
            async with database.transaction() as db:
                more = await agenda.queue(db, week, at)


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The agenda as it is sent; None if nothing is in it any more, or it is not wished for. Raises NotNow at night."""
    contact = delivery.contact or 0
    if not await agenda.wished(db, contact):
        return None
    zone = await awake_zone(db, contact)
    week = agenda.week_at(millis(now()), zone)
    found = await agenda.entries(db, contact, millis(now()), week.ends_at)
    if not found or week.number != delivery.subject:
        return None
    texts = translator(await contacts.locale_of(db, contact))
    _ = texts.gettext
    lines = [_("Selamat pagi, Kak! Agenda minggu ini:")]
    for place, (event, answered) in enumerate(found[:PAGE], 1):
        standing = _standing(texts, answered)
        lines.append(f"{place}. {bold(event.title)}\n{event_moment(texts, event, zone)}\n{standing}")
    if len(found) > PAGE:
        lines.append(_("Masih ada {count} kegiatan lagi di /jadwal.").format(count=len(found) - PAGE))
    choices = listed([(f"event:{event.id}", event.title) for event, _answered in found[:PAGE]])
    return Outbound("\n\n".join(lines), (*choices, agenda_choice(texts, wished=True)))


def _standing(texts: Texts, answered: str) -> str:
    _ = texts.gettext
    return {
        "yes": _("Kakak ikut."), "maybe": _("Kakak mungkin ikut."), "waiting": _("Kakak menunggu kursi."),
    }.get(answered, _("Belum dijawab."))  # fmt: skip


RENDERERS: Mapping[str, Renderer] = {agenda.KIND: render}
