"""Finds the known word that a misspelt or shortened one stands for."""

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_VOWELS = re.compile("[aeiou]")
_TYPO_LENGTH = 5
_LONG = 8
"""From this length on a word may have two slips, else one."""
_BONES = 3
_LOST = 2
"""A shortened word has lost at least one vowel in so many: `bntuan`, `pngrs`."""


class Vocabulary:
    """Known words, by which others are repaired."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words as they are typed in standard Indonesian."""
        self._words = sorted(word for word in words if len(word) >= _TYPO_LENGTH and word.isalpha())
        self._by_bones: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_bones[_VOWELS.sub("", word)].append(word)

    def repaired(self, word: str) -> str | None:
        """The known word that an unknown one is a typo or a shortening of, or None."""
        return self._lengthened(word) or self._corrected(word)

    def _lengthened(self, word: str) -> str | None:
        """The only word that this one is without some of its vowels."""
        bones = _VOWELS.sub("", word)
        if len(bones) < _BONES:
            return None
        fitting = [known for known in self._by_bones.get(bones, ()) if _is_shortened(word, known)]
        return fitting[0] if len(fitting) == 1 else None

    def _corrected(self, word: str) -> str | None:
        if len(word) < _TYPO_LENGTH or not word.isalpha():
            return None
        slips = 2 if len(word) >= _LONG else 1
        hit = process.extractOne(word, self._words, scorer=OSA.distance, score_cutoff=slips)
        return hit[0] if hit else None


def _is_shortened(word: str, known: str) -> bool:
    letters = iter(known)
    vowels, lost = len(_VOWELS.findall(known)), len(known) - len(word)
    return word[0] == known[0] and lost * _LOST >= vowels and all(letter in letters for letter in word)
