"""What stands in a column, by the heading that people give it. The words are `headings.tsv`."""

from collections.abc import Mapping
from functools import cache

from bot.understanding.tables import rows

LONGEST = 6
"""Words of a heading; a title has more."""


def heading(text: str) -> str:
    """What a column so headed holds: "name", "regency", "district", "pillar", "phone", "number", "private" (a NIK or
    KK, which nobody asks for), "other"; "" where it cannot be told.
    """
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    if not words or len(words) > LONGEST:
        return ""
    padded = f" {' '.join(words)} "
    found = [column for column, names in _names().items() if any(f" {name} " in padded for name in names)]
    if "private" in found and "name" in found:
        # A name "as in the KTP" is a name.
        found.remove("private")
    return found[0] if found else ""


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """What each column is called. Those come first whose words tell most: "nama kota" is a place."""
    return {column: tuple(called) for column, *called in rows("headings.tsv")}
