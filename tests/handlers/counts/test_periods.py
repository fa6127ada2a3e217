from datetime import UTC, datetime

import pytest

from bot import now
from handlers.counts.periods import midnight, period

WEDNESDAY = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
"""Thursday 26 November 2026, 04.00 WITA."""


@pytest.fixture(autouse=True)
def _it_is_thursday_in_wita() -> None:
    now.move(WEDNESDAY - now.now())


def test_today_begins_where_the_reader_lives() -> None:
    assert midnight("Asia/Makassar").isoformat() == "2026-11-26T00:00:00+08:00"
    assert midnight("Asia/Jakarta").isoformat() == "2026-11-26T00:00:00+07:00"


@pytest.mark.parametrize(
    ("since", "begin", "end"),
    [
        ("today", "2026-11-26", ""),
        ("yesterday", "2026-11-25", "2026-11-26"),
        ("this_week", "2026-11-23", ""),
        ("this_month", "2026-11-01", ""),
        ("last_7_days", "2026-11-20", ""),
    ],
)
def test_a_period_begins_at_a_midnight_and_only_yesterday_ends(since: str, begin: str, end: str) -> None:
    found, over = period(since, "Asia/Makassar")
    assert found.isoformat() == f"{begin}T00:00:00+08:00"
    assert (over.isoformat() if over else "") == (f"{end}T00:00:00+08:00" if end else "")
