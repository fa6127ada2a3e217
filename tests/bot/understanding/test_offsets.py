"""How long before the start, as people write it."""

import pytest

from bot.understanding.offsets import MINUTE, read_offsets

HOUR, DAY = 60 * MINUTE, 1440 * MINUTE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 hari, 1 jam", [3 * DAY, HOUR]),
        ("seminggu, sehari, sejam", [7 * DAY, DAY, HOUR]),
        ("H-7, H-1 dan 2 jam", [7 * DAY, DAY, 2 * HOUR]),
        ("setengah jam sebelumnya", [30 * MINUTE]),
        ("tiga hari sama dua jam", [3 * DAY, 2 * HOUR]),
        ("1 jam 30 menit", [90 * MINUTE]),
        ("satu jam setengah", [90 * MINUTE]),
        ("2 jam, 3hr", [3 * DAY, 2 * HOUR]),
        ("7 days, 2 hours", [7 * DAY, 2 * HOUR]),
        ("3 hari sebelum acara dan 30 menit sebelum mulai ya", [3 * DAY, 30 * MINUTE]),
        ("1 hari, 24 jam", [DAY]),
        ("", []), ("besok", []), ("10.00", []), ("1,5 jam", []), ("3 hari, terserah", []),
    ],
)  # fmt: skip
def test_offsets_are_read_the_furthest_first(text: str, found: list[int]) -> None:
    assert [before for before, _words in read_offsets(text)] == found


def test_words_of_ones_own_follow_a_colon_to_the_end_of_the_line() -> None:
    assert read_offsets("2 jam: bawa  KTP, dan topi: yang merah\n3 hari, sehari: cek cuaca") == [
        (3 * DAY, ""),
        (DAY, "cek cuaca"),
        (2 * HOUR, "bawa KTP, dan topi: yang merah"),
    ]
