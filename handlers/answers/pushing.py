"""What is sent unasked about seats and answers, looked at anew when it is sent."""

from collections.abc import Mapping

from bot.messages import Choice, Outbound, bold
from bot.now import instant, millis, now
from bot.talks import Renderer
from bot.texts import moment, number, translator
from bot.understanding.territory import zone_of
from handlers.events.texts import answering, described, event_moment
from storage import answers, cancellations, contacts, events, notices, reconfirmations, seats, waiting
from storage.database import Database, Reader
from storage.events import Event
from storage.outbox import Delivery


async def pass_seats_on(database: Database) -> None:
    """Seats that were not taken in time, or are free though somebody waits, go to the next in line."""
    at = millis(now())
    while await waiting.any_lapsed(database.reader, at):
        async with database.transaction() as db:
            await waiting.lapse(db, at)
    for event in await waiting.events_to_pass_on(database.reader, at):
        async with database.transaction() as db:
            await seats.pass_on(db, event, at)


async def ask_again(database: Database) -> None:
    """Whoever said yes to an event that wants it is asked a day before whether they still come, once."""
    at = millis(now())
    while asked := await reconfirmations.due(database.reader, at):
        async with database.transaction() as db:
            await reconfirmations.queue(db, asked, at)


async def _event_of(db: Reader, delivery: Delivery) -> tuple[Event, list[int]] | None:
    """The event of a row and the other numbers in its key `kind:EVENT:…`; None if the event is over or cancelled."""
    event = await events.event(db, delivery.subject or 0)
    if event is None or not event.open_at(millis(now())):
        return None
    return event, [int(part) for part in delivery.dedupe_key.split(":")[2:]]


async def render_offer(db: Reader, delivery: Delivery) -> Outbound | None:
    """The seat that is held for somebody who waits; None if it is not held for them any more."""
    found = await _event_of(db, delivery)
    if found is None:
        return None
    event, (place,) = found
    person = await waiting.waiter(db, place, delivery.contact or 0)
    if person is None or person.offered_until <= millis(now()):
        return None
    texts, zone = translator(person.locale), zone_of(person.regency)
    _ = texts.gettext
    text = [
        _("Kabar baik, {name}! Ada kursi kosong untuk kegiatan yang Kakak tunggu:").format(name=bold(person.name)),
        described(texts, event, zone),
        _("Kursinya Relawan pegang sampai {until}. Kakak ambil?").format(
            until=bold(moment(instant(person.offered_until), event.zone, texts.locale, zone))
        ),
    ]
    choices = (
        answering(event, person.volunteer, "yes", _("Ambil kursi")),
        answering(event, person.volunteer, "no", _("Lepas")),
    )
    return Outbound("\n\n".join(text), choices, about=event.title)


async def render_lapsed(db: Reader, delivery: Delivery) -> Outbound | None:
    """That a seat was not taken in time; None if they have answered anew since."""
    found = await _event_of(db, delivery)
    if found is None:
        return None
    event, (volunteer, _at) = found
    person = await notices.person(db, volunteer, delivery.contact or 0)
    if person is None or await answers.answer_of(db, event.id, volunteer) != "maybe":
        return None
    texts = translator(person.locale)
    _ = texts.gettext
    text = _(
        "{name}, waktu untuk mengambil kursi {title} sudah lewat, jadi kursinya ditawarkan ke yang berikut. "
        "Kalau masih ingin ikut, ketuk Ikut: kalau penuh, Kakak masuk daftar tunggu lagi."
    ).format(name=bold(person.name), title=bold(event.title))
    choices = (answering(event, volunteer, "yes", _("Ikut")), answering(event, volunteer, "no", _("Tidak")))
    return Outbound(text, choices, about=event.title)


async def render_reconfirmation(db: Reader, delivery: Delivery) -> Outbound | None:
    """The question whether somebody still comes; None if they have said, or the event has changed since."""
    found = await _event_of(db, delivery)
    if found is None:
        return None
    event, (version, volunteer) = found
    person = await notices.person(db, volunteer, delivery.contact or 0)
    if person is None or version != event.version or not await reconfirmations.wanted(db, event.id, volunteer):
        return None
    texts = translator(person.locale)
    _ = texts.gettext
    text = [
        _("Halo {name}! Sebentar lagi kegiatan yang Kakak ikuti:").format(name=bold(person.name)),
        described(texts, event, zone_of(person.regency)),
        _("Jadi datang, Kak? Kalau berhalangan, kursinya bisa untuk yang lain."),
    ]
    choices = (
        answering(event, volunteer, "yes", _("Jadi datang")),
        answering(event, volunteer, "no", _("Tidak jadi")),
    )
    return Outbound("\n\n".join(text), choices, about=event.title)


async def render_late(db: Reader, delivery: Delivery) -> Outbound | None:
    """To a coordinator, who no longer comes; None if they come after all, or the event is not the coordinator's now."""
    found = await _event_of(db, delivery)
    if found is None:
        return None
    event, (volunteer, _at) = found
    contact = delivery.contact or 0
    name = await cancellations.cancelled(db, event.id, volunteer)
    if not name or not await cancellations.coordinates(db, contact, event.region):
        return None
    texts = translator(await contacts.locale_of(db, contact))
    _ = texts.gettext
    tally = (await answers.tallies(db, [event.id]))[event.id]
    text = _("{name} batal ikut {title}, {when}. Sekarang {yes} ikut dan {waiting} menunggu kursi.").format(
        name=bold(name), title=bold(event.title), when=event_moment(texts, event, event.zone),
        yes=number(tally.yes, texts.locale), waiting=number(tally.waiting, texts.locale),
    )  # fmt: skip
    return Outbound(text, (Choice(f"manage:{event.id}:people", _("Daftar peserta")),), about=event.title)


RENDERERS: Mapping[str, Renderer] = {
    "offer": render_offer,
    "lapsed": render_lapsed,
    "reconfirm": render_reconfirmation,
    "late": render_late,
}
