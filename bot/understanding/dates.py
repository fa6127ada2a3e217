"""What single expressions for a day say, in a text written in known words."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.understanding.timewords import MONTHS, WEEKDAYS

_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(WEEKDAYS)
_PART = "pagi|siang|sore|malam|subuh"
_AND = r"(?:-|sampai(?:\sdengan)?|dan)"
_YEAR = r"(?:\s(?:tahun\s)?(?P<year>\d{4}|2[5-9]\b|3\d\b)|\stahun\s(?P<other_year>depan|ini)\b)?"
_YEARS_AHEAD = 9
"""A 29 February is never further away."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of the day; a weekday has the numbers that a date beside it may fall on."""

    kind: Literal["date", "relative", "weekday", "week", "weak", "vague", "invalid"]
    day: date | None = None
    weekdays: tuple[int, ...] = ()
    part: str = ""


def said_of_day(text: str, today: date) -> tuple[list[Said], str]:
    """All that a text says of a day, counted from today, and the text without it."""
    said: list[Said] = []
    for pattern, read in _PATTERNS:
        said += [_attempt(read, match, today) for match in pattern.finditer(text)]
        text = pattern.sub(" | ", text)
    return said, text


def _attempt(read: "_Reader", match: re.Match[str], today: date) -> Said:
    try:
        return read(match, today)
    except (ValueError, OverflowError):
        return Said("invalid")


def _numeric(match: re.Match[str], today: date) -> Said:
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    return Said("date", _in_year(day, month, year, today))


