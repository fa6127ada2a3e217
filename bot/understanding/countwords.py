"""The words of a question about numbers, and the few meanings that such questions are made of (`countwords.tsv`)."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from bot.understanding.features import concept
from bot.understanding.gazetteer import begun, called, ordinary, squashed, titles
from bot.understanding.tables import rows
from bot.understanding.words import normalised, stem, tokens

PILLAR = "pillar:"
UNKNOWN = "_"
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])")
_DENIED = re.compile(r"\b(?:ke)?tidak(?=[^\W\d_]{4})", re.IGNORECASE)
_MENDABLE, _LONG = 5, 8
"""Letters of the shortest word in which one slip of the finger is believed, and two."""
_STEMMED = 4
"""Letters of the shortest stem that may stand for a word: shorter ones are stems of too much."""
_MOST_WORDS = 60
"""Words that are looked at: a question about numbers is short."""
_COURTESIES = frozenset({"greeting", "polite", "thanks", "bare"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text, from token `start` to `end`, with their meaning; `_` where they have none here."""

    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A text's tokens, and the marks that cover them."""

    tokens: Sequence[str]
    marks: Sequence[Mark]

    @property
    def meanings(self) -> str:
        """The meanings in order, one space between."""
        return " ".join(mark.meaning for mark in self.marks)


def marked(text: str) -> Marked:
    """The text with the meaning of its words, the longest phrases first."""
    found = tokens(_DENIED.sub("tidak ", _GLUED.sub(" ", text)))[:_MOST_WORDS]
    words = [(word, at) for at, token in enumerate(found) for word in _in_standard(token)]
    marks: list[Mark] = []
    at = 0
    while at < len(words):
        length, meaning = _longest([word for word, _ in words[at : at + _longest_phrase()]])
        marks.append(Mark(meaning, words[at][1], words[at + length - 1][1] + 1))
        at += length
    return Marked(found, marks)


def _in_standard(token: str) -> list[str]:
    """The token's standard words, slips of the finger mended; a part of a place's name as it is."""
    if token in _phrases() or token in _parts_of_names():
        return [token]
    return [_mended(word.removesuffix("nya") if _is_clitic(word) else word) for word in normalised(token)]


def _is_clitic(word: str) -> bool:
    """Whether a word is a known one with "nya" at its end: `pendaftarannya`."""
    return word.endswith("nya") and word not in _vocabulary() and word.removesuffix("nya") in _vocabulary()


def _longest(words: Sequence[str]) -> tuple[int, str]:
    """How many of the words are one known phrase, and its meaning."""
    for length in range(len(words), 0, -1):
        if meaning := _phrases().get(" ".join(words[:length])):
            return length, meaning
    return 1, UNKNOWN if words[0] in _parts_of_names() else _stems().get(stem(words[0]), UNKNOWN)


@cache
def _phrases() -> Mapping[str, str]:
    """Meanings by phrase; of a phrase that stands twice the first counts."""
    known: dict[str, str] = {}
    for meaning, listed in rows("countwords.tsv"):
        for phrase in listed.split(", "):
            known.setdefault(" ".join(normalised(phrase)), meaning)
            known.setdefault(phrase, meaning)
    return known


@cache
def _longest_phrase() -> int:
    return max(phrase.count(" ") + 1 for phrase in _phrases())


@cache
def _stems() -> Mapping[str, str]:
    """Meanings by the stem of single words."""
    known: dict[str, str] = {}
    for phrase, meaning in _phrases().items():
        found = stem(phrase)
        if " " not in phrase and len(found) >= _STEMMED:
            known.setdefault(found, meaning)
    return known


@cache
def _mended(word: str) -> str:
    """A word with a slip of the finger as the known word that it must be; names of places stay."""
    if len(word) < _MENDABLE or stem(word) in _stems() or word in _vocabulary() or _is_other_word(word):
        return word
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < _LONG else 2
    near = [(OSA.distance(word, known), known) for known in _vocabulary() if abs(len(known) - len(word)) <= allowed]
    distance, known = min(near, default=(allowed + 1, word))
    return known if distance <= allowed else word


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase.split() if len(word) >= _MENDABLE)


@cache
def _is_other_word(word: str) -> bool:
    return word in ordinary() or word in called() or word in _parts_of_names()


@cache
def _parts_of_names() -> frozenset[str]:
    return frozenset(word for words, _ in titles() for word in words)


def words_for(meanings: AbstractSet[str]) -> frozenset[str]:
    """The single words that have one of these meanings."""
    return frozenset(word for word, meaning in _phrases().items() if meaning in meanings and " " not in word)


def names_place(words: Sequence[str], *, whole: bool = False) -> bool:
    """Whether the words begin with the name of a place or with the start of one; with `whole`, are one."""
    lengths = (len(words),) if whole else (1, 2, 3)
    return any(squashed(words[:length]) in called() or squashed(words[:length]) in begun() for length in lengths)


def is_courtesy(token: str) -> bool:
    """Whether a word only greets, begs, thanks or fills."""
    return all(concept(stem(word)) in _COURTESIES for word in normalised(token))
