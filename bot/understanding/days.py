"""The day in a text written in known words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.dates import Said, said_of_day


@dataclass(frozen=True, slots=True)
class Day:
    """The day that a text means, or None; `problem` is "", "ambiguous" or "invalid".

    `doubtful` where it was counted from today, `weekly` where only a weekday was said; `part` is the part of day in
    its name (`malam minggu`), `rest` the text without it.
    """

    found: date | None
    problem: str
    rest: str
    doubtful: bool = False
    weekly: bool = False
    part: str = ""


def day_in(text: str, today: date) -> Day:
    """The day that a text says, counted from today."""
    said, rest = said_of_day(text, today)
    return _settled(said, rest)


def _settled(said: Sequence[Said], rest: str) -> Day:
    """What all that was said of the day comes to."""
    kinds = {each.kind for each in said}
    weekdays = [each for each in said if each.kind == "weekday"]
    part = next((each.part for each in said if each.part), "")
    dates = {each.day for each in said if each.kind in {"date", "relative"} and each.day}
    week = next((each.day for each in said if each.kind == "week" and each.day), None)
    if "invalid" in kinds:
        return Day(None, "invalid", rest)
    if len(dates) > 1 or any(each.day not in dates and not _falls(dates, each) for each in weekdays if dates):
        return Day(None, "ambiguous", rest)
    if dates:
        return Day(dates.pop(), "", rest, doubtful="relative" in kinds, part=part)
    if len({each.day for each in weekdays}) > 1:
        return Day(None, "ambiguous", rest)
    if weekdays:
        day = weekdays[0].day if week is None else week + timedelta(weekdays[0].weekdays[0])
        return Day(day, "", rest, doubtful=True, weekly=week is None, part=part)
    if "weak" in kinds:
        return Day(next(each.day for each in said if each.kind == "weak"), "", rest, doubtful=True, part=part)
    return Day(None, "ambiguous" if kinds else "", rest)


def _falls(dates: set[date], weekday: Said) -> bool:
    return all(each.weekday() in weekday.weekdays for each in dates)
