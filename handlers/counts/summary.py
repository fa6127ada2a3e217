"""The figures of now in one message: the board, and the daily summary."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from bot.messages import bold
from bot.now import instant, millis, now
from bot.texts import Texts, clock, day, number
from bot.understanding.pillars import pillars
from bot.understanding.regions import regencies, region_name
from handlers.audiences import covering, is_wide
from handlers.counts.asked_for import places_named
from handlers.counts.definitions import meaning
from handlers.counts.periods import midnight
from handlers.names import place_name
from storage import events, figures
from storage.database import Reader
from storage.states import Part, State

LARGEST = 5
"""Kabupaten/kota on the board."""
EMPTY = 6
"""Kabupaten/kota without anybody that are named; where there are more, their number is said."""
NEAREST = 3
"""Coming events on the board."""
_TITLE = 60
_BOARD: tuple[State, ...] = ("registered", "confirmed", "attended")


async def board_lines(texts: Texts, zone: str, db: Reader, part: Part) -> list[str]:
    """The board of the registered people of a part, and of those among them who come and came; with its meanings."""
    _ = texts.gettext
    who = pillars()[part.pillar] if part.pillar else _("Relawan")
    lines = [bold(_("{who} di {places}").format(who=who, places=places_named(texts, part.regions)))]
    lines += await _totals(texts, zone, db, part)
    if is_wide(part.regions):
        lines += await _places(texts, db, part)
    if not part.pillar:
        lines += await _coming(texts, db, part.regions)
    lines += ["", _("Per {clock}.").format(clock=clock(now(), zone, texts.locale))]
    return [*lines, *(meaning(texts, state) for state in _BOARD)]


async def _totals(texts: Texts, zone: str, db: Reader, part: Part) -> list[str]:
    _, locale = texts.gettext, texts.locale
    counted = {state: await figures.people(db, replace(part, state=state)) for state in _BOARD}
    new = await figures.people(db, replace(part, since=millis(midnight(zone))))
    return [
        _("Terdaftar: {count} (hari ini +{new})").format(
            count=bold(number(counted["registered"], locale)), new=number(new, locale)
        ),
        _("Terkonfirmasi: {count}").format(count=bold(number(counted["confirmed"], locale))),
        _("Hadir: {count}").format(count=bold(number(counted["attended"], locale))),
    ]


async def _places(texts: Texts, db: Reader, part: Part) -> list[str]:
    """The largest kabupaten/kota, and those without anybody."""
    _, locale = texts.gettext, texts.locale
    rows = await figures.people_by(db, part, "regency")
    lines = ["", bold(_("Terbanyak"))] if rows else []
    lines += [f"{place_name(texts, code)}: {number(count, locale)}" for code, count in rows[:LARGEST]]
    if len(rows) > LARGEST:
        lines.append(_("… dan {count} lainnya").format(count=number(len(rows) - LARGEST, locale)))
    somebody = {code for code, _count in rows}
    inside = [region.code for region in regencies() if covering(part.regions, region.code) is not None]
    empty = [code for code in inside if code not in somebody]
    if 0 < len(empty) <= EMPTY:
        names = ", ".join(region_name(code) for code in empty)
        lines += ["", _("Belum ada relawan di {names}.").format(names=names)]
    elif empty:
        count = number(len(empty), locale)
        lines += ["", _("Belum ada relawan di {count} kabupaten/kota.").format(count=count)]
    return lines


async def _coming(texts: Texts, db: Reader, codes: Sequence[str]) -> list[str]:
    _, locale = texts.gettext, texts.locale
    coming = [event for event in await events.coming(db, millis(now())) if covering(codes, event.region) is not None]
    lines = []
    for event in coming[:NEAREST]:
        yes = await figures.people(db, Part("confirmed", ("",), millis(now()), event=event.id))
        lines.append(
            _("{title} ({day}): ikut {yes}").format(
                title=shorten(event.title, _TITLE, placeholder="…"),
                day=day(instant(event.starts_at), event.zone, locale),
                yes=bold(number(yes, locale)),
            )
        )
    if len(coming) > NEAREST:
        lines.append(_("… dan {count} lainnya").format(count=number(len(coming) - NEAREST, locale)))
    return ["", bold(_("Kegiatan yang akan datang")), *lines] if lines else []
