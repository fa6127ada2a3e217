"""Quiet hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.quiet import is_quiet, next_allowed, reminder_moment

WITA, WIB = "Asia/Makassar", "Asia/Jakarta"


def wita(day: int, clock: str) -> datetime:
    hour, minute = clock.split(".")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=ZoneInfo(WITA)).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "quiet"), [("20.59", False), ("21.00", True), ("00.00", True), ("05.59", True), ("06.00", False)]
)
def test_it_is_quiet_from_nine_in_the_evening_to_six(clock: str, quiet: bool) -> None:
    assert is_quiet(wita(28, clock), WITA) == quiet


def test_where_the_reader_lives_decides() -> None:
    assert is_quiet(wita(28, "06.30"), WIB)
    assert not is_quiet(wita(28, "21.30"), WIB)


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (wita(28, "12.00"), wita(28, "12.00")), (wita(28, "22.00"), wita(29, "06.00")),
        (wita(29, "03.00"), wita(29, "06.00")),
    ],
)  # fmt: skip
def test_what_may_wait_waits_for_the_morning(at: datetime, allowed: datetime) -> None:
    assert next_allowed(at, WITA) == allowed


@pytest.mark.parametrize(
    ("start", "hours", "moment"),
    [
        (wita(28, "08.00"), 2, wita(28, "06.00")),
        (wita(28, "07.00"), 2, wita(28, "06.00")),
        (wita(28, "06.30"), 2, wita(28, "06.00")),
        (wita(28, "06.29"), 2, wita(27, "20.30")),
        (wita(28, "05.00"), 2, wita(27, "20.30")),
        (wita(28, "23.30"), 2, wita(27, "20.30") + timedelta(days=1)),
        (wita(28, "22.00"), 24, wita(28, "06.00")),
        (wita(29, "00.30"), 2, wita(28, "20.30")),
    ],
)
def test_a_reminder_in_the_quiet_hours_comes_at_six_or_the_evening_before(
    start: datetime, hours: int, moment: datetime
) -> None:
    assert reminder_moment(start, timedelta(hours=hours), WITA) == moment
