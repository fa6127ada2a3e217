"""Finds what a message most likely means, among phrasings whose meaning is known."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt

from bot.understanding.features import features, weight
from bot.understanding.repair import Vocabulary
from bot.understanding.words import normalised, stem

_UNKNOWN_WORD = 0.9
_UNKNOWN_PAIR = 0.3
"""What a feature that no phrasing has counts, as a share of the rarest known one's."""
_BEST = 3
_OTHERS = 0.3
"""A label's likeness is its nearest phrasing's, and by this share the mean of its nearest few."""
_UNSEEN = 0.1
"""How often a feature is taken to occur in a label that was never seen to have it."""
_USUAL = 0.25
_ALWAYS = 0.98
"""From this share of a label's phrasings on a feature marks it; above the second none counts more."""
_SHARES = (0.5, 0.5, 0.2, 0.35)
"""What a score is made of: likeness, covered likeness, lift and marks; measured by leaving phrasings out."""
_FEW = 2
"""What fewer phrasings have marks no label."""
_KNOWN = 2.0
"""What it adds to a score to have the message as a phrasing: more than all else together."""
_SAME = 0.999
_INTRODUCTIONS = (["nama", "saya"], ["nama", "aku"])
_LONGEST = 80
"""Words of a message that are looked at; whoever writes more has said by then what it is about."""


@dataclass(frozen=True, slots=True)
class Match:
    """A label and how well a message fits it.

    `likeness`: how like the nearest phrasings (0 to 1); `coverage`: how much of the message's words they know at
    all (0 to 1); `marks`: how much of what most of its phrasings have is in the message (0 to 1); `lift`: how much
    oftener the label has the message's features than others do (a mean of logarithms); `stray`: how much of the
    message's words is known from what is outside, but not from the label (0 to 1); `known`: whether the message is
    one of the phrasings, however it is spelt.
    """

    label: str
    likeness: float
    coverage: float
    marks: float
    lift: float
    stray: float = 0.0
    known: bool = False

    @property
    def score(self) -> float:
        """What labels are ranked by: those that have the message as a phrasing come first."""
        plain, covered, lift, marks = _SHARES
        fit = self.likeness * (plain + covered * self.coverage) + lift * self.lift + marks * self.marks
        return fit + _KNOWN * self.known


