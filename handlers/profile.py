"""One's own data: seeing and correcting them."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.prompts import Choose, Phone, Region, Text
from handlers.registration import person_name, personal_lines, pillar_prompt, summary_choices
from storage import volunteers
from storage.database import Transaction
from storage.volunteers import AlreadyRegistered


async def correct(turn: Turn, db: Transaction) -> None:
    """The talk of `/profil`: what is known, and one answer to change at a time."""
    _ = turn.gettext
    if not turn.volunteers:
        turn.say(_("Kakak belum terdaftar. Ketik /daftar untuk mendaftar, ya."))
        return
    person = turn.volunteers[0]
    lines = personal_lines(turn.texts, person.name, person.regency, person.pillar, person.phone)
    changes = [Choice("none", _("Sudah benar")), *summary_choices(turn.texts)[1:]]
    what = turn.ask("what", Choose("\n\n".join([_("Ini data Kakak:"), lines, _("Ada yang mau diubah?")]), changes, _))
    name, regency, pillar, phone = person.name, person.regency, person.pillar, person.phone
    match what:
        case "name":
            name = turn.ask(
                "name", Text(_("Siapa nama lengkap Kakak?"), _, read_as=lambda text: person_name(turn.texts, text))
            )
        case "regency":
            regency = turn.ask("regency", Region(_("Kakak tinggal di kabupaten/kota mana? Misalnya: Banjarbaru"), _))
        case "pillar":
            pillar = turn.ask("pillar", pillar_prompt(turn, _("Kakak dari pilar mana?")))
        case "phone":
            phone = turn.ask("phone", Phone(_("Nomor telepon Kakak yang baru?"), _, Choice("skip", _("Kosongkan"))))
        case _none:
            turn.say(_("Sip, datanya tetap seperti itu."))
            return
    try:
        await volunteers.correct(db, person.id, name, regency, pillar, phone)
    except AlreadyRegistered:
        turn.say(_("Nama itu di daerah yang sama sudah terdaftar, Kak. Datanya tidak diubah."))
        return
    turn.say(_("Sudah diubah:") + "\n\n" + personal_lines(turn.texts, name, regency, pillar, phone))
