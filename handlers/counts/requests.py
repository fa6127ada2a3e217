"""What somebody asks for after `/jumlah`: a place, a pillar, a state, a time, an event, or how to break it down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.now import millis, now
from bot.understanding import regions
from bot.understanding.counts import DOCUMENTS, MEASURES, SINCE, Wanted, document_in, naming_words, places, read_count
from bot.understanding.countstates import state_in
from bot.understanding.countwords import marked
from bot.understanding.pillars import pillars
from handlers.audiences import covering
from storage.database import Reader
from storage.events import Event, coming

NAMEABLE = 60 * 86_400_000
"""Milliseconds after its start for which an event may still be asked for by name."""
_BY = ("", "region", "province", "pillar", "day", "event")


@dataclass(frozen=True)
class Request:
    """What was understood. `codes` are the regions in the scope that may be meant, none for all of it; `outside` is one
    that is not in it; `events` are those that may be meant.

    `by` is "region" (kabupaten/kota), "province", "pillar", "day", "event" or ""; `measure` and `since` are those of
    `Wanted`; `lost` says that there were words and nothing was understood. `document` is what it is wanted as, one of
    `DOCUMENTS`, or "" for words.
    """

    by: str = ""
    codes: tuple[str, ...] = ()
    outside: str = ""
    pillar: str = ""
    events: tuple[Event, ...] = ()
    lost: bool = False
    measure: str = "registered"
    since: str = ""
    document: str = ""

    @property
    def on_board(self) -> bool:
        """Whether the board has all of it."""
        return self.measure == "registered" and not (self.since or self.by or self.events)

    def counted_in(self, scope: Sequence[str]) -> tuple[str, ...]:
        """The regions whose people are counted for whoever may see those of `scope`.

        Of an event that is one's own all who come are, and one's own people of a wider one.
        """
        if self.codes or not self.events:
            return self.codes or tuple(scope)
        return ("",) if covering(scope, self.events[0].region) is not None else tuple(scope)

    def of_whole_event(self, codes: Sequence[str]) -> bool:
        """Whether all who belong to an event are counted in the regions, wherever they live."""
        return bool(self.events) and not self.codes and "" in codes

    def foreign_to(self, scope: Sequence[str]) -> str | None:
        """A region in the request that whoever may see those of `scope` may not see; None where they may see all."""
        foreign = [code for code in self.codes if covering(scope, code) is None]
        foreign += [event.region for event in self.events if not may_see(scope, event)]
        return foreign[0] if foreign else None


async def nameable(db: Reader) -> list[Event]:
    """The events that may be asked for by name now."""
    return await coming(db, millis(now()) - NAMEABLE)


def may_see(scope: Sequence[str], event: Event) -> bool:
    """Whether figures of the event may be seen: one's own event's, and one's own people's at a wider one."""
    return covering(scope, event.region) is not None or any(regions.covers(event.region, code) for code in scope)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def read_request(text: str, scope: Sequence[str], events: Sequence[Event]) -> Request:
    """What the words ask for, by whoever may see the regions of `scope`; `events` are those that may be named."""
    asked = _read_request(text, scope, events)
    return asked if asked.lost else replace(asked, document=document_in(text))


class NotUnderstood(ValueError):
    """No figure is meant by the words, or several may be; the message says which."""


async def one_request(db: Reader, words: str) -> Request:
    """The one thing that the words ask for, over the whole country. Raises NotUnderstood."""
    asked = read_request(words, ("",), await nameable(db))
    if asked.lost:
        raise NotUnderstood("no place, pillar, state or event is known by these words")
    if len(asked.codes) > 1 or len(asked.events) > 1:
        raise NotUnderstood(f"several are meant: {', '.join([*asked.codes, *(e.title for e in asked.events)])}")
    return asked


def _read_request(text: str, scope: Sequence[str], events: Sequence[Event]) -> Request:
    wanted = read_count(text)
    inside = dict.fromkeys(found.code for outer in scope for found in places(text, outer))
    elsewhere = [] if inside else [found.code for found in places(text)]
    rest = _words(" ".join(naming_words(text)))
    named = _words(" ".join([*map(regions.region_name, [*inside, *elsewhere]), pillars().get(wanted.pillar, "")]))
    titled = tuple(event for event in events if rest - named <= _words(event.title)) if rest - named else ()
    if titled:
        return _of_events(titled, scope, wanted, tuple(inside))
    return Request(
        by="region" if wanted.group_by == "regency" else wanted.group_by,
        codes=tuple(inside),
        outside=elsewhere[0] if elsewhere else "",
        pillar=wanted.pillar,
        lost=bool(rest) and not (inside or elsewhere) and wanted == Wanted(),
        measure=wanted.measure,
        since=wanted.since,
    )


def _of_events(titled: Sequence[Event], scope: Sequence[str], wanted: Wanted, inside: tuple[str, ...]) -> Request:
    """A request about events. A title often names a place or a pillar: then the title is meant, not those who are."""
    title = frozenset[str]().union(*(_words(event.title) for event in titled))
    own = tuple(event for event in titled if may_see(scope, event))
    return Request(
        by="region" if wanted.group_by == "regency" else wanted.group_by,
        codes=tuple(code for code in inside if not _words(regions.region_name(code)) & title),
        pillar="" if _words(pillars().get(wanted.pillar, "")) & title else wanted.pillar,
        events=own,
        outside="" if own else titled[0].region,
        measure=wanted.measure,
        since=wanted.since,
    )


def asks_of_event(text: str, scope: Sequence[str], events: Sequence[Event]) -> bool:
    """Whether somebody with a role asks how many or who come or came to an event: "brp yg ikut jambore"."""
    found = marked(text)
    said = {mark.meaning for mark in found.marks}
    asks = bool(said & {"many", *DOCUMENTS}) and bool(state_in(found.meanings) or said & {"people", "reg"})
    return asks and bool(read_request(text, scope, events).events)


def reference(asked: Request, code: str) -> str:
    """The request for one region ("" for all that may be seen), as a button carries it.

    Code, pillar, measure, since (its place in `SINCE`), by, event.
    """
    since = str(SINCE.index(asked.since)) if asked.since else ""
    event = str(asked.events[0].id) if asked.events else ""
    return f"{code}:{asked.pillar}:{asked.measure}:{since}:{asked.by}:{event}"


def button(asked: Request, code: str) -> str:
    """The id of the button that asks for this in one region ("" for all that may be seen)."""
    return f"count:{asked.document or 'at'}:{reference(asked, code)}"


def read_reference(parts: Sequence[str], events: Sequence[Event] = (), document: str = "") -> Request | None:
    """The request that `reference` wrote, in parts; None where it is none. Code and pillar alone are one, too.

    `events` are those that it may name; `document` is what it is wanted as.
    """
    code, pillar, measure, since, by, event = [*parts, *("", "", "", "", "", "")][:6]
    named = tuple(one for one in events if str(one.id) == event)
    known = (
        2 <= len(parts) <= 6
        and (regions.region(code) is not None or (not code and len(parts) == 6))
        and bool(named) == bool(event)
        and (not pillar or pillar in pillars())
        and (not measure or measure in MEASURES)
        and since in ("", *map(str, range(len(SINCE))))
        and by in _BY
    )
    if not known:
        return None
    said = SINCE[int(since)] if since else ""
    codes = (code,) if code else ()
    return Request(
        by, codes, pillar=pillar, events=named, measure=measure or "registered", since=said, document=document
    )
