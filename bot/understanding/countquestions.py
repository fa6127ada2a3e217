"""Whether a whole message asks for numbers of volunteers, as an organiser does."""

import re
from functools import cache

from bot.understanding.counts import DOCUMENTS, SINCE, grouping_in, places
from bot.understanding.countstates import state_in
from bot.understanding.countwords import PILLAR, UNKNOWN, Marked, is_courtesy, marked, names_place, words_for
from bot.understanding.gazetteer import resembling
from bot.understanding.words import normalised

_GROUPED = re.compile(r"\bper\b|\bby_")
_SUBJECTS = frozenset({"people", "reg"})
_AID = ("pkh",)
"""More often the programme than those who work for it: alone it is no volunteer."""
_WILLING = re.compile(r"\b(?:not|yet) (?:\S+ )?able\b|\bable (?:small )?(?:come|join)\b")
_OF_MESSAGES = frozenset({"msg", "num", "reach", "active", "dead", "sent", "arrive", "enter", "fail", "hard"})
_OF_GROUPS = frozenset({"hari", "pilar", "per", "which"})
_CLEARLY = 88
_SHORTEST_SLIP = 7
"""Letters of the shortest misspelt place that is told from another word."""


def asks_for_figures(text: str) -> bool:
    """Whether the text asks for numbers of volunteers, and has no word about anything else.

    "berapa tagana bjm" does; "berapa gaji tagana" and "pkh dapat berapa" ask for something else, and how many of a
    pillar a whole province has is for the knowledge to tell: those are not the ones registered here.
    """
    if _openers().isdisjoint(normalised(text)):
        return False
    found = marked(text)
    group = grouping_in(found)
    said = {mark.meaning for mark in found.marks}
    state = state_in(found.meanings)
    if said & {*DOCUMENTS}:
        return _asks_for_document(found, said, group, state)
    if not ("many" in said or (group and _GROUPED.search(found.meanings)) or ("rank" in said and (group or state))):
        return False
    if not (group or state or _names_volunteers(found)) or _strays(found, said, state, group):
        return False
    return bool(group or state or said & {*_SUBJECTS, *SINCE}) or not _is_of_province(text)


def _asks_for_document(found: Marked, said: set[str], group: str, state: str) -> bool:
    """Whether the figures are wanted as a picture or a sheet: "excel pendaftar hss", "kirim grafiknya"."""
    about = group or state or said & {*_SUBJECTS, *SINCE, "many", "rank", "sent"} or _names_volunteers(found)
    about = about or any(token.endswith("nya") for token in found.tokens)
    beside = _unknown_besides(found) or said & (_OF_MESSAGES - {"sent"})
    return bool(about and not beside)


@cache
def _openers() -> frozenset[str]:
    """Words without one of which nothing is asked for; most messages have none, and need no closer look."""
    grouped = {"per", "by_province", "by_regency", "by_pillar", "by_day", "by_event"}
    return words_for({"many", "rank", *grouped, *DOCUMENTS})


def _names_volunteers(found: Marked) -> bool:
    return any(
        mark.meaning in _SUBJECTS
        or (mark.meaning.startswith(PILLAR) and tuple(found.tokens[mark.start : mark.end]) != _AID)
        for mark in found.marks
    )


def _is_of_province(text: str) -> bool:
    return any(region.level == "province" for region in places(text))


def _strays(found: Marked, said: set[str], state: str, group: str) -> bool:
    """Whether a word is about something else than volunteers, their states, places and times."""
    if "able" in _WILLING.sub("", found.meanings).split():
        return True
    if (state != "unreachable" and said & _OF_MESSAGES) or (state != "waitlisted" and "seat" in said):
        return True
    if (not group and said & _OF_GROUPS) or ("acara" in said and not (group or state)):
        return True
    return _unknown_besides(found)


def _unknown_besides(found: Marked) -> bool:
    """Whether a word is unknown here, and neither a courtesy nor a place."""
    return not all(_is_beside_the_point(found, at) for at, mark in enumerate(found.marks) if mark.meaning == UNKNOWN)


def _is_beside_the_point(found: Marked, at: int) -> bool:
    """Whether an unknown word is a courtesy, or the place that is asked about."""
    first = found.marks[at].start
    word = found.tokens[first]
    if is_courtesy(word):
        return True
    if any(names_place(found.tokens[start : first + 1], whole=True) for start in range(max(0, first - 2), first + 1)):
        return True
    return names_place(found.tokens[first:]) or (len(word) >= _SHORTEST_SLIP and bool(resembling(word, _CLEARLY, None)))
