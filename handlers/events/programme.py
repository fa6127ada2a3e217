"""The parts (sesi) of an event, in words and as people write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.asking import Invalid
from bot.messages import Choice, Inbound, Outbound
from bot.now import instant, millis, now
from bot.prompts.choices import chosen
from bot.prompts.words import words_only
from bot.texts import Texts, clock, day, moment
from bot.understanding.when import read_when
from storage.parts import Part, packed, unpacked

MOST = 20
"""Parts of one event."""
LENGTH = 60
"""Characters of a part's title, and of its place."""
_RANGE = re.compile(
    r"(?P<start>.*?\d)\s*(?P<half>pagi|siang|sore|malam)?\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai|hingga)\s*"
    r"(?:jam|pukul|pkl|pk)?\s*\.?(?P<end>\d{1,2}(?:[.:]\d{2})?)\s*(?P<part>pagi|siang|sore|malam)?\s*"
    r"(?P<zone>wib|wita|wit)?",
    re.IGNORECASE,
)

_END = re.compile(
    r"(?:sampai\s+)?(?:jam|pukul|pkl|pk)?\s*\.?(?P<end>\d{1,2}(?:[.:]\d{2})?)\s*(?P<part>pagi|siang|sore|malam)?\s*"
    r"(?:wib|wita|wit)?",
    re.IGNORECASE,
)


def part_lines(texts: Texts, parts: Sequence[Part], zone: str, reader_zone: str = "") -> list[str]:
    """The parts, a line each, under the days on which they are."""
    lines, last = [], ""
    for part in parts:
        on = day(instant(part.starts_at), zone, texts.locale)
        if on != last:
            lines.append(f"{on}:")
            last = on
        lines.append(f"• {part_hours(texts, part, zone, reader_zone)}: {part.title}, {part.place}")
    return lines


def part_hours(texts: Texts, part: Part, zone: str, reader_zone: str = "") -> str:
    """From when to when a part is, in the event's zone and, where it differs, the reader's."""
    start = clock(instant(part.starts_at), zone, texts.locale, reader_zone)
    if not part.ends_at:
        return start
    if day(instant(part.starts_at), zone) != day(instant(part.ends_at), zone):
        return f"{start} – {moment(instant(part.ends_at), zone, texts.locale)}"
    first, _zone = clock(instant(part.starts_at), zone, texts.locale).split(" ", 1)
    theirs = clock(instant(part.ends_at), zone, texts.locale, reader_zone)
    return f"{first}–{theirs}"


def read_part(text: str, zone: str, place: str, after: datetime) -> Part | None:
    """A part as it is written: "Pembukaan, Sabtu 28 November jam 8-10 pagi, Aula"; None where no time is read.

    Without a place it is at the event's.
    """
    fields = [field.strip() for field in re.split(r"\s*[;,|]\s*|\n", text) if field.strip()]
    for first in range(1, len(fields)):
        for last in range(first + 1, len(fields) + 1):
            times = read_times(" ".join(fields[first:last]), zone, after)
            if times is not None:
                where = ", ".join(fields[last:]) or place
                start, end = times
                title = ", ".join(fields[:first])
                return Part(title[:LENGTH], millis(start), millis(end) if end else 0, where[:LENGTH])
    return None


def read_times(text: str, zone: str, after: datetime) -> tuple[datetime, datetime | None] | None:
    """From when to when, in words such as "Sabtu jam 8 pagi sampai 12"; None where no time of day is read."""
    ranged = _RANGE.fullmatch(text.strip())
    if ranged is None:
        found = read_when(text, after, zone).value
        return (found, None) if isinstance(found, datetime) else None
    half = ranged["half"] or ("pagi" if ranged["part"] == "pagi" else "")
    start = read_when(" ".join(filter(None, (ranged["start"], half, ranged["zone"]))), after, zone).value
    if not isinstance(start, datetime):
        return None
    hour, _dot, minute = ranged["end"].replace(".", ":").partition(":")
    end = _closing(start.astimezone(ZoneInfo(zone)), int(hour), int(minute or 0), ranged["part"] or "")
    return None if end is None else (start, end)


def read_end(text: str, start: datetime) -> datetime | None:
    """The first moment after the start (in the event's zone) that a time of day names, such as "jam 12 siang"."""
    found = _END.fullmatch(text.strip())
    if found is None:
        return None
    hour, _dot, minute = found["end"].replace(".", ":").partition(":")
    return _closing(start, int(hour), int(minute or 0), found["part"] or "")


def _closing(start: datetime, hour: int, minute: int, half: str) -> datetime | None:
    """The first such time of day after the start; "12" or "4 sore" on the same day, else on the next."""
    if hour > 24 or minute > 59:
        return None
    if half.lower() in ("sore", "malam") and hour < 12:
        hour += 12
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    for hours in (hour, hour + 12 if hour < 12 and not half else hour, hour + 24):
        end = midnight + timedelta(hours=hours, minutes=minute)
        if end > start:
            return end
    return None


@dataclass(frozen=True)
class Programme:
    """The parts of an event, a line each; or none, by the choice."""

    text: str
    texts: Texts
    zone: str
    place: str
    free: bool = False

    @property
    def _none(self) -> Choice:
        return Choice("none", self.texts.gettext("Tanpa sesi"))

    def read(self, inbound: Inbound, note: Any) -> list[Part]:
        """The parts, in order of time."""
        _ = self.texts.gettext
        if inbound.choice == "none":
            return []
        text = words_only(inbound, _)
        if chosen(text, [self._none]):
            return []
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST:
            raise Invalid(_("Paling banyak {most} sesi ya, Kak.").format(most=MOST))
        found = []
        for line in lines:
            part = read_part(re.sub(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+", "", line), self.zone, self.place, now())
            if part is None:
                raise Invalid(
                    _("Baris ini belum terbaca: “{line}”. Tulis nama, waktu, lalu tempat, misalnya: "
                      "Pembukaan, 28 November jam 8-10 pagi, Aula").format(line=line[:80])
                )  # fmt: skip
            found.append(part)
        return sorted(found, key=lambda part: part.starts_at)

    def keep(self, value: list[Part]) -> str:
        """The parts as JSON."""
        return packed(value)

    def restore(self, kept: str) -> list[Part]:
        """The parts."""
        return unpacked(kept)

    def question(self, note: Any) -> Outbound:
        """The question."""
        return Outbound(self.text, (self._none,))
