"""Days, times, numbers and lists are written as people write them, and every time names its zone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.texts import LOCALES, clock, day, known_locale, listing, marked, moment, number, translator

EIGHT = datetime(2026, 11, 28, 0, 0, tzinfo=UTC)
JAKARTA, PONTIANAK, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"


def test_a_moment_names_its_zone() -> None:
    assert moment(EIGHT, MAKASSAR) == "Sabtu, 28 November 2026 pukul 08.00 WITA"
    assert moment(EIGHT, MAKASSAR, "en") == "Saturday, 28 November 2026 at 08:00 WITA"
    assert moment(EIGHT, JAYAPURA) == "Sabtu, 28 November 2026 pukul 09.00 WIT"


def test_the_readers_time_stands_beside_where_it_differs() -> None:
    assert clock(EIGHT, MAKASSAR, "id", JAKARTA) == "08.00 WITA (07.00 WIB)"
    assert clock(EIGHT, MAKASSAR, "en", JAKARTA) == "08:00 WITA (07:00 WIB)"
    assert moment(EIGHT, MAKASSAR, "id", JAYAPURA) == "Sabtu, 28 November 2026 pukul 08.00 WITA (09.00 WIT)"


def test_a_reader_with_the_same_clock_sees_one_time() -> None:
    assert clock(EIGHT, JAKARTA, "id", PONTIANAK) == "07.00 WIB"
    assert clock(EIGHT, MAKASSAR, "id", MAKASSAR) == "08.00 WITA"


def test_a_reader_on_another_day_is_told_which() -> None:
    after_midnight = EIGHT - timedelta(hours=7, minutes=30)
    assert clock(after_midnight, MAKASSAR, "id", JAKARTA) == "00.30 WITA (Jumat, 23.30 WIB)"
    assert clock(after_midnight, MAKASSAR, "en", JAKARTA) == "00:30 WITA (Friday, 23:30 WIB)"


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
    assert day(late, JAKARTA) == "Jumat, 27 November 2026"
    assert day(late, MAKASSAR) == "Sabtu, 28 November 2026"
    assert day(late, MAKASSAR, "en") == "Saturday, 28 November 2026"


def test_a_zone_without_a_word_is_told_by_its_distance() -> None:
    assert clock(EIGHT, "Asia/Singapore") == "08.00 UTC+08"
    assert clock(EIGHT, "UTC") == "00.00 UTC"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        day(EIGHT.replace(tzinfo=None), MAKASSAR)


def test_numbers_have_their_thousands_marked() -> None:
    assert [number(n) for n in (0, 999, 1263, 1234567)] == ["0", "999", "1.263", "1.234.567"]
    assert number(1263, "en") == "1,263"


def test_lists_read_as_spoken() -> None:
    assert [listing(list(items)) for items in ("", "a", "ab", "abc")] == ["", "a", "a dan b", "a, b, dan c"]
    assert listing(["a", "b", "c"], "en") == "a, b and c"


@pytest.mark.parametrize(
    ("code", "locale"), [("id", "id"), ("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("fr", "id"), ("", "id")]
)
def test_a_language_not_spoken_gets_indonesian(code: str, locale: str) -> None:
    assert known_locale(code) == locale
    assert translator(code).locale == locale


@pytest.mark.parametrize("locale", LOCALES)
def test_a_text_without_translation_stays_as_it_is(locale: str) -> None:
    texts = translator(locale)
    assert texts.gettext("kalimat yang tidak ada di katalog") == "kalimat yang tidak ada di katalog"
    assert texts.gettext("") == ""


def test_a_marked_text_stays_as_it_is() -> None:
    assert marked("Lihat jadwal") == "Lihat jadwal"


def test_a_catalogue_is_read_once() -> None:
    assert translator("en-GB") is translator("en")
