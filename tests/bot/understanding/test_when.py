from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.when import read_when, zone_name

NOW = datetime.fromisoformat("2026-11-24T10:00+08:00")
"""A Tuesday."""
TABLE = [tuple(line.split("\t")) for line in Path(__file__).with_name("when.tsv").read_text().splitlines()[1:]]


def written(text: str, now: datetime = NOW, zone: str = "WITA") -> str:
    meaning = read_when(text, now, zone)
    if meaning.problem:
        assert meaning.value is None
        return meaning.problem
    assert meaning.value is not None
    return meaning.value.isoformat(timespec="minutes") if isinstance(meaning.value, datetime) else str(meaning.value)


@pytest.mark.parametrize(("text", "meaning"), TABLE, ids=[row[0] for row in TABLE])
def test_a_text_means_the_time_in_the_table(text: str, meaning: str) -> None:
    assert written(text) == meaning


def test_relative_days_count_from_the_date_in_the_zone() -> None:
    late = datetime.fromisoformat("2026-11-24T16:30+00:00")
    assert written("besok jam 8", late, "WIB") == "2026-11-25T08:00+07:00"
    assert written("besok jam 8", late, "WITA") == "2026-11-26T08:00+08:00"
    assert written("besok jam 8 wit", late, "WIB") == "2026-11-26T08:00+09:00"


def test_a_zone_has_a_short_name_and_an_iana_name() -> None:
    assert [zone_name(zone) for zone in ("WIB", "wita", "WIT", "Asia/Pontianak")] == [
        "Asia/Jakarta",
        "Asia/Makassar",
        "Asia/Jayapura",
        "Asia/Pontianak",
    ]
    assert written("besok jam 8", zone="Asia/Jayapura") == "2026-11-25T08:00+09:00"


def test_what_was_counted_or_guessed_is_doubtful_and_what_was_written_out_is_not() -> None:
    plain = ["28 November 2026 pukul 08.00 WITA", "28/11/2026 jam 8 malam", "1 Januari 2027"]
    doubtful = ["besok jam 08.00", "sabtu", "28 November 2026 jam 8", "28 November 2026 setengah 8 pagi", "3 hari lagi"]
    assert [text for text in plain if read_when(text, NOW, "WITA").doubtful] == []
    assert [text for text in doubtful if not read_when(text, NOW, "WITA").doubtful] == []


def test_every_weekday_is_within_the_coming_week_and_next_week_starts_on_monday() -> None:
    for number, name in enumerate(["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]):
        coming = read_when(f"hari {name}", NOW, "WITA").value
        after = read_when(f"hari {name} depan", NOW, "WITA").value
        assert isinstance(coming, date)
        assert isinstance(after, date)
        assert coming.weekday() == after.weekday() == number
        assert 0 <= (coming - NOW.date()).days < 7
        assert date(2026, 11, 30) <= after <= date(2026, 12, 6)


@settings(deadline=None)
@given(st.dates(date(2026, 11, 25), date(2031, 12, 31)), st.times())
def test_a_date_and_time_written_out_mean_themselves(day: date, time: object) -> None:
    clock = str(time)[:5]
    assert written(f"{day:%d-%m-%Y} pukul {clock}") == f"{day}T{clock}+08:00"
    assert written(f"{day} {clock.replace(':', '.')} WITA") == f"{day}T{clock}+08:00"


@settings(deadline=None)
@given(st.text(alphabet="0123456789 ./:-,abdegijklmnrstu", max_size=40) | st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert written(text)
