"""Counts: the board of now, one event's figures, and the buttons that lead on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import instant, millis, now
from bot.texts import clock, moment, number
from handlers.audiences import covering
from handlers.counts import asked_for, charts, digest, exports
from handlers.counts.asked_for import places_named
from handlers.counts.requests import Request, asks_of_event, may_see, read_reference, read_request, reference
from handlers.counts.summary import board_lines
from handlers.names import place_name
from handlers.references import number_in
from storage import events, figures
from storage.database import Reader, Transaction
from storage.events import Event
from storage.figures import Part, State
from storage.roles import Role

NAMEABLE = 60 * 86_400_000
"""Milliseconds after its start for which an event may still be asked for by name."""
_OF_EVENT: tuple[State, ...] = ("confirmed", "maybe", "waitlisted", "declined", "cancelled", "attended")


def scope_of(turn: Turn) -> tuple[str, ...]:
    """The regions whose figures whoever writes may see: ("",) is the whole country."""
    return turn.regions(Role.ORGANISER, Role.COORDINATOR)


async def is_asked(turn: Turn, db: Reader, text: str) -> bool:
    """Whether somebody who may see figures asks for those of an event by its name."""
    scope = scope_of(turn)
    return bool(scope) and asks_of_event(text, scope, await events.coming(db, millis(now()) - NAMEABLE))


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/jumlah`: the board; or, narrowed by the words after it, a part."""
    _ = turn.gettext
    scope, named = scope_of(turn), await events.coming(db, millis(now()) - NAMEABLE)
    asked = read_request(turn.args.get("words", ""), scope, named)
    if asked.outside:
        _refuse(turn, scope, asked.outside)
    elif len(asked.events) > 1:
        offered = [(f"count:at:{reference(replace(asked, events=(e,)), '')}", e.title) for e in asked.events[:10]]
        turn.say(_("Yang mana, Kak?"), listed(offered), about=_("Jumlah"))
    elif len(asked.codes) > 1:
        found = [(f"count:at:{reference(asked, code)}", place_name(turn.texts, code)) for code in asked.codes[:10]]
        turn.say(_("Yang mana, Kak?"), listed(found), about=_("Jumlah"))
    else:
        if asked.lost:
            turn.say(_("Relawan belum menemukan daerah, pilar, atau kegiatan itu, Kak. Ini jumlah semuanya."))
        await _answer(turn, db, asked)


async def _answer(turn: Turn, db: Reader, asked: Request) -> None:
    scope = scope_of(turn)
    if not asked.events:
        codes = asked.codes or scope
        await (_show_board(turn, db, asked, codes) if asked.on_board else asked_for.tell(turn, db, asked, codes))
        return
    seen = asked.codes or _seen_of(scope, asked.events[0])
    plain = asked.measure == "registered" and not (asked.by or asked.since or asked.pillar)
    await (_show_event(turn, db, asked.events[0], seen) if plain else asked_for.tell(turn, db, asked, seen))


def _seen_of(scope: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Of whom the figures of an event are seen: of all who come to one's own, of one's own people at a wider one."""
    return ("",) if covering(scope, event.region) is not None else scope


async def show_part(turn: Turn, db: Transaction) -> None:
    """The talk of the board's buttons: a breakdown, one region, one event, or a question changed in one part."""
    _ = turn.gettext
    scope = scope_of(turn)
    match turn.args["parts"]:
        case ["region" | "pillar" | "event" | "day" as by]:
            await asked_for.tell(turn, db, Request(by=by), scope)
        case ["charts"]:
            await charts.order(turn, db)
        case ["excel"]:
            await exports.order(turn, db)
        case ["at", *parts]:
            asked = read_reference(parts, await events.coming(db, millis(now()) - NAMEABLE))
            if asked is None:
                _past(turn)
            else:
                await _answer_allowed(turn, db, asked)
        case [id_] if (event := await events.event(db, number_in(id_))) is not None:
            await _answer_allowed(turn, db, Request(events=(event,)))
        case _:
            _past(turn)


def _past(turn: Turn) -> None:
    turn.say(turn.gettext("Tombol itu sudah tidak berlaku, Kak. Ketik /jumlah untuk melihat angkanya."))


async def _answer_allowed(turn: Turn, db: Reader, asked: Request) -> None:
    """Answer a question that a button carried, if whoever tapped may see all of it."""
    scope = scope_of(turn)
    foreign = next((code for code in asked.codes if covering(scope, code) is None), None)
    for event in asked.events:
        if not may_see(scope, event):
            foreign = event.region
    if foreign is None:
        await _answer(turn, db, asked)
    else:
        _refuse(turn, scope, foreign)


def _refuse(turn: Turn, scope: Sequence[str], region: str) -> None:
    _ = turn.gettext
    turn.say(
        _("Maaf Kak, angka untuk {place} hanya bisa dilihat pengurusnya. Kakak bisa melihat angka untuk {own}.").format(
            place=bold(place_name(turn.texts, region)), own=places_named(turn.texts, scope)
        )
    )


async def _show_board(turn: Turn, db: Reader, asked: Request, codes: Sequence[str]) -> None:
    _ = turn.gettext
    part = Part("registered", codes, millis(now()), asked.pillar)
    turn.say("\n".join(await board_lines(turn.texts, turn.zone, db, part)))
    own = not asked.pillar and tuple(codes) == scope_of(turn)
    choices = await _buttons(turn, db) if own else asked_for.variations(turn.texts, asked, codes)
    turn.say(_("Mau lihat yang mana, Kak?"), choices, about=_("Jumlah"))


async def _buttons(turn: Turn, db: Reader) -> list[Choice]:
    _ = turn.gettext
    return [
        Choice("count:region", _("Per kabupaten/kota")), Choice("count:pillar", _("Per pilar")),
        Choice("count:event", _("Per kegiatan")), Choice("count:day", _("Per hari")),
        Choice("count:charts", _("Grafik")), Choice("count:excel", _("Excel")),
        await digest.button(turn, db),
    ]  # fmt: skip


async def _show_event(turn: Turn, db: Reader, event: Event, codes: Sequence[str]) -> None:
    _, locale = turn.gettext, turn.texts.locale
    at = millis(now())
    counted = {state: await figures.people(db, Part(state, codes, at, event=event.id)) for state in _OF_EVENT}
    said = {
        "confirmed": _("Ikut: {count}"), "maybe": _("Mungkin: {count}"), "waitlisted": _("Menunggu kursi: {count}"),
        "declined": _("Tidak: {count}"), "cancelled": _("Batal: {count}"), "attended": _("Hadir: {count}"),
    }  # fmt: skip
    lines = [
        bold(event.title),
        moment(instant(event.starts_at), event.zone, locale, turn.zone),
        *([_("Kegiatan ini dibatalkan.")] if event.cancelled else []),
        *(said[state].format(count=bold(number(counted[state], locale))) for state in _OF_EVENT),
    ]
    if event.capacity:
        taken, capacity = number(event.taken, locale), number(event.capacity, locale)
        lines.append(_("Tempat: {taken} dari {capacity} terisi").format(taken=taken, capacity=capacity))
    if "" not in codes:
        lines.append(_("Hanya orang dari {places}.").format(places=places_named(turn.texts, codes)))
    lines += ["", _("Per {clock}.").format(clock=clock(now(), turn.zone, locale))]
    turn.say("\n".join([*lines, _("Ikut, mungkin, dan tidak = jawaban terakhir tiap orang.")]))
    asked = Request(events=(event,))
    turn.say(_("Mau lihat yang mana, Kak?"), asked_for.variations(turn.texts, asked, codes), about=event.title)
