"""What somebody asks for after `/jumlah`: a place, a pillar, a state, a time, an event, or how to break it down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding import regions
from bot.understanding.counts import MEASURES, SINCE, Wanted, naming_words, places, read_count
from bot.understanding.pillars import pillars
from handlers.audiences import covering
from storage.events import Event

_BY = ("", "region", "province", "pillar", "day", "event")


@dataclass(frozen=True)
class Request:
    """What was understood. `codes` are the regions in the scope that may be meant, `outside` one that is not in it.

    `by` is "region" (kabupaten/kota), "province", "pillar", "day", "event" or ""; `measure` and `since` are those of
    `Wanted`; `lost` says that there were words and nothing was understood.
    """

    by: str = ""
    codes: tuple[str, ...] = ()
    outside: str = ""
    pillar: str = ""
    events: tuple[Event, ...] = ()
    lost: bool = False
    measure: str = "registered"
    since: str = ""

    @property
    def on_board(self) -> bool:
        """Whether the board has all of it: who is registered, by region and pillar."""
        return self.measure == "registered" and not self.since and self.by in ("", "region", "pillar")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def read_request(text: str, scope: Sequence[str], events: Sequence[Event]) -> Request:
    """What the words ask for, by whoever may see the regions of `scope`; `events` are those that may be named."""
    wanted = read_count(text)
    inside = dict.fromkeys(found.code for outer in scope for found in places(text, outer))
    elsewhere = [] if inside else [found.code for found in places(text)]
    rest = _words(" ".join(naming_words(text)))
    named = _words(" ".join([*map(regions.region_name, [*inside, *elsewhere]), pillars().get(wanted.pillar, "")]))
    titled = tuple(event for event in events if rest <= _words(event.title)) if rest - named else ()
    if titled:
        # A title often names a place or a pillar; who says more than those means the event.
        own = tuple(event for event in titled if covering(scope, event.region) is not None)
        return Request(events=own, outside="" if own else titled[0].region, measure=wanted.measure)
    return Request(
        by="region" if wanted.group_by == "regency" else wanted.group_by,
        codes=tuple(inside),
        outside=elsewhere[0] if elsewhere else "",
        pillar=wanted.pillar,
        lost=bool(rest) and not (inside or elsewhere) and wanted == Wanted(),
        measure=wanted.measure,
        since=wanted.since,
    )


def reference(asked: Request, code: str) -> str:
    """The request for one region, as a button carries it: code, pillar, measure, since (its place in `SINCE`), by."""
    since = str(SINCE.index(asked.since)) if asked.since else ""
    return f"{code}:{asked.pillar}:{asked.measure}:{since}:{asked.by}"


def read_reference(parts: Sequence[str]) -> Request | None:
    """The request that `reference` wrote, in parts; None where it is none. Code and pillar alone are one, too."""
    code, pillar, measure, since, by = [*parts, *("", "", "", "", "")][:5]
    known = (
        2 <= len(parts) <= 5
        and regions.region(code) is not None
        and (not pillar or pillar in pillars())
        and (not measure or measure in MEASURES)
        and since in ("", *map(str, range(len(SINCE))))
        and by in _BY
    )
    if not known:
        return None
    said = SINCE[int(since)] if since else ""
    return Request(by, (code,), pillar=pillar, measure=measure or "registered", since=said)
