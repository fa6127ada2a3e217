"""What somebody asks for after `/jumlah`: a place, a pillar, an event, or how to break the figures down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding import regions
from bot.understanding.pillars import pillars, read_pillar
from handlers.audiences import covering
from storage.events import Event

_BY = re.compile(r"\b(?:per|menurut|tiap|setiap)\s*-?\s*(?:(pilar)|kab\w*|kota|daerah|wilayah|region)\b", re.IGNORECASE)
_FILLING = frozenset(
    {
        "ada", "berapa", "banyak", "banyaknya", "daftar", "dari", "dengan", "di", "hari", "ikut", "ini", "itu",
        "jumlah", "jumlahnya", "kak", "orang", "relawan", "saja", "semua", "seluruh", "sudah", "tercatat",
        "terdaftar", "tidak", "tolong", "total", "untuk", "yang",
    }
)  # fmt: skip
"""Words that say nothing about which figures are meant; one of them, "relawan", is also a pillar's nickname."""


@dataclass(frozen=True)
class Request:
    """What was understood. `codes` are the regions in the scope that may be meant, `outside` one that is not in it.

    `by` is "region", "pillar" or ""; `lost` says that there were words and nothing was understood.
    """

    by: str = ""
    codes: tuple[str, ...] = ()
    outside: str = ""
    pillar: str = ""
    events: tuple[Event, ...] = ()
    lost: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def read_request(text: str, scope: Sequence[str], events: Sequence[Event]) -> Request:
    """What the words ask for, by whoever may see the regions of `scope`; `events` are those that may be named."""
    by = _BY.search(text)
    text = _BY.sub(" ", text)
    said = [word for word in re.findall(r"\w+", text) if word.casefold() not in _FILLING]
    pillar = read_pillar(" ".join(said)) or "" if said else ""
    inside = dict.fromkeys(found.code for outer in scope for found in regions.matches(text, outer or None))
    elsewhere = [] if inside else [found.code for found in regions.matches(text)]
    rest = _words(" ".join(said))
    named = _words(" ".join([*map(_name, [*inside, *elsewhere]), pillars().get(pillar, "")]))
    titled = tuple(event for event in events if rest <= _words(event.title)) if rest - named else ()
    if titled:
        # A title often names a place or a pillar; who says more than those means the event.
        own = tuple(event for event in titled if covering(scope, event.region) is not None)
        return Request(events=own, outside="" if own else titled[0].region)
    return Request(
        by=("pillar" if by[1] else "region") if by else "",
        codes=tuple(inside),
        outside=elsewhere[0] if elsewhere else "",
        pillar=pillar,
        lost=bool(said) and not (by or inside or elsewhere or pillar),
    )


def _name(code: str) -> str:
    found = regions.region(code)
    return found.name if found else ""
