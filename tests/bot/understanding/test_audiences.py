"""Whom somebody means to write to, as people say it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.audiences import Meant, Said, read_audience

TABLE = [line.split("\t") for line in Path(__file__).with_name("audiences.tsv").read_text("utf-8").splitlines()[1:]]
"""Texts with whom they mean: groups and those without, parted by |, a group as `written` has it; "?" is not known."""
FLOOR = 0.98
HSS, HST = ("63.06",), ("63.07",)


def written(groups: tuple[Said, ...]) -> set[str]:
    """Groups as the table has them: "psm tagana @63.06 #tapin =yes:jambore"; none is "all"."""

    def one(said: Said) -> str:
        parts = [*said.pillars, *(f"@{'/'.join(sorted(codes))}" for codes in said.places)]
        parts += [f"#{said.contingent}"] if said.contingent else []
        parts += [f"={said.state}" + (f":{said.event}" if said.event else "")] if said.state else []
        return " ".join(sorted(part.replace(" ", "_") for part in parts))

    return {one(said) for said in groups} or {"all"}


def tabled(groups: str) -> set[str]:
    """The same of a cell of the table, where places of one group are parted by commas."""
    apart = [group.replace(",", " @").split() for group in groups.split(" | ")]
    return {" ".join(sorted(parts)) for parts in apart if parts} or {"all"}


def test_texts_mean_whom_the_table_says() -> None:
    wrong = []
    for text, groups, without in TABLE:
        found = read_audience(text, "63")
        right = written(found.groups) == tabled(groups) and written(found.without) == tabled(without)
        if not (found.unread if groups == "?" else right and not found.unread):
            wrong.append(text)
    assert len(wrong) <= (1 - FLOOR) * len(TABLE), wrong


def test_nobody_is_read_as_everybody_who_is_not() -> None:
    for text, groups, _without in TABLE:
        found = read_audience(text, "63")
        assert found.groups or found.unread or groups == "all", text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([word for row in TABLE for word in row[0].split()]), max_size=8).map(" ".join))
def test_any_words_are_read_and_nothing_is_nobody(text: str) -> None:
    found = read_audience(text, "63")
    assert found.unread or text.strip()


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
