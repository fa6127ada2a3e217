"""One kind of people in words: who they are, where they live, and how they stand to an event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.counts import SINCE, places
from bot.understanding.countwords import PILLAR, UNKNOWN, Mark, is_courtesy, marked
from bot.understanding.mentions import Mention, placed_words
from bot.understanding.mentions import named as named_places
from bot.understanding.standings import EVENT, STANDING, named, standing_in, tokens_of

_CONTINGENT = re.compile(r"\b(?:kontingen|kontingennya|rombongan)\b\s*(.*)")
_PARTICIPANTS = re.compile(r"\b(?:peserta|partisipan|undangan)\b")
_COMING_FROM = re.compile(r"\s+(?:dari|asal|di)\s+(?P<place>.+)$")
_NOTHING = frozenset(
    {"people", "heads", "at", "small", "that", "many", "prov", "kab", "pilar", "done", "but", "ya", "reg"}
)
"""Meanings of words that choose nobody."""
_EVERY = frozenset(
    {"semua", "semuanya", "smua", "seluruh", "seluruhnya", "sluruh", "all", "everyone", "everybody", "tiap", "setiap"}
)
_PLAIN = _EVERY | {
    "ke", "kepada", "kpd", "buat", "bwt", "para", "anak", "rekan", "mereka", "siapa", "khusus", "khususnya", "hanya",
    "cuma", "saja", "aja", "utk", "untuk", "kec", "kecamatan", "tinggal", "berasal",
}  # fmt: skip
"""Words beside those named, that choose nobody."""
_NEWLY = frozenset({"baru", "lama"})
"""Words that tell since when somebody is registered, by which nobody is chosen."""


@dataclass(frozen=True, slots=True)
class Said:
    """One kind of people as it was said; "" and () where it was not.

    `pillars` are ids; each of `places` holds the codes that one name may mean; `state` is yes, maybe, no, waiting,
    answered (any of these), unanswered, attended or absent, to the event that `event` names ("" where it names none).
    """

    pillars: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    contingent: str = ""
    state: str = ""
    event: str = ""

    @property
    def is_where(self) -> bool:
        """Whether a place is all that was said."""
        return bool(self.places) and not (self.pillars or self.contingent or self.state)

    @property
    def is_who(self) -> bool:
        """Whether pillars are all that was said."""
        return bool(self.pillars) and not (self.places or self.contingent or self.state)

    @property
    def is_standing(self) -> bool:
        """Whether how they stand to an event is all that was said."""
        return bool(self.state) and not (self.pillars or self.places or self.contingent)


def names_everybody(words: str) -> bool:
    """Whether a word among them means all people, and not only people as such."""
    return not _EVERY.isdisjoint(words.split())


def names_people(words: str) -> bool:
    """Whether a word among them means people."""
    return any(mark.meaning in ("people", "heads") for mark in marked(words).marks)


def read_group(words: str, within: str) -> tuple[Said, list[str]]:
    """One kind of people, and the words of it that were not understood; places are looked for inside `within` first."""
    found = marked(words)
    start = next((at for at, mark in enumerate(found.marks) if mark.meaning in {*STANDING, EVENT}), len(found.marks))
    state, event = standing_in(found, found.marks[start:])
    who = found.marks[: start if state or event else len(found.marks)]
    times = [mark for mark in who if mark.meaning in SINCE]
    if state and not event and times:
        who, event = [mark for mark in who if mark not in times], " ".join(tokens_of(found, times))
    before = " ".join(tokens_of(found, who))
    if contingent := _CONTINGENT.search(before):
        said, strange = _people(before[: contingent.start()], within)
        return replace(said, contingent=named(contingent[1]), state=state, event=event), strange
    said, strange = _people(before, within)
    if strange and _PARTICIPANTS.search(before) and not state:
        return _participants(before, strange[0], within), []
    return _coming_from(replace(said, state=state, event=event), within), strange


def _participants(words: str, first: str, within: str) -> Said:
    """Those who come to the event that is named from the word `first` on, perhaps with where they live after it."""
    at = words.rindex(first)
    said, _strange = _people(words[:at], within)
    taken, event = _exact(words[at:]), words[at:].split()
    where = _where(words[at:], taken, within) if taken else ()
    named_by = [word for place, word in enumerate(event) if not any(m.start <= place < m.end for m in taken)]
    return replace(said, places=said.places or where, state="yes", event=named(" ".join(named_by)))


def _coming_from(said: Said, within: str) -> Said:
    """The same with the place after the event for where they live: "yang hadir apel dari hss"."""
    found = _COMING_FROM.search(said.event)
    if found is None or said.places or not (exact := _exact(found["place"])):
        return said
    if exact[0].start or exact[-1].end < len(placed_words(found["place"])):
        return said
    return replace(said, places=_where(found["place"], exact, within), event=said.event[: found.start()])


def _people(words: str, within: str) -> tuple[Said, list[str]]:
    """Who and where, and the words that name neither."""
    found = marked(words)
    pillars = dict.fromkeys(m.meaning.removeprefix(PILLAR) for m in found.marks if m.meaning.startswith(PILLAR))
    exact = _exact(words)
    where = _where(words, exact, within)
    taken = {at for mention in exact for at in range(mention.start, mention.end)}
    strange = [
        token
        for mark in found.marks
        for at, token in enumerate(found.tokens[mark.start : mark.end], mark.start)
        if at not in taken and _is_strange(mark, token) and not (where and not exact)
    ]
    return Said(tuple(pillars), where), strange


def _exact(words: str) -> list[Mention]:
    """The places that are named without a slip."""
    return list(named_places(placed_words(words)))


def _where(words: str, exact: Sequence[Mention], within: str) -> tuple[tuple[str, ...], ...]:
    """The places that are meant, each with the codes that its name may mean."""
    typed = [word.typed for word in placed_words(words)]
    each = [_codes(f"{one.kind} {' '.join(typed[one.start : one.end])}", within) for one in exact]
    if len(each) > 1 and all(codes and "." in codes[0] for codes in each):
        return tuple(dict.fromkeys(each))
    whole = _codes(words, within)
    return (whole,) if whole else ()


def _codes(words: str, within: str) -> tuple[str, ...]:
    return tuple(region.code for region in places(words, within) or places(words))


def _is_strange(mark: Mark, token: str) -> bool:
    if token in _NEWLY:
        return True
    if mark.meaning == UNKNOWN:
        return not is_courtesy(token) and token not in _PLAIN
    return mark.meaning not in _NOTHING and not mark.meaning.startswith(PILLAR)