class Index:
    """Phrasings with their labels, ready to be compared with messages."""

    def __init__(self, phrasings: Iterable[tuple[str, str]], outside: str = "none") -> None:
        """Take (label, phrasing) pairs; `outside` is the label of what is no concern of the bot.

        Phrasings of a label that differ in spelling only are kept once.
        """
        self._outside = outside
        words: set[str] = set()
        described: dict[tuple[str, frozenset[str]], dict[str, float]] = {}
        for label, phrasing in phrasings:
            typed = normalised(phrasing)
            words.update(typed)
            found = features(stem(word) for word in typed)
            described.setdefault((label, frozenset(found)), found)
        self._vocabulary = Vocabulary(words)
        self._sizes = Counter(label for label, _ in described)
        self._labels = [label for label, _ in described]
        postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, found in enumerate(described.values()):
            for feature in found:
                postings[feature].append(number)
        self._postings = dict(postings)
        self._rarity = {feature: self._rarity_of(users) for feature, users in postings.items()}
        self._rarest = max(self._rarity.values(), default=1.0)
        self._lengths = array("f", map(self._length, described.values()))
        self._usual = self._usual_features()

    def matches(self, text: str) -> list[Match]:
        """All labels that share something with the text, best first."""
        words = self._stems(normalised(text))
        found = features(words)
        uses = {feature: self._uses(feature) for feature in found if feature in self._postings}
        nearest = self._nearest(found)
        shares = self._shares(words)
        coverages = _coverages(shares, uses)
        outside = {word: share for word, share in shares.items() if self._outside in uses.get(word, ())}
        inside = _coverages(outside, uses)
        lifts = self._lifts(found, uses)
        matches = [
            Match(
                label,
                _likeness(values),
                coverage=coverages[label],
                marks=self._marked(label, found),
                lift=lifts[label],
                stray=sum(outside.values()) - inside[label],
                known=values[0] > _SAME,
            )
            for label, values in nearest.items()
        ]
        return sorted(matches, key=lambda match: (-match.score, match.label))

    def _rarity_of(self, users: Iterable[int]) -> float:
        # Rare among labels, not among phrasings: what many phrasings of one label share is what marks it.
        return log((1 + len(self._sizes)) / len({self._labels[number] for number in users})) + 0.3

    def _length(self, found: Mapping[str, float]) -> float:
        return sqrt(sum((share * self._rarity[feature]) ** 2 for feature, share in found.items())) or 1.0

    def _usual_features(self) -> dict[str, dict[str, float]]:
        """What marks each label: the features that many of its phrasings have, with how much of all they tell."""
        usual: dict[str, dict[str, float]] = defaultdict(dict)
        for feature, users in self._postings.items():
            if " " in feature or len(users) < _FEW:
                continue
            for label, times in self._uses(feature).items():
                share = times / self._sizes[label]
                if share >= _USUAL:
                    usual[label][feature] = -log(1 - min(share, _ALWAYS))
        totals = {label: sum(marks.values()) for label, marks in usual.items()}
        return {
            label: {feature: tells / totals[label] for feature, tells in marks.items()}
            for label, marks in usual.items()
        }

    def _uses(self, feature: str) -> Counter[str]:
        """How many phrasings of each label have the feature."""
        return Counter(map(self._labels.__getitem__, self._postings[feature]))

    def _nearest(self, found: Mapping[str, float]) -> dict[str, list[float]]:
        """The cosines to each label's nearest phrasings, nearest first, for labels that share a feature."""
        squares = 0.0
        products: dict[int, float] = defaultdict(float)
        for feature, share in found.items():
            rarity = self._rarity.get(feature)
            if rarity is None:
                squares += (share * self._rarest * (_UNKNOWN_PAIR if " " in feature else _UNKNOWN_WORD)) ** 2
                continue
            square = (share * rarity) ** 2
            squares += square
            for number in self._postings[feature]:
                products[number] += square
        length = sqrt(squares) or 1.0
        likenesses: dict[str, list[float]] = defaultdict(list)
        for number, product in products.items():
            likenesses[self._labels[number]].append(product / self._lengths[number] / length)
        return {label: nlargest(_BEST, values) for label, values in likenesses.items()}

    def _shares(self, words: list[str]) -> dict[str, float]:
        """What share of the message each word is, by weight and rarity."""
        weights = {word: weight(word) * self._rarity.get(word, self._rarest) for word in words if not word.isdigit()}
        total = sum(weights.values()) or 1.0
        return {word: share / total for word, share in weights.items()}

    def _lifts(self, found: Mapping[str, float], uses: Mapping[str, Counter[str]]) -> dict[str, float]:
        """How much oftener than others each label has the features, as a mean of logarithms."""
        lifts: dict[str, float] = defaultdict(float)
        total = sum(found.values()) or 1.0
        usual = 0.0
        for feature, labels in uses.items():
            share = found[feature] / total
            rates = {label: (times + _UNSEEN) / (self._sizes[label] + 1) for label, times in labels.items()}
            usual += share * log((sum(rates.values()) + _UNSEEN) / (len(self._sizes) + 1))
            for label, rate in rates.items():
                lifts[label] += share * log(rate * (self._sizes[label] + 1) / _UNSEEN)
        known = sum(found[feature] for feature in uses) / total
        return {label: lift + known * log(_UNSEEN / (self._sizes[label] + 1)) - usual for label, lift in lifts.items()}

    def _marked(self, label: str, found: Mapping[str, float]) -> float:
        return sum(tells for feature, tells in self._usual.get(label, {}).items() if feature in found)

    def _stems(self, typed: list[str]) -> list[str]:
        """The words' stems, without the name that follows "nama"."""
        words: list[str] = []
        for word in typed[:_LONGEST]:
            found = self._stem(word)
            introduced = words[-1:] == ["nama"] or words[-2:] in _INTRODUCTIONS
            if found in self._postings or not introduced:
                words.append(found)
        return words

    def _stem(self, word: str) -> str:
        """The word's stem, or that of the known word which it is a typo of."""
        found = stem(word)
        if found in self._postings or weight(found) < 1.0:
            return found
        meant = self._vocabulary.repaired(word)
        return stem(meant) if meant else found


def _likeness(nearest: list[float]) -> float:
    return (1 - _OTHERS) * nearest[0] + _OTHERS * sum(nearest) / _BEST


def _coverages(shares: Mapping[str, float], uses: Mapping[str, Counter[str]]) -> dict[str, float]:
    """What share of the message's words each label's phrasings know."""
    covered: dict[str, float] = defaultdict(float)
    for word, share in shares.items():
        for label in uses.get(word, ()):
            covered[label] += share
    return covered
