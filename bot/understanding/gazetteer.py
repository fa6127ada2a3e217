"""What regions are called: their names, the names people use instead, and what looks like one of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from bot.understanding.tables import rows
from bot.understanding.territory import Region, covers, provinces, regencies
from bot.understanding.words import lexicon

LONGEST_NAME = 6
"""Words in the longest name."""
_SHORTEST_GUESS = 4
_LONG_WORD = 8
"""Letters of a word in which two slips of the finger are believed."""
_CHOICES = 12
"""More regions than this are no guess but a shrug; an incomplete name may begin as many."""
_BEFORE_NAME = re.compile(r"^(?:kabupaten|kota) (?:administrasi )?|^daerah (?:khusus ibukota|istimewa) ")
_BEFORE_ISLANDS = re.compile(r"^(?:kepulauan|pulau) ")


def squashed(words: Iterable[str]) -> str:
    """Words written as one, as names are compared: people write `banjar masin` and `kotabaru`."""
    return "".join(words)


@cache
def called() -> Mapping[str, tuple[str, ...]]:
    """Codes by squashed name: the bare official names and those people use."""
    found: dict[str, set[str]] = defaultdict(set)
    for words, code in titles():
        found[squashed(words)].add(code)
    for name, codes, _ in rows("regions.tsv"):
        found[name.replace(" ", "")].update(codes.split())
    for words, code in titles():
        if bare := _BEFORE_ISLANDS.sub("", " ".join(words)).replace(" ", ""):
            if bare not in found and bare != "seribu":
                found[bare].add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


@cache
def called_elsewhere() -> Mapping[str, tuple[str, ...]]:
    """Codes by squashed name of places less known than their namesakes: meant only where a province says so."""
    return {name.replace(" ", ""): tuple(codes.split()) for name, _, codes in rows("regions.tsv") if codes}


@cache
def titles() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The words of each official name without its kind, and the code."""
    return tuple((_words(region), region.code) for region in (*provinces(), *regencies()))


@cache
def begun() -> Mapping[str, tuple[str, ...]]:
    """Codes by the squashed first words that several names share, and that name nothing by themselves."""
    found: dict[str, list[str]] = defaultdict(list)
    for words, code in titles():
        for length in range(1, len(words)):
            found[squashed(words[:length])].append(code)
    return {start: tuple(codes) for start, codes in found.items() if start not in called()}


def begun_mid_word(text: str) -> tuple[str, ...]:
    """The codes of all names that begin with these letters."""
    if len(text) < _SHORTEST_GUESS:
        return ()
    found = tuple(code for title, code in titles() if squashed(title).startswith(text))
    return found if len(found) <= _CHOICES else ()


def resembling(text: str, least: float, within: str | None) -> tuple[str, ...]:
    """The codes of the names most like a misspelt one, if at least that like it (100 is the same).

    Inside `within`, a name there is preferred to one elsewhere that is hardly more like it.
    """
    if len(text) < _SHORTEST_GUESS or text in ordinary():
        return ()
    scores = _scores(text, least)
    if within:
        inside = {name: score for name, score in scores.items() if any(covers(within, c) for c in _comparable()[name])}
        if inside and max(inside.values()) >= max(scores.values()) - 9:
            scores = inside
    if not scores:
        return ()
    best = max(scores.values())
    codes = {code: None for name, score in scores.items() if score >= best - 1 for code in _comparable()[name]}
    return tuple(codes) if len(codes) <= _CHOICES else ()


def least_likeness(length: int) -> float:
    """The likeness below which a text of that length is another word: one wrong letter in a short word is much."""
    return 75 if length <= 4 else 79 if length <= 6 else 77


@cache
def corrected(word: str) -> str:
    """A word with a slip of the finger as the word of a longer name that it must be: `seltaan` as `selatan`."""
    from rapidfuzz.distance import OSA

    if len(word) < _SHORTEST_GUESS or word in ordinary() or word in called():
        return word
    allowed = 1 if len(word) < _LONG_WORD else 2
    near = [(OSA.distance(word, part), -often, part) for part, often in _parts().items()]
    distance, _, part = min(near)
    return part if distance <= allowed else word


@cache
def _parts() -> Mapping[str, int]:
    """The words of which longer names are made, and the kinds, with how often they occur."""
    longer = (word for words, _ in titles() if len(words) > 1 for word in words)
    return Counter({"kabupaten": 1, "provinsi": 1}) + Counter(longer)


@cache
def ordinary() -> frozenset[str]:
    """Words that are no misspelt place: those of the lexicon, and some that look like places."""
    known = lexicon()
    common = {word for word, role, _ in rows("placewords.tsv") if role == "common"}
    return frozenset(common.union(known, *known.values()))


def _words(region: Region) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _BEFORE_NAME.sub("", region.name.casefold())))


def _scores(text: str, least: float) -> dict[str, float]:
    # Loaded here: only misspelt names need it.
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    names, official = list(_comparable()), _official()
    scores: dict[str, float] = {}
    for name, ratio, _ in process.extract(text, names, scorer=fuzz.ratio, score_cutoff=66, limit=12):
        edits = OSA.normalized_similarity(text, name) * 100
        scores[name] = max(ratio, edits) - (0 if name[0] == text[0] else 8) - (0 if name in official else 1.5)
    bones = _bones(text)
    if len(bones) >= max(_SHORTEST_GUESS, 0.8 * len(text)):
        # Somebody who leaves the vowels out leaves them all out: `bnjrmsn`.
        for name in names:
            if name[0] == text[0] and (alike := fuzz.ratio(bones, _bones(name))) >= 88:
                scores[name] = max(scores.get(name, 0), alike - 4)
    return {name: score for name, score in scores.items() if score >= least}


@cache
def _official() -> frozenset[str]:
    return frozenset(squashed(words) for words, _ in titles())


@cache
def _comparable() -> Mapping[str, tuple[str, ...]]:
    """Codes by the names that a misspelt one may stand for; short nicknames are too like each other."""
    starts = {start: codes for start, codes in begun().items() if len(start) > _SHORTEST_GUESS + 1}
    return starts | {
        name: codes
        for name, codes in called().items()
        if codes and (name in _official() or len(name) > _SHORTEST_GUESS)
    }


def _bones(text: str) -> str:
    return re.sub(r"[aeiou\W]", "", text)