def _named(match: re.Match[str], today: date) -> Said:
    month = MONTHS.index(match["month"]) + 1 if match["month"] in MONTHS else int(match["month"])
    year = match["year"] or match.groupdict().get("end_year")
    if match["other_year"]:
        year = str(today.year + (match["other_year"] == "depan"))
    return Said("date", _in_year(int(match["day"]), month, year, today))


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    """That date; without a year the next such. Raises ValueError where there is none."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for ahead in range(_YEARS_AHEAD):
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"no {day}-{month} in any year")


def _of_month(match: re.Match[str], today: date) -> Said:
    """The next day of that number, or that of this or next month."""
    number, which = int(match["day"]), match["which"]
    if which:
        month = _month_after(today, which == "depan")
        return Said("date", month.replace(day=number))
    for ahead in range(3):
        try:
            found = _month_after(today, ahead).replace(day=number)
        except ValueError:
            continue
        if found >= today:
            return Said("date", found)
    return Said("invalid")


def _month_after(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _counted(match: re.Match[str], today: date) -> Said:
    """So many days, weeks or months ahead or ago."""
    number = int(match["number"]) * (-1 if (match["way"] or "").endswith("lalu") else 1)
    if match["unit"] == "bulan":
        month = _month_after(today, number)
        return Said("relative", month.replace(day=min(today.day, monthrange(month.year, month.month)[1])))
    day = today + timedelta(number * (7 if match["unit"] == "minggu" else 1))
    return Said("week", day - timedelta(day.weekday())) if match["weekday"] else Said("relative", day)


def _named_relative(match: re.Match[str], today: date) -> Said:
    return Said("relative", today + timedelta(_AHEAD[match[0]]))


def _weekday(match: re.Match[str], today: date) -> Said:
    """The coming one, or that of next week; a night belongs to the evening before its day (`malam minggu`)."""
    number = WEEKDAYS.index(match["name"])
    evening = (number - bool(match["night"])) % 7
    monday = today - timedelta(today.weekday())
    coming = today + timedelta((evening - today.weekday()) % 7)
    which = match["which"] or ""
    if which.endswith("depan"):
        coming = monday + timedelta(7 + evening)
    elif which.endswith("lalu"):
        coming -= timedelta(7)
    elif which == "minggu ini":
        coming = monday + timedelta(evening)
    part = "malam" if match["night"] else match["part"] or ""
    # In `jam 8 malam sabtu 28 november` the night is the hour's.
    of_hour = match.string[: match.start()].endswith(tuple(f"{digit} " for digit in range(10)))
    return Said("weekday", coming, (evening, number) if of_hour else (evening,), part)


def _weekday_and_number(match: re.Match[str], today: date) -> Said:
    """`sabtu 28`: the next 28th, if it is a Saturday."""
    said = _of_month(match, today)
    agrees = said.day is not None and said.day.weekday() == WEEKDAYS.index(match["name"])
    return said if agrees else Said("vague")


def _week(match: re.Match[str], today: date) -> Said:
    monday = today - timedelta(today.weekday())
    return Said("week", monday + timedelta({"depan": 7, "lalu": -7}.get(match["which"], 0)))


_AHEAD = {"besok lusa": 2, "hari ini": 0, "besok": 1, "lusa": 2, "tulat": 3, "tubin": 4}
_AHEAD |= {"kemarin lusa": -2, "kemarin": -1, "tadi": -1}


def _vague(_match: re.Match[str], _today: date) -> Said:
    return Said("vague")


def _today(match: re.Match[str], today: date) -> Said:
    return Said("weak", today, part=match["part"] or "")


_Reader = Callable[[re.Match[str], date], Said]
_NAMES = "senin|selasa|rabu|kamis|jumat|sabtu"
# `minggu` is Sunday or week: Sunday after `hari` or `malam`, or where no word that is said of weeks follows.
_SUNDAY = r"(?<=hari )minggu|(?<=malam )minggu|minggu(?! (?:yang )?(?:depan|ini|lalu|ke|lagi)\b)"
_NEVER = "(?!)"

# In this order: what is longer and plainer comes first, and is taken away before the next is looked for.
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b", _numeric),
        (r"\b(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d\d)\b", _numeric),
        (rf"\b(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?P<year>{_NEVER})?(?![\d/])", _numeric),
        (rf"\btanggal (?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})(?P<year>{_NEVER})?\b", _numeric),
        (
            rf"\b(?:tanggal )?(?P<day>\d+)(?: {_AND} \d{{1,2}})? (?:bulan )?(?P<month>{_MONTH})\b{_YEAR}"
            rf"(?: {_AND} (?:\w+ )?\d{{1,2}} (?:{_MONTH})(?: (?P<end_year>\d{{4}}))?)?",
            _named,
        ),
        (rf"\b(?:tanggal )?(?P<day>\d{{1,2}}) bulan (?P<month>\d{{1,2}})\b(?! lagi){_YEAR}", _named),
        (
            rf"\b(?P<month>{_MONTH}) (?:tanggal )?(?P<day>\d{{1,2}})\b(?! (?:{_PART})\b)(?![.:]\d){_YEAR}",
            _named,
        ),
        (
            rf"\btanggal (?P<day>\d+)(?: {_AND} (?:tanggal )?\d{{1,2}})?\b(?: bulan (?P<which>depan|ini)\b)?",
            _of_month,
        ),
        (r"\b(?P<day>\d{1,2}) bulan (?P<which>depan|ini)\b", _of_month),
        (
            r"\b(?P<number>\d+) (?P<unit>hari|minggu|bulan) (?P<way>lagi|ke depan|depan|dari sekarang|(?:yang )?lalu)"
            rf"\b(?P<weekday>(?= (?:hari )?(?:{_WEEKDAY})\b))?",
            _counted,
        ),
        (
            rf"\bdalam (?P<number>\d+) (?P<unit>hari|minggu|bulan)\b(?P<way>{_NEVER})?(?P<weekday>{_NEVER})?",
            _counted,
        ),
        (rf"\bminggu (?P<which>depan|ini)(?= (?:pada )?(?:hari )?(?:{_WEEKDAY})\b)", _week),
        (
            rf"\b(?:hari )?(?P<name>{_WEEKDAY}) (?P<day>1[3-9]|2\d|3[01])\b(?P<which>{_NEVER})?"
            rf"(?![.:/]\d)(?! (?:{_PART}|hari|minggu|orang)\b)",
            _weekday_and_number,
        ),
        (
            rf"\b(?:hari )?(?P<name>{_WEEKDAY})(?= malam (?:{_WEEKDAY})\b)"
            rf"(?P<night>{_NEVER})?(?P<part>{_NEVER})?(?P<which>{_NEVER})?",
            _weekday,
        ),
        (
            rf"(?P<night>\bmalam )?(?:\bhari )?\b(?P<name>{_NAMES}|{_SUNDAY})\b(?: (?P<part>{_PART})\b)?"
            rf"(?: (?P<which>minggu depan|minggu ini|depan|ini|besok|(?:minggu )?(?:yang )?lalu)\b)?"
            rf"(?: {_AND} (?:hari )?(?:{_WEEKDAY})\b)?",
            _weekday,
        ),
        (r"\bminggu (?:yang )?(?P<which>depan|ini|lalu)\b", _week),
        (r"\b(?:kemarin lusa|besok lusa|hari ini|besok|lusa|tulat|tubin|kemarin|tadi)\b", _named_relative),
        (rf"\b(?:nanti(?= (?:{_PART}|jam|setengah|\d))|sekarang|(?P<part>{_PART}) (?:ini|nanti))\b", _today),
        (r"\b(?:awal|akhir|pertengahan|tengah) (?:bulan|tahun|minggu|pekan)\b|\bnanti\b", _vague),
        (rf"\b(?:{_MONTH})\b(?: \d{{4}})?|\b(?:bulan|tahun) (?:depan|ini)\b", _vague),
    )
)
