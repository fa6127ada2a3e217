"""Numbers that are read over the telephone."""

import pytest

from bot.understanding.registration_numbers import read_registration_number, registration_number

IDS = (1, 7, 10, 42, 999, 1042, 9_999, 10_000, 123_456, 7_654_321)


def test_every_number_is_read_back_and_no_two_are_the_same() -> None:
    numbers = [registration_number(id_) for id_ in range(1, 3000)]
    assert len(set(numbers)) == len(numbers)
    assert [read_registration_number(number) for number in numbers] == list(range(1, 3000))


@pytest.mark.parametrize("id_", IDS)
def test_one_wrong_digit_is_noticed(id_: int) -> None:
    number = registration_number(id_)
    for at, right in enumerate(number):
        if right.isdigit():
            wrong = [f"{number[:at]}{digit}{number[at + 1 :]}" for digit in "0123456789" if digit != right]
            assert [read_registration_number(each) for each in wrong] == [None] * 9


@pytest.mark.parametrize("id_", IDS)
def test_two_digits_in_the_wrong_order_are_noticed(id_: int) -> None:
    digits = registration_number(id_).replace("-", "")
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        assert swapped == digits or read_registration_number(swapped) is None


@pytest.mark.parametrize("written", ["{n}", " {n} ", "no. {n}", "No {n}.", "nomor relawan: {n}", "{bare}", "{spaced}"])
def test_a_number_is_read_however_it_is_written(written: str) -> None:
    number = registration_number(1042)
    bare = number.replace("-", "")
    assert read_registration_number(written.format(n=number, bare=bare, spaced=" ".join(bare))) == 1042


@pytest.mark.parametrize("text", ["", "siti", "12", "0000-0", "0812 3456 789012345", "no.", "banjar 1042-x", "١٢٣٤٥"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_registration_number(text) is None
