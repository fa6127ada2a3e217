from dataclasses import replace

from bot.understanding.certainty import NOTHING, certainty
from bot.understanding.search import Match

_GOOD = Match("register", likeness=0.8, coverage=1.0, marks=0.9, lift=1.5)


def test_a_good_match_is_sure_and_a_poor_one_is_not() -> None:
    assert certainty(_GOOD, NOTHING) > 0.9
    assert certainty(replace(_GOOD, likeness=0.3, coverage=0.3, marks=0.1), NOTHING) < 0.1


def test_likeness_to_what_is_outside_and_stray_words_make_it_less_sure() -> None:
    outside = Match("none", likeness=0.8, coverage=0.5, marks=0.0, lift=0.0)
    assert certainty(_GOOD, outside) < certainty(_GOOD, NOTHING)
    assert certainty(replace(_GOOD, stray=0.4), NOTHING) < certainty(_GOOD, NOTHING)


def test_a_known_phrasing_means_what_it_is_known_for() -> None:
    known = replace(NOTHING, known=True)
    assert certainty(replace(_GOOD, likeness=0.1, known=True), NOTHING) > 0.9
    assert certainty(_GOOD, known) < 0.1
