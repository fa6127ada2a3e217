"""The days that people ask about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.spans import Span, span_in

ZONE = "Asia/Makassar"
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo(ZONE))


def _days(first: str, last: str = "") -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("ada kegiatan apa minggu ini", _days("2026-11-23", "2026-11-29")),
        ("jadwal mgg depan dong", _days("2026-11-30", "2026-12-06")),
        ("acara sabtu jam brp", _days("2026-11-28")),
        ("kegiatan hari minggu", _days("2026-11-29")),
        ("sabtu minggu depan ada apa", _days("2026-12-05")),
        ("akhir pekan ada kegiatan?", _days("2026-11-28", "2026-11-29")),
        ("bulan depan ada apa", _days("2026-12-01", "2026-12-31")),
        ("acara bulan ini", _days("2026-11-01", "2026-11-30")),
        ("acara besok", _days("2026-11-26")),
        ("kegiatan tgl 28 november", _days("2026-11-28")),
        ("ada acara apa aja", None),
        ("jadwal", None),
        ("", None),
    ],
)
def test_days_asked_about(text: str, span: Span | None) -> None:
    assert span_in(text, WEDNESDAY, ZONE) == span
