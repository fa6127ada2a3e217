"""The time of day in a text written in known words."""

import re
from dataclasses import dataclass
from itertools import pairwise

DAY = 24 * 60
_PART = r"dini hari|tengah malam|tengah hari|pagi|siang|sore|malam|subuh|pm"
_NUMBER = r"\d{1,2}"
_CLOCK = re.compile(
    rf"""(?P<lead>\bjam\s)?
    (?: setengah\ (?P<half>{_NUMBER})\b
      | (?P<hour>{_NUMBER})[.:](?P<minute>\d\d)(?:[.:]\d\d)?\b
      | (?P<four>(?<=jam\ )\d{{4}})\b
      | (?P<bare>{_NUMBER})\b(?![./:])(?:\ (?P<extra>\d\d)\b(?!\s(?:jam|hari|minggu|orang)))?
    )
    (?:\ (?P<sign>kurang|lewat)\ (?P<by>{_NUMBER}|seperempat|setengah)(?:\ menit)?)?
    (?:\ (?P<part>{_PART})\b)?
    (?P<until>\ (?:-|sampai(?:\ dengan)?|dan)\ (?:jam\ )?
      (?:(?:setengah\ )?(?P<end>{_NUMBER})(?:[.:]\d\d)?\b(?:\ (?P<end_part>{_PART})\b)?|selesai)
    )?
    """,
    re.VERBOSE,
)
_FIXED = {"tengah malam": DAY, "tengah hari": DAY // 2}
_COUNTED = re.compile(r"\b\d+ (?:orang|kali|km|ribu|rb|juta|peserta|anggota|kg|unit|paket|relawan|persen)\b")

# The hours that a part of the day is said of, and what to add to them.
_AFTERNOON, _MORNING = 12, 0
_HOURS: dict[str, dict[int, int]] = {
    "pagi": dict.fromkeys(range(1, 12), _MORNING),
    "subuh": dict.fromkeys(range(3, 7), _MORNING),
    "dini hari": {12: -12} | dict.fromkeys(range(6), _MORNING),
    "siang": dict.fromkeys((9, 10, 11, 12), _MORNING) | dict.fromkeys(range(1, 6), _AFTERNOON),
    "sore": dict.fromkeys(range(1, 8), _AFTERNOON),
    "malam": {0: 24, 12: 12} | dict.fromkeys(range(5, 12), _AFTERNOON),
    "tengah malam": {0: 24, 12: 12},
    "tengah hari": {12: _MORNING},
    "pm": {12: _MORNING} | dict.fromkeys(range(1, 12), _AFTERNOON),
}
_LATER_HOURS = {"siang": range(10, 16), "sore": range(14, 20), "malam": range(17, 25), "pm": range(12, 24)}
_UNSAID = dict.fromkeys(range(7, 13), _MORNING) | dict.fromkeys(range(1, 6), _AFTERNOON)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes since the day began (a day's end is 1440); None where only a part of day was said.

    `problem` is "ambiguous" or "invalid" where no time follows; `doubtful` where the half of the day was guessed.
    """

    minutes: int | None
    problem: str = ""
    doubtful: bool = False


def clock_in(text: str, part: str = "", *, bare: bool = False) -> Clock | None:
    """The time of day said, if any: the start of a range; `part` is the part of day said with the day.

    `bare` allows a number by itself (`besok 8`).
    """
    text = _COUNTED.sub("|", text)
    found = [match for match in _CLOCK.finditer(text) if _is_clock(match, bare=bare)]
    spans = [(0, 0), *(match.span() for match in found), (len(text), len(text))]
    beside = "|".join(text[end:start] for (_, end), (start, _) in pairwise(spans))
    parts = set(re.findall(rf"\b(?:{_PART})\b", beside))
    if not found:
        fixed = [_FIXED[each] for each in parts if each in _FIXED]
        return Clock(fixed[0]) if fixed else Clock(None) if parts or part else None
    if len({(match["lead"], match[0].strip()) for match in found}) > 1:
        return Clock(None, "ambiguous")
    around = parts.pop() if len(parts) == 1 else part
    return _read(found[0], around)


def _is_clock(match: re.Match[str], *, bare: bool) -> bool:
    """Whether the number is a time: led by `jam`, or followed by a part of the day or the end of a range."""
    if match["bare"] is None:
        return True
    return bool(match["lead"] or match["part"] or bare or (match["until"] and match["end_part"]))


def _read(match: re.Match[str], around: str) -> Clock:
    hour, minute, written = _numbers(match)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Clock(None, "invalid")
    part = match["part"] or around
    if not match["part"] and match["end_part"] and hour <= int(match["end"]):
        part = match["end_part"] if hour in _HOURS[match["end_part"]] else part
    start = _in_day(hour, part, written=written)
    if start is None:
        return Clock(None, "ambiguous")
    doubtful = not (part or written) or bool(match["until"] or match["half"])
    return Clock(start * 60 + minute + _shift(match), doubtful=doubtful)


def _numbers(match: re.Match[str]) -> tuple[int, int, bool]:
    """The hour, the minute, and whether they are written as on a clock of 24 hours."""
    if match["half"]:
        return (int(match["half"]) - 2) % 12 + 1, 30, False
    if match["four"]:
        return int(match["four"][:2]), int(match["four"][2:]), True
    hour = match["hour"] or match["bare"]
    return int(hour), int(match["minute"] or match["extra"] or 0), hour.startswith("0") or int(hour) > 12


def _shift(match: re.Match[str]) -> int:
    if match["sign"] is None:
        return 0
    by = {"seperempat": 15, "setengah": 30}.get(match["by"]) or int(match["by"])
    return -by if match["sign"] == "kurang" else by


def _in_day(hour: int, part: str, *, written: bool) -> int | None:
    """The hour of 24, or None where it may be of either half of the day, or not of that part."""
    if hour > 12:
        return hour if (part in _LATER_HOURS and hour in _LATER_HOURS[part]) or not part else None
    if part:
        return hour + _HOURS[part][hour] if hour in _HOURS[part] else None
    if written or hour == 0:
        return hour
    return hour + _UNSAID[hour] if hour in _UNSAID else None
