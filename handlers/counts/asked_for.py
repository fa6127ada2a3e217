"""Figures that were asked for in words: how the words were understood, the number, and what it means."""

from collections.abc import Sequence
from textwrap import shorten

from bot.conversation import Turn
from bot.messages import bold
from bot.now import millis, now
from bot.texts import Texts, calendar_day, clock, day, listing, number
from bot.understanding.pillars import pillars
from handlers.counts.periods import midnight, period
from handlers.counts.requests import Request
from handlers.names import place_name
from storage import figures
from storage.database import Reader
from storage.figures import Part, State

LONGEST = 60
"""Lines of a breakdown: what one message holds."""
_TITLE = 60


def places_named(turn: Turn, codes: Sequence[str]) -> str:
    """The regions in a row, by name."""
    return listing([place_name(turn.texts, code) for code in codes], turn.texts.locale)


async def tell(turn: Turn, db: Reader, asked: Request, codes: Sequence[str]) -> None:
    """Say the figures asked for in the regions; or that nobody counts them yet."""
    _, locale = turn.gettext, turn.texts.locale
    state = counted(asked)
    if state is None:
        turn.say(f"{bold(_understood(turn, asked, codes, asked.measure))}\n{not_counted(turn.texts)}")
        return
    part = _part(turn, asked, codes, state)
    lines = [bold(_understood(turn, asked, codes, state))]
    lines.append(_("{count} orang").format(count=bold(number(await figures.people(db, part), locale))))
    rows = await _breakdown(turn, db, part, asked.by)
    lines += ["", *(f"{name}: {number(count, locale)}" for name, count in rows[:LONGEST])] if rows else []
    if len(rows) > LONGEST:
        lines.append(_("… dan {count} lainnya").format(count=number(len(rows) - LONGEST, locale)))
    turn.say("\n".join([*lines, "", *_meaning(turn, asked, state)]))


def counted(asked: Request) -> State | None:
    """The state whose figures the request gets; None where it is not counted yet. For events, those who come."""
    if asked.by == "event" and asked.measure == "registered":
        return "confirmed"
    return next((state for state in figures.STATES if state == asked.measure), None)


def not_counted(texts: Texts) -> str:
    """That a state is not counted yet, and which ones are."""
    return texts.gettext(
        "Angka ini belum dicatat, Kak. Yang sudah bisa dihitung: terdaftar, ikut, tidak ikut, dan tidak terjangkau."
    )


def _part(turn: Turn, asked: Request, codes: Sequence[str], state: State) -> Part:
    begin, end = period(asked.since, turn.zone) if asked.since else (None, None)
    return Part(
        state,
        codes,
        millis(now()),
        asked.pillar,
        since=millis(begin) if begin else 0,
        until=millis(end) if end else 0,
    )


def _understood(turn: Turn, asked: Request, codes: Sequence[str], measure: str) -> str:
    """How the words were understood, in one line."""
    _ = turn.gettext
    who = pillars()[asked.pillar] if asked.pillar else _("Relawan")
    where = _("{who} di {places}").format(who=who, places=places_named(turn, codes))
    return ", ".join(part for part in (where, _state(turn.texts, measure), _since(turn.texts, asked.since)) if part)


def _state(texts: Texts, measure: str) -> str:
    _ = texts.gettext
    return {
        "registered": _("terdaftar"),
        "confirmed": _("ikut"),
        "maybe": _("mungkin ikut"),
        "declined": _("tidak ikut"),
        "attended": _("hadir"),
        "absent": _("tidak hadir"),
        "waitlisted": _("daftar tunggu"),
        "cancelled": _("batal"),
        "unreachable": _("tidak terjangkau"),
    }[measure]


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


async def _breakdown(turn: Turn, db: Reader, part: Part, by: str) -> list[tuple[str, int]]:
    match by:
        case "region":
            return [(place_name(turn.texts, code), n) for code, n in await figures.people_by(db, part, "regency")]
        case "province":
            return [(place_name(turn.texts, code), n) for code, n in await figures.people_by(db, part, "province")]
        case "pillar":
            return [(pillars().get(pillar, pillar), n) for pillar, n in await figures.people_by(db, part, "pillar")]
        case "day":
            offset = midnight(turn.zone).utcoffset()
            assert offset is not None  # midnight is aware
            # The newest days, where there are more than a message holds.
            found = await figures.people_by_day(db, part, offset)
            return [(calendar_day(on, turn.texts.locale), n) for on, n in reversed(found)]
        case "event" if part.state in ("confirmed", "declined"):
            titled = await figures.people_by_event(db, part)
            return [(shorten(title, _TITLE, placeholder="…"), n) for title, n in titled]
    return []


def _meaning(turn: Turn, asked: Request, state: State) -> list[str]:
    """When it was counted, and what was."""
    _, locale = turn.gettext, turn.texts.locale
    lines = [_("Per {clock}.").format(clock=clock(now(), turn.zone, locale))]
    if asked.since:
        begin, _end = period(asked.since, turn.zone)
        on = _("Hanya {day}.") if asked.since in ("today", "yesterday") else _("Sejak {day}.")
        lines[0] += " " + on.format(day=day(begin, turn.zone, locale))
    lines.append(
        {
            "registered": _("Terdaftar = orang yang sudah selesai mendaftar, masing-masing dihitung sekali."),
            "confirmed": _("Ikut = orang yang menjawab ikut untuk kegiatan yang akan datang."),
            "declined": _("Tidak ikut = orang yang menjawab tidak untuk kegiatan yang akan datang."),
            "unreachable": _("Tidak terjangkau = orang yang tidak bisa dikirimi pesan, misalnya karena memblokir."),
        }[state]
    )
    return lines
