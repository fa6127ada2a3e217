"""Figures that were asked for in words: the number, how the words were understood, and what it means."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.now import millis, now
from bot.texts import Texts, calendar_day, clock, day, listing, number
from bot.understanding.counts import DOCUMENTS
from bot.understanding.pillars import pillars
from handlers.counts.definitions import meaning, measured, state_name
from handlers.counts.periods import midnight, period
from handlers.counts.requests import Request, button
from handlers.names import place_name
from storage import figures
from storage.database import Reader
from storage.states import Part, State

LONGEST = 60
"""Lines of a breakdown: what one message holds."""
_TITLE = 60


def places_named(texts: Texts, codes: Sequence[str]) -> str:
    """The regions in a row, by name."""
    return listing([place_name(texts, code) for code in codes], texts.locale)


async def tell(turn: Turn, db: Reader, asked: Request, codes: Sequence[str]) -> None:
    """Say the figures asked for in the regions, with buttons that change a part of what was understood."""
    turn.say("\n".join(await answer_lines(turn.texts, turn.zone, db, asked, codes)))
    turn.say(turn.gettext("Mau diubah, Kak?"), variations(turn.texts, asked, codes))


async def answer_lines(texts: Texts, zone: str, db: Reader, asked: Request, codes: Sequence[str]) -> list[str]:
    """The figures asked for, a line each: the number, how the words were understood, its parts, and its meaning."""
    _, locale = texts.gettext, texts.locale
    part = part_of(asked, codes, zone)
    lines = [_("{count} orang").format(count=bold(number(await figures.people(db, part), locale)))]
    lines.append(understood(texts, asked, codes))
    rows = await breakdown(texts, zone, db, part, asked.by)
    lines += ["", *(f"{name}: {number(count, locale)}" for name, count in rows[:LONGEST])] if rows else []
    if len(rows) > LONGEST:
        lines.append(_("… dan {count} lainnya").format(count=number(len(rows) - LONGEST, locale)))
    return [*lines, "", _counted_at(texts, zone, asked), meaning(texts, part.state)]


def state_of(asked: Request) -> State:
    """The state whose figures the request gets: of an event or by event, those who come."""
    of_events = asked.by == "event" or asked.events
    return "confirmed" if of_events and asked.measure == "registered" else measured(asked.measure)


def part_of(asked: Request, codes: Sequence[str], zone: str) -> Part:
    """The people whom the request counts now, in the regions."""
    begin, end = period(asked.since, zone) if asked.since else (None, None)
    return Part(
        state_of(asked),
        codes,
        millis(now()),
        asked.pillar,
        since=millis(begin) if begin else 0,
        until=millis(end) if end else 0,
        event=asked.events[0].id if asked.events else 0,
    )


def understood(texts: Texts, asked: Request, codes: Sequence[str]) -> str:
    """How the words were understood, in one line."""
    _ = texts.gettext
    who = pillars()[asked.pillar] if asked.pillar else _("Relawan")
    inside = _("{who} di {places}").format(who=who, places=places_named(texts, codes))
    where = who if asked.of_whole_event(codes) else inside
    title = shorten(asked.events[0].title, _TITLE, placeholder="…") if asked.events else ""
    parts = (where, state_name(texts, state_of(asked)), title, _since(texts, asked.since))
    return ", ".join(part for part in parts if part)


def _since(texts: Texts, since: str) -> str:
    _ = texts.gettext
    return {
        "": "",
        "today": _("hari ini"),
        "yesterday": _("kemarin"),
        "this_week": _("minggu ini"),
        "this_month": _("bulan ini"),
        "last_7_days": _("7 hari terakhir"),
    }[since]


async def breakdown(texts: Texts, zone: str, db: Reader, part: Part, by: str) -> list[tuple[str, int]]:
    """The figure's parts by region, province, pillar, day or event: name and number; none where by is ""."""
    match by:
        case "region":
            return [(place_name(texts, code), n) for code, n in await figures.people_by(db, part, "regency")]
        case "province":
            return [(place_name(texts, code), n) for code, n in await figures.people_by(db, part, "province")]
        case "pillar":
            return [(pillars().get(pillar, pillar), n) for pillar, n in await figures.people_by(db, part, "pillar")]
        case "day":
            offset = midnight(zone).utcoffset()
            assert offset is not None  # midnight is aware
            # The newest days, where there are more than a message holds.
            found = await figures.people_by_day(db, part, offset)
            return [(calendar_day(on, texts.locale), n) for on, n in reversed(found)]
        case "event" if part.state not in ("registered", "unreachable"):
            titled = await figures.people_by_event(db, part)
            return [(shorten(title, _TITLE, placeholder="…"), n) for title, n in titled]
    return []


def _counted_at(texts: Texts, zone: str, asked: Request) -> str:
    """When it was counted, and since when."""
    _, locale = texts.gettext, texts.locale
    counted = _("Per {clock}.").format(clock=clock(now(), zone, locale))
    if not asked.since:
        return counted
    begin, _end = period(asked.since, zone)
    on = _("Hanya {day}.") if asked.since in ("today", "yesterday") else _("Sejak {day}.")
    return f"{counted} {on.format(day=day(begin, zone, locale))}"


def variations(texts: Texts, asked: Request, codes: Sequence[str]) -> list[Choice]:
    """The same request with one part changed, or as a document, a button each."""
    _ = texts.gettext
    changed = [
        (_("Terdaftar"), replace(asked, measure="registered", events=())),
        (_("Terkonfirmasi"), replace(asked, measure="confirmed")),
        (_("Hadir"), replace(asked, measure="attended")),
        (_("Per kabupaten/kota"), replace(asked, by="region")),
        (_("Per pilar"), replace(asked, by="pillar", pillar="")),
        (_("Per hari"), replace(asked, by="day")),
        (_("Semua pilar"), replace(asked, pillar="")),
        (_("Sepanjang waktu"), replace(asked, since="")),
    ]
    code = codes[0] if len(codes) == 1 else ""
    return [
        *(Choice(button(one, code), label) for label, one in changed if one != asked),
        *(document_choice(texts, asked, document, code) for document in DOCUMENTS),
    ]


def document_choice(texts: Texts, asked: Request, document: str, code: str = "") -> Choice:
    """The button that asks for the same, in one region ("" for its own), as one of `DOCUMENTS`."""
    _ = texts.gettext
    label = {"charts": _("Grafik"), "excel": _("Excel")}[document]
    return Choice(button(replace(asked, document=document), code or "".join(asked.codes)), label)
