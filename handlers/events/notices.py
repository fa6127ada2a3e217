"""What people are sent about an event: the invitation, and word of a change or a cancellation."""

from collections.abc import Mapping

from bot.messages import Outbound, bold
from bot.now import millis, now
from bot.talks import Renderer
from bot.texts import translator
from bot.understanding.regions import zone_of
from handlers.events.comparing import compared
from handlers.events.texts import answering, calendar_choice, described, replies, room, staying
from storage import events, history, notices, parts
from storage.database import Database, Reader
from storage.events import Event
from storage.history import Earlier
from storage.notices import Recipient
from storage.outbox import Delivery
from storage.parts import Part


async def expand_invitations(database: Database, subject: int) -> None:
    """Queue an invitation for everybody whom the event is for, in chunks; doing it again queues nothing twice."""
    reached: int | None = 0
    while reached is not None:
        async with database.transaction() as db:
            reached = await notices.invite(db, subject, reached, millis(now()))


async def render_invitation(db: Reader, delivery: Delivery) -> Outbound | None:
    """The invitation as it is sent; None if the event is over or cancelled, or nobody there is still to be asked."""
    event = await events.event(db, delivery.subject or 0)
    if event is None or not event.open_at(millis(now())):
        return None
    person = await notices.invitee(db, delivery.contact or 0, event)
    if person is None:
        return None
    texts = translator(person.locale)
    _ = texts.gettext
    text = [
        _("Halo {name}! Ada kegiatan baru:").format(name=bold(person.name)),
        "\n".join(line for line in (described(texts, event, zone_of(person.regency)), room(texts, event)) if line),
        _("Kakak bisa ikut?"),
    ]
    return Outbound("\n\n".join(text), replies(texts, event, person.volunteer), about=event.title)


async def _as_queued(db: Reader, delivery: Delivery) -> Event | None:
    event = await events.event(db, delivery.subject or 0)
    version = int(delivery.dedupe_key.split(":")[2])
    return event if event is not None and event.version == version and event.starts_at > millis(now()) else None


async def render_change(db: Reader, delivery: Delivery) -> Outbound | None:
    """Word of a change as it is sent; None if another change has come since, or it concerns nobody there now."""
    event = await _as_queued(db, delivery)
    found = await notices.concerned(db, delivery.contact or 0, event.id) if event else None
    if event is None or found is None:
        return None
    person, answer = found
    if event.cancelled:
        return _cancellation(event, person)
    before = await history.known_to(db, event.id, delivery.contact or 0)
    return None if before is None else _changed(event, before, await parts.of_event(db, event.id), person, answer)


def _cancellation(event: Event, person: Recipient) -> Outbound:
    texts = translator(person.locale)
    _ = texts.gettext
    text = _("Maaf {name}, kegiatan ini dibatalkan:").format(name=bold(person.name))
    return Outbound(f"{text}\n\n{described(texts, event, zone_of(person.regency))}", (calendar_choice(texts, event),))


def _changed(event: Event, before: Earlier, programme: list[Part], person: Recipient, answer: str) -> Outbound:
    texts = translator(person.locale)
    _ = texts.gettext
    hello = _("Halo {name}, kegiatan {title} berubah:")
    question = {"yes": _("Kakak tetap bisa ikut?"), "maybe": _("Kakak jadi bisa ikut?")}.get(answer, "")
    text = [
        hello.format(name=bold(person.name), title=bold(event.title)),
        compared(texts, before, event, programme, zone_of(person.regency)),
        question or _("Kakak masih di daftar tunggu. Kalau tidak jadi, ketuk tombolnya ya."),
    ]
    if answer == "yes":
        choices = staying(texts, event, person.volunteer)
    elif answer == "maybe":
        choices = replies(texts, event, person.volunteer)
    else:
        choices = (answering(event, person.volunteer, "no", _("Tidak jadi")),)
    return Outbound("\n\n".join(text), (*choices, calendar_choice(texts, event)), about=event.title)


RENDERERS: Mapping[str, Renderer] = {"invitation": render_invitation, "change": render_change}
WORK = {"invite": expand_invitations}
