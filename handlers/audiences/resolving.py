"""Words for an audience, matched with the places, events and contingents that there are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from bot.asking import Invalid
from bot.now import instant, millis, now
from bot.texts import Texts, listing
from bot.understanding.audiences import Meant, Said
from bot.understanding.counts import places
from bot.understanding.when import read_when
from handlers.audiences.places import covering
from storage.audiences import ABSENT, ANSWERS, ATTENDED, Audience, Group
from storage.audiences.naming import Known
from storage.database import Row

LIKENESS = 80
"""Of 100: how alike words and the name of an event or contingent must be."""


@dataclass(frozen=True)
class Resolver:
    """Turns what was meant into an audience of somebody who may write to the regions of `scope`.

    `known` are the events and contingents near them: others are not there.
    """

    texts: Texts
    scope: Sequence[str]
    known: Known
    zone: str

    def open_place(self, meant: Meant) -> Sequence[str]:
        """The regions that a name leaves open; empty where none does."""
        choices = (self._inside(codes) for said in (*meant.groups, *meant.without) for codes in said.places)
        return next((codes for codes in choices if len(codes) > 1), ())

    def audience(self, meant: Meant) -> Audience:
        """The audience. Raises Invalid where some words name nothing that there is."""
        _ = self.texts.gettext
        if meant.unread:
            words = listing([f"“{word}”" for word in meant.unread[:5]], self.texts.locale)
            raise Invalid(
                _("Relawan belum paham {words}, Kak. Tulis wilayah, pilar, kontingen, atau jawaban acara; misalnya: "
                  "tagana dan PSM di HSS yang belum jawab acara Sabtu.").format(words=words)
            )  # fmt: skip
        groups = tuple(self._group(said) for said in meant.groups)
        return Audience(tuple(self.scope), groups, tuple(self._group(said) for said in meant.without))

    def _group(self, said: Said) -> Group:
        return Group(
            tuple(dict.fromkeys(self._place(codes) for codes in said.places)),
            said.pillars,
            self._contingents(said.contingent) if said.contingent else (),
            tuple(self._answers(said)) if said.state else (),
        )

    def _answers(self, said: Said) -> Iterator[tuple[int, str]]:
        """How they stand to the events, in the states that there are."""
        states = ANSWERS if said.state == "answered" else (said.state,)
        for event in self._events(said):
            # Nobody has come yet to what has not begun: "sudah ikut" is said of those who will.
            early = event["starts_at"] > millis(now())
            yield from ((event["id"], "yes" if early and state == ATTENDED else state) for state in states)

    def _inside(self, codes: Sequence[str]) -> Sequence[str]:
        return [code for code in codes if covering(self.scope, code) is not None]

    def _place(self, codes: Sequence[str]) -> str:
        inside = self._inside(codes)
        if not inside:
            _ = self.texts.gettext
            raise Invalid(_("Daerah itu di luar wilayah Kakak. Tulis daerah di wilayah Kakak, ya."))
        return inside[0]

    def _contingents(self, words: str) -> tuple[int, ...]:
        """The contingents that the words name, or that come from the region they name."""
        all_ = self.known.contingents
        found = [row["id"] for row in all_ if is_called(row["name"], words)]
        codes = [] if found else [region.code for region in places(words)]
        found = found or [row["id"] for row in all_ if row["region"] in codes]
        if not found:
            _ = self.texts.gettext
            raise Invalid(_("Relawan belum menemukan kontingen “{words}”, Kak.").format(words=words))
        return tuple(found)

    def _events(self, said: Said) -> list[Row]:
        """The events that the words name by title or day; where they name none, the nearest that can be meant."""
        _ = self.texts.gettext
        words, events = said.event, self.known.events
        found = [row for row in events if is_called(row["title"], words)] if words else []
        for day in _days(words, self.zone) if words and not found else ():
            found = found or [row for row in events if _day_of(row) == day]
        if not words:
            over = said.state in (ATTENDED, ABSENT)
            found = sorted(events, key=lambda row: (row["starts_at"] <= millis(now())) != over)[:1]
        if not found:
            raise Invalid(
                _("Relawan belum menemukan kegiatan “{words}”, Kak. Judulnya ada di /jadwal.").format(words=words)
                if words
                else _("Belum ada kegiatan yang bisa dipilih, Kak.")
            )
        return found


def settled(meant: Meant, code: str) -> Meant:
    """The same, where the open name that may mean this region does."""

    def one(said: Said) -> Said:
        return replace(said, places=tuple((code,) if code in codes else codes for codes in said.places))

    return replace(meant, groups=tuple(map(one, meant.groups)), without=tuple(map(one, meant.without)))


def is_called(name: str, words: str) -> bool:
    """Whether the words, perhaps with a slip of the finger, are from a name."""
    said, name = (" ".join(re.findall(r"\w+", text.casefold())) for text in (words, name))
    return bool(said) and (said in name or (len(said) > 3 and fuzz.token_set_ratio(said, name) >= LIKENESS))


def _days(words: str, zone: str) -> tuple[date, ...]:
    """The days that the words may mean, likeliest first: a weekday is the next one, or the last."""
    found = read_when(words, now(), zone)
    if found.value is None:
        return ()
    day = found.value.date() if isinstance(found.value, datetime) else found.value
    return (day, day - timedelta(days=7)) if found.doubtful else (day,)


def _day_of(event: Row) -> date:
    return instant(event["starts_at"]).astimezone(ZoneInfo(event["zone"])).date()
