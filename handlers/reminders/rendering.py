"""What a reminder says, looked at anew when it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.messages import Outbound, bold
from bot.now import instant, millis, now
from bot.talks import Renderer
from bot.texts import Texts, translator
from bot.understanding.regions import zone_of
from handlers.events.texts import described, staying
from handlers.sleepers import awake_zone
from storage import events, notices, parts, reconfirmations, reminders
from storage.database import Reader
from storage.events import Event
from storage.outbox import Delivery


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The reminder as it is sent; None if what it is of was moved, cancelled or has begun, or nobody there comes now.

    Raises NotNow in the reader's quiet hours.
    """
    _kind, _event, starts_at, before, _contact = delivery.dedupe_key.split(":")
    whole = await events.event(db, delivery.subject or 0)
    event = await _as_it_begins(db, whole, int(starts_at)) if whole else None
    if whole is None or event is None or not event.open_at(millis(now())):
        return None
    person = await notices.participant(db, delivery.contact or 0, event.id)
    if person is None:
        return None
    own = dict(await reminders.rules_of(db, event.id)).get(int(before), "")
    if int(before) == reconfirmations.DAY and not own and await reconfirmations.wanted(db, event.id, person.volunteer):
        return None  # the question whether they still come, of the same moment, reminds them
    await awake_zone(db, delivery.contact or 0)
    texts = translator(person.locale)
    _ = texts.gettext
    greeting = _("Halo {name}! {day} ada kegiatan yang Kakak ikuti:").format(
        name=bold(person.name), day=nearness(texts, event)
    )
    lines = [greeting, described(texts, event, zone_of(person.regency)), own]
    # Nobody changes their answer once the event has begun.
    choices = staying(texts, event, person.volunteer) if whole.open_at(millis(now())) else ()
    return Outbound("\n\n".join(filter(None, lines)), choices, about=event.title)


async def _as_it_begins(db: Reader, event: Event, starts_at: int) -> Event | None:
    """The event, or a further day of it that begins then, with its parts' name and place; None where none does."""
    if event.starts_at == starts_at:
        return event
    begin = [part for part in await parts.of_event(db, event.id) if part.starts_at == starts_at]
    if not begin:
        return None
    title = f"{event.title}: {', '.join(part.title for part in begin)}"
    return replace(event, title=title, starts_at=starts_at, ends_at=begin[0].ends_at, place=begin[0].place)


def nearness(texts: Texts, event: Event) -> str:
    """How many days ahead the event is, as it is where the event is."""
    _ = texts.gettext
    zone = ZoneInfo(event.zone)
    days = (instant(event.starts_at).astimezone(zone).date() - now().astimezone(zone).date()).days
    return {0: _("Hari ini"), 1: _("Besok")}.get(days, _("{days} hari lagi").format(days=days))


RENDERERS: Mapping[str, Renderer] = {"reminder": render}
