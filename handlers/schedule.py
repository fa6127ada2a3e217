"""The schedule: what is coming, one event in full, and what one has said yes to."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.conversation import Turn
from bot.messages import Choice, Pin
from bot.now import instant, millis, now
from bot.texts import Texts, calendar_day
from bot.understanding.regions import covers
from bot.understanding.spans import Span, span_in
from handlers.agenda import agenda_choice
from handlers.events.details import details
from handlers.events.texts import calendar_choice, event_moment, replies, say_events
from handlers.helpdesk import ask_choice
from handlers.references import number_in
from storage import agenda, answers, events, parts
from storage.audiences import naming
from storage.database import Reader
from storage.events import Event
from storage.roles import Role


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/jadwal`: the coming events that are for them, of one's own region and pillar first.

    Words beside it ("sabtu", "minggu ini") keep only those of these days.
    """
    _ = turn.gettext
    span = _span(turn)
    coming = await events_for(turn, db)
    shown = [event for event in coming if span is None or _lies_in(event, span)]
    beside = [await _beside(turn, db)]
    if not shown:
        turn.say(_nothing(turn, span, more=bool(coming)), [_all_choice(turn.texts)] if coming else beside)
        return
    if len(shown) == 1 and turn.args.get("words") and turn.volunteers:
        turn.then("event:", parts=[str(shown[0].id)])
        return
    answered = await answers.answers_by(db, turn.contact.id)
    entries = [(event, answer_word(turn.texts, answered.get(event.id, ""))) for event in shown]
    title = _("Kegiatan yang akan datang. Ketuk untuk melihat dan menjawab:")
    if not turn.volunteers:
        title = _("Kegiatan yang terbuka untuk semua. Kalau Kakak sudah terdaftar, yang khusus juga Relawan tunjukkan.")
    turning = "event:page"
    if span is not None:
        title = _("Kegiatan {days}. Ketuk untuk melihat dan menjawab:").format(days=_in_words(turn.texts, span))
        turning = f"event:span:{span.first.isoformat()}:{span.last.isoformat()}"
    say_events(turn, title, entries, "event", turning, beside)


async def _beside(turn: Turn, db: Reader) -> Choice:
    """The button beside the events: the weekly agenda, or registering first."""
    if not turn.volunteers:
        return Choice("go:daftar", turn.gettext("Daftar"))
    return agenda_choice(turn.texts, wished=await agenda.wished(db, turn.contact.id))


async def events_for(turn: Turn, db: Reader) -> list[Event]:
    """The coming events that are for whoever writes, the nearest to their home and pillar first, then in time."""
    coming = [event for event in await events.coming(db, millis(now())) if await is_shown(turn, db, event)]
    # An event for some pillars that is for them is for theirs.
    return sorted(coming, key=lambda event: (distance(turn, event), not event.audience))


async def is_shown(turn: Turn, db: Reader, event: Event) -> bool:
    """Whether whoever writes may look at an event: it is for all or for them, or it is theirs to manage."""
    return turn.may(Role.COORDINATOR, event.region) or await events.is_for(db, event, turn.contact.id)


def refuse_to_show(turn: Turn) -> None:
    """Say that an event is for others, in plain words, and nothing of it."""
    _ = turn.gettext
    if turn.volunteers:
        text = _("Maaf Kak, kegiatan itu khusus untuk kelompok lain. Yang bisa Kakak ikuti ada di /jadwal. "
                 "Kalau keliru, tanya pengurus ya.")  # fmt: skip
        turn.say(text, [ask_choice(turn.texts)])
    else:
        text = _("Kegiatan itu khusus untuk sebagian relawan yang terdaftar, Kak. Daftar dulu ya, sebentar saja; "
                 "nanti Relawan tunjukkan kegiatan yang untuk Kakak.")  # fmt: skip
        turn.say(text, [Choice("go:daftar", _("Daftar"))])


def _span(turn: Turn) -> Span | None:
    """The days asked about: in words, or in a button's reference."""
    if "span" in turn.args:
        first, last = (date.fromisoformat(each) for each in turn.args["span"])
        return Span(first, last)
    local = now().astimezone(ZoneInfo(turn.zone))
    return span_in(str(turn.args.get("words", "")), local, turn.zone)


def _lies_in(event: Event, span: Span) -> bool:
    """Whether some of the event is on these days, where it takes place."""
    zone = ZoneInfo(event.zone)
    begins = instant(event.starts_at).astimezone(zone).date()
    ends = instant(event.ends_at).astimezone(zone).date() if event.ends_at else begins
    return begins <= span.last and span.first <= ends


