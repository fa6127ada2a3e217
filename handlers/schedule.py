"""The schedule: what is coming, one event in full, and what one has said yes to."""

from bot.conversation import Turn
from bot.now import millis, now
from bot.texts import Texts
from bot.understanding.regions import covers
from handlers.agenda import agenda_choice
from handlers.events.texts import answering, described, event_moment, region_line, room, say_events
from handlers.references import number_in
from storage import agenda, answers, events
from storage.database import Reader
from storage.events import Event


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/jadwal`: the coming events, those of one's own region first."""
    _ = turn.gettext
    coming = sorted(await events.coming(db, millis(now())), key=lambda event: distance(turn, event))
    wished = await agenda.wished(db, turn.contact.id)
    weekly = [agenda_choice(turn.texts, wished=wished)] if turn.volunteers else []
    if not coming:
        turn.say(_("Belum ada kegiatan yang akan datang, Kak. Kalau ada yang baru, Relawan kabari."), weekly)
        return
    answered = await answers.answers_by(db, turn.contact.id)
    entries = [(event, answer_word(turn.texts, answered.get(event.id, ""))) for event in coming]
    say_events(
        turn,
        _("Kegiatan yang akan datang. Ketuk untuk melihat dan menjawab:"),
        entries,
        "event",
        "event:page",
        weekly,
    )


async def show_mine(turn: Turn, db: Reader) -> None:
    """The talk of `/jadwalku`: the coming events that one has said yes to."""
    _ = turn.gettext
    mine = await answers.agreed(db, turn.contact.id, millis(now()))
    if not mine:
        turn.say(_("Kakak belum ikut kegiatan apa pun. Lihat pilihannya di /jadwal, ya."))
        return
    entries = [(event, "") for event in mine]
    say_events(turn, _("Kegiatan yang Kakak ikuti:"), entries, "event", "event:mine")


async def show_event(turn: Turn, db: Reader) -> None:
    """The talk of a button `event:ID`: one event in full, to be answered; or `event:page:N`, a page of the list."""
    _ = turn.gettext
    head, *rest = turn.args["parts"] or [""]
    if head in ("page", "mine"):
        turn.then("/jadwal" if head == "page" else "/jadwalku", page=number_in(rest[0] if rest else ""))
        return
    event = await events.event(db, number_in(head))
    if event is None or not event.open_at(millis(now())):
        turn.say(over(turn.texts, event))
        return
    volunteer = turn.volunteers[0].id if turn.volunteers else 0
    answered = answer_word(turn.texts, await answers.answer_of(db, event.id, volunteer))
    lines = [
        described(turn.texts, event, turn.zone),
        region_line(turn.texts, event.region),
        room(turn.texts, event),
        answered,
    ]
    choices = [answering(event, volunteer, "yes", _("Ikut")), answering(event, volunteer, "no", _("Tidak"))]
    turn.say("\n".join(line for line in lines if line), choices, about=event.title)


async def next_event_line(turn: Turn, db: Reader) -> str:
    """The next event that whoever writes comes to, or may come to in their region, in a line; "" if there is none."""
    _ = turn.gettext
    answered = await answers.answers_by(db, turn.contact.id)
    for event in await events.coming(db, millis(now())):
        answer = answered.get(event.id, "")
        if answer == "yes" or (not answer and distance(turn, event) == 0):
            line = _("Kegiatan terdekat: {title}, {when}, di {place}.").format(
                title=event.title, when=event_moment(turn.texts, event, turn.zone), place=event.place
            )
            return f"{line} {answer_word(turn.texts, answer)}".strip()
    return ""


def distance(turn: Turn, event: Event) -> int:
    """0 for an event of one's own kabupaten/kota, or one that holds it; 1 in one's own province; 2 elsewhere."""
    homes = [person.regency for person in turn.volunteers]
    if not event.region or any(covers(event.region, home) for home in homes):
        return 0
    return 1 if any(covers(home[:2], event.region) for home in homes) else 2


def answer_word(texts: Texts, answer: str) -> str:
    """What was answered, as it is told to whoever did; "" for nothing."""
    _ = texts.gettext
    return {"yes": _("Kakak ikut."), "no": _("Kakak tidak ikut.")}.get(answer, "")


def over(texts: Texts, event: Event | None) -> str:
    """Why an event can no longer be answered, in plain words."""
    _ = texts.gettext
    if event is None:
        return _("Kegiatan itu tidak ada, Kak. Yang akan datang ada di /jadwal.")
    if event.cancelled:
        return _("Kegiatan {title} dibatalkan, Kak. Yang lain ada di /jadwal.").format(title=event.title)
    return _("Kegiatan {title} sudah lewat, Kak. Yang akan datang ada di /jadwal.").format(title=event.title)
