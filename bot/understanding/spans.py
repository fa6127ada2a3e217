"""The days that somebody asks about: "minggu ini", "sabtu", "bulan depan"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.understanding.when import read_when

_NEXT = r"(?:depan|dpn|next|besok)"
_WEEK = re.compile(rf"\b(?:minggu|mggu|mgg|pekan|pkn)\s*(?:(?P<now>ini|nih?)|(?P<next>{_NEXT}))\b", re.IGNORECASE)
_OF_WEEK = re.compile(
    r"\b(?:hari|malam|mlm|tanggal|tgl)\s+(?:minggu)|\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|ahad)\b", re.IGNORECASE
)
_WEEKEND = re.compile(rf"\bakhir\s+(?:minggu|pekan)\s*(?P<next>{_NEXT})?|\bweekend\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:bulan|bln)\s*(?:(?P<now>ini|nih?)|(?P<next>{_NEXT}))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both of them too."""

    first: date
    last: date


def span_in(text: str, now: datetime, zone: str) -> Span | None:
    """The days that a text asks about, counted from now in an IANA zone; None where it names none."""
    today = now.date()
    monday = today - timedelta(today.weekday())
    if found := _WEEKEND.search(text):
        saturday = monday + timedelta(12 if found.groupdict().get("next") else 5)
        return Span(saturday, saturday + timedelta(1))
    if (found := _WEEK.search(text)) and not _OF_WEEK.search(text):
        start = monday + timedelta(7) if found["next"] else monday
        return Span(start, start + timedelta(6))
    if found := _MONTH.search(text):
        first = today.replace(day=1)
        if found["next"]:
            first = (first + timedelta(31)).replace(day=1)
        return Span(first, (first + timedelta(31)).replace(day=1) - timedelta(1))
    # What is asked about is a day; an hour in the question is what it asks for.
    said = read_when(text, now, zone).value
    if said is None:
        return None
    day = said.date() if isinstance(said, datetime) else said
    return Span(day, day)
