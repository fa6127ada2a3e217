"""One's own data: seeing and correcting them, one person of those who share the phone at a time."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.asking import Again, Invalid
from bot.conversation import Turn
from bot.messages import Choice, Kind, listed
from bot.now import millis, now
from bot.prompts import Choose, Confirm, Place
from bot.texts import Texts
from bot.understanding.corrections import read_correction
from bot.understanding.yesno import read_yesno
from handlers.registration import moving
from handlers.registration.asking import home_prompt, name_prompt, new_phone_prompt, pillars_prompt
from handlers.registration.lines import home_line, record_lines
from handlers.registration.offering import offer_prompt
from handlers.registration.registering import another_choice
from storage import twins, volunteers
from storage.database import Transaction
from storage.volunteers import AlreadyRegistered, Volunteer


@dataclass(frozen=True, slots=True)
class _Record:
    """A person and their further pillars."""

    person: Volunteer
    further: tuple[str, ...]


async def correct(turn: Turn, db: Transaction) -> None:
    """The talk of `/profil`: what is known, and one answer to change at a time."""
    _ = turn.gettext
    if not turn.volunteers:
        turn.say(_("Kakak belum terdaftar. Ketik /daftar untuk mendaftar, ya."))
        return
    person = _person(turn)
    record = _Record(person, tuple(await volunteers.further_pillars(db, person.id)))
    shown = [_("Ini data yang tersimpan:"), record_lines(turn.texts, person, record.further), _("Ada yang mau diubah?")]
    words = str(turn.args.pop("words", ""))
    if wish := read_correction(words):
        turn.presume("what", wish)
        _hear_home(turn, words)
    what = turn.ask("what", Choose("\n\n".join(shown), _changes(turn.texts, person), _, read_as=_wished))
    match what:
        case "none":
            turn.say(_("Sip, datanya tetap seperti itu."))
        case "move":
            await moving.leave(turn, db, person)
        case "another":
            turn.then("another:")
        case _:
            await _keep(turn, db, record, _corrected(turn, record, what))


def _hear_home(turn: Turn, words: str) -> None:
    """Where somebody says they live now waits to be confirmed, where it is plainly a place."""
    prompt = home_prompt(turn)
    with suppress(Invalid, Again):
        turn.args["home"] = prompt.keep(prompt.read(replace(turn.inbound, kind=Kind.TEXT, text=words), None))


def _home(turn: Turn) -> Place:
    """Where somebody lives now: what they said with their wish, if that is right, or else their answer."""
    _ = turn.gettext
    prompt = home_prompt(turn)
    if said := turn.args.get("home"):
        place = prompt.restore(said)
        question = "\n\n".join([home_line(turn.texts, place.regency, place.district), _("Diubah jadi ini, Kak?")])
        yes_no = [Choice("yes", _("Ya, benar")), Choice("no", _("Bukan"))]
        if turn.ask("moved", Confirm(question, yes_no, _)) == "yes":
            return place
    return turn.ask("regency", prompt)


def _wished(words: str) -> str | None:
    """What is to be changed, as people say it; a plain yes is that all is right."""
    return "none" if read_yesno(words) == "yes" else read_correction(words)


def _person(turn: Turn) -> Volunteer:
    """The one whose data are meant, asked where several share the phone."""
    if len(turn.volunteers) == 1:
        return turn.volunteers[0]
    people = {str(person.id): person for person in turn.volunteers}
    named = listed([(id_, person.name) for id_, person in people.items()])
    return people[turn.ask("who", Choose(turn.gettext("Data siapa yang mau dilihat?"), named, turn.gettext))]


def _changes(texts: Texts, person: Volunteer) -> list[Choice]:
    _ = texts.gettext
    return [
        Choice("none", _("Sudah benar")), Choice("name", _("Ubah nama")), Choice("regency", _("Ubah daerah")),
        Choice("pillar", _("Ubah pilar")), Choice("phone", _("Ubah telepon")), Choice("offer", _("Ubah keahlian")),
        Choice("announcements", _("Tanpa pengumuman") if person.announcements else _("Dengan pengumuman")),
        Choice("move", _("Pindah HP")), replace(another_choice(texts), id="another"),
    ]  # fmt: skip


def _corrected(turn: Turn, record: _Record, what: str) -> _Record:
    """The record with one answer changed."""
    person = record.person
    match what:
        case "name":
            return replace(record, person=replace(person, name=turn.ask("name", name_prompt(turn))))
        case "regency":
            home = _home(turn)
            return replace(record, person=replace(person, regency=home.regency, district=home.district))
        case "pillar":
            pillar, *further = turn.ask("pillar", pillars_prompt(turn))
            return _Record(replace(person, pillar=pillar), tuple(further))
        case "phone":
            return replace(record, person=replace(person, phone=turn.ask("phone", new_phone_prompt(turn))))
        case "offer":
            return replace(record, person=replace(person, offer=turn.ask("offer", offer_prompt(turn))))
        case _announcements:
            return replace(record, person=replace(person, announcements=not person.announcements))


async def _keep(turn: Turn, db: Transaction, before: _Record, after: _Record) -> None:
    _ = turn.gettext
    person = after.person
    try:
        await volunteers.correct(
            db, person.id, person.name, person.regency, person.pillar, person.phone, person.district
        )
    except AlreadyRegistered:
        turn.say(_("Nama itu di daerah yang sama sudah terdaftar, Kak. Datanya tidak diubah."))
        return
    await volunteers.offer(db, person.id, person.offer)
    await volunteers.wish_announcements(db, person.id, person.announcements)
    if after.further != before.further:
        await volunteers.belong(db, person.id, after.further)
    await twins.notice(db, person.id, millis(now()))
    turn.say(_("Sudah diubah:") + "\n\n" + record_lines(turn.texts, person, after.further))
