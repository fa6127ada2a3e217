"""Which pillars somebody belongs to, asked."""

from datetime import UTC, datetime

import pytest

from bot.asking import Gone, Invalid
from bot.messages import Address, Inbound, Kind
from bot.prompts import Pillars

PILLARS = Pillars("Pilar mana?", str)


def read(**fields: object) -> tuple[str, ...]:
    kind = Kind.CHOICE if "choice" in fields else Kind.TEXT
    inbound = Inbound("1", Address("t", "1", "siti"), datetime(2026, 11, 23, tzinfo=UTC), kind, **fields)  # type: ignore[arg-type]
    return PILLARS.read(inbound, None)


@pytest.mark.parametrize(
    ("text", "pillars"),
    [
        ("tagana", ("tagana",)),
        ("tagana dan psm", ("tagana", "psm")),
        ("PSM, kartar & tagana muda", ("psm", "karang_taruna", "tagana")),
        ("1, 2", ("tagana", "psm")),
        ("2", ("psm",)),
        ("3 dan 1 dan 3", ("tksk", "tagana")),
        ("tagana tagana", ("tagana",)),
    ],
)
def test_one_or_several_are_typed(text: str, pillars: tuple[str, ...]) -> None:
    assert read(text=text) == pillars


def test_a_tap_names_one() -> None:
    assert read(choice="psm") == ("psm",)


@pytest.mark.parametrize("text", ["bingung", "pilar itu apa?", "1, 99", "tagana itu apa"])
def test_what_names_none_is_asked_again(text: str) -> None:
    with pytest.raises(Invalid):
        read(text=text)


def test_an_answer_of_before_several_were_allowed_is_still_one() -> None:
    assert PILLARS.restore("psm") == ("psm",)
    assert PILLARS.restore(PILLARS.keep(("psm", "tagana"))) == ("psm", "tagana")
    with pytest.raises(Gone):
        PILLARS.restore(["psm", "sihir"])
