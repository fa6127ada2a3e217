"""Which figure somebody asks for, in whatever words: of whom, where, in which state, since when, by what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.countstates import state_in
from bot.understanding.countwords import PILLAR, UNKNOWN, Marked, is_courtesy, marked, names_place
from bot.understanding.regions import Region, matches

MEASURES = (
    "registered", "confirmed", "maybe", "declined", "unanswered", "attended", "absent", "waitlisted", "cancelled",
    "unreachable"
)  # fmt: skip
DOCUMENTS = ("charts", "excel")
SINCE = ("today", "yesterday", "this_week", "this_month", "last_7_days")
_GROUPS = {
    "prov": "province",
    "kab": "regency",
    "pilar": "pillar",
    "hari": "day",
    "acara": "event",
    "whence": "regency",
}
_BY = "(?P<by>prov|kab|pilar|hari|acara)"
_BESIDE = r"(?:(?:people|heads|reg|small|at|many|that|pillar:\S+) )*"
_GROUPED = (
    re.compile(rf"\bper (?:(?:people|heads|reg) )?{_BY}\b"),
    re.compile(rf"\b{_BY} (?:(?:that|small|at) )?which\b"),
    re.compile(r"\b(?P<by>prov|kab|pilar) that\b"),
    re.compile(r"\b(?P<by>whence)\b"),
    re.compile(r"\bby_(?P<group>province|regency|pillar|day|event)\b"),
)
_PERHAPS_GROUPED = (
    re.compile(rf"\b(?:rank|most|charts|excel) {_BESIDE}{_BY}\b"),
    re.compile(rf"\b{_BY} (?:that )?most\b"),
)
"""What groups too, unless the place of that kind is named: "rekap kabupaten" does, "rekap kabupaten tapin" does not."""
_FILLER = "yang"
"""What stands in place of words that name no place, so that places on either side of them stay apart."""
_PLACING = frozenset({"at", "prov", "kab"})
_LONG = 6
"""Letters of the shortest word that is taken for a misspelt place without a word such as "di" before it."""


@dataclass(frozen=True)
class Wanted:
    """A figure that is asked for; "" is what was not said.

    `measure` is one of `MEASURES`, `region` a code, `pillar` an id of `pillars`, `since` one of `SINCE` (yesterday is
    that day only), `group_by` province, regency, pillar, day or event.
    """

    measure: str = "registered"
    region: str = ""
    pillar: str = ""
    group_by: str = ""
    since: str = ""


def read_count(text: str) -> Wanted:
    """The figure a text asks for.

    Of a kabupaten and the kota of the same name the kabupaten is meant; where a name leaves more open than that, no
    region is: `places` tells them all.
    """
    found = marked(text)
    said = [mark.meaning for mark in found.marks]
    since = next((meaning for meaning in said if meaning in SINCE), "")
    return Wanted(
        measure=state_in(found.meanings) or "registered",
        region=_one(matches(_where(found))),
        pillar=next((meaning.removeprefix(PILLAR) for meaning in said if meaning.startswith(PILLAR)), ""),
        group_by=grouping_in(found),
        since=since,
    )


def document_in(text: str) -> str:
    """What the figure is wanted as, one of `DOCUMENTS`; "" for words."""
    return next((mark.meaning for mark in marked(text).marks if mark.meaning in DOCUMENTS), "")


def places(text: str, within: str = "") -> list[Region]:
    """The regions that a question about numbers may mean, inside one (code; "" is everywhere), best first."""
    return matches(_where(marked(text)), within or None)


def naming_words(text: str) -> list[str]:
    """The words of a question about numbers that name a pillar, a place, or something else, such as an event."""
    found = marked(text)
    return [
        token
        for mark in found.marks
        if mark.meaning == UNKNOWN or mark.meaning.startswith(PILLAR)
        for token in found.tokens[mark.start : mark.end]
        if not is_courtesy(token)
    ]


def _where(found: Marked) -> str:
    """The text without the words that name no place."""
    kept: list[str] = []
    for mark in found.marks:
        beside = kept[-1] != _FILLER if kept else False
        if mark.meaning in _PLACING or (
            mark.meaning == UNKNOWN and (beside or _may_be_place(found.tokens[mark.start :]))
        ):
            kept += found.tokens[mark.start : mark.end]
        else:
            kept.append(_FILLER)
    return " ".join(kept)


def _may_be_place(words: Sequence[str]) -> bool:
    """Whether a word that nothing says to be a place may be one: among other words short ones resemble too much."""
    return len(words[0]) >= _LONG or names_place(words)


def _one(regions: list[Region]) -> str:
    """The code of the region that a name means; of a kabupaten and its namesake the kabupaten's."""
    names = {region.name.split(" ", 1)[-1] for region in regions}
    return min(regions, key=lambda region: region.is_city).code if len(names) == 1 else ""


def grouping_in(found: Marked) -> str:
    """What the figure is to be broken down by, as `Wanted.group_by` names it; "" where that is not said."""
    for pattern in _GROUPED:
        if hit := pattern.search(found.meanings):
            by = hit.groupdict()
            return by.get("group") or _GROUPS[by["by"]]
    for pattern in _PERHAPS_GROUPED:
        if (hit := pattern.search(found.meanings)) and not _is_kind_of_place(found, hit):
            return _GROUPS[hit["by"]]
    return ""


def _is_kind_of_place(found: Marked, hit: re.Match[str]) -> bool:
    """Whether the word after what groups is a place's name: then it is the kind of that place."""
    at = found.meanings.count(" ", 0, hit.end("by")) + 1
    while at < len(found.marks) and found.marks[at].meaning in ("kab", "prov"):
        at += 1
    return at < len(found.marks) and names_place(found.tokens[found.marks[at].start :])
