"""Whom something is for: a region that is the coordinator's own, or lies in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.asking import Gone, Invalid
from bot.conversation import Turn
from bot.messages import Choice, Inbound, Kind, Outbound, listed
from bot.prompts import Choose, Region
from bot.texts import Texts
from bot.understanding import regions
from handlers.names import place_name
from storage.audiences.naming import Known
from storage.roles import Role

_COUNTRY = "all"
"""In place of the empty code, which no choice can have."""


def covering(scope: Sequence[str], region: str) -> str | None:
    """The first region of the scope that the region is or lies in, or None."""
    return next((outer for outer in scope if regions.covers(outer, region)), None)


def is_wide(scope: Sequence[str]) -> bool:
    """Whether the scope holds more than one kabupaten or kota."""
    return len(scope) > 1 or "." not in scope[0]


def near(scope: Sequence[str], known: Known) -> Known:
    """Those of the events and contingents that concern people in the scope: theirs, or of a region that holds them."""

    def concerns(region: str) -> bool:
        return covering(scope, region) is not None or any(regions.covers(region, code) for code in scope)

    events, contingents = (
        [row for row in rows if concerns(row["region"])] for rows in (known.events, known.contingents)
    )
    return Known(events, contingents)


def region_for(turn: Turn, question: str, key: str = "region") -> str:
    """The region that something is for; asked, under the key, only where the coordinator has a choice."""
    scope = turn.regions(Role.COORDINATOR)
    return turn.ask(key, Where(question, scope, turn.texts)) if is_wide(scope) else scope[0]


@dataclass(frozen=True)
class Where:
    """One of the coordinator's regions, tapped, or one inside them, typed. The answer is its code, "" for all.

    `scope` holds the codes of their regions.
    """

    text: str
    scope: Sequence[str]
    texts: Texts
    free: bool = False

    @property
    def _offered(self) -> Choose:
        return Choose(self.text, self._choices(), self.texts.gettext)

    @property
    def _typed(self) -> Region:
        within = self.scope[0] if len(self.scope) == 1 else ""
        return Region(self.text, self.texts.gettext, within=within, provinces=True)

    def _choices(self) -> tuple[Choice, ...]:
        return listed([(code or _COUNTRY, self._name(code)) for code in self.scope])

    def _name(self, code: str) -> str:
        _ = self.texts.gettext
        if not code:
            return _("Seluruh Indonesia")
        name = place_name(self.texts, code)
        return name if "." in code else _("Seluruh {place}").format(place=name)

    def read(self, inbound: Inbound, note: Any) -> str:
        """The region's code."""
        if not isinstance(note, dict):
            try:
                chosen = self._offered.read(inbound, note)
                return "" if chosen == _COUNTRY else chosen
            except Invalid:
                if inbound.kind is not Kind.TEXT:
                    raise
        code = self._typed.read(inbound, note)
        if covering(self.scope, code) is None:
            raise Invalid(self.texts.gettext("Daerah itu di luar wilayah Kakak. Tulis daerah di wilayah Kakak, ya."))
        return code

    def keep(self, value: str) -> str:
        """The code."""
        return value

    def restore(self, kept: str) -> str:
        """The code. Raises Gone if it is not in the scope any more."""
        if covering(self.scope, kept) is None:
            raise Gone
        return kept

    def question(self, note: Any) -> Outbound:
        """The question with the regions; or which of several was meant."""
        return (self._typed if isinstance(note, dict) else self._offered).question(note)
