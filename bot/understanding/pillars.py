"""The pillars (pilar sosial) that volunteers belong to, by what people call them. The list is `pillars.tsv`.

The twelve of Permensos 8/2012, and those that everyday speech adds to them.
"""

import re
from collections.abc import Mapping
from functools import cache

from rapidfuzz import fuzz

from bot.understanding.tables import rows

LIKENESS = 85
"""Of 100: how alike a typed word and a name must be, to be taken for a slip of the thumb."""

_BETWEEN = re.compile(r"[,;/&+\n]|\b(?:dan|dn|serta|juga|sekaligus|wan|lawan|and)\b", re.IGNORECASE)
"""What stands between the names of several."""


@cache
def pillars() -> Mapping[str, str]:
    """The pillars in the order in which they are offered: id and short name."""
    return {id_: name for id_, name, *_aliases in rows("pillars.tsv")}


def pillar_called(text: str) -> str | None:
    """The id of the pillar that is called by exactly these words, if one is."""
    return _names().get(_spelt(text))


def read_pillar(text: str) -> str | None:
    """The id of the pillar that the words name, if they name one."""
    words = _spelt(text)
    names = _names()
    if words in names:
        return names[words]
    padded = f" {words} "
    inside = [name for name in names if len(name) > 2 and f" {name} " in padded]
    if inside:
        return names[max(inside, key=len)]
    return resembled_pillar(text)


def resembled_pillar(text: str) -> str | None:
    """The id of the pillar of whose name the words are a misspelling, if of any."""
    words, names = _spelt(text), _names()
    best = max((name for name in names if len(name) > 4), key=lambda name: fuzz.ratio(name, words))
    return names[best] if fuzz.ratio(best, words) >= LIKENESS else None


def read_pillars(text: str) -> list[str]:
    """The ids of all the pillars that the words name, each once, in their order: "tagana dan psm"."""
    named = (read_pillar(part) for part in (*_BETWEEN.split(text), text) if part.strip())
    return list(dict.fromkeys(pillar for pillar in named if pillar is not None))


def _spelt(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


@cache
def _names() -> Mapping[str, str]:
    """Ids by everything that a pillar is called."""
    return {called.casefold(): id_ for id_, *names in rows("pillars.tsv") for called in names}
