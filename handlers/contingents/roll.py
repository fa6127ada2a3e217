"""Who is in a contingent, whose data are not complete, and a word to them."""

from collections.abc import Sequence
from datetime import timedelta
from textwrap import shorten

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import millis, now
from bot.prompts import Confirm
from bot.quiet import next_allowed
from bot.texts import Texts, listing, number, translator
from bot.understanding.regions import region_name
from handlers.contingents.texts import places, to_contingent
from handlers.references import number_in
from storage import contacts, contingents
from storage.contingents import Contingent, Which
from storage.database import Reader, Row, Transaction
from storage.outbox import Delivery

PAGE = 7
"""Names shown at once: with their telephone numbers they fit a text with choices."""
NAME_LENGTH = 60


async def show_roll(turn: Turn, db: Reader, contingent: Contingent) -> None:
    """How many are registered, have claimed their record, and lack something; and the ways on."""
    _ = turn.gettext
    figures = await contingents.figures(db, contingent.id)
    said = {part: bold(number(count, turn.texts.locale)) for part, count in figures.items()}
    lines = [
        bold(contingent.name),
        _("Terisi: {places}").format(places=places(turn.texts, contingent)),
        _("Sudah terhubung dengan Relawan: {count}").format(count=said[Which.CLAIMED]),
        _("Belum terhubung: {count}").format(count=said[Which.UNCLAIMED]),
        _("Tanpa nomor HP: {count}").format(count=said[Which.NO_PHONE]),
    ]
    ways = [(f"names:{Which.ALL}:0", _("Semua nama"), figures[Which.ALL])]
    ways += [
        (f"names:{Which.UNCLAIMED}:0", _("Belum terhubung"), figures[Which.UNCLAIMED]),
        (f"names:{Which.NO_PHONE}:0", _("Tanpa nomor HP"), figures[Which.NO_PHONE]),
        ("links", _("Tautan per orang"), figures[Which.UNCLAIMED]),
        ("remind", _("Ingatkan"), figures[Which.INCOMPLETE]),
    ]
    choices = [Choice(f"contingent:{contingent.id}:{way}", label) for way, label, count in ways if count]
    turn.say("\n".join(lines), [*choices, to_contingent(turn.texts, contingent.id)])


async def show_names(turn: Turn, db: Reader, contingent: Contingent) -> None:
    """A page of names; those who have not claimed their record with the numbers at which to call them."""
    _ = turn.gettext
    part, page = _wanted(turn.args["parts"])
    which = Which(part) if part in set(Which) else Which.ALL
    count = (await contingents.figures(db, contingent.id))[which]
    page = max(0, min(page, (count - 1) // PAGE))
    people = await contingents.people(db, contingent.id, which, PAGE, page * PAGE)
    turn.note("looked", f"contingent:{contingent.id}")
    lines = [
        f"{place}. {_line(turn.texts, row, phone=which is Which.UNCLAIMED)}"
        for place, row in enumerate(people, page * PAGE + 1)
    ]
    titles = {
        Which.UNCLAIMED: _("{name}: belum terhubung, bisa ditelepon"),
        Which.NO_PHONE: _("{name}: tanpa nomor HP"),
    }
    title = titles.get(which, "{name}").format(name=bold(contingent.name))
    way = f"contingent:{contingent.id}:names:{which}"
    choices = [Choice(f"{way}:{page + 1}", _("Lainnya »"))] if (page + 1) * PAGE < count else []
    choices += [Choice(f"{way}:{page - 1}", _("« Sebelumnya"))] if page else []
    choices.append(Choice(f"contingent:{contingent.id}:roll", _("Ringkasan")))
    turn.say("\n".join([title, *(lines or [_("Belum ada siapa-siapa.")])]), choices)


def _wanted(parts: Sequence[str]) -> tuple[str, int]:
    """The part of the people and the page, from 0, that a button's reference names."""
    return (parts[2] if len(parts) > 2 else ""), (number_in(parts[3]) if len(parts) > 3 else 0)


def _line(texts: Texts, row: Row, *, phone: bool) -> str:
    said = f"{shorten(row['name'], NAME_LENGTH, placeholder='…')}, {region_name(row['regency'])}"
    if not phone:
        return said
    return f"{said}, {row['phone'] or texts.gettext('tanpa nomor HP')}"


async def remind(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """A word to those who can be written to and have no telephone number; the others are to be called."""
    _ = turn.gettext
    reached = await contingents.to_complete(db, contingent.id)
    unclaimed = (await contingents.figures(db, contingent.id))[Which.UNCLAIMED]
    calling = [Choice(f"contingent:{contingent.id}:names:{Which.UNCLAIMED}:0", _("Belum terhubung"))]
    by_hand = _("Belum terhubung dengan Relawan: {count} orang. Mereka perlu ditelepon, atau dikirimi tautannya.")
    told = [by_hand.format(count=bold(number(unclaimed, turn.texts.locale)))] if unclaimed else []
    if not reached:
        nobody = _("Tidak ada yang bisa dikirimi pesan: nomor HP mereka sudah terisi, atau belum terhubung.")
        turn.say("\n\n".join([nobody, *told]), calling if unclaimed else [])
        return
    question = _("Kirim pesan ke {count} orang supaya melengkapi nomor HP-nya?").format(
        count=bold(number(reached, turn.texts.locale))
    )
    yes_no = [Choice("yes", _("Kirim")), Choice("no", _("Tidak"))]
    if turn.ask("sure", Confirm(question, yes_no, _)) == "no":
        turn.say(_("Baik Kak, tidak jadi dikirim."))
        return
    at = now()
    soonest = next_allowed(at, turn.zone)
    sent = await contingents.ask_to_complete(
        db, contingent.id, soonest.date().isoformat(), millis(at), millis(soonest), millis(soonest + timedelta(days=2))
    )
    turn.note("remind", f"contingent:{contingent.id}")
    done = _("Siap Kak, sedang dikirim.") if sent else _("Hari ini mereka sudah diingatkan, Kak. Coba lagi besok, ya.")
    turn.say("\n\n".join([done, *told]), calling if unclaimed else [])


async def render(db: Reader, delivery: Delivery) -> Outbound | None:
    """The wish for a telephone number; None if nobody at the contact lacks one any more."""
    if delivery.subject is None or delivery.contact is None:
        return None
    contingent = await contingents.contingent(db, delivery.subject)
    names = await contingents.without_phone(db, delivery.subject, delivery.contact)
    if contingent is None or not names:
        return None
    texts = translator(await contacts.locale_of(db, delivery.contact))
    _ = texts.gettext
    words = _(
        "Halo Kak! Koordinator {contingent} minta tolong: nomor HP {names} belum terisi. Kakak bisa mengisinya lewat "
        "/profil, supaya mudah dihubungi saat kegiatan."
    )
    said = words.format(contingent=contingent.name, names=listing([bold(name) for name in names], texts.locale))
    return Outbound(said, (Choice("go:profil", _("Lengkapi data")),), about=_("Nomor HP"))


RENDERERS = {"complete": render}
