"""Saying that one is there, with a code scanned or typed; whoever is not registered yet is, in three answers."""

import re

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import instant, millis, now
from bot.prompts import Confirm
from bot.texts import clock
from bot.understanding.personal_names import tidied
from handlers.attendance import codes
from handlers.attendance.texts import part_name, part_of
from handlers.registration import consenting
from handlers.registration.asking import home_prompt, name_prompt
from storage import attendance, desks, twins, volunteers
from storage.database import Reader, Transaction
from storage.events import Event
from storage.volunteers import Volunteer

_THERE = re.compile(
    r"^\W*(?:(?:(?:saya|sy|aku|ulun)\s+)?(?:mau|mw|ingin|cara|isi)\s+)?(?:absen(?:si)?|presensi)\b\W*(?:di\s*mana\W*)?$|"
    r"\bkode(?:nya)?\s+(?:hadir|absen)|"
    r"^\W*kode(?:nya)?\s+(?:mana|apa|brp|berapa)|"
    r"\b(?:sudah|sdh|udah|udh)\s+(?:sampai|smp|tiba|datang|hadir|(?:di|d)\s*(?:lokasi|tempat|sini|tkp))\b",
    re.IGNORECASE,
)
"""Words of somebody who wants to be checked in."""
PILLAR = "umum"
"""The pillar of somebody who registers at the door, until they say another."""


async def by_link(turn: Turn, db: Reader, payload: str) -> None:
    """Go on to check in with the code of a deep link, or say kindly why not."""
    _ = turn.gettext
    at = millis(now())
    try:
        event, part = codes.read_payload(turn.house.key, payload, at)
    except codes.BadCode:
        turn.say(_unknown(turn))
        return
    except codes.Expired:
        turn.say(_old(turn))
        return
    if (event, part) not in await _open_parts(db, at):
        turn.say(_("Absennya sudah ditutup, Kak. Kalau Kakak hadir, minta koordinator mencentang nama Kakak ya."))
        return
    turn.then("arrive", event=event, part=part)


async def by_words(turn: Turn, db: Reader, text: str) -> bool:
    """Go on to check in with a code that was typed, or say kindly why not; False where the words are no code."""
    code = codes.code_in(text)
    if not code:
        return False
    at = millis(now())
    try:
        event, part = codes.read_typed(turn.house.key, code, await _open_parts(db, at), at)
    except codes.BadCode:
        turn.say(_unknown(turn))
    except codes.Expired:
        turn.say(_old(turn))
    else:
        turn.then("arrive", event=event, part=part)
    return True


async def tell_how(turn: Turn, db: Reader, text: str) -> bool:
    """Say how one is checked in, to whoever says that they are there; False where the words say something else."""
    _ = turn.gettext
    if not _THERE.search(text):
        return False
    if await _open_parts(db, millis(now())):
        turn.say(
            _("Supaya tercatat hadir, ketik kode yang ada di layar koordinator, atau pindai gambarnya, ya Kak. Kalau "
              "tidak bisa, sebutkan saja nama Kakak kepada koordinator.")
        )  # fmt: skip
    else:
        turn.say(
            _("Absennya belum dibuka, Kak. Saat kegiatan, koordinator menunjukkan kode: ketik kodenya di sini, atau "
              "pindai gambarnya.")
        )  # fmt: skip
    return True


async def aside(turn: Turn, db: Transaction, text: str) -> bool:
    """Check in with a code typed in the middle of another talk; False where the words are no code, or no good one."""
    _ = turn.gettext
    code, at = codes.code_in(text), millis(now())
    if not code:
        return False
    try:
        event, part = codes.read_typed(turn.house.key, code, await _open_parts(db, at), at)
    except (codes.BadCode, codes.Expired):
        return False
    found = await part_of(db, event, part)
    if found is None or len(turn.volunteers) != 1:
        turn.say(_("Kodenya benar, Kak. Selesaikan dulu yang ini atau ketik /batal, lalu ketik kodenya sekali lagi."))
    else:
        turn.say(await _checked_in(turn, db, found[0], part, turn.volunteers[0].id, turn.volunteers[0].name))
    return True


