"""Somebody opens a contingent's link: they join it, or register into it."""

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.prompts import Choose, Confirm
from handlers.contingents.belonging import is_open_to, lacks
from storage import contingents, volunteers
from storage.contingents import Contingent
from storage.database import Transaction
from storage.seats import ContingentFull

PAYLOAD = "k_"
"""How the payload of a contingent's link begins."""


async def join(turn: Turn, db: Transaction, code: str) -> None:
    """What `/start k_CODE` does."""
    _ = turn.gettext
    contingent = await contingents.with_code(db, code)
    if contingent is None:
        turn.say(_("Tautan kontingen ini tidak dikenal, Kak. Mintalah yang baru kepada koordinator."))
        return
    if turn.volunteers and all(person.contingent == contingent.id for person in turn.volunteers):
        turn.say(_("Kakak sudah terdaftar di {name}.").format(name=bold(contingent.name)))
        return
    if not contingent.open:
        turn.say(_("Pendaftaran {name} sudah ditutup. Tanyakan ke koordinatornya, ya.").format(name=contingent.name))
        return
    if contingent.full:
        _say_full(turn, contingent)
        return
    if turn.volunteers:
        await _join_registered(turn, db, contingent)
        return
    turn.say(_("Kakak diundang ke {name}.").format(name=bold(contingent.name)))
    for session in turn.unfinished:
        if session.conversation == "/daftar":
            # A registration under way goes on, now into the contingent.
            session.args["contingent"] = contingent.id
    turn.then("/daftar", contingent=contingent.id)


def _say_full(turn: Turn, contingent: Contingent) -> None:
    _ = turn.gettext
    said = _(
        "Maaf Kak, {name} sudah penuh. Kakak tetap bisa jadi relawan; tanyakan ke koordinator kalau ada yang mundur."
    )
    choices = [] if turn.volunteers else [Choice("go:daftar", _("Daftar"))]
    turn.say(said.format(name=bold(contingent.name)), choices)


async def _join_registered(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """Which of the contact's people joins, asked once, and whether they leave another contingent for it."""
    _ = turn.gettext
    outside = [person for person in turn.volunteers if person.contingent != contingent.id]
    who = str(outside[0].id)
    if len(outside) > 1:
        named = listed([(str(person.id), person.name) for person in outside])
        who = turn.ask("who", Choose(_("Siapa yang mau masuk {name}?").format(name=bold(contingent.name)), named, _))
    person = next(person for person in outside if str(person.id) == who)
    own = [person.pillar, *await volunteers.further_pillars(db, person.id)]
    if not is_open_to(turn, contingent, person.name, own):
        turn.say(_("Baik Kak, tidak ada yang diubah."))
        return
    question = _("{person}, mau masuk {name}?").format(person=bold(person.name), name=bold(contingent.name))
    if person.contingent is not None:
        before = await contingents.contingent(db, person.contingent)
        leaving = _("Sekarang {person} di {before}; tempatnya di sana akan dilepas. Pindah ke {name}?")
        question = leaving.format(
            person=bold(person.name), before=bold(before.name if before else "–"), name=bold(contingent.name)
        )
    yes_no = [Choice("yes", _("Ya, masuk")), Choice("no", _("Tidak"))]
    if turn.ask("join", Confirm(question, yes_no, _)) == "no":
        turn.say(_("Baik Kak, tidak ada yang diubah."))
        return
    try:
        await contingents.join(db, person.id, contingent.id)
    except ContingentFull:
        _say_full(turn, contingent)
        return
    if added := lacks(contingent, own):
        await volunteers.belong(db, person.id, [*own[1:], added])
    turn.say(
        _("Selamat bergabung! {person} sekarang di {name}.").format(person=bold(person.name), name=contingent.name)
    )
