from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.yesno import hedges, read_yesno

TABLE = [tuple(line.split("\t")) for line in Path(__file__).with_name("yesno.tsv").read_text().splitlines()[1:]]
AGREEING = [text for text, answer in TABLE if answer == "yes"]
DENYING = [text for text, answer in TABLE if answer == "no"]


@pytest.mark.parametrize(("text", "answer"), TABLE, ids=[row[0] for row in TABLE])
def test_a_text_gives_the_answer_in_the_table(text: str, answer: str) -> None:
    assert read_yesno(text) == answer


@pytest.mark.parametrize("around", ["{} kak", "{} 🙏", "assalamualaikum, {}", "{}, terima kasih", "{}!!", "Kak {} ya"])
def test_politeness_never_turns_an_answer_round(around: str) -> None:
    assert [text for text in AGREEING if read_yesno(around.format(text)) == "no"] == []
    assert [text for text in DENYING if read_yesno(around.format(text)) == "yes"] == []


@pytest.mark.parametrize("hedge", ["kayaknya {}", "mungkin {}", "{} kalau tidak hujan", "{} tapi belum pasti"])
def test_a_hedge_makes_any_answer_unclear(hedge: str) -> None:
    assert {read_yesno(hedge.format(text)) for text in (*AGREEING, *DENYING)} == {"unclear"}


def test_capitals_and_stretched_words_change_nothing() -> None:
    assert [text for text, answer in TABLE if read_yesno(text.upper()) != answer] == []
    assert read_yesno("iyaaaa kaaak") == "yes"
    assert read_yesno("tidaaaak") == "no"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert read_yesno(text) in {"yes", "no", "unclear"}


@pytest.mark.parametrize(
    "text",
    ["mungkin", "liat nanti ya kak", "belum tau min", "nanti saya kabari", "insyaallah diusahakan", "ragu ragu",
     "kayaknya bisa", "mungkin min soalnya kerja", "tanya dulu suami", "maybe"],
)  # fmt: skip
def test_words_of_somebody_who_does_not_know_yet_hedge(text: str) -> None:
    assert hedges(text)
    assert read_yesno(text) == "unclear"


@pytest.mark.parametrize(
    "text",
    ["insya Allah", "ikut", "tidak", "kalau hujan gimana", "masih ada kursi", "mungkin besok hujan?",
     "coba jelaskan pkh", "mau tanya kalau bansos belum cair", "kalau ada acara lain kabari ya", ""],
)  # fmt: skip
def test_answers_and_other_matters_do_not_hedge(text: str) -> None:
    assert not hedges(text)
