"""Counts: how many volunteers are registered, by place and pillar, and how many come to what."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import instant, millis, now
from bot.texts import clock, day, moment, number
from bot.understanding.pillars import pillars
from handlers.audiences import covering, is_wide
from handlers.counts import asked_for
from handlers.counts.asked_for import places_named
from handlers.counts.periods import midnight
from handlers.counts.requests import Request, read_reference, read_request, reference
from handlers.names import place_name
from handlers.references import number_in
from storage import answers, events, figures
from storage.database import Reader
from storage.events import Event
from storage.figures import Part
from storage.roles import Role

ON_BOARD = 15
"""Kabupaten/kota on the board; where there are more, the rest is one line."""
IN_FULL = 60
"""Kabupaten/kota where they alone were asked for: what one message holds."""
EVENTS = 7
"""Coming events on the board: with two other buttons they still fit one list."""
_TITLE = 60


def scope_of(turn: Turn) -> tuple[str, ...]:
    """The regions whose figures whoever writes may see: ("",) is the whole country."""
    return turn.regions(Role.ORGANISER, Role.COORDINATOR)


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/jumlah`: the board; or, narrowed by the words after it, a part."""
    _ = turn.gettext
    scope, coming = scope_of(turn), await events.coming(db, millis(now()))
    asked = read_request(turn.args.get("words", ""), scope, coming)
    if asked.outside:
        _refuse(turn, scope, asked.outside)
    elif len(asked.events) == 1:
        if asked_for.counted(asked) is None:
            turn.say(asked_for.not_counted(turn.texts))
        await _show_event(turn, db, asked.events[0])
    elif asked.events:
        turn.say(_("Yang mana, Kak?"), _event_choices(asked.events), about=_("Jumlah"))
    elif len(asked.codes) > 1:
        found = [(f"count:at:{reference(asked, code)}", place_name(turn.texts, code)) for code in asked.codes[:10]]
        turn.say(_("Yang mana, Kak?"), listed(found), about=_("Jumlah"))
    else:
        if asked.lost:
            turn.say(_("Relawan belum menemukan daerah, pilar, atau kegiatan itu, Kak. Ini jumlah semuanya."))
        await _answer(turn, db, asked, asked.codes or scope)


async def _answer(turn: Turn, db: Reader, asked: Request, codes: Sequence[str]) -> None:
    if asked.on_board:
        await _show_figures(turn, db, codes, asked.pillar, asked.by)
    else:
        await asked_for.tell(turn, db, asked, codes)


async def show_part(turn: Turn, db: Reader) -> None:
    """The talk of the board's buttons: by region or pillar, one region, or one event."""
    _ = turn.gettext
    scope = scope_of(turn)
    match turn.args["parts"]:
        case ["region" | "pillar" as by]:
            await _show_figures(turn, db, scope, by=by)
        case ["at", *parts] if (asked := read_reference(parts)) is not None:
            (code,) = asked.codes
            if covering(scope, code) is None:
                _refuse(turn, scope, code)
            else:
                await _answer(turn, db, asked, asked.codes)
        case [id_] if (event := await events.event(db, number_in(id_))) is not None:
            if covering(scope, event.region) is None:
                _refuse(turn, scope, event.region)
            else:
                await _show_event(turn, db, event)
        case _:
            turn.say(_("Tombol itu sudah tidak berlaku, Kak. Ketik /jumlah untuk melihat angkanya."))


def _refuse(turn: Turn, scope: Sequence[str], region: str) -> None:
    _ = turn.gettext
    turn.say(
        _("Maaf Kak, angka untuk {place} hanya bisa dilihat pengurusnya. Kakak bisa melihat angka untuk {own}.").format(
            place=bold(place_name(turn.texts, region)), own=places_named(turn, scope)
        )
    )


async def _show_figures(turn: Turn, db: Reader, codes: Sequence[str], pillar: str = "", by: str = "") -> None:
    """The figures for some regions and one pillar or all; with `by`, only broken down by that."""
    _ = turn.gettext
    who = pillars()[pillar] if pillar else _("Relawan")
    lines = [bold(_("{who} di {places}").format(who=who, places=places_named(turn, codes)))]
    part = Part("registered", codes, millis(now()), pillar)
    lines += await _totals(turn, db, part)
    if by != "pillar" and (by or is_wide(codes)):
        lines += await _by_regency(turn, db, part, IN_FULL if by else ON_BOARD)
    if by != "region" and not pillar:
        lines += await _by_pillar(turn, db, part)
    coming: list[Event] = []
    if not by and not pillar:
        coming = [e for e in await events.coming(db, millis(now())) if covering(codes, e.region) is not None]
        lines += await _of_events(turn, db, coming)
    lines += ["", *_meaning(turn, answered=bool(coming))]
    turn.say("\n".join(lines))
    if not by and not pillar and tuple(codes) == scope_of(turn):
        choices = [Choice("count:region", _("Per kabupaten/kota")), Choice("count:pillar", _("Per pilar"))]
        turn.say(_("Mau lihat yang mana, Kak?"), [*choices, *_event_choices(coming[:EVENTS])], about=_("Jumlah"))


