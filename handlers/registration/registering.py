"""Becoming a volunteer: consent, name, kabupaten/kota, pillar, phone; a summary that lets each be changed."""

from dataclasses import replace

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import millis, now
from bot.texts import Texts
from bot.understanding.intents import is_question
from bot.understanding.introductions import Introduction, read_introduction
from bot.understanding.personal_names import read_name, tidied
from bot.understanding.registration_numbers import registration_number
from bot.understanding.wishes import wishes_to_register_another
from handlers.contingents.belonging import is_open_to, lacks
from handlers.registration import consenting
from handlers.registration.asking import home_prompt, name_prompt, phone_prompt, pillars_prompt
from handlers.registration.consenting import Consent
from handlers.registration.lines import record_lines
from handlers.registration.person import Person, confirmation
from storage import contingents, inbox, seats, twins, volunteers
from storage.database import Transaction
from storage.seats import ContingentFull
from storage.volunteers import Volunteer


async def register(turn: Turn, db: Transaction) -> None:
    """The talk of `/daftar`. What was said before the consent waits, and is used after it."""
    words = str(turn.args.pop("words", ""))
    if wishes_to_register_another(words):
        turn.then("another:")
        return
    if turn.volunteers:
        _greet_known(turn)
        return
    if words:
        turn.leave_waiting(words)
    turn.say(turn.gettext("Senang Kakak mau ikut! Ada enam pertanyaan singkat."))
    await _enrol(turn, db, other=False)


async def register_other(turn: Turn, db: Transaction) -> None:
    """The talk of `another:`: a family member or neighbour, who shares this phone."""
    turn.say(turn.gettext("Baik Kak, kita daftarkan satu orang lagi lewat HP ini."))
    await _enrol(turn, db, other=True)


def _greet_known(turn: Turn) -> None:
    _ = turn.gettext
    name, number = turn.volunteers[0].name, registration_number(turn.volunteers[0].id)
    turn.say(
        _("Kak {name} sudah terdaftar, nomornya {number}. Datanya bisa dilihat dan diubah di /profil.").format(
            name=bold(name), number=bold(number)
        ),
        [Choice("go:profil", _("Data saya")), another_choice(turn.texts)],
    )


def another_choice(texts: Texts) -> Choice:
    """The button that registers somebody else under the same contact."""
    return Choice("another:", texts.gettext("Daftarkan orang lain"))


async def _enrol(turn: Turn, db: Transaction, *, other: bool) -> None:
    words = await _heard(turn, db)
    consent = consenting.agreed(turn, other=other, heard=words)
    if consent is None:
        return
    if turn.args.pop("heard", None):
        _presume(turn, read_introduction(words))
    _presume(turn, _beside_name(turn.words_to("name")))
    person = _asked(turn, consent, other=other)
    known = await volunteers.registered_as(db, turn.contact.id, person.name, person.home.regency, person.phone)
    if known is not None:
        await _show_known(turn, db, known)
        return
    await _keep(turn, db, await _invited(turn, db, person), consent, other=other)


async def _heard(turn: Turn, db: Transaction) -> str:
    """What was said before the consent, and waits; "" for nothing."""
    row = turn.args.get("heard")
    if row is None or row == turn.row:
        return turn.waiting
    return await inbox.waiting_words(db, row)


async def _invited(turn: Turn, db: Transaction, person: Person) -> Person:
    """The person with the pillar of the contingent whose link they opened; whoever is not of it does not join it."""
    contingent = await contingents.contingent(db, turn.args.get("contingent", 0))
    if contingent is None:
        return person
    added = lacks(contingent, person.pillars)
    if is_open_to(turn, contingent, person.name, person.pillars):
        return replace(person, pillars=(*person.pillars, added)) if added else person
    del turn.args["contingent"]
    turn.say(turn.gettext("Baik Kak, tanpa {contingent} ya.").format(contingent=bold(contingent.name)))
    return person


def _presume(turn: Turn, said: Introduction) -> None:
    """What was said before it was asked answers its questions; the summary shows it to be confirmed."""
    heard = {
        "name": said.name,
        "regency": [said.regency, said.district] if said.regency else "",
        "pillar": list(said.pillars),
        "phone": said.phone,
    }
    news = [key for key, kept in heard.items() if kept and not turn.answered(key)]
    for key in news:
        turn.presume(key, heard[key])
    if news:
        told = turn.gettext("Yang sudah disebut tadi langsung Relawan catat; nanti kita periksa sama-sama ya, Kak.")
        turn.prelude.append(Outbound(told))


