"""What somebody looks for among people: a number, a name, something they can give, and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.mentions import KINDS, Mention, named, placed_words
from bot.understanding.regions import covers
from bot.understanding.registration_numbers import read_registration_number

_MOST_WORDS = 6
_BEFORE_A_PLACE = frozenset({"di", "dari", "asal", "wilayah", "daerah", "kec", "kecamatan"})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PHONE = re.compile(r"\+?[\d\s().-]{8,20}")


@dataclass(frozen=True, slots=True)
class Lookup:
    """`number` of a record, 0 for none; the `digits` of a telephone number, "" for none; `words` in lower case.

    `regions` are the codes of the places named, () for none.
    """

    number: int = 0
    digits: str = ""
    words: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def read_lookup(text: str, within: Sequence[str]) -> Lookup:
    """What a text looks for; a place counts where the words end with it and it lies in one of the regions `within`."""
    text = " ".join(text.split())
    if number := read_registration_number(text):
        return Lookup(number)
    if _PHONE.fullmatch(text):
        return Lookup(digits=re.sub(r"\D", "", text).lstrip("0").removeprefix("62"))
    words = placed_words(text)
    place = next((each for each in named(words) if each.end == len(words) and each.start), None)
    codes = tuple(code for code in place.codes if _reachable(code, within)) if place else ()
    said = words[: _first(place, words)] if place and codes else words
    typed = [word.typed for word in said] if place and codes else _WORD.findall(text.casefold())
    return Lookup(words=tuple(dict.fromkeys(typed))[:_MOST_WORDS], regions=codes)


def _reachable(code: str, within: Sequence[str]) -> bool:
    return any(covers(region, code) or covers(code, region) for region in within)


def _first(place: Mention, words: Sequence[object]) -> int:
    """Where what leads to the place begins: "di kab banjar"."""
    at = place.start
    while at and (getattr(words[at - 1], "full", "") in (*KINDS, *_BEFORE_A_PLACE)):
        at -= 1
    return at
