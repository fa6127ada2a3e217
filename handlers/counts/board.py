"""Counts: the board of now, one event's figures, and the buttons that lead on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import instant, millis, now
from bot.texts import clock, moment, number
from bot.understanding.counts import DOCUMENTS, document_in, naming_words
from handlers.counts import asked_for, charts, digest, exports, orders
from handlers.counts.asked_for import places_named
from handlers.counts.going_on import going_on
from handlers.counts.requests import Request, asks_of_event, button, nameable, read_reference, read_request
from handlers.counts.summary import board_lines
from handlers.names import place_name
from handlers.references import number_in
from storage import events, figures
from storage.database import Reader, Transaction
from storage.events import Event
from storage.roles import Role
from storage.states import Part, State

_OF_EVENT: tuple[State, ...] = ("confirmed", "maybe", "waitlisted", "declined", "cancelled", "unanswered", "attended")

_SELDOM: frozenset[State] = frozenset({"maybe", "waitlisted", "cancelled"})
"""What is not worth a line where it is nobody."""


def scope_of(turn: Turn) -> tuple[str, ...]:
    """The regions whose figures whoever writes may see: ("",) is the whole country."""
    return turn.regions(Role.ORGANISER, Role.COORDINATOR)


async def is_asked(turn: Turn, db: Reader, text: str) -> bool:
    """Whether somebody who may see figures asks for those of an event by its name, for a chart or sheet, or goes on."""
    scope = scope_of(turn)
    if not scope:
        return False
    if document_in(text) and not naming_words(text):
        return True
    named = await nameable(db)
    return asks_of_event(text, scope, named) or await going_on(turn, db, text, scope, named) is not None


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/jumlah`: the board; or a part, narrowed by the words or by what was asked just before, also as a
    document.
    """
    _ = turn.gettext
    scope, words, named = scope_of(turn), turn.args.get("words", ""), await nameable(db)
    asked = await going_on(turn, db, words, scope, named) or read_request(words, scope, named)
    if asked.outside:
        _refuse(turn, scope, asked.outside)
    elif len(asked.events) > 1:
        offered = [(button(replace(asked, events=(event,)), ""), event.title) for event in asked.events[:10]]
        turn.say(_("Yang mana, Kak?"), listed(offered))
    elif len(asked.codes) > 1:
        found = [(button(asked, code), place_name(turn.texts, code)) for code in asked.codes[:10]]
        turn.say(_("Yang mana, Kak?"), listed(found))
    elif asked.document:
        # Looking holds no writer; whatever is to be made is ordered by the button's own talk.
        turn.then("count:", parts=button(asked, *asked.codes or [""]).split(":")[1:])
    else:
        if asked.lost:
            turn.say(_("Relawan belum menemukan daerah, pilar, atau kegiatan itu, Kak. Ini jumlah semuanya."))
        await _answer(turn, db, asked)


async def _answer(turn: Turn, db: Reader, asked: Request) -> None:
    codes = asked.counted_in(scope_of(turn))
    plain = asked.measure == "registered" and not (asked.by or asked.since or asked.pillar)
    if asked.events and plain:
        await _show_event(turn, db, asked.events[0], codes)
    elif asked.on_board:
        await _show_board(turn, db, asked, codes)
    else:
        await asked_for.tell(turn, db, asked, codes)


async def show_part(turn: Turn, db: Transaction) -> None:
    """The talk of the buttons: a breakdown, one region, one event, a question changed in one part, or a document."""
    match turn.args["parts"]:
        case ["region" | "pillar" | "event" | "day" as by]:
            asked: Request | None = Request(by=by)
        case ["charts" | "excel" as document]:
            asked = Request(document=document)
        case ["at", *parts]:
            asked = read_reference(parts, await nameable(db))
        case ["charts" | "excel" as document, *parts]:
            asked = read_reference(parts, await nameable(db), document)
        case [id_] if (event := await events.event(db, number_in(id_))) is not None:
            asked = Request(events=(event,))
        case _:
            asked = None
    if asked is None:
        turn.say(turn.gettext("Tombol itu sudah tidak berlaku, Kak. Ketik /jumlah untuk melihat angkanya."))
    else:
        await _answer_allowed(turn, db, asked)


_PRODUCTS = {"charts": charts.CHARTS, "excel": exports.SHEETS}


async def _answer_allowed(turn: Turn, db: Transaction, asked: Request) -> None:
    """Answer a question that a button carried, if whoever tapped may see all of it."""
    scope = scope_of(turn)
    foreign = asked.foreign_to(scope)
    if foreign is not None:
        _refuse(turn, scope, foreign)
    elif asked.document:
        await orders.place(turn, db, _PRODUCTS[asked.document], asked)
    else:
        await _answer(turn, db, asked)


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
    turn.say(_("Mau lihat yang mana, Kak?"), choices)


async def _buttons(turn: Turn, db: Reader) -> list[Choice]:
    _ = turn.gettext
    return [
        Choice("count:region", _("Per kabupaten/kota")), Choice("count:pillar", _("Per pilar")),
        Choice("count:event", _("Per kegiatan")), Choice("count:day", _("Per hari")),
        *(asked_for.document_choice(turn.texts, Request(), document) for document in DOCUMENTS),
        await digest.button(turn, db),
    ]  # fmt: skip


async def _show_event(turn: Turn, db: Reader, event: Event, codes: Sequence[str]) -> None:
    _, locale = turn.gettext, turn.texts.locale
    at = millis(now())
    counted = {state: await figures.people(db, Part(state, codes, at, event=event.id)) for state in _OF_EVENT}
    said = {
        "confirmed": _("Ikut: {count}"), "maybe": _("Mungkin: {count}"), "waitlisted": _("Menunggu kursi: {count}"),
        "declined": _("Tidak: {count}"), "cancelled": _("Batal: {count}"),
        "unanswered": _("Belum menjawab: {count}"), "attended": _("Hadir: {count}"),
    }  # fmt: skip
    shown = [state for state in _OF_EVENT if counted[state] or state not in _SELDOM]
    lines = [
        bold(event.title),
        moment(instant(event.starts_at), event.zone, locale, turn.zone),
        *([_("Kegiatan ini dibatalkan.")] if event.cancelled else []),
        *(said[state].format(count=bold(number(counted[state], locale))) for state in shown),
    ]
    if event.capacity:
        taken, capacity = number(event.taken, locale), number(event.capacity, locale)
        lines.append(_("Tempat: {taken} dari {capacity} terisi").format(taken=taken, capacity=capacity))
    if "" not in codes:
        lines.append(_("Hanya orang dari {places}.").format(places=places_named(turn.texts, codes)))
    lines += ["", _("Per {clock}.").format(clock=clock(now(), turn.zone, locale))]
    turn.say("\n".join([*lines, _("Ikut, mungkin, dan tidak = jawaban terakhir tiap orang.")]))
    asked = Request(events=(event,))
    turn.say(_("Mau lihat yang mana, Kak?"), asked_for.variations(turn.texts, asked, codes))
