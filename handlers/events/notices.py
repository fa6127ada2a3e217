"""What people are sent about an event: the invitation, and word of a new time or a cancellation."""

from collections.abc import Mapping

from bot.messages import Outbound, bold
from bot.now import instant, millis, now
from bot.talks import Renderer
from bot.texts import Texts, moment, translator
from bot.understanding.regions import zone_of
from handlers.events.texts import answering, described, event_moment, room, staying
from storage import events, notices
from storage.database import Database, Reader
from storage.events import Event
from storage.notices import Recipient
from storage.outbox import Delivery


async def expand_invitations(database: Database, subject: int) -> None:
    """Queue an invitation for everybody in the event's region, in chunks; doing it again queues nothing twice."""
    reached: int | None = 0
    while reached is not None:
        async with database.transaction() as db:
            reached = await notices.invite(db, subject, reached, millis(now()))


async def render_invitation(db: Reader, delivery: Delivery) -> Outbound | None:
    """The invitation as it is sent; None if the event is over or cancelled, or nobody there is still to be asked."""
    event = await events.event(db, delivery.subject or 0)
    if event is None or not event.open_at(millis(now())):
        return None
    person = await notices.invitee(db, delivery.contact or 0, event.id, event.region)
    if person is None:
        return None
    texts = translator(person.locale)
    _ = texts.gettext
    text = [
        _("Halo {name}! Ada kegiatan baru:").format(name=bold(person.name)),
        "\n".join(line for line in (described(texts, event, zone_of(person.regency)), room(texts, event)) if line),
        _("Kakak bisa ikut?"),
    ]
    choices = (
        answering(event, person.volunteer, "yes", _("Ikut")),
        answering(event, person.volunteer, "no", _("Tidak")),
    )
    return Outbound("\n\n".join(text), choices, about=event.title)


async def still_due(db: Reader, delivery: Delivery) -> tuple[Event, Recipient] | None:
    """The event of a row `kind:EVENT:VERSION:…`, and who comes to it.

    None if the event has changed since the row was queued, or has begun, or nobody there comes now.
    """
    event = await events.event(db, delivery.subject or 0)
    version = int(delivery.dedupe_key.split(":")[2])
    if event is None or event.version != version or event.starts_at <= millis(now()):
        return None
    person = await notices.participant(db, delivery.contact or 0, event.id)
    return None if person is None else (event, person)


async def render_change(db: Reader, delivery: Delivery) -> Outbound | None:
    """Word of a change as it is sent; None if another change has come since, or nobody there comes now."""
    found = await still_due(db, delivery)
    if found is None:
        return None
    event, person = found
    return _cancellation(event, person) if event.cancelled else _new_time(event, person)


def _cancellation(event: Event, person: Recipient) -> Outbound:
    texts = translator(person.locale)
    _ = texts.gettext
    text = _("Maaf {name}, kegiatan ini dibatalkan:").format(name=bold(person.name))
    return Outbound(f"{text}\n\n{described(texts, event, zone_of(person.regency))}")


def _new_time(event: Event, person: Recipient) -> Outbound:
    texts = translator(person.locale)
    _ = texts.gettext
    text = [
        _("Halo {name}, waktu kegiatan {title} berubah:").format(name=bold(person.name), title=bold(event.title)),
        both_times(texts, event.moved_from, event.zone, event, zone_of(person.regency)),
        _("Kakak tetap bisa ikut?"),
    ]
    return Outbound("\n\n".join(text), staying(texts, event, person.volunteer), about=event.title)


def both_times(texts: Texts, before: int, before_zone: str, event: Event, reader_zone: str) -> str:
    """The time before and the time of the event, one under the other, and the place."""
    _ = texts.gettext
    return "\n".join(
        [
            _("Dulu: {when}").format(when=moment(instant(before), before_zone, texts.locale, reader_zone)),
            _("Menjadi: {when}").format(when=bold(event_moment(texts, event, reader_zone))),
            _("Tempat: {place}").format(place=event.place),
        ]
    )


RENDERERS: Mapping[str, Renderer] = {"invitation": render_invitation, "change": render_change}
WORK = {"invite": expand_invitations}
