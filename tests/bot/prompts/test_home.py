"""Where somebody lives, asked."""

from datetime import UTC, datetime

import pytest

from bot.asking import Again, Gone, Invalid
from bot.messages import Address, Inbound
from bot.prompts import Home, Place

HOME = Home("Di mana?", str)


def read(text: str, note: object = None) -> Place:
    return HOME.read(Inbound("1", Address("t", "1", "siti"), datetime(2026, 11, 23, tzinfo=UTC), text=text), note)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("banjarbaru", Place("63.72")),
        ("kec martapura, kab banjar", Place("63.03", "Martapura")),
        ("kec gambut", Place("63.03", "Gambut")),
        ("di banjar, kec gambut", Place("63.03", "Gambut")),
    ],
)
def test_a_kecamatan_is_kept_where_it_is_said(text: str, place: Place) -> None:
    assert read(text) == place


def test_a_kecamatan_that_several_have_leaves_the_choice() -> None:
    with pytest.raises(Again) as again:
        read("kec gondang")
    assert len(again.value.note["codes"]) > 1
    assert read("1", again.value.note).regency == again.value.note["codes"][0]


def test_what_is_no_place_is_asked_again() -> None:
    with pytest.raises(Invalid):
        read("kec entah di mana ini")


def test_an_answer_of_before_kecamatan_were_kept_is_still_one() -> None:
    assert HOME.restore("63.72") == Place("63.72")
    assert HOME.restore(HOME.keep(Place("63.03", "Gambut"))) == Place("63.03", "Gambut")
    with pytest.raises(Gone):
        HOME.restore(["99.99", ""])
