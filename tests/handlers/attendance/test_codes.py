"""Codes are good for their part, their minute and this installation only."""

import pytest

from handlers.attendance.codes import (
    BadCode,
    Expired,
    code_in,
    minute_at,
    payload,
    read_payload,
    read_typed,
    typed_code,
)

KEY, AT = b"house", 29_833_334 * 60_000 + 30_000
"""Half a minute after a minute began."""
SECOND = 1000


def test_a_code_says_its_event_and_part_in_little_room() -> None:
    said = payload(KEY, 17, 3, minute_at(AT))
    assert read_payload(KEY, said, AT) == (17, 3)
    assert len(said) <= 64
    code = typed_code(KEY, 17, 3, minute_at(AT))
    assert read_typed(KEY, code, [(4, 0), (17, 3)], AT) == (17, 3)
    assert typed_code(KEY, 17, 3, minute_at(AT) + 1) != code


@pytest.mark.parametrize(("seconds", "good"), [(-121, False), (-119, True), (0, True), (119, True), (121, False)])
def test_a_code_is_taken_ninety_seconds_around_its_minute(seconds: int, good: bool) -> None:
    # AT is thirty seconds from either end of its minute.
    minute, at = minute_at(AT), AT + seconds * SECOND
    said, code = payload(KEY, 17, 0, minute), typed_code(KEY, 17, 0, minute)
    if good:
        assert read_payload(KEY, said, at) == read_typed(KEY, code, [(17, 0)], at) == (17, 0)
        return
    with pytest.raises(Expired):
        read_payload(KEY, said, at)
    with pytest.raises(BadCode if seconds < 0 else Expired):
        read_typed(KEY, code, [(17, 0)], at)


@pytest.mark.parametrize("said", ["h_", "h_AAAA", "h_" + "A" * 32, "h_*", "h_" + "A" * 62, "h_é"])
def test_what_nobody_signed_is_no_code(said: str) -> None:
    with pytest.raises(BadCode):
        read_payload(KEY, said, AT)


def test_a_code_changed_by_a_letter_or_of_another_house_is_no_code() -> None:
    said = payload(KEY, 17, 0, minute_at(AT))
    for place in range(2, len(said)):
        with pytest.raises(BadCode):
            read_payload(KEY, said[:place] + ("A" if said[place] != "A" else "B") + said[place + 1 :], AT)
    with pytest.raises(BadCode):
        read_payload(b"another", said, AT)
    with pytest.raises(BadCode):
        read_typed(b"another", typed_code(KEY, 17, 0, minute_at(AT)), [(17, 0)], AT)
    with pytest.raises(BadCode):
        read_typed(KEY, typed_code(KEY, 17, 0, minute_at(AT)), [(18, 0)], AT)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KMPT 4821", "KMPT 4821"), ("kmpt4821", "KMPT 4821"), ("kode hadir: kmpt-4821", "KMPT 4821"),
        ("KMPT 482", ""), ("bantuan", ""), ("saya hadir KMPT 4821 ya", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_code_is_found_as_people_type_it(text: str, code: str) -> None:
    assert code_in(text) == code
