"""Where a text names a place, exactly or nearly."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.understanding.gazetteer import (
    LONGEST_NAME,
    begun,
    begun_mid_word,
    called,
    called_elsewhere,
    corrected,
    least_likeness,
    resembling,
    squashed,
)
from bot.understanding.tables import rows
from bot.understanding.words import lexicon, tokens

_SHORT, _LONG = 4, 7
"""Letters of what may begin a name, and of a misspelt one found among other words."""
_CLEAR = 88
"""The likeness of what is clearly a misspelt name."""
_ALONE = 4
"""As many words, alone in a text, are an answer."""
_MOST_LETTERS, _MOST_WORDS = 1000, 80
"""Nobody needs more to say where they live, and each word is compared with every other."""
KINDS = ("kabupaten", "kota", "provinsi")
_MENDED_KINDS = ("kabupaten", "provinsi")
_JOINED = re.compile(r"(?P<kind>kab|kabupaten|kota)(?P<name>\w{4,})")
_CLAUSE_END = re.compile(r"[,;\n!?()]|(?<=\w{5})\.\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, in full where it is a known short form, and mended where it may be a slip of the finger.

    `opens` tells the first of a clause.
    """

    typed: str
    full: str
    mended: str
    opens: bool

    def is_a(self, role: str) -> bool:
        """Whether the word plays this role beside place names (`placewords.tsv`)."""
        words = _roles().get(role, frozenset())
        return self.full in words or any(word in words for word in lexicon().get(self.typed, ()))

    @property
    def is_content(self) -> bool:
        """Whether the word may itself be a place."""
        return not any(self.is_a(role) for role in ("filler", "place", "home", "origin", "not", "reset"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Words from `start` to `end` that name one of these regions.

    Those `elsewhere` are meant only where a province says so; `kind` is the kabupaten, kota or provinsi said. A guess
    is not `certain`, and `weak` where it is only the beginning of a name or of the words.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    kind: str = ""
    certain: bool = True
    weak: bool = False


def placed_words(text: str) -> list[Word]:
    """The first words of a text, as places are looked for in them."""
    words = [
        _word(token, opens=place == 0)
        for clause in _CLAUSE_END.split(text[:_MOST_LETTERS])
        for place, token in enumerate(tokens(clause))
    ]
    return words[:_MOST_WORDS]


def _word(token: str, *, opens: bool) -> Word:
    mended = _short_forms().get(token) or corrected(token)
    return Word(token, mended if token in _short_forms() or mended in _MENDED_KINDS else token, mended, opens)


def _spellings(words: Sequence[Word]) -> list[str]:
    """The words as one, as they may be meant. A single word is not mended: that is for likeness to tell."""
    full, typed = squashed(word.full for word in words), squashed(word.typed for word in words)
    mended = squashed(word.mended for word in words) if len(words) > 1 else full
    return list(dict.fromkeys((typed, full, mended)))


def named(words: Sequence[Word]) -> Iterator[Mention]:
    """The exact names in a text, the longest first at each word."""
    at = 0
    while at < len(words):
        found = _longest(words, at)
        if found is None:
            at += 1
            continue
        end, name = found
        codes, elsewhere = called().get(name, ()), called_elsewhere().get(name, ())
        kind = _joined_kind(words[at].typed) if end == at + 1 and words[at].typed != name else ""
        mention = Mention(at, end, codes, elsewhere, kind or _kind(words, at, end))
        if end - at > 1 or not words[at].is_a("ordinary") or _placed(words, at, mention.kind):
            yield mention
        at = end


def _longest(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    """Where the longest name that begins at this word ends, and the name."""
    for end in range(min(len(words), at + LONGEST_NAME), at, -1):
        for name in _spellings(words[at:end]):
            if name in called():
                return end, name
    joined = _JOINED.fullmatch(words[at].typed)
    return (at + 1, joined["name"]) if joined and joined["name"] in called() else None


def _joined_kind(typed: str) -> str:
    """The kind in a word such as `kotabogor`."""
    joined = _JOINED.fullmatch(typed)
    return "" if joined is None else "kota" if joined["kind"] == "kota" else "kabupaten"


def _kind(words: Sequence[Word], start: int, end: int) -> str:
    """The kind said before a name (`kab banjar`) or after it (`bogor kota`)."""
    before = [word.full for word in words[max(0, start - 2) : start]]
    if before and before[-1] in KINDS:
        return "" if len(before) > 1 and before[-2] in KINDS else before[-1]
    after = words[end] if end < len(words) else None
    if after is None or after.opens or after.full not in KINDS[:2]:
        return ""
    heads_another = end + 1 < len(words) and _longest(words, end + 1) is not None
    return "" if heads_another else after.full


def _placed(words: Sequence[Word], start: int, kind: str) -> bool:
    """Whether a word that is also an ordinary one stands where a place is meant."""
    if kind or (start and words[start - 1].is_a("place")):
        return True
    at = 0
    while at < len(words):
        name = _longest(words, at)
        if name is None and words[at].is_content:
            return False
        at = name[0] if name else at + 1
    return True


def widened(words: Sequence[Word], found: Sequence[Mention], within: str | None) -> list[Mention]:
    """The mentions, those that a misspelt word beside them makes a longer name (`lampung baarat`) as that name."""
    return [_widened(words, mention, within) for mention in found]


def _widened(words: Sequence[Word], mention: Mention, within: str | None) -> Mention:
    for start, end in ((mention.start, mention.end + 1), (mention.start - 1, mention.end)):
        if start < 0 or end > len(words) or any(word.opens for word in words[start + 1 : end]):
            continue
        beside = words[start] if start < mention.start else words[end - 1]
        name = squashed(word.typed for word in words[start:end])
        if beside.is_content and beside.typed not in called() and (codes := resembling(name, _CLEAR, within)):
            if set(codes) != set(mention.codes):
                return Mention(start, end, codes, kind=_kind(words, start, end))
    return mention


def guessed(words: Sequence[Word], named: list[Mention], within: str | None) -> list[Mention]:
    """Misspelt and incomplete names among the words that name nothing."""
    taken = {at for mention in named for at in range(mention.start, mention.end)}
    free = [at for at, word in enumerate(words) if at not in taken and word.is_content]
    edges = [0, *(i for i, (a, b) in enumerate(pairwise(free), 1) if b != a + 1 or words[b].opens), len(free)]
    runs = [range(free[a], free[b - 1] + 1) for a, b in pairwise(edges) if a < b]
    found: list[Mention] = []
    for run in runs:
        cued = run.start > 0 and words[run.start - 1].is_a("place")
        alone = len(runs) == 1 and len(run) <= _ALONE
        if guess := _guess(words, run, within, sure=cued or alone, cued=cued):
            found.append(guess)
    return found


def _guess(words: Sequence[Word], run: range, within: str | None, *, sure: bool, cued: bool) -> Mention | None:
    """The place that a run of words may name; `sure` that they name one, `cued` where a word before them says so."""
    for stop in range(run.stop, run.start, -1) if cued else [run.stop]:
        whole = stop == run.stop
        may_begin = whole or stop - run.start > 1
        for weak, codes in _readings(words[run.start : stop], within, sure=sure, may_begin=may_begin):
            if codes:
                kind = _kind(words, run.start, stop)
                return Mention(run.start, stop, codes, kind=kind, certain=False, weak=weak or not whole)
    for width in range(min(3, len(run) - 1), 0, -1):
        for first in range(run.start, run.stop - width + 1):
            name = _spellings(words[first : first + width])[-1]
            if len(name) >= _LONG and (codes := resembling(name, _CLEAR, within)):
                return Mention(first, first + width, codes, kind=_kind(words, first, first + width), certain=False)
    return None


def _readings(
    words: Sequence[Word], within: str | None, *, sure: bool, may_begin: bool
) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """What the words may name, likeliest first, and whether that is a weak guess.

    `may_begin`: they may be no more than the beginning of a name.
    """
    spellings = _spellings(words)
    mended = spellings[-1]
    if may_begin and (sure or len(words) > 1) and len(mended) >= _SHORT:
        yield True, begun().get(mended, ())
    if not sure:
        yield False, resembling(mended, _CLEAR, within) if len(mended) >= _LONG else ()
        return
    yield from ((False, resembling(name, _CLEAR, within)) for name in spellings)
    if may_begin:
        yield True, begun_mid_word(mended)
    yield from ((False, resembling(name, least_likeness(len(name)), within)) for name in spellings)


@cache
def _roles() -> dict[str, frozenset[str]]:
    table = [row for row in rows("placewords.tsv") if row[1] != "short"]
    return {role: frozenset(word for word, kind, _ in table if kind == role) for role in {row[1] for row in table}}


@cache
def _short_forms() -> dict[str, str]:
    return {word: meaning for word, role, meaning in rows("placewords.tsv") if role == "short"}
