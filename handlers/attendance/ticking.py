"""Checking in without a phone: a coordinator ticks a name, types one or a registration number; and undoing it."""

import re
from dataclasses import dataclass
from typing import Any

from bot.conversation import Turn
from bot.messages import Choice, Inbound, Kind, Outbound, bold, listed
from bot.now import instant, millis, now
from bot.prompts import Choose
from bot.prompts.words import Gettext, words_only
from bot.texts import clock
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import read_registration_number
from handlers.attendance.texts import here_line, part_name, part_of
from handlers.references import number_in
from storage import attendance, desks, volunteers
from storage.attendance import DAY, Expected
from storage.database import Reader, Transaction
from storage.desks import Desk
from storage.events import Event
from storage.parts import Part
from storage.roles import Role

_TICK = re.compile(r"(?:centang|tandai|catat|absen(?:kan)?|hadirkan)\b(?:\s+(?:nama|hadir)\b)?[\s:]*", re.IGNORECASE)
_SHORTEST = 3
"""Letters of a name that is typed without more."""
MANY = 30
"""People of the same name that are offered."""


@dataclass(frozen=True)
class Somebody:
    """One of those who are awaited, tapped; or any name or registration number, typed.

    The answer is a volunteer's number in "#12", or the words.
    """

    text: str
    awaited: tuple[Choice, ...]
    gettext: Gettext
    free: bool = False

    @property
    def _offer(self) -> Choose:
        return Choose(self.text, self.awaited, self.gettext, read_as=lambda text: text)

    def read(self, inbound: Inbound, note: Any) -> str:
        """Whom it means."""
        if inbound.kind is not Kind.CHOICE:
            words_only(inbound, self.gettext)
        return self._offer.read(inbound, note)

    def keep(self, value: str) -> str:
        """The same."""
        return value

    def restore(self, kept: str) -> str:
        """The same: somebody who has come meanwhile was meant all the same."""
        return kept

    def question(self, note: Any) -> Outbound:
        """The question, with a page of those who are awaited."""
        return self._offer.question(note)


async def by_words(turn: Turn, db: Reader, text: str) -> bool:
    """Go on to tick whom somebody names whose desk is open: "0001-3", "siti", "centang siti"; False for other words."""
    if not turn.regions(Role.COORDINATOR):
        return False
    desk = next((each for each in await desks.open_at(db, millis(now())) if each.contact == turn.contact.id), None)
    if desk is None:
        return False
    told = _TICK.match(text.strip())
    who = text.strip()[told.end() :] if told else text.strip()
    if not (told or read_registration_number(who) or await _is_awaited(db, desk, who)):
        return False
    turn.then("tick:", parts=[str(desk.event), str(desk.part)], who=who)
    return True


async def _is_awaited(db: Reader, desk: Desk, who: str) -> bool:
    """Whether words are in the name of somebody who said yes and is not there yet."""
    key = volunteers.name_key(who)
    awaited = await attendance.awaited(db, desk.event, desk.part)
    return len(key) >= _SHORTEST and any(f" {key} " in f" {volunteers.name_key(each.name)} " for each in awaited)


async def tick(turn: Turn, db: Transaction) -> None:
    """The talk of a button `tick:EVENT:PART`: one name after another, until /batal."""
    _ = turn.gettext
    if who := turn.args.pop("who", ""):
        turn.presume("who", who)
    number, part_number, round_ = (number_in(each) for each in (*turn.args["parts"], "0", "0", "0")[:3])
    found = await part_of(db, number, part_number)
    if found is None or found[0].cancelled or not turn.may(Role.COORDINATOR, found[0].region):
        turn.say(_("Kegiatan itu tidak ada di daerah Kakak. Lihat daftarnya di /acara."))
        return
    event, part = found
    awaited = await attendance.awaited(db, event.id, part_number)
    choices = listed([(f"#{person.volunteer}", person.name) for person in awaited])
    question = _("Siapa yang hadir di {title}? Ketuk, atau tulis nama atau nomor relawannya. Selesai? Ketik /batal.")
    here = await here_line(turn.texts, db, event.id, part_number)
    asked = f"{question.format(title=part_name(turn.texts, event, part))}\n{here}"
    who = turn.ask("who", Somebody(asked, choices, _))
    person = await _person(turn, db, event, who)
    if person is None:
        turn.say(_("Relawan belum menemukan “{who}” di daerah kegiatan ini.").format(who=who[:60]))
    else:
        await _check_in(turn, db, event, part, person)
    # The number of the round tells the next from the one that has just ended.
    turn.then("tick:", parts=[str(event.id), str(part_number), str(round_ + 1)])


async def _person(turn: Turn, db: Transaction, event: Event, who: str) -> Expected | None:
    """Whom a tap or words mean, in the event's region; asked where several are called so."""
    _ = turn.gettext
    number = number_in(who[1:]) if who.startswith("#") else read_registration_number(who)
    if number is not None:
        one = await volunteers.volunteer(db, number)
        fits = one is not None and (who.startswith("#") or turn.may(Role.COORDINATOR, one.regency))
        return Expected(one.id, one.name, one.regency) if one is not None and fits else None
    key = volunteers.name_key(who)
    condition, parameters = volunteers.within(event.region, "v.regency")
    found = await attendance.matching(db, (condition, tuple(parameters)), key, MANY)
    exact = [person for person in found if volunteers.name_key(person.name) == key]
    if len(exact) == 1 or len(found) < 2:
        return next(iter([*exact, *found]), None)
    things = listed([(str(p.volunteer), f"{p.name}, {region_name(p.regency)}") for p in found])
    chosen = turn.ask("which", Choose(_("Yang mana, Kak?"), things, _))
    return next(person for person in found if str(person.volunteer) == chosen)


async def _check_in(turn: Turn, db: Transaction, event: Event, part: Part | None, person: Expected) -> None:
    _ = turn.gettext
    number = part.id if part else 0
    new = await attendance.check_in(db, event.id, number, person.volunteer, millis(now()), by=turn.contact.id)
    kept = await attendance.arrival(db, event.id, number, person.volunteer)
    at = kept.at if kept else millis(now())
    if new:
        turn.note("check_in", f"volunteer:{person.volunteer}")
    words = _("{name} tercatat hadir pukul {at}.") if new else _("{name} memang sudah tercatat hadir sejak pukul {at}.")
    undo = Choice(f"untick:{event.id}:{number}:{person.volunteer}", _("Batalkan hadirnya"))
    turn.say(
        words.format(name=bold(person.name), at=clock(instant(at), event.zone, turn.texts.locale)),
        [undo] if at > millis(now()) - DAY else [],
    )


async def untick(turn: Turn, db: Transaction) -> None:
    """The talk of a button `untick:EVENT:PART:VOLUNTEER`: within a day, somebody was not there after all."""
    _ = turn.gettext
    event, part, volunteer = (number_in(each) for each in (*turn.args["parts"], "", "", "")[:3])
    found = await part_of(db, event, part)
    person = await volunteers.volunteer(db, volunteer)
    if found is None or person is None or not turn.may(Role.COORDINATOR, found[0].region):
        turn.say(_("Catatan hadir itu tidak ada, Kak."))
    elif await attendance.undo(db, event, part, volunteer, millis(now())):
        turn.note("undo_check_in", f"volunteer:{volunteer}")
        here = await here_line(turn.texts, db, event, part)
        turn.say(_("{name} tidak lagi tercatat hadir.").format(name=bold(person.name)) + " " + here)
    else:
        turn.say(_("Catatan hadir itu sudah tidak ada, atau sudah lebih dari sehari."))
