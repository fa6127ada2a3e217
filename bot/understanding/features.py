"""What a text is compared by: the stems of its words, what they mean, pairs of them, and pieces of their letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.understanding.tables import rows
from bot.understanding.words import normalised, stem

# Shares of a word's own weight; measured on messages that are not among the phrasings, and flat around here.
_PAIR = 0.5
_PIECE = 0.22
_PIECE_LENGTH = 4
_NUMBER = 0.2
_LIGHT = 0.25
"""Words at or below this weight join no pair: a pair spans them."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning that several words share: how much such a word itself weighs, and how much the meaning does."""

    name: str
    word: float
    shared: float


_NONE = Concept("", 1.0, 0.0)


@cache
def concepts() -> Mapping[str, Concept]:
    """The concept of each stem that has one, from `concepts.tsv`; a word named twice has the first."""
    known: dict[str, Concept] = {}
    for name, word, shared, words in rows("concepts.tsv"):
        for each in words.split():
            known.setdefault(stem(each), Concept(name, float(word), float(shared)))
    return known


def stems(text: str) -> list[str]:
    """The stems of the text's words, in order."""
    return [stem(word) for word in normalised(text)]


def concept(word: str) -> str:
    """The name of the stem's concept, or "" where it has none."""
    return concepts().get(word, _NONE).name


def weight(word: str) -> float:
    """How much a stem counts, 0 to 1: little for greetings, places and small words."""
    return _NUMBER if word.isdigit() else concepts().get(word, _NONE).word


def features(words: Iterable[str]) -> dict[str, float]:
    """The features of the stems, each with its weight: `word`, `=concept`, `~piece` and `word word`."""
    found: dict[str, float] = {}
    heavy: list[str] = []
    for word in words:
        kind = Concept("number", 0.0, _NUMBER) if word.isdigit() else concepts().get(word, _NONE)
        if kind.shared:
            _raise(found, f"={kind.name}", kind.shared)
        if kind.word:
            _raise(found, word, kind.word)
            for piece in _pieces(word):
                _raise(found, f"~{piece}", kind.word * _PIECE)
        if kind.word > _LIGHT:
            heavy.append(word)
    for one, other in pairwise(heavy):
        _raise(found, f"{one} {other}", min(weight(one), weight(other)) * _PAIR)
    return found


def _pieces(word: str) -> Iterable[str]:
    padded = f"<{word}>"
    return (padded[at : at + _PIECE_LENGTH] for at in range(max(1, len(padded) - _PIECE_LENGTH + 1)))


def _raise(found: dict[str, float], feature: str, to: float) -> None:
    if found.get(feature, 0.0) < to:
        found[feature] = to
