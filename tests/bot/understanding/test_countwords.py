import pytest

from bot.understanding.countwords import is_courtesy, marked, names_place, words_for
from bot.understanding.tables import rows


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("brp yg udh dtg", "many that done come"),
        ("kada kawa hadir", "not able come"),
        ("konfrimasi", "confirm"),
        ("hari ini", "today"),
        ("sampai hari ini", "elsewhen"),
        ("pendaftarannya dibatalkan", "reg cancel"),
        ("7hr terakhir", "last_7_days"),
        ("balangan", "_"),
        ("aceh besar", "_ _"),
        ("", ""),
    ],
)
def test_words_have_their_meanings(text: str, meanings: str) -> None:
    assert marked(text).meanings == meanings


def test_marks_cover_all_tokens_in_order() -> None:
    found = marked("brp tagana yg udh di lokasi")
    assert [found.tokens[mark.start : mark.end] for mark in found.marks] == [
        ["brp"], ["tagana"], ["yg"], ["udh"], ["di", "lokasi"]
    ]  # fmt: skip


def test_no_phrase_stands_twice() -> None:
    phrases = [phrase for _, listed in rows("countwords.tsv") for phrase in listed.split(", ")]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []


def test_a_name_is_a_place_from_its_first_words_on() -> None:
    assert names_place(["tanah", "laut", "berapa"])
    assert not names_place(["berapa", "tanah", "laut"])
    assert names_place(["tanah", "laut"], whole=True)
    assert not names_place(["tanah", "laut", "berapa"], whole=True)


def test_courtesies_are_known() -> None:
    assert is_courtesy("kak")
    assert not is_courtesy("apel")


def test_words_are_found_by_their_meaning() -> None:
    assert "berapa" in words_for({"many"})
    assert "berapa" not in words_for({"come"})
