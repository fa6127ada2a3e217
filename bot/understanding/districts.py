"""Kecamatan, where somebody says theirs: "kec martapura, kab banjar"."""

import re
from collections.abc import Mapping
from functools import cache

from bot.understanding.territory import names_by_code

_SAID = re.compile(r"\b(?:kec|kecamatan|kcmtn)\b[.:\s]*([^,;\n]+)", re.IGNORECASE)
_LONGEST = 4
"""Words in the longest name."""
_LIKENESS = 85
"""Of 100: how alike a typed name and a kecamatan's must be, to be taken for a slip of the thumb."""


def district_in(text: str, regency: str) -> str:
    """The name of the kecamatan of this kabupaten or kota that a text says; "" where it says none."""
    names = {_squashed(name): name for code, name in _districts().items() if code.startswith(f"{regency}.")}
    for said in _said(text):
        if said in names:
            return names[said]
    # Loaded here: only misspelt names need it.
    from rapidfuzz import fuzz, process

    for said in _said(text):
        if found := process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=_LIKENESS):
            return names[found[0]]
    return ""


def regencies_with_district(text: str) -> list[str]:
    """The codes of the kabupaten and kota that have a kecamatan of the name that a text says."""
    for said in _said(text):
        if found := [code[:5] for code, name in _districts().items() if _squashed(name) == said]:
            return list(dict.fromkeys(found))
    return []


def _said(text: str) -> list[str]:
    """What the words after "kec" may name, the longest first."""
    found = _SAID.search(text)
    words = found[1].split()[:_LONGEST] if found else []
    return [_squashed("".join(words[:length])) for length in range(len(words), 0, -1)]


def _squashed(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())


@cache
def _districts() -> Mapping[str, str]:
    return {code: name for code, name in names_by_code().items() if code.count(".") == 2}
