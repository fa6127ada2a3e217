"""Saying yes, maybe or no to an event, for each of the people on a phone, and changing one's mind, with one tap."""

from dataclasses import dataclass

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.texts import listing
from handlers.answers import wording
from handlers.events.texts import answering, event_moment, replies
from handlers.references import number_in
from handlers.schedule import over
from storage import answers, cancellations, clashes, events, reconfirmations, waiting
from storage.answers import TooLate
from storage.database import Reader, Transaction
from storage.events import Event
from storage.seats import EventFull, NoQuota
from storage.volunteers import Volunteer

SHOWN = 3
"""Overlapping events that are named: with longer titles than usual they still fit a text with choices."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a button says: who answers what to which event; `moved` if its time has changed since."""

    event: Event
    person: Volunteer
    answer: str
    moved: bool


async def answer(turn: Turn, db: Transaction) -> None:
    """The talk of a button `rsvp:EVENT:vVERSION:VOLUNTEER:yes|maybe|no`; an old one holds until the event begins."""
    said = await _understood(turn, db, ("yes", "maybe", "no"))
    if said is None:
        return
    before = await answers.answer_of(db, said.event.id, said.person.id)
    if said.answer == "no" and not before and not await _may_come(turn, db, said):
        return
    if said.answer != "no" and before != "yes":
        if not await _may_come(turn, db, said):
            return
        overlapping = await clashes.clashing(db, said.event.id, said.person.id) if said.answer == "yes" else []
        if overlapping:
            _warn(turn, said, overlapping)
            return
    await _settle(turn, db, said)


async def answer_in_spite(turn: Turn, db: Transaction) -> None:
    """The talk of a button `clash:EVENT:vVERSION:VOLUNTEER:yes|no`: yes although the times overlap, or nothing new."""
    said = await _understood(turn, db, ("yes", "no"))
    if said is None:
        return
    if said.answer == "no":
        turn.say(turn.gettext("Baik Kak, tidak ada yang diubah. Kegiatan yang Kakak ikuti ada di /jadwalku."))
    elif await _may_come(turn, db, said):
        await _settle(turn, db, said)


async def _understood(turn: Turn, db: Reader, known: tuple[str, ...]) -> Said | None:
    """What the tapped button says; None, and a polite word, where it can say nothing (any more)."""
    _ = turn.gettext
    parts = turn.args["parts"]
    if len(parts) != 4 or parts[3] not in known:
        turn.say(_("Tombol itu tidak dikenal, Kak. Kegiatan yang akan datang ada di /jadwal."))
        return None
    number, version, who = (number_in(part) for part in (parts[0], parts[1].removeprefix("v"), parts[2]))
    event = await events.event(db, number)
    if event is None or not event.open_at(millis(now())):
        turn.say(over(turn.texts, event))
        return None
    if not turn.volunteers and parts[3] == "no":
        turn.say(_("Baik Kak, terima kasih sudah mengabari. Kalau nanti bisa ikut, kegiatannya ada di /jadwal."))
        return None
    if not turn.volunteers:
        turn.say(_("Terima kasih sudah mau ikut! Kakak perlu terdaftar sebagai relawan dulu, sebentar saja."))
        turn.then("/daftar", event=event.id)
        return None
    person = next((one for one in turn.volunteers if who in (0, one.id)), None)
    if person is None:
        turn.say(_("Undangan itu bukan untuk Kakak. Kegiatan yang bisa Kakak ikuti ada di /jadwal."))
        return None
    return Said(event, person, parts[3], moved=0 < version < event.version)


async def _may_come(turn: Turn, db: Reader, said: Said) -> bool:
    """Whether the event is for whoever wants to come; if not, they are told."""
    invited = await answers.invited(db, said.event.id, said.person.id)
    if not invited:
        turn.say(wording.not_for(turn.texts, said.event, said.person), [wording.people_choice(turn.texts)])
    return invited


def _warn(turn: Turn, said: Said, overlapping: list[Event]) -> None:
    """Before anything is kept, say what else is at that time."""
    _ = turn.gettext
    others = [f"{bold(each.title)} ({event_moment(turn.texts, each, turn.zone)})" for each in overlapping[:SHOWN]]
    text = _("Sebentar, Kak. Waktu {title} bentrok dengan yang sudah {name} ikuti: {others}. Tetap ikut?").format(
        title=bold(said.event.title), name=said.person.name, others=listing(others, turn.texts.locale)
    )
    button = f"clash:{said.event.id}:v{said.event.version}:{said.person.id}"
    choices = [Choice(f"{button}:yes", _("Tetap ikut")), Choice(f"{button}:no", _("Batal"))]
    turn.say(text, choices, about=said.event.title)


async def _settle(turn: Turn, db: Transaction, said: Said) -> None:
    """Keep the answer and confirm it, with the event's time as it is now; then ask about the next on this phone."""
    event, person, at = said.event, said.person, millis(now())
    before = await answers.answer_of(db, event.id, person.id)
    try:
        new = await answers.give(db, event.id, person.id, said.answer, at)
    except EventFull:
        place = await waiting.join(db, event.id, person.id, at)
        text = wording.waits(turn, event, person, place, new=before != "waiting")
        choices = [answering(event, person.id, "no", turn.gettext("Keluar antrean"))]
    except (TooLate, NoQuota) as refusal:
        text = wording.refused(turn.texts, event, person, refusal, turn.zone)
        turn.say(text, [wording.people_choice(turn.texts)])
        return
    else:
        again = said.answer == "yes" and await reconfirmations.confirm(db, event.id, person.id, at)
        if before == "yes" and said.answer == "no":
            await cancellations.tell_late(db, event, person.id, at)
        text = await wording.confirmed(turn, db, event, person, said.answer, new=new, again=again and not new)
        choices = wording.other_answers(turn.texts, event, person, said.answer)
    if said.moved:
        moved = turn.gettext("Waktunya sudah berubah sejak undangan itu; yang di atas yang berlaku.")
        text = f"{text}\n\n{moved}"
    await _say_and_ask_next(turn, db, event, text, choices)


async def _say_and_ask_next(turn: Turn, db: Reader, event: Event, text: str, choices: list[Choice]) -> None:
    """Say what was kept, and ask for the next person on this phone whom the event is for and who has not answered."""
    for volunteer in await answers.unanswered(db, event.id, turn.contact.id):
        if await answers.invited(db, event.id, volunteer):
            name = next(one.name for one in turn.volunteers if one.id == volunteer)
            question = turn.gettext("Kalau {name}, ikut juga?").format(name=bold(name))
            turn.say(f"{text}\n\n{question}", replies(turn.texts, event, volunteer), about=event.title)
            return
    turn.say(text, choices)
