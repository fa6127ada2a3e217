"""Which of a few answers people mean in their own words; `labels.tsv` holds a hundred, as people write them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.understanding.labels import read_label

_FLOOR = 0.96
"""The share that is read as it was meant, or left open where it leaves that open; what is not is left open."""


def said() -> Iterator[tuple[list[str], str, str]]:
    """The answers there are, what was said, and the answer that was meant; "" for none of them."""
    lines = (Path(__file__).parent / "labels.tsv").read_text("utf-8").splitlines()[1:]
    for answers, text, meant in (line.split("\t") for line in lines):
        yield answers.split(" / "), text, meant


def read(text: str, labels: list[str], beside: int = 1) -> str:
    place = read_label(text, labels, beside)
    return "" if place is None else labels[place]


@pytest.mark.parametrize("beside", [0, 1])
def test_answers_are_read_as_meant_and_never_as_another(beside: int) -> None:
    found = [(text, meant, read(text, labels, beside)) for labels, text, meant in said()]
    wrong = [(text, meant, got) for text, meant, got in found if got not in ("", meant)]
    assert wrong == []
    if beside:
        assert sum(meant == got for _, meant, got in found) / len(found) >= _FLOOR


@pytest.mark.parametrize("label", ["Siap", "Tidak siap", "Ya", "Tidak", "Belum", "Izin"])
def test_a_label_itself_is_always_read(label: str) -> None:
    labels = ["Siap", "Tidak siap", "Ya", "Tidak", "Belum", "Izin"]
    assert read(label.upper(), labels, 0) == label


def test_a_word_more_is_not_sure_where_nobody_asked() -> None:
    labels = ["Siap", "Besok", "Tidak bisa"]
    assert read("jadwal besok", labels, 0) == ""
