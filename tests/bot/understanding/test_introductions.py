"""What first messages say of whoever wrote them, as people really write."""

import csv
from pathlib import Path

import pytest

from bot.understanding.introductions import Introduction, read_introduction, wants_in

TABLE = Path(__file__).with_name("introductions.tsv")


def examples() -> list[tuple[str, Introduction]]:
    with TABLE.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (
            row["text"].replace("\\n", "\n"),
            Introduction(
                row["name"],
                row["regency"],
                row["district"],
                tuple(filter(None, row["pillars"].split(","))),
                row["phone"],
            ),
        )
        for row in rows
    ]


@pytest.mark.parametrize(("text", "said"), examples())
def test_a_first_message_is_read_for_what_it_says(text: str, said: Introduction) -> None:
    assert read_introduction(text) == said


def test_there_are_examples_enough() -> None:
    assert len(examples()) >= 40


@pytest.mark.parametrize(
    "text",
    [
        "apakah saya siti dari banjarbaru sudah terdaftar?",
        "nama " * 200,
        "",
        "😀😀",
        ",,,,;;;///",
    ],
)
def test_a_question_a_flood_and_nothing_say_nothing(text: str) -> None:
    assert read_introduction(text) == Introduction()


@pytest.mark.parametrize("text", ["mau daftar", "min dftar dong", "handak umpat", "pengen gabung", "didaftarkan ya"])
def test_words_of_joining_are_heard(text: str) -> None:
    assert wants_in(text)


@pytest.mark.parametrize("text", ["bansos belum cair", "siapa ketua ipspi", "datar"])
def test_other_words_wish_no_joining(text: str) -> None:
    assert not wants_in(text)