def _beside_name(words: str) -> Introduction:
    """What somebody says who answers with their name and more; nothing where it is the name alone, or a question."""
    said = read_introduction(words, name_first=True)
    return Introduction() if is_question(words) or not read_name(said.name) or said == Introduction(said.name) else said


def _asked(turn: Turn, consent: Consent, *, other: bool) -> Person:
    """The answers, confirmed in a summary from which each can be changed."""
    typed = turn.ask("name", name_prompt(turn, other=other))
    home = turn.ask("regency", home_prompt(turn, other=other))
    pillars = turn.ask("pillar", pillars_prompt(turn, other=other))
    phone = turn.ask("phone", phone_prompt(turn, other=other))
    chosen = turn.session.answers
    name = typed if chosen.get("as_typed") else tidied(typed)
    person = Person(name, typed, home, pillars, phone, consent.guardian, chosen.get("announcements", True))
    match turn.ask("summary", confirmation(turn.texts, person)):
        case "yes":
            return person
        case "as_typed":
            turn.amend("as_typed", True)
        case "announcements":
            turn.amend("announcements", not person.announcements)
        case key:
            turn.change(key)
    return person


async def _show_known(turn: Turn, db: Transaction, known: Volunteer) -> None:
    """Somebody is registered already: shown, not doubled; to whoever has that record's phone, all of it."""
    _ = turn.gettext
    turn.say(_("Nama itu di daerah yang sama sudah terdaftar, Kak. Tidak didaftarkan dua kali."))
    if known.contact == turn.contact.id:
        turn.say(record_lines(turn.texts, known, await volunteers.further_pillars(db, known.id)))
        return
    turn.say(_("Nomor relawan: {number}").format(number=bold(registration_number(known.id))))
    if known.contact:
        turn.say(_("Kalau sekarang pakai HP ini, buka /profil di HP yang lama lalu pilih “Pindah HP”."))
    else:
        turn.say(_("Pendaftarannya lewat koordinator; mintalah tautannya supaya bisa dipakai di HP ini."))


async def _keep(turn: Turn, db: Transaction, person: Person, consent: Consent, *, other: bool) -> None:
    """Write everything down, and say so."""
    _ = turn.gettext
    contingent, full = await _seated(db, turn.args.get("contingent"))
    proof = await consenting.record(turn, db, consent, other=other, announcements=person.announcements)
    at = millis(now())
    number = await volunteers.register(
        db, turn.contact.id, person.name, person.home.regency, person.pillar, person.phone, proof, at,
        district=person.home.district, guardian=person.guardian, announcements=person.announcements,
        contingent=contingent, registered_by=turn.contact.id,
    )  # fmt: skip
    await volunteers.belong(db, number, person.pillars[1:])
    await twins.notice(db, number, at)
    if full:
        turn.say(_("Maaf Kak, kontingennya sudah penuh. Kakak tetap terdaftar sebagai relawan, tanpa kontingen."))
    thanks = _thanks(turn, person.name, number, other=other, announcements=person.announcements)
    if "event" in turn.args:
        # Whoever wanted to come before they were registered can say so now.
        turn.say(thanks)
        turn.then("event:", parts=[str(turn.args["event"])])
        return
    further = [Choice(f"offer:{number}", _("Tambah keahlian")), another_choice(turn.texts)]
    turn.say(thanks, [*further, Choice("go:jadwal", _("Lihat jadwal"))])


async def _seated(db: Transaction, contingent: int | None) -> tuple[int | None, bool]:
    """The contingent in which a place could be taken, and whether it was full."""
    if contingent is None:
        return None, False
    try:
        await seats.take_contingent(db, contingent)
    except ContingentFull:
        return None, True
    return contingent, False


def _thanks(turn: Turn, name: str, number: int, *, other: bool, announcements: bool) -> str:
    """What follows from being registered: the number, where events are seen, and whether they are sent, too."""
    _ = turn.gettext
    thanks = (
        _("Terima kasih! {name} sudah terdaftar sebagai relawan.")
        if other
        else _("Terima kasih, {name}! Kakak sudah terdaftar sebagai relawan.")
    ).format(name=bold(name))
    known_by = _("Nomor relawan: {number}").format(number=bold(registration_number(number)))
    if turn.contact.stopped:
        later = _("Lihat kegiatan di /jadwal. Kakak sedang berhenti menerima kabar; kalau mau dikabari, ketik /mulai.")
    elif not announcements:
        later = _("Lihat kegiatan di /jadwal. Pengumuman tidak dikirim; kalau nanti mau, ubah di /profil.")
    else:
        later = _("Lihat kegiatan di /jadwal; kabar kegiatan baru juga akan Relawan kirim ke sini.")
    return f"{thanks} {known_by}.\n\n{later}"