def _in_words(texts: Texts, span: Span) -> str:
    first, last = (calendar_day(day, texts.locale) for day in (span.first, span.last))
    return first if span.first == span.last else f"{first} – {last}"


def _nothing(turn: Turn, span: Span | None, *, more: bool) -> str:
    _ = turn.gettext
    if span is None or not more:
        return _("Belum ada kegiatan yang akan datang, Kak. Kalau ada yang baru, Relawan kabari.")
    return _("Belum ada kegiatan {days}, Kak. Di hari lain ada.").format(days=_in_words(turn.texts, span))


def _all_choice(texts: Texts) -> Choice:
    return Choice("go:jadwal", texts.gettext("Lihat semuanya"))


async def show_mine(turn: Turn, db: Reader) -> None:
    """The talk of `/jadwalku`: the coming events that one has said yes to, may come to, or waits for a seat at."""
    _ = turn.gettext
    answered = await answers.answers_by(db, turn.contact.id)
    mine = [
        event
        for event in await events.coming(db, millis(now()))
        if answered.get(event.id) in ("yes", "maybe", "waiting")
    ]
    if not mine:
        turn.say(_("Kakak belum ikut kegiatan apa pun. Lihat pilihannya di /jadwal, ya."))
        return
    entries = [
        (event, "" if answered[event.id] == "yes" else answer_word(turn.texts, answered[event.id])) for event in mine
    ]
    say_events(turn, _("Kegiatan yang Kakak ikuti:"), entries, "event", "event:mine")


async def show_event(turn: Turn, db: Reader) -> None:
    """The talk of a button `event:ID`: one event in full, to be answered; or a page of a list.

    Pages are `event:page:N`, `event:mine:N` and `event:span:FIRST:LAST:N`.
    """
    head, *rest = turn.args["parts"] or [""]
    if head in ("page", "mine"):
        turn.then("/jadwal" if head == "page" else "/jadwalku", page=number_in(rest[0] if rest else ""))
        return
    if head == "span":
        _turn_page(turn, rest)
        return
    event = await events.event(db, number_in(head))
    if event is None or not event.open_at(millis(now())):
        turn.say(over(turn.texts, event))
        return
    if not await is_shown(turn, db, event):
        refuse_to_show(turn)
        return
    volunteer = turn.volunteers[0].id if turn.volunteers else 0
    answered = answer_word(turn.texts, await answers.answer_of(db, event.id, volunteer))
    if event.picture:
        turn.show("", event.picture)
    if event.latitude is not None and event.longitude is not None:
        turn.show("", pin=Pin(event.latitude, event.longitude, event.title, event.place))
    known = await naming.named_in(db, event.for_whom)
    text = details(turn.texts, event, known, await parts.of_event(db, event.id), turn.zone, answered)
    turn.say(text, [*replies(turn.texts, event, volunteer), calendar_choice(turn.texts, event)], about=event.title)


def _turn_page(turn: Turn, parts_: list[str]) -> None:
    """The page of a list for some days; of all where the reference is none."""
    try:
        span = [date.fromisoformat(each).isoformat() for each in parts_[:2]]
    except ValueError:
        span = []
    page = number_in(parts_[2] if len(parts_) > 2 else "")
    if len(span) == 2:
        turn.then("/jadwal", page=page, span=span)
    else:
        turn.then("/jadwal", page=page)


async def next_event_line(turn: Turn, db: Reader) -> str:
    """The next event that whoever writes comes to, or may come to in their region, in a line; "" if there is none."""
    _ = turn.gettext
    answered = await answers.answers_by(db, turn.contact.id)
    for event in sorted(await events_for(turn, db), key=lambda event: event.starts_at):
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
    return {
        "yes": _("Kakak ikut."),
        "no": _("Kakak tidak ikut."),
        "maybe": _("Kakak mungkin ikut."),
        "waiting": _("Kakak di daftar tunggu."),
    }.get(answer, "")


def over(texts: Texts, event: Event | None) -> str:
    """Why an event can no longer be answered, in plain words."""
    _ = texts.gettext
    if event is None:
        return _("Kegiatan itu tidak ada, Kak. Yang akan datang ada di /jadwal.")
    if event.cancelled:
        return _("Kegiatan {title} dibatalkan, Kak. Yang lain ada di /jadwal.").format(title=event.title)
    return _("Kegiatan {title} sudah lewat, Kak. Yang akan datang ada di /jadwal.").format(title=event.title)
