"""Somebody opens the link of a record that their coordinator made: they see it, agree, and it is their own."""

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import millis, now
from bot.prompts import Choose, Confirm
from bot.understanding.pillars import pillars
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import registration_number
from handlers.registration import consenting
from storage import claims, codes, twins, volunteers
from storage.claims import Claimed
from storage.codes import LateCode, Opens, UnknownCode, UsedCode
from storage.database import Reader, Transaction
from storage.twins import Pair
from storage.volunteers import AlreadyRegistered, Volunteer, name_key

PAYLOAD = "c_"
"""How the payload of such a link begins."""


async def claim(turn: Turn, db: Transaction, code: str) -> None:
    """What `/start c_CODE` does."""
    _ = turn.gettext
    person = await _record(turn, db, code)
    if person is None:
        return
    turn.say(_shown(turn, person))
    yes_no = [Choice("yes", _("Ya, ini saya")), Choice("no", _("Bukan saya"))]
    if turn.ask("me", Confirm(_("Apakah ini Kakak?"), yes_no, _)) == "no":
        turn.say(_("Baik Kak, tidak ada yang diubah. Tolong kabari yang mengirim tautannya, ya."))
        return
    same = _same(turn, person)
    if same is not None:
        await _merge(turn, db, code, person, same)
        return
    consent = consenting.agreed(turn, other=False)
    if consent is None:
        turn.say(_("Data dari koordinator belum dihapus. Kalau mau dihapus, beri tahu koordinatornya, Kak."))
        return
    wish = [Choice("yes", _("Boleh")), Choice("no", _("Tidak"))]
    announcements = turn.ask("summary", Confirm(consenting.announcements_text(turn.texts), wish, _)) == "yes"
    at = millis(now())
    proof = await consenting.record(turn, db, consent, other=False, announcements=announcements)
    try:
        await codes.use(db, Opens.CLAIM, code, at)
        await claims.claim(
            db, person.id, turn.contact.id, proof, guardian=consent.guardian, announcements=announcements
        )
    except (UsedCode, Claimed, AlreadyRegistered):
        _say_gone(turn)
        return
    done = _("Terima kasih, {name}! Data ini sekarang Kakak pegang sendiri. Nomor relawan Kakak: {number}. Kalau ada "
             "yang salah, perbaiki di /profil.")  # fmt: skip
    turn.say(
        done.format(name=bold(person.name), number=bold(registration_number(person.id))),
        [Choice("go:profil", _("Data saya")), Choice("go:jadwal", _("Lihat jadwal"))],
    )


async def _record(turn: Turn, db: Reader, code: str) -> Volunteer | None:
    """The record that the code opens; None, kindly told, where it opens none any more."""
    _ = turn.gettext
    try:
        opened = await codes.look(db, Opens.CLAIM, code, millis(now()))
    except LateCode:
        turn.say(_("Tautan ini sudah lewat waktunya, Kak. Mintalah yang baru kepada koordinator."))
        return None
    except (UnknownCode, UsedCode):
        _say_gone(turn)
        return None
    person = await volunteers.volunteer(db, opened.subject or 0)
    if person is None or person.contact:
        _say_gone(turn)
        return None
    return person


def _say_gone(turn: Turn) -> None:
    _ = turn.gettext
    turn.say(_("Tautan ini tidak berlaku atau sudah dipakai, Kak. Mintalah yang baru kepada koordinator."))


def _shown(turn: Turn, person: Volunteer) -> str:
    """The record as whoever has the link may see it: of the telephone number only its end."""
    _ = turn.gettext
    phone = f"••••{person.phone[-4:]}" if person.phone else _("belum diisi")
    return "\n".join(
        [
            _("Koordinator sudah mendaftarkan:"),
            _("Nama: {name}").format(name=bold(person.name)),
            _("Kabupaten/kota: {region}").format(region=bold(region_name(person.regency))),
            _("Pilar: {pillar}").format(pillar=bold(pillars().get(person.pillar, person.pillar))),
            _("Telepon: {phone}").format(phone=bold(phone)),
        ]
    )


def _same(turn: Turn, person: Volunteer) -> Volunteer | None:
    """Who of the contact's people it is about: of the same name and place at once, of another if they say so."""
    _ = turn.gettext
    if not turn.volunteers:
        return None
    key = (name_key(person.name), person.regency)
    twin = next((one for one in turn.volunteers if (name_key(one.name), one.regency) == key), None)
    if twin is not None:
        return twin
    named = listed([*((str(one.id), one.name) for one in turn.volunteers), ("other", _("Orang lain"))])
    question = _("Di HP ini sudah ada yang terdaftar. Apakah {name} orang yang sama dengan salah satunya?")
    who = turn.ask("same", Choose(question.format(name=bold(person.name)), named, _))
    return next((one for one in turn.volunteers if str(one.id) == who), None)


async def _merge(turn: Turn, db: Transaction, code: str, person: Volunteer, same: Volunteer) -> None:
    """The two records are one person's: the one they made themselves stays, with what the other adds."""
    _ = turn.gettext
    question = _("Kakak sudah terdaftar sebagai {name} ({number}). Gabungkan keduanya menjadi satu?").format(
        name=bold(same.name), number=registration_number(same.id)
    )
    yes_no = [Choice("yes", _("Ya, gabungkan")), Choice("no", _("Tidak"))]
    if turn.ask("merge", Confirm(question, yes_no, _)) == "no":
        turn.say(_("Baik Kak, tidak ada yang diubah."))
        return
    at = millis(now())
    try:
        await codes.use(db, Opens.CLAIM, code, at)
    except UsedCode:
        _say_gone(turn)
        return
    await twins.merge(db, Pair(same, person), at)
    turn.say(_("Sudah digabung, Kak. Lihat datanya di /profil."), [Choice("go:profil", _("Data saya"))])
