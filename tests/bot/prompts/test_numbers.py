"""Numbers as people write them."""

from typing import Any

import pytest

from bot.asking import Invalid
from bot.messages import Address, Choice, Inbound, Kind, Wanted
from bot.now import now
from bot.prompts import Number, Phone

SITI = Address("telegram", "1", "siti")


def _same(text: str) -> str:
    return text


NUMBER = Number("Berapa?", _same, 1, 500, Choice("none", "Tanpa batas"))
PHONE = Phone("Nomor?", _same, Choice("skip", "Lewati"))


def _inbound(text: str = "", kind: Kind = Kind.TEXT, **fields: Any) -> Inbound:
    return Inbound("1", SITI, now(), kind, text, **fields)


@pytest.mark.parametrize(
    ("text", "number"), [("50", 50), ("50 orang", 50), ("maks. 500", 500), ("1", 1), ("tanpa batas", 0)]
)
def test_a_number_is_read_with_words_around_it(text: str, number: int) -> None:
    assert NUMBER.read(_inbound(text), None) == number


@pytest.mark.parametrize("text", ["0", "501", "1.000", "banyak", "5 atau 6", "9" * 30, "٣٣٣٣٣", ""])
def test_what_is_no_number_within_the_limits_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        NUMBER.read(_inbound(text), None)


def test_no_limit_is_a_choice() -> None:
    assert NUMBER.read(_inbound(kind=Kind.CHOICE, choice="none"), None) == 0
    with pytest.raises(Invalid):
        NUMBER.read(_inbound(kind=Kind.CHOICE, choice="other"), None)


def test_one_s_own_number_may_be_shared_typed_or_left_out() -> None:
    assert PHONE.read(_inbound(kind=Kind.PHONE, phone="6281234567890"), None) == "+6281234567890"
    assert PHONE.read(_inbound("0812 3456 7890"), None) == "+6281234567890"
    for left_out in (_inbound(kind=Kind.CHOICE, choice="skip"), _inbound("lewati"), _inbound("tidak"), _inbound("1")):
        assert PHONE.read(left_out, None) == ""
    assert PHONE.question(None).ask_for is Wanted.PHONE


@pytest.mark.parametrize(
    "inbound",
    [
        _inbound("halo"), _inbound(kind=Kind.PHONE, phone="abc"), _inbound(kind=Kind.MEDIA, media="contact"),
        _inbound(kind=Kind.MEDIA, media="voice"), _inbound(kind=Kind.CHOICE, choice="other"),
    ],
)  # fmt: skip
def test_what_is_no_number_of_one_s_own_is_refused(inbound: Inbound) -> None:
    with pytest.raises(Invalid):
        PHONE.read(inbound, None)
