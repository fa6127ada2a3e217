"""What is said to an answer, and the buttons with which one changes one's mind."""

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import instant, millis, now
from bot.texts import Texts, moment, number
from handlers.events.texts import answering, described
from handlers.helpdesk import ask_choice
from handlers.reminders.rules import promise
from storage import desks
from storage.answers import TooLate
from storage.database import Reader
from storage.events import Event
from storage.seats import NoQuota
from storage.volunteers import Volunteer
from storage.waiting import Place


def people_choice(texts: Texts) -> Choice:
    """The button that leads to people, for whoever was refused."""
    return ask_choice(texts)


async def confirmed(
    turn: Turn, db: Reader, event: Event, person: Volunteer, answer: str, *, new: bool, again: bool
) -> str:
    """The answer as it is kept, the event, and what will come; `again`: they had been asked if they still come."""
    lines = [_kept(turn.texts, person, answer, new=new, again=again), described(turn.texts, event, turn.zone)]
    if answer == "yes" and not turn.contact.stopped:
        lines.append(await promise(turn, db, event.id))
    if answer == "yes" and await desks.is_open_for(db, event.id, millis(now())):
        lines.append(turn.gettext("Sudah di lokasi? Ketik kode yang ada di layar koordinator supaya tercatat hadir."))
    return "\n\n".join(line for line in lines if line)


def _kept(texts: Texts, person: Volunteer, answer: str, *, new: bool, again: bool) -> str:
    _ = texts.gettext
    match answer, new:
        case "yes", True:
            text = _("Siap, {name} tercatat ikut!")
        case "yes", False:
            text = _("Siap, {name} jadi datang. Sampai ketemu!") if again else _("{name} memang sudah tercatat ikut.")
        case "maybe", True:
            text = _(
                "Baik, {name} tercatat mungkin ikut. Belum ada kursi yang dipegang; kabari lagi kalau sudah pasti ya."
            )
        case "maybe", False:
            text = _("{name} memang sudah tercatat mungkin ikut.")
        case _no, True:
            text = _("Baik, {name} tercatat tidak ikut. Terima kasih sudah mengabari.")
        case _:
            text = _("{name} memang sudah tercatat tidak ikut.")
    return text.format(name=person.name)


def waits(turn: Turn, event: Event, person: Volunteer, place: Place, *, new: bool) -> str:
    """Where somebody stands in the line, and what will happen."""
    _ = turn.gettext
    known = {
        "title": bold(event.title), "name": person.name, "place": number(place.number, turn.texts.locale)
    }  # fmt: skip
    if new:
        text = _("Tempat untuk {title} sudah penuh, Kak. {name} masuk daftar tunggu, urutan ke-{place}.")
    else:
        text = _("Tempat untuk {title} masih penuh, Kak. {name} ada di daftar tunggu, urutan ke-{place}.")
    if turn.contact.stopped:
        rest = _("Kakak sedang berhenti menerima pesan. Ketik /mulai supaya Relawan bisa mengabari kalau ada kursi.")
    else:
        rest = _("Kalau ada kursi kosong, Relawan kabari dan kursinya dipegang dulu untuk Kakak.")
    return f"{text.format(**known)}\n\n{rest}"


def refused(texts: Texts, event: Event, person: Volunteer, why: TooLate | NoQuota, reader_zone: str) -> str:
    """Why somebody cannot come, though the event is still to be."""
    _ = texts.gettext
    if isinstance(why, TooLate):
        until = moment(instant(event.answer_by), event.zone, texts.locale, reader_zone)
        return _(
            "Maaf Kak, batas untuk ikut {title} sudah lewat ({until}). Kalau masih ingin ikut, tanya pengurus ya."
        ).format(title=bold(event.title), until=until)
    return _(
        "Maaf Kak, kursi {title} dibagi per kelompok, dan belum ada jatah untuk {name}. "
        "Kalau keliru, tanya pengurus ya."
    ).format(title=bold(event.title), name=person.name)


def not_for(texts: Texts, event: Event, person: Volunteer) -> str:
    """That the event is for others."""
    _ = texts.gettext
    return _(
        "Maaf Kak, {title} khusus untuk kelompok lain, belum untuk {name}. Kalau keliru, tanya pengurus ya."
    ).format(title=bold(event.title), name=person.name)


def other_answers(texts: Texts, event: Event, person: Volunteer, answer: str) -> list[Choice]:
    """The buttons with which somebody who has said so changes their mind."""
    _ = texts.gettext
    if answer == "yes":
        return [answering(event, person.id, "no", _("Tidak jadi ikut"))]
    if answer == "maybe":
        return [answering(event, person.id, "yes", _("Ikut")), answering(event, person.id, "no", _("Tidak"))]
    return [answering(event, person.id, "yes", _("Jadi ikut"))]
