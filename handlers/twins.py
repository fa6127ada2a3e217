"""Two records that may be one person's: a coordinator of their region looks, and merges them or tells them apart."""

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import instant, millis, now
from bot.prompts import Confirm
from bot.texts import day, number, translator
from bot.understanding.pillars import pillars
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import registration_number
from handlers.names import masked_phone
from handlers.references import number_in
from storage import contacts, outbox, twins
from storage.database import Reader, Transaction
from storage.roles import Role
from storage.twins import Pair
from storage.volunteers import Volunteer

_MOST = 100
"""Pairs that are counted."""


async def pairs_line(turn: Turn, db: Reader) -> tuple[str, list[Choice]]:
    """How many pairs wait to be looked at, and the button that shows the first; nothing where there are none."""
    _ = turn.gettext
    waiting = len(await twins.unsettled(db, turn.regions(Role.COORDINATOR), _MOST))
    if not waiting:
        return "", []
    line = _("Mungkin orang yang sama: {count} pasang data.").format(count=number(waiting, turn.texts.locale))
    return line, [Choice("twins:next", _("Periksa"))]


async def settle(turn: Turn, db: Transaction) -> None:
    """The talk of the buttons `twins:next` and `twins:OTHER:KEPT:merge|differ`."""
    _ = turn.gettext
    other, kept, wish = (*turn.args["parts"], "", "", "")[:3]
    if wish not in ("merge", "differ"):
        await _show_next(turn, db)
        return
    pair = await twins.pair(db, number_in(other), number_in(kept))
    if pair is None or not all(turn.may(Role.COORDINATOR, each.regency) for each in (pair.kept, pair.other)):
        turn.say(_("Pasangan data itu sudah diperiksa, atau tidak di daerah Kakak."))
        return
    at = millis(now())
    if wish == "merge":
        question = _("{pair}\n\nGabungkan? Yang tersimpan adalah nomor {number}, dengan jawaban kegiatan dari "
                     "keduanya. Ini tidak bisa dikembalikan.")  # fmt: skip
        words = question.format(pair=_told(turn, pair), number=registration_number(pair.kept.id))
        yes_no = [Choice("yes", _("Ya, gabungkan")), Choice("no", _("Jangan"))]
        if turn.ask("sure", Confirm(words, yes_no, _)) == "no":
            turn.say(_("Baik Kak, tidak digabung."))
            return
        await _tell(db, pair, await twins.merge(db, pair, at), at)
        turn.note("merged", f"volunteers:{pair.kept.id},{pair.other.id}")
        turn.say(_("Sudah digabung menjadi {number}.").format(number=registration_number(pair.kept.id)))
    else:
        await twins.settle(db, pair.other.id, pair.kept.id, at)
        turn.note("told_apart", f"volunteers:{pair.kept.id},{pair.other.id}")
        turn.say(_("Baik Kak, dicatat sebagai dua orang."))
    turn.then("twins:", parts=["next"])


async def _show_next(turn: Turn, db: Reader) -> None:
    _ = turn.gettext
    waiting = await twins.unsettled(db, turn.regions(Role.COORDINATOR), 1)
    pair = await twins.pair(db, *waiting[0]) if waiting else None
    if pair is None:
        turn.say(_("Tidak ada lagi data yang mungkin orang yang sama, Kak."))
        return
    for person in (pair.kept, pair.other):
        turn.note("looked", f"volunteer:{person.id}")
    reference = f"twins:{pair.other.id}:{pair.kept.id}"
    turn.say(
        _("Mungkin orang yang sama:") + f"\n\n{_told(turn, pair)}",
        [Choice(f"{reference}:merge", _("Gabungkan")), Choice(f"{reference}:differ", _("Bukan, beda orang"))],
    )


def _told(turn: Turn, pair: Pair) -> str:
    return "\n\n".join(_described(turn, person) for person in (pair.kept, pair.other))


def _described(turn: Turn, person: Volunteer) -> str:
    _ = turn.gettext
    lines = [
        f"{registration_number(person.id)}: {bold(person.name)}",
        f"{region_name(person.regency)}, {pillars().get(person.pillar, person.pillar)}",
        _("Telepon: {phone}").format(phone=masked_phone(person.phone) or _("tidak diisi")),
        _("Terdaftar {when}").format(when=day(instant(person.registered_at), turn.zone, turn.texts.locale)),
    ]
    return "\n".join(lines)


async def _tell(db: Transaction, pair: Pair, lost: int | None, at: int) -> None:
    """Whose record is now at another phone hears of it."""
    if lost is None:
        return
    _ = translator(await contacts.locale_of(db, lost)).gettext
    words = _("Data {name} tercatat dua kali, jadi koordinator menggabungkannya dengan data yang ada di nomor lain. "
              "Kalau itu keliru, tulis saja di sini, ya.").format(name=bold(pair.kept.name))  # fmt: skip
    await outbox.tell(db, f"merged:{pair.other.id}", lost, Outbound(words), at, kind="merged")