def _meaning(turn: Turn, *, answered: bool) -> list[str]:
    _ = turn.gettext
    lines = [_("Per {clock}.").format(clock=clock(now(), turn.zone, turn.texts.locale))]
    lines.append(_("Terdaftar = orang yang sudah selesai mendaftar, masing-masing dihitung sekali."))
    if answered:
        lines.append(_("Ikut dan tidak = jawaban terakhir tiap orang."))
    return lines


async def _totals(turn: Turn, db: Reader, part: Part) -> list[str]:
    _, locale = turn.gettext, turn.texts.locale
    in_all = await figures.people(db, part)
    today = await figures.people(db, replace(part, since=millis(midnight(turn.zone))))
    return [
        _("Terdaftar: {count}").format(count=bold(number(in_all, locale))),
        _("Hari ini: {count}").format(count=bold(number(today, locale))),
    ]


async def _by_regency(turn: Turn, db: Reader, part: Part, most: int) -> list[str]:
    _, locale = turn.gettext, turn.texts.locale
    rows = await figures.people_by(db, part, "regency")
    lines = [f"{place_name(turn.texts, code)}: {number(count, locale)}" for code, count in rows[:most]]
    if len(rows) > most:
        lines.append(_("… dan {count} lainnya").format(count=number(len(rows) - most, locale)))
    return ["", bold(_("Per kabupaten/kota")), *lines] if lines else []


async def _by_pillar(turn: Turn, db: Reader, part: Part) -> list[str]:
    _, locale = turn.gettext, turn.texts.locale
    rows = await figures.people_by(db, part, "pillar")
    lines = [f"{pillars().get(pillar, pillar)}: {number(count, locale)}" for pillar, count in rows]
    return ["", bold(_("Per pilar")), *lines] if lines else []


async def _of_events(turn: Turn, db: Reader, coming: Sequence[Event]) -> list[str]:
    _, locale = turn.gettext, turn.texts.locale
    answered = await answers.figures(db, [event.id for event in coming[:EVENTS]])
    lines = []
    for event in coming[:EVENTS]:
        yes, no = answered.get(event.id, (0, 0))
        lines.append(
            _("{title} ({day}): ikut {yes}, tidak {no}").format(
                title=shorten(event.title, _TITLE, placeholder="…"),
                day=day(instant(event.starts_at), event.zone, locale),
                yes=bold(number(yes, locale)),
                no=bold(number(no, locale)),
            )
        )
    if len(coming) > EVENTS:
        lines.append(_("… dan {count} lainnya").format(count=number(len(coming) - EVENTS, locale)))
    return ["", bold(_("Kegiatan yang akan datang")), *lines] if lines else []


def _event_choices(coming: Sequence[Event]) -> tuple[Choice, ...]:
    return listed([(f"count:{event.id}", event.title) for event in coming[:10]])


async def _show_event(turn: Turn, db: Reader, event: Event) -> None:
    _, locale = turn.gettext, turn.texts.locale
    yes, no = (await answers.figures(db, [event.id])).get(event.id, (0, 0))
    lines = [
        bold(event.title),
        moment(instant(event.starts_at), event.zone, locale, turn.zone),
        *([_("Kegiatan ini dibatalkan.")] if event.cancelled else []),
        _("Ikut: {count}").format(count=bold(number(yes, locale))),
        _("Tidak: {count}").format(count=bold(number(no, locale))),
    ]
    if event.capacity:
        taken, capacity = number(event.taken, locale), number(event.capacity, locale)
        lines.append(_("Tempat: {taken} dari {capacity} terisi").format(taken=taken, capacity=capacity))
    lines += ["", _("Per {clock}.").format(clock=clock(now(), turn.zone, locale))]
    turn.say("\n".join([*lines, _("Ikut dan tidak = jawaban terakhir tiap orang.")]))
