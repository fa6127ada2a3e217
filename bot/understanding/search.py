"""Finds what a message most likely means, among phrasings whose meaning is known."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt
from sys import intern

from rapidfuzz import fuzz, process

from bot.understanding.features import features, weight
from bot.understanding.words import normalised, stem

_UNKNOWN_WORD = 0.9
_UNKNOWN_PART = 0.3
"""What a feature that no phrasing has counts, as a share of the rarest known one's."""
_BEST = 3
_OTHERS = 0.3
"""A label's likeness is its nearest phrasing's, and by this share the mean of its nearest few."""
_COVERAGE = 0.5
"""The share of a score that depends on how much of the message the label's phrasings know at all."""
_INTRODUCTIONS = (["nama", "saya"], ["nama", "aku"])
_LONGEST = 80
"""Words of a message that are looked at; whoever writes more has said by then what it is about."""
_REPAIRED_LENGTH = 5
_REPAIRED_RATIO = 85


@dataclass(frozen=True, slots=True)
class Match:
    """A label, how well it fits (0 to 1), and how much of the message's words its phrasings know (0 to 1)."""

    label: str
    score: float
    coverage: float


class Index:
    """Phrasings with their labels, ready to be compared with messages."""

    def __init__(self, phrasings: Iterable[tuple[str, str]]) -> None:
        """Take (label, phrasing) pairs."""
        typed = [(label, normalised(phrasing)) for label, phrasing in phrasings]
        read = [(label, [stem(word) for word in words]) for label, words in typed]
        self._words: dict[str, set[str]] = defaultdict(set)
        users: dict[str, set[str]] = defaultdict(set)
        described = []
        for label, words in read:
            self._words[label].update(words)
            # The same few features again and again: one copy of each is enough.
            found = {intern(feature): share for feature, share in features(words).items()}
            described.append((label, found))
            for feature in found:
                users[feature].add(label)
        self._vocabulary = frozenset().union(*self._words.values())
        self._repairable = sorted({word for _, words in typed for word in words if len(word) >= _REPAIRED_LENGTH})
        # Rare among labels, not among phrasings: what many phrasings of one label share is what marks it.
        self._rarity = {f: log((1 + len(self._words)) / len(labels)) + 0.3 for f, labels in users.items()}
        self._rarest = max(self._rarity.values(), default=1.0)
        self._labels = [label for label, _ in described]
        # Arrays and not pairs, as there are hundreds of thousands.
        self._postings = {feature: (array("I"), array("f")) for feature in users}
        for number, (_, found) in enumerate(described):
            vector = {feature: share * self._rarity[feature] for feature, share in found.items()}
            length = sqrt(sum(share * share for share in vector.values())) or 1.0
            for feature, share in vector.items():
                numbers, shares = self._postings[feature]
                numbers.append(number)
                shares.append(share / length)

    def matches(self, text: str) -> list[Match]:
        """All labels that share something with the text, best first."""
        words = self._stems(normalised(text))
        nearest: dict[str, list[float]] = defaultdict(list)
        for number, likeness in self._likenesses(words).items():
            nearest[self._labels[number]].append(likeness)
        found = []
        for label, likenesses in nearest.items():
            best = sorted(likenesses, reverse=True)[:_BEST]
            likeness = (1 - _OTHERS) * best[0] + _OTHERS * sum(best) / _BEST
            coverage = self._coverage(words, label)
            found.append(Match(label, likeness * (1 - _COVERAGE + _COVERAGE * coverage), coverage))
        return sorted(found, key=lambda match: (-match.score, match.label))

    def _likenesses(self, words: list[str]) -> dict[int, float]:
        """The cosine between the words and each phrasing that shares a feature with them."""
        squares = 0.0
        products: dict[int, float] = defaultdict(float)
        for feature, share in features(words).items():
            rarity = self._rarity.get(feature)
            if rarity is None:
                part = " " in feature or feature.startswith("~")
                squares += (share * self._rarest * (_UNKNOWN_PART if part else _UNKNOWN_WORD)) ** 2
                continue
            own = share * rarity
            squares += own * own
            for number, other in zip(*self._postings[feature], strict=True):
                products[number] += own * other
        length = sqrt(squares) or 1.0
        return {number: product / length for number, product in products.items()}

    def _coverage(self, words: list[str], label: str) -> float:
        weights = {word: weight(word) * self._rarity.get(word, self._rarest) for word in words if not word.isdigit()}
        known = sum(share for word, share in weights.items() if word in self._words[label])
        return known / (sum(weights.values()) or 1.0)

    def _stems(self, typed: list[str]) -> list[str]:
        """The words' stems, without the name that follows "nama"."""
        words: list[str] = []
        for word in typed[:_LONGEST]:
            found = self._stem(word)
            introduced = words[-1:] == ["nama"] or words[-2:] in _INTRODUCTIONS
            if found in self._vocabulary or not introduced:
                words.append(found)
        return words

    def _stem(self, word: str) -> str:
        """The word's stem, or that of the known word which it is a typo of."""
        found = stem(word)
        if found in self._vocabulary or len(word) < _REPAIRED_LENGTH or not word.isalpha():
            return found
        hit = process.extractOne(word, self._repairable, scorer=fuzz.ratio, score_cutoff=_REPAIRED_RATIO)
        return stem(hit[0]) if hit else found
