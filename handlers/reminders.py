"""Reminders: a day and two hours before, once each, to those who said yes."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.messages import Outbound, bold
from bot.now import instant, millis, now
from bot.talks import Renderer
from bot.texts import Texts, translator
from bot.understanding.regions import zone_of
from handlers.events.notices import still_due
from handlers.events.texts import described, staying
from storage import reminders
from storage.database import Database, Reader
from storage.events import Event
from storage.outbox import Delivery
from storage.reminders import Offset

_HOUR = 3600 * 1000
OFFSETS = (Offset("24h", 24 * _HOUR, 2 * _HOUR), Offset("2h", 2 * _HOUR, 0))
"""A day before, until two hours before; then two hours before, until the start."""


async def queue_due(database: Database) -> None:
    """Queue what is due now, once each; whatever was missed, only the nearest reminder of an event goes."""
    at = millis(now())
    for offset in OFFSETS:
        if not await reminders.any_due(database.reader, offset, at):
            continue
        queued = reminders.CHUNK
        while queued == reminders.CHUNK:
            async with database.transaction() as db:
                queued = await reminders.queue(db, offset, at)


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The reminder as it is sent; None if the event was moved, cancelled or has begun, or nobody there comes now."""
    found = await still_due(db, delivery)
    if found is None:
        return None
    event, person = found
    texts = translator(person.locale)
    _ = texts.gettext
    text = _("Halo {name}! {day} ada kegiatan yang Kakak ikuti:").format(
        name=bold(person.name), day=_nearness(texts, event)
    )
    about = described(texts, event, zone_of(person.regency))
    return Outbound(f"{text}\n\n{about}", staying(texts, event, person.volunteer), about=event.title)


def _nearness(texts: Texts, event: Event) -> str:
    """Today or tomorrow, as it is where the event is."""
    _ = texts.gettext
    zone = ZoneInfo(event.zone)
    today = now().astimezone(zone).date()
    return _("Hari ini") if instant(event.starts_at).astimezone(zone).date() == today else _("Besok")


RENDERERS: Mapping[str, Renderer] = {"reminder": render}
