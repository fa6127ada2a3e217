"""When something is, as people write it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.understanding.days import Day, day_in
from bot.understanding.hours import Clock, clock_in
from bot.understanding.timewords import in_known_words, zone_name, zone_said

Problem = Literal["", "ambiguous", "invalid", "past"]

_FURTHEST_YEARS = 50
"""Nobody plans further ahead; a later year is a slip of the finger."""
_ZONE = re.compile(r"\b(?:wib|wita|wit)\b")
_FROM_NOW = re.compile(
    r"\b(?P<number>\d+|setengah) (?P<unit>jam|menit)(?: (?P<minutes>\d+) menit)? (?:lagi|dari sekarang)\b"
)
_ALONE = re.compile(r"(?<![\d.:/] )(?<![\d.:/])\b\d{1,2}\b(?![.:/]\d)")


@dataclass(frozen=True, slots=True)
class When:
    """What a text says: an aware instant, a date where no hour was said, or None with the problem.

    `doubtful` where something was counted from today or guessed, so that it should be confirmed.
    """

    value: datetime | date | None
    problem: Problem = ""
    doubtful: bool = False


def read_when(text: str, now: datetime, zone: str) -> When:
    """When the text says, seen from an aware instant, in a zone (WIB, WITA, WIT or IANA) unless it names one.

    The problem is "ambiguous" where it may be several times, "invalid" where it is none, "past" where it is over.
    """
    there = ZoneInfo(zone_said(text) or zone_name(zone))
    local = now.astimezone(there)
    words = _ZONE.sub("|", in_known_words(text))
    if ahead := _FROM_NOW.search(words):
        return When((local + _stretch(ahead)).replace(second=0, microsecond=0), doubtful=True)
    day = day_in(words, local.date())
    clock = clock_in(day.rest, day.part, bare=day.found is not None and len(_ALONE.findall(day.rest)) == 1)
    problem = _problem(day, clock)
    if problem or ("atau" in words.split() and (day.found or clock)):
        return When(None, problem or "ambiguous")
    return _at(day, clock, local)


def _stretch(match: re.Match[str]) -> timedelta:
    number = 0.5 if match["number"] == "setengah" else int(match["number"])
    unit = timedelta(hours=1) if match["unit"] == "jam" else timedelta(minutes=1)
    return number * unit + timedelta(minutes=int(match["minutes"] or 0))


def _problem(day: Day, clock: Clock | None) -> Problem:
    problems = {day.problem, clock.problem if clock else ""}
    if "invalid" in problems or (day.found is None and clock is None and not day.problem):
        return "invalid"
    if "ambiguous" in problems:
        return "ambiguous"
    # Without a day, an hour must be plain: `jam 8` may be of any day and either half of it.
    if day.found is None and (clock is None or clock.minutes is None or clock.doubtful):
        return "ambiguous"
    return ""


def _at(day: Day, clock: Clock | None, local: datetime) -> When:
    """The day and hour said, as an instant or a date, unless it is over."""
    today = local.date()
    said = day.found or today
    if said < today:
        return When(None, "past")
    if said.year > today.year + _FURTHEST_YEARS:
        return When(None, "invalid")
    if clock is None or clock.minutes is None:
        return When(said, doubtful=day.doubtful)
    instant = datetime.combine(said, time(), local.tzinfo) + timedelta(minutes=clock.minutes)
    if instant < local and (day.weekly or day.found is None):
        instant += timedelta(7 if day.weekly else 1)
    if instant < local:
        return When(None, "past")
    return When(instant, doubtful=day.doubtful or clock.doubtful or day.found is None)


__all__ = ["When", "read_when", "zone_name"]
