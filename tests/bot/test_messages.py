"""What is said, whatever the channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import (
    HINT_LENGTH,
    LABEL_LENGTH,
    Choice,
    Span,
    bold,
    clean,
    code,
    italic,
    link,
    listed,
    plain,
    shortened,
    spans,
)

YES = Choice("yes", "Ya")
ANY_TEXT = st.text(st.characters(), max_size=60)


def test_marks_become_spans_in_order() -> None:
    text = f"Halo {bold('Siti')}, {italic('nanti')} {code('/daftar')} {link('peta', 'https://x.id')}."
    assert list(spans(text)) == [
        Span("Halo "), Span("Siti", "bold"), Span(", "), Span("nanti", "italic"), Span(" "), Span("/daftar", "code"),
        Span(" "), Span("peta", "link", "https://x.id"), Span("."),
    ]  # fmt: skip


def test_a_plain_text_keeps_the_address_of_a_link_where_the_label_hides_it() -> None:
    assert plain(link("peta", "https://x.id")) == "peta (https://x.id)"
    assert plain(link("https://x.id", "https://x.id")) == "https://x.id"
    assert plain(bold("Siti")) == "Siti"


@given(ANY_TEXT)
def test_a_name_can_never_become_markup(name: str) -> None:
    assert [span.style for span in spans(f"a{bold(name)}b")] in (["", "bold", ""], ["", ""])
    assert plain(f"a{bold(name)}b") == f"a{clean(name)}b"


@given(ANY_TEXT)
def test_a_clean_text_can_be_stored_and_says_the_same_when_cleaned_again(text: str) -> None:
    cleaned = clean(text)
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode() == cleaned == clean(cleaned)


def test_cleaning_takes_lone_surrogates_marks_and_what_is_not_seen_only() -> None:
    assert clean(f"Si\ud800ti{bold('x')}\x00 ❤️ 👨\u200d👩\u200d👧 \u0646\u200c\u0627") == (
        "Sitix ❤️ 👨\u200d👩\u200d👧 \u0646\u200c\u0627"
    )
    assert (
        clean("\ufeffSi\u202eti\u200b \u2067Aminah\u2069 \u202a+62 812 3456 7890\u202c")
        == "Siti Aminah +62 812 3456 7890"
    )


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Banjarmasin", "Banjarmasin"),
        ("Kabupaten Hulu Sungai Utara", "Kabupaten Hulu…"),
        ("Hulu Sungai Tengah, 2", "Hulu Sungai Tengah…"),
        ("Pertemuankoordinatorkabupaten", "Pertemuankoordinato…"),
        ("  dua   kata \n", "dua kata"),
        ("", "–"),
    ],
)
def test_a_label_is_cut_at_a_word(name: str, label: str) -> None:
    assert shortened(name) == label


def test_a_label_is_unlike_all_that_are_taken_whatever_their_case() -> None:
    assert shortened("Rapat", {"rapat"}) == "Rapat 2"
    assert shortened("Rapat", {"RAPAT", "Rapat 2"}) == "Rapat 3"
    assert shortened("Kabupaten Hulu Sungai Utara", {"Kabupaten Hulu…"}) == "Kabupaten Hulu 2"


@given(st.lists(ANY_TEXT, max_size=12))
def test_labels_in_a_list_are_short_and_unique_and_a_cut_name_is_in_the_hint(names: list[str]) -> None:
    choices = listed([(str(number), name) for number, name in enumerate(names)])
    labels = [choice.label.casefold() for choice in choices]
    assert len(set(labels)) == len(names)
    for choice, name in zip(choices, names, strict=True):
        tidy = " ".join(clean(name).split())
        assert choice.label == tidy or choice.hint == tidy[:HINT_LENGTH]


@pytest.mark.parametrize(
    ("id_", "label", "hint"),
    [
        ("", "Ya", ""),
        ("x" * 65, "Ya", ""),
        ("é" * 33, "Ya", ""),
        ("x", "", ""),
        ("x", "y" * (LABEL_LENGTH + 1), ""),
        ("x", "Ya", "z" * (HINT_LENGTH + 1)),
    ],
)
def test_a_choice_that_some_channel_cannot_carry_is_refused(id_: str, label: str, hint: str) -> None:
    with pytest.raises(ValueError, match="choice"):
        Choice(id_, label, hint)