async def _open_parts(db: Reader, at: int) -> set[tuple[int, int]]:
    return {(desk.event, desk.part) for desk in await desks.open_at(db, at)}


def _unknown(turn: Turn) -> str:
    return turn.gettext("Kode hadir itu tidak dikenal, Kak. Coba ketik lagi kode yang ada di layar koordinator.")


def _old(turn: Turn) -> str:
    return turn.gettext("Kode itu sudah lewat, Kak; kodenya berganti tiap menit. Coba pindai atau ketik yang terbaru.")


async def arrive(turn: Turn, db: Transaction) -> None:
    """The talk that follows a good code: who of the people on this phone is there, and their check-in."""
    event, part = int(turn.args["event"]), int(turn.args["part"])
    found = await part_of(db, event, part)
    if found is None or found[0].cancelled:
        turn.say(turn.gettext("Kegiatan itu dibatalkan, Kak. Yang lain ada di /jadwal."))
        return
    if not turn.volunteers:
        await _register(turn, db, found[0], part)
        return
    here = turn.volunteers if len(turn.volunteers) == 1 else _asked(turn, part_name(turn.texts, *found))
    lines = [await _checked_in(turn, db, found[0], part, person.id, person.name) for person in here]
    turn.say("\n".join(lines) or turn.gettext("Baik Kak, belum ada yang dicatat hadir."))


def _asked(turn: Turn, title: str) -> list[Volunteer]:
    """Those of the people on this phone who are there, each asked."""
    _ = turn.gettext
    choices = [Choice("yes", _("Ya, hadir")), Choice("no", _("Tidak"))]
    return [
        person
        for person in turn.volunteers
        if turn.ask(
            f"here {person.id}",
            Confirm(_("{name} hadir di {title}?").format(name=bold(person.name), title=title), choices, _),
        )
        == "yes"
    ]


async def _checked_in(turn: Turn, db: Transaction, event: Event, part: int, volunteer: int, name: str) -> str:
    """Check somebody in, once; what to say of it."""
    _ = turn.gettext
    new = await attendance.check_in(db, event.id, part, volunteer, millis(now()))
    kept = await attendance.arrival(db, event.id, part, volunteer)
    at = clock(instant(kept.at if kept else millis(now())), event.zone, turn.texts.locale, turn.zone)
    words = (
        _("Selamat datang, {name}! Kakak tercatat hadir di {title} pukul {at}.")
        if new
        else _("{name} memang sudah tercatat hadir di {title} sejak pukul {at}.")
    )
    return words.format(name=bold(name), title=bold(event.title), at=at)


async def _register(turn: Turn, db: Transaction, event: Event, part: int) -> None:
    """Three answers: consent, name and kabupaten/kota; then they are registered and checked in."""
    _ = turn.gettext
    turn.say(_("Selamat datang! Kakak belum terdaftar; tiga pertanyaan singkat saja, lalu langsung tercatat hadir."))
    consent = consenting.agreed(turn, other=False)
    if consent is None:
        return
    name = tidied(turn.ask("name", name_prompt(turn)))
    home = turn.ask("regency", home_prompt(turn))
    known = await volunteers.registered_as(db, turn.contact.id, name, home.regency, "")
    number = known.id if known else 0
    if not number:
        at = millis(now())
        proof = await consenting.record(turn, db, consent, other=False, announcements=False)
        number = await volunteers.register(
            db, turn.contact.id, name, home.regency, PILLAR, "", proof, at,
            district=home.district, guardian=consent.guardian, announcements=False, registered_by=turn.contact.id,
        )  # fmt: skip
        await twins.notice(db, number, at)
    turn.say(
        await _checked_in(turn, db, event, part, number, name)
        + "\n\n"
        + _("Kakak juga sudah terdaftar sebagai relawan. Pilar dan nomor telepon bisa ditambahkan lewat /profil.")
    )
