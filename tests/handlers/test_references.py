import pytest

from handlers.references import number_in


def test_a_number_is_read() -> None:
    assert number_in("17") == 17


@pytest.mark.parametrize("part", ["", "-1", "1.0", "17a", "٣", "²", "9" * 16])
def test_what_is_no_number_is_one_that_nothing_has(part: str) -> None:
    assert number_in(part) == -1
