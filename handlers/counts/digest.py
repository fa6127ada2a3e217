"""The daily figures at 18.00, for those with a role who wish for them."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import instant, millis, now
from bot.talks import Renderer
from bot.texts import day, translator
from handlers.counts.summary import board_lines
from storage import contacts, digests, roles, zones
from storage.database import Database, Reader, Transaction
from storage.outbox import Delivery
from storage.roles import Role, regions_of
from storage.states import Part

HOUR = time(18)
"""When it comes, where the reader lives."""
USEFUL = timedelta(hours=3)
"""For how long after that: quiet hours begin then."""


async def choose(turn: Turn, db: Transaction) -> None:
    """The talk of the button that asks for the daily figures, or ends them."""
    _ = turn.gettext
    wished = turn.args["parts"] == ["on"]
    await digests.wish(db, turn.contact.id, wished=wished)
    if wished:
        turn.say(_("Siap Kak, setiap hari pukul 18.00 Relawan kirim ringkasan angkanya ke sini."))
    else:
        turn.say(_("Baik Kak, ringkasan harian tidak dikirim lagi. Kalau perlu, ketik /jumlah kapan saja."))


async def button(turn: Turn, db: Reader) -> Choice:
    """The button that asks for the daily figures; or ends them, where they are wished for."""
    _ = turn.gettext
    if await digests.is_wished(db, turn.contact.id):
        return Choice("digest:off", _("Stop ringkasan"))
    return Choice("digest:on", _("Ringkasan harian"))


async def queue_due(database: Database) -> None:
    """Queue today's figures for those whose 18.00 has come, once each."""
    at = now()
    for contact in await digests.readers(database.reader):
        local = at.astimezone(ZoneInfo(await zones.home_zone(database.reader, contact)))
        due = datetime.combine(local.date(), HOUR, local.tzinfo)
        today = local.date().isoformat()
        if due <= local < due + USEFUL and not await digests.is_queued(database.reader, contact, today):
            async with database.transaction() as db:
                await digests.queue(db, contact, today, millis(due + USEFUL), millis(at))


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The figures of whom the reader may see, as they are now; None if they may see none any more."""
    if delivery.contact is None or not await digests.is_wished(db, delivery.contact):
        return None
    scope = regions_of(await roles.held_by(db, delivery.contact), Role.ORGANISER, Role.COORDINATOR)
    if not scope:
        return None
    zone = await zones.home_zone(db, delivery.contact)
    texts = translator(await contacts.locale_of(db, delivery.contact))
    title = texts.gettext("Ringkasan {day}").format(day=day(instant(millis(now())), zone, texts.locale))
    lines = await board_lines(texts, zone, db, Part("registered", scope, millis(now())))
    return Outbound("\n".join([bold(title), *lines]), (Choice("digest:off", texts.gettext("Stop ringkasan")),))


RENDERERS: Mapping[str, Renderer] = {digests.KIND: render}
