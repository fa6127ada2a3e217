"""Saying yes or no to an event, and changing one's mind, with one tap."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import millis, now
from handlers.events.texts import answering, described
from handlers.references import number_in
from handlers.reminders.rules import promise
from handlers.schedule import over
from storage import answers, events
from storage.database import Transaction
from storage.events import Event
from storage.seats import EventFull
from storage.volunteers import Volunteer


async def answer(turn: Turn, db: Transaction) -> None:
    """The talk of a button `rsvp:EVENT:vVERSION:VOLUNTEER:yes|no`; an old one holds as long as the event is to come."""
    _ = turn.gettext
    parts = turn.args["parts"]
    if len(parts) != 4 or parts[3] not in ("yes", "no"):
        turn.say(_("Tombol itu tidak dikenal, Kak. Kegiatan yang akan datang ada di /jadwal."))
        return
    number, version, who = (number_in(part) for part in (parts[0], parts[1].removeprefix("v"), parts[2]))
    event = await events.event(db, number)
    if event is None or not event.open_at(millis(now())):
        turn.say(over(turn.texts, event))
        return
    if not turn.volunteers and parts[3] == "no":
        turn.say(_("Baik Kak, terima kasih sudah mengabari. Kalau nanti bisa ikut, kegiatannya ada di /jadwal."))
        return
    if not turn.volunteers:
        turn.say(_("Terima kasih sudah mau ikut! Kakak perlu terdaftar sebagai relawan dulu, sebentar saja."))
        turn.then("/daftar", event=event.id)
        return
    person = next((one for one in turn.volunteers if who in (0, one.id)), None)
    if person is None:
        turn.say(_("Undangan itu bukan untuk Kakak. Kegiatan yang bisa Kakak ikuti ada di /jadwal."))
        return
    await _settle(turn, db, event, person, parts[3], moved=0 < version < event.version)


async def _settle(turn: Turn, db: Transaction, event: Event, person: Volunteer, said: str, *, moved: bool) -> None:
    """Keep the answer and confirm it, with the event's time as it is now."""
    _ = turn.gettext
    about = described(turn.texts, event, turn.zone)
    try:
        new = await answers.give(db, event.id, person.id, said, millis(now()))
    except EventFull:
        turn.say(
            _("Maaf Kak, tempat untuk {title} sudah penuh. Kalau ada yang batal, coba lagi lewat /jadwal.").format(
                title=event.title
            )
        )
        return
    lines = [_confirmed(turn, person, said, new=new), about]
    if moved:
        lines.append(_("Waktunya sudah berubah sejak undangan itu; yang di atas yang berlaku."))
    if said == "yes" and not turn.contact.stopped:
        lines.append(await promise(turn, db, event.id))
    turn.say("\n\n".join(line for line in lines if line), [_other(turn, event, person, said)])


def _confirmed(turn: Turn, person: Volunteer, said: str, *, new: bool) -> str:
    _ = turn.gettext
    match said, new:
        case "yes", True:
            return _("Siap, {name} tercatat ikut!").format(name=person.name)
        case "yes", False:
            return _("{name} memang sudah tercatat ikut.").format(name=person.name)
        case _no, True:
            return _("Baik, {name} tercatat tidak ikut. Terima kasih sudah mengabari.").format(name=person.name)
        case _:
            return _("{name} memang sudah tercatat tidak ikut.").format(name=person.name)


def _other(turn: Turn, event: Event, person: Volunteer, said: str) -> Choice:
    """The button with which one changes one's mind."""
    _ = turn.gettext
    if said == "yes":
        return answering(event, person.id, "no", _("Tidak jadi ikut"))
    return answering(event, person.id, "yes", _("Jadi ikut"))
