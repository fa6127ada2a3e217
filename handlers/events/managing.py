"""A coordinator's events: the list with its figures, and one event with what can be done to it."""

from collections.abc import Mapping

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.texts import Texts, number
from bot.understanding.regions import region_name
from handlers.events import sheets
from handlers.events.announcing import announce, offer_to_announce
from handlers.events.changes import cancel, change
from handlers.events.plans import kept_plan, plan_lines
from handlers.events.texts import described, page_of, say_events
from handlers.references import number_in
from handlers.schedule import over
from storage import answers, attendance, deliveries, events
from storage.answers import Tally
from storage.database import Reader, Transaction
from storage.events import Event
from storage.roles import Role

PEOPLE = 12
"""Names shown at once."""
_WISHES = frozenset({"move", "change", "cancel", "announce", "offer", "quiet"})
"""What can be done to an event until it begins."""


async def manage(turn: Turn, db: Reader) -> None:
    """The talk of `/acara`: the coming events that are one's own to manage, with their figures."""
    _ = turn.gettext
    own = [event for event in await events.coming(db, millis(now())) if turn.may(Role.COORDINATOR, event.region)]
    tallies = await answers.tallies(db, [event.id for event in own])
    entries = [(event, figure_line(turn.texts, event, tallies.get(event.id, Tally()))) for event in own]
    title = _("Kegiatan Kakak yang akan datang:") if own else _("Belum ada kegiatan yang akan datang di daerah Kakak.")
    say_events(turn, title, entries, "manage", "manage:page", [Choice("make:", _("Buat baru"))])


async def manage_one(turn: Turn, db: Transaction) -> None:
    """The talk of a button `manage:ID`, `manage:ID:people|change|move|…`, or `manage:page:N`, a page of the list."""
    parts = [*turn.args["parts"], "", "", ""]
    if parts[0] == "page":
        turn.then("/acara", page=number_in(parts[1]))
        return
    event = await events.event(db, number_in(parts[0]))
    if event is None or not turn.may(Role.COORDINATOR, event.region):
        turn.say(turn.gettext("Kegiatan itu tidak ada di daerah Kakak. Lihat daftarnya di /acara."))
        return
    await _do(turn, db, event, parts[1], number_in(parts[2]))


async def _do(turn: Turn, db: Transaction, event: Event, wish: str, page: int) -> None:
    _ = turn.gettext
    if wish == "people":
        await _say_people(turn, db, event, page)
    elif wish == "sheet":
        sheets.order(turn, event)
    elif wish in _WISHES and not event.open_at(millis(now())):
        turn.say(over(turn.texts, event))
    elif wish in ("move", "change"):
        await change(turn, db, event, "when" if wish == "move" else "")
    elif wish == "cancel":
        await cancel(turn, db, event)
    elif wish == "announce":
        announce(turn, event)
    elif wish == "offer":
        await offer_to_announce(turn, db, event, described(turn.texts, event, turn.zone))
    elif wish == "quiet":
        turn.say(_("Baik Kak, tidak diumumkan. Kegiatannya tetap ada di /jadwal."))
    else:
        await _say_event(turn, db, event)


def figure_line(texts: Texts, event: Event, tally: Tally) -> str:
    """How many come, of how many seats, may come, do not, and wait."""
    _ = texts.gettext
    said = {name: number(getattr(tally, name), texts.locale) for name in ("yes", "maybe", "no", "waiting")}
    if not event.capacity:
        return _("{yes} ikut, {maybe} mungkin, {no} tidak").format(**said)
    return _("{yes} ikut, {maybe} mungkin, {no} tidak, {waiting} menunggu; kursi {taken} dari {capacity}").format(
        **said, taken=number(event.taken, texts.locale), capacity=number(event.capacity, texts.locale)
    )


async def _say_event(turn: Turn, db: Reader, event: Event) -> None:
    _ = turn.gettext
    tally = (await answers.tallies(db, [event.id])).get(event.id, Tally())
    invited = await deliveries.of_subject(db, "invitation", event.id)
    lines = [
        plan_lines(turn.texts, await kept_plan(db, event)),
        _("Jawaban: {figures}").format(figures=figure_line(turn.texts, event, tally)),
        await came_line(turn.texts, db, event),
        _("Undangan terkirim: {sent}, menunggu: {waiting}").format(
            sent=number(invited["sent"], turn.texts.locale),
            waiting=number(invited["queued"] + invited["leased"] + invited["sending"], turn.texts.locale),
        ),
        reminders_line(turn.texts, await deliveries.of_subject(db, "reminder", event.id)),
    ]
    people = Choice(f"manage:{event.id}:people", _("Daftar peserta"))
    choices = [people] if not event.open_at(millis(now())) else [
        Choice(f"manage:{event.id}:change", _("Ubah")),
        Choice(f"manage:{event.id}:move", _("Pindah waktu")),
        Choice(f"manage:{event.id}:cancel", _("Batalkan")),
        people,
        Choice(f"manage:{event.id}:offer", _("Umumkan")),
    ]  # fmt: skip
    turn.say("\n".join(line for line in lines if line), choices)


def reminders_line(texts: Texts, by_state: Mapping[str, int]) -> str:
    """What became of the event's reminders so far; "" before the first."""
    _ = texts.gettext
    arrived = _("Pengingat terkirim: {sent}").format(sent=number(by_state["sent"], texts.locale))
    others = (
        (_("menunggu: {count}"), by_state["queued"] + by_state["leased"] + by_state["sending"]),
        (_("belum pasti: {count}"), by_state["unknown"]),
        (_("tidak sampai: {count}"), by_state["failed"] + by_state["blocked"]),
        (_("tidak sempat: {count}"), by_state["expired"]),
    )
    said = [words.format(count=number(count, texts.locale)) for words, count in others if count]
    return ", ".join([arrived, *said]) if said or by_state["sent"] else ""


async def came_line(texts: Texts, db: Reader, event: Event) -> str:
    """How many came and, once it is over, how many said yes and did not; "" while there is nothing to say."""
    _ = texts.gettext
    came, absent = await attendance.attended(db, event.id)
    over_at = event.ends_at or event.starts_at
    if not came and millis(now()) < event.starts_at:
        return ""
    if millis(now()) < over_at:
        return _("Hadir: {came}").format(came=number(came, texts.locale))
    return _("Hadir: {came}, tidak hadir: {absent}").format(
        came=number(came, texts.locale), absent=number(absent, texts.locale)
    )


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
    excel = [Choice(f"manage:{event.id}:sheet", "Excel")]
    turn.say("\n".join([title.format(title=bold(event.title)), *lines]), [*more, *back, *excel])
