"""Telephone numbers as people write them."""

import pytest

from bot.understanding.telephones import international


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812 3456 7890", "+6281234567890"), ("+62 812-3456-7890", "+6281234567890"),
        ("62812.3456.7890", "+6281234567890"),
        ("81234567890", "+6281234567890"), ("(0511) 3364477", "+625113364477"), ("+60 12 345 6789", "+60123456789"),
        ("", ""), ("123", ""), ("0812", ""), ("08123456789012345", ""), ("nol delapan", ""), ("+62", ""),
    ],
)  # fmt: skip
def test_a_telephone_number_becomes_international(text: str, number: str) -> None:
    assert international(text) == number
