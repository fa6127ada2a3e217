"""A coordinator's events: the list with its figures, and one event with what can be done to it."""

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.texts import Texts, number
from bot.understanding.regions import region_name
from handlers.events.changes import cancel, move
from handlers.events.texts import described, page_of, region_line, say_events
from handlers.references import number_in
from handlers.schedule import over
from storage import answers, deliveries, events
from storage.database import Reader, Transaction
from storage.events import Event
from storage.roles import Role

PEOPLE = 12
"""Names shown at once."""


async def manage(turn: Turn, db: Reader) -> None:
    """The talk of `/acara`: the coming events that are one's own to manage, with their figures."""
    _ = turn.gettext
    own = [event for event in await events.coming(db, millis(now())) if turn.may(Role.COORDINATOR, event.region)]
    figures = await answers.figures(db, [event.id for event in own])
    entries = [(event, figure_line(turn.texts, event, *figures.get(event.id, (0, 0)))) for event in own]
    title = _("Kegiatan Kakak yang akan datang:") if own else _("Belum ada kegiatan yang akan datang di daerah Kakak.")
    say_events(turn, title, entries, "manage", "manage:page", [Choice("make:", _("Buat baru"))])


async def manage_one(turn: Turn, db: Transaction) -> None:
    """The talk of a button `manage:ID`, `manage:ID:move|cancel|people`, or `manage:page:N`, a page of the list."""
    parts = [*turn.args["parts"], "", "", ""]
    if parts[0] == "page":
        turn.then("/acara", page=number_in(parts[1]))
        return
    event = await events.event(db, number_in(parts[0]))
    if event is None or not turn.may(Role.COORDINATOR, event.region):
        turn.say(turn.gettext("Kegiatan itu tidak ada di daerah Kakak. Lihat daftarnya di /acara."))
        return
    if parts[1] == "people":
        await _say_people(turn, db, event, number_in(parts[2]))
    elif not event.open_at(millis(now())):
        turn.say(over(turn.texts, event))
    elif parts[1] == "move":
        await move(turn, db, event)
    elif parts[1] == "cancel":
        await cancel(turn, db, event)
    else:
        await _say_event(turn, db, event)


def figure_line(texts: Texts, event: Event, yes: int, no: int) -> str:
    """How many come, of how many places, and how many do not."""
    _ = texts.gettext
    said = {"yes": number(yes, texts.locale), "no": number(no, texts.locale)}
    if not event.capacity:
        return _("{yes} ikut, {no} tidak").format(**said)
    return _("{yes} ikut dari {capacity} tempat, {no} tidak").format(
        **said, capacity=number(event.capacity, texts.locale)
    )


async def _say_event(turn: Turn, db: Reader, event: Event) -> None:
    _ = turn.gettext
    yes, no = (await answers.figures(db, [event.id])).get(event.id, (0, 0))
    invited = await deliveries.of_subject(db, "invitation", event.id)
    lines = [
        described(turn.texts, event, turn.zone),
        region_line(turn.texts, event.region),
        _("Jawaban: {figures}").format(figures=figure_line(turn.texts, event, yes, no)),
        _("Undangan terkirim: {sent}, menunggu: {waiting}").format(
            sent=number(invited["sent"], turn.texts.locale),
            waiting=number(invited["queued"] + invited["leased"] + invited["sending"], turn.texts.locale),
        ),
    ]
    choices = [
        Choice(f"manage:{event.id}:move", _("Pindah waktu")),
        Choice(f"manage:{event.id}:cancel", _("Batalkan")),
        Choice(f"manage:{event.id}:people", _("Daftar peserta")),
    ]
    turn.say("\n".join(lines), choices)


async def _say_people(turn: Turn, db: Reader, event: Event, page: int) -> None:
    """Who said yes, a page at a time."""
    _ = turn.gettext
    people = await answers.names_coming(db, event.id)
    page = page_of(page, PEOPLE, len(people))
    shown = people[page * PEOPLE : (page + 1) * PEOPLE]
    lines = [
        f"{place}. {name}, {region_name(regency)}" for place, (name, regency) in enumerate(shown, page * PEOPLE + 1)
    ]
    title = _("Yang ikut {title}:") if people else _("Belum ada yang ikut {title}.")
    more = [Choice(f"manage:{event.id}:people:{page + 1}", _("Lainnya »"))] if (page + 1) * PEOPLE < len(people) else []
    back = [Choice(f"manage:{event.id}:people:{page - 1}", _("« Sebelumnya"))] if page else []
    turn.say("\n".join([title.format(title=bold(event.title)), *lines]), [*more, *back])
