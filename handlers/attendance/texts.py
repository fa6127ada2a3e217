"""What is said of who came, wherever it is said."""

from collections.abc import Sequence

from bot.messages import bold
from bot.texts import Texts, number
from handlers.events.programme import part_hours
from storage import attendance, events, parts
from storage.database import Reader
from storage.events import Event
from storage.parts import Part


async def part_of(db: Reader, event: int, part: int) -> tuple[Event, Part | None] | None:
    """An event and the part of it with that number, None for 0; None where there is no such part."""
    found = await events.event(db, event)
    if found is None:
        return None
    programme = await parts.of_event(db, event)
    chosen = next((each for each in programme if each.id == part), None)
    return None if (chosen is None and (part or programme)) else (found, chosen)


def part_name(texts: Texts, event: Event, part: Part | None) -> str:
    """The event's title, with that of the part."""
    if part is None:
        return bold(event.title)
    return f"{bold(event.title)}, {part.title} ({part_hours(texts, part, event.zone)})"


async def here_line(texts: Texts, db: Reader, event: int, part: int) -> str:
    """How many are there, of how many who said yes, where anybody did: "Hadir sekarang: 213 dari 260."."""
    _ = texts.gettext
    here, expected = await attendance.present(db, event, part)
    line = _("Hadir sekarang: {here} dari {expected}.") if expected else _("Hadir sekarang: {here}.")
    return line.format(here=number(here, texts.locale), expected=number(expected, texts.locale))


def parts_in_order(programme: Sequence[Part], at: int) -> list[Part]:
    """The parts, the one that is nearest to an instant first."""
    return sorted(programme, key=lambda part: abs(part.starts_at - at))
