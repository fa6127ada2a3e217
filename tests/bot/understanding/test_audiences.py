"""Whom somebody means to write to, as people say it."""

import pytest

from bot.understanding.audiences import Meant, Said, read_audience

HSS, HST = ("63.06",), ("63.07",)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("tagana dan psm di hss yang belum jawab acara sabtu",
         [Said(("tagana", "psm"), (HSS,), state="unanswered", event="sabtu")]),
        ("tagana di hss dan psm di hst", [Said(("tagana",), (HSS,)), Said(("psm",), (HST,))]),
        ("tagana di hss dan hst", [Said(("tagana",), (HSS, HST))]),
        ("kontingen batola yang belum datang", [Said(contingent="batola", state="absent")]),
        ("yang ikut jambore", [Said(state="yes", event="jambore")]),
        ("peserta jambore", [Said(state="yes", event="jambore")]),
        ("yang bilang tidak acara bakti sosial", [Said(state="no", event="bakti sosial")]),
        ("psm yang menunggu acara donor darah", [Said(("psm",), state="waiting", event="donor darah")]),
        ("yang hadir acara sabtu", [Said(state="attended", event="sabtu")]),
        ("hulu sungai", [Said(places=(("63.06", "63.07", "63.08"),))]),
        ("semua", []),
    ],
)  # fmt: skip
def test_an_audience_is_read_as_it_is_said(text: str, groups: list[Said]) -> None:
    assert read_audience(text, "63") == Meant(tuple(groups))


def test_those_to_leave_out_are_told_apart() -> None:
    assert read_audience("semua kecuali psm", "63") == Meant(without=(Said(("psm",)),))
    found = read_audience("semua tagana kecuali yang di hss dan hst", "63")
    assert found == Meant((Said(("tagana",)),), (Said(places=(HSS, HST)),))


def test_words_that_name_nobody_are_given_back() -> None:
    assert read_audience("asdf qwer", "63").unread == ("asdf", "qwer")
    assert read_audience("", "63").unread
