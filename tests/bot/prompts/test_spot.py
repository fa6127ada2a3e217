from typing import Any

import pytest

from bot.asking import Invalid
from bot.messages import Address, Choice, Inbound, Kind, Pin
from bot.now import now
from bot.prompts import Spot

PROMPT = Spot("Di mana?", str, (Choice("skip", "Lewati"),))


def said(text: str = "", **fields: Any) -> Inbound:
    return Inbound("1", Address("telegram", "1", "siti"), now(), text=text, **fields)


def test_a_shared_place_is_taken_with_its_name() -> None:
    pin = Pin(-3.3, 114.6, "Gedung", "Jl. Basri")
    assert PROMPT.read(said(kind=Kind.MEDIA, media="venue", pin=pin), None) == pin
    assert PROMPT.restore(PROMPT.keep(pin)) == pin


@pytest.mark.parametrize(
    "words",
    [
        "-3.3194, 114.5908", "-3.3194,114.5908", "di https://maps.google.com/?q=-3.3194,114.5908 ya",
        "https://www.google.com/maps/@-3.3194,114.5908,17z", "https://maps.google.com/?q=-3.3194%2C114.5908",
    ],
)  # fmt: skip
def test_degrees_may_be_typed_or_lie_in_a_maps_address(words: str) -> None:
    assert PROMPT.read(said(words), None) == Pin(-3.3194, 114.5908)


def test_it_may_be_skipped_by_tapping_or_typing() -> None:
    assert PROMPT.read(said("lewati"), None) == "skip"
    assert PROMPT.read(said(kind=Kind.CHOICE, choice="skip"), None) == "skip"
    assert PROMPT.restore(PROMPT.keep("skip")) == "skip"


@pytest.mark.parametrize("words", ["di lapangan", "99.1234, 114.5", "3, 4", ""])
def test_anything_else_is_asked_for_again_with_an_example(words: str) -> None:
    with pytest.raises(Invalid, match=r"-3\.3194, 114\.5908"):
        PROMPT.read(said(words), None)
