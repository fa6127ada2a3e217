"""A record moves to a phone of its person's own: the old phone makes a code, the new one types it or opens the link."""

import re

from bot.conversation import Turn
from bot.messages import Outbound, bold, code
from bot.now import millis, now
from bot.prompts import Text
from bot.texts import translator
from handlers.registration.lines import record_lines
from storage import codes, contacts, outbox, volunteers
from storage.codes import LateCode, Opens, UnknownCode, UsedCode
from storage.database import Transaction
from storage.volunteers import Volunteer

PAYLOAD = "m_"
"""How a link's payload begins that moves a record."""
VALID = 24 * 3600 * 1000
"""Milliseconds that a code can be used."""


async def leave(turn: Turn, db: Transaction, person: Volunteer) -> None:
    """Make a code with which this person's record moves to another phone."""
    _ = turn.gettext
    made = await codes.make(
        db, Opens.MOVE, made_by=turn.contact.id, at=millis(now()), valid=VALID, subject=person.id, typed=True
    )
    shown = "-".join(made[at : at + 4] for at in range(0, len(made), 4))
    turn.say(
        _("Di HP yang baru, buka tautan ini: {link}\n\nAtau kirim ke Relawan dari sana: {command}\n\nKodenya berlaku "
          "24 jam, untuk sekali pakai. Berikan hanya kepada {name}.").format(
            link=turn.link(PAYLOAD + made), command=code(f"/pindah {shown}"), name=bold(person.name)
        )
    )  # fmt: skip


async def arrive(turn: Turn, db: Transaction) -> None:
    """The talk of `/pindah KODE`, and of the link: the record is at this phone from now on."""
    _ = turn.gettext
    typed = turn.args.get("words") or turn.ask("code", Text(_("Tulis kode dari HP yang lama ya, Kak."), _))
    given, at = re.sub(r"[\W_]", "", typed.casefold()), millis(now())
    try:
        opened = await codes.look(db, Opens.MOVE, given, at)
    except (UnknownCode, UsedCode, LateCode):
        turn.say(_("Kode itu tidak berlaku atau sudah dipakai. Minta yang baru lewat /profil di HP yang lama ya, Kak."))
        return
    person = await volunteers.volunteer(db, opened.subject or 0)
    if person is None or person.contact != opened.made_by:
        turn.say(_("Kode itu tidak berlaku atau sudah dipakai. Minta yang baru lewat /profil di HP yang lama ya, Kak."))
    elif person.contact == turn.contact.id:
        turn.say(_("Kode itu untuk HP yang lain, Kak. Data {name} sudah ada di sini.").format(name=bold(person.name)))
    elif await volunteers.registered_as(db, turn.contact.id, person.name, person.regency, ""):
        turn.say(_("Di HP ini sudah ada {name} dari daerah yang sama, jadi tidak dipindah.").format(
            name=bold(person.name)))  # fmt: skip
    else:
        await codes.use(db, Opens.MOVE, given, at)
        await _move(turn, db, person, at)


async def _move(turn: Turn, db: Transaction, person: Volunteer, at: int) -> None:
    _ = turn.gettext
    await volunteers.move(db, person.id, turn.contact.id)
    turn.note("move", f"volunteer:{person.id}")
    old = translator(await contacts.locale_of(db, person.contact)).gettext
    told = old("Data {name} sudah pindah ke HP lain, sesuai kode yang dibuat di sini.").format(name=bold(person.name))
    await outbox.tell(db, f"moved:{person.id}:{at}", person.contact, Outbound(told), at, kind="moved")
    lines = record_lines(turn.texts, person, await volunteers.further_pillars(db, person.id))
    turn.say(
        _("Selamat datang, {name}! Mulai sekarang data ini ada di HP Kakak:").format(name=bold(person.name))
        + "\n\n" + lines + "\n\n" + _("Mengubah: /profil. Menghapus: /hapusdata.")
    )  # fmt: skip
