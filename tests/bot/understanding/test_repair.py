import pytest

from bot.understanding.repair import Vocabulary

_KNOWN = Vocabulary(["bantuan", "pengurus", "mendaftar", "sertifikasi", "pertama", "panti", "gratis", "buka"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bntuan", "bantuan"),
        ("pngrs", "pengurus"),
        ("grts", "gratis"),
        ("mendafttar", "mendaftar"),
        ("sertivikasy", "sertifikasi"),
        ("pertmaa", "pertama"),
    ],
)
def test_typos_and_shortened_words_are_known_again(typed: str, meant: str) -> None:
    assert _KNOWN.repaired(typed) == meant


@pytest.mark.parametrize("typed", ["pratama", "kucing", "pt", "bk", "12345", ""])
def test_names_and_other_words_stay_what_they_are(typed: str) -> None:
    assert _KNOWN.repaired(typed) is None


def test_a_shortened_word_that_may_be_two_stays() -> None:
    assert Vocabulary(["bentuk", "bantuk"]).repaired("bntk") is None
