"""What people can give, by whatever word somebody looks for it."""

from collections.abc import Sequence
from functools import cache

from bot.understanding.tables import rows
from bot.understanding.words import normalised, stem

_LEAST = 4
"""Letters of a stem that is looked for: less is part of too much else."""


def looked_for(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The fragments of each word; of all together, where they name one thing ("pertolongan pertama")."""
    phrase = " ".join(words)
    return [_alike()[phrase]] if phrase in _alike() else [fragments(word) for word in words]


def fragments(word: str) -> tuple[str, ...]:
    """What may stand in an offer that has what the word means: itself, its stem, and other names of the same thing."""
    forms = [word.casefold(), stem(word.casefold()), *(stem(each) for each in normalised(word))]
    found = [*forms, *(other for form in forms for other in _alike().get(form, ()))]
    typed = word.casefold()
    return tuple(dict.fromkeys([typed, *(form for form in found if len(form) >= _LEAST or form in _alike())]))


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """The names of each thing in `offers.tsv`, by each of its words and stems."""
    known: dict[str, tuple[str, ...]] = {}
    for (phrases,) in rows("offers.tsv"):
        names = tuple(phrases.split(";"))
        for name in names:
            known.setdefault(name, names)
            if " " not in name and len(stem(name)) >= _LEAST:
                known.setdefault(stem(name), names)
    return known
