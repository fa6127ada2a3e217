"""What a text is compared by: the stems of its words, what they mean, and pairs of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.understanding.tables import rows
from bot.understanding.words import normalised, stem

# Shares of a word's own weight; measured on messages that are not among the phrasings, and flat around here.
_PAIR = 0.5
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
_A_NUMBER = Concept("number", 0.0, _NUMBER)


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
    """The features of the stems, each with its weight: `word`, `=concept` and `word word`."""
    known = concepts()
    found: dict[str, float] = {}
    heavy: list[tuple[str, float]] = []
    for word in words:
        kind = _A_NUMBER if word.isdigit() else known.get(word, _NONE)
        if kind.shared:
            found[f"={kind.name}"] = kind.shared
        if kind.word:
            found[word] = kind.word
        if kind.word > _LIGHT:
            heavy.append((word, kind.word))
    for (one, heavier), (other, lighter) in pairwise(heavy):
        found[f"{one} {other}"] = min(heavier, lighter) * _PAIR
    return found
