"""The pillars somebody belongs to: one tapped, or several typed."""

from dataclasses import dataclass
from typing import Any

from bot.asking import Gone, Invalid
from bot.messages import Inbound, Kind, Outbound, listed
from bot.prompts.choices import Choose
from bot.prompts.words import Gettext, numbers_in
from bot.understanding.intents import is_question
from bot.understanding.pillars import pillars, read_pillars
from bot.understanding.words import normalised

_OF_NONE = "umum"
"""The pillar of whoever is a member of none."""
_LACKING = frozenset({"tidak", "belum", "bukan", "none", "not"})


def _has_none(text: str) -> bool:
    """Whether somebody says that they are a member of none ("belum ikut apa-apa")."""
    opening = normalised(text)[:2]
    return "?" not in text and not _LACKING.isdisjoint(opening) and "mau" not in opening


@dataclass(frozen=True)
class Pillars:
    """One or several pillars, the first is the one that counts: a tap names one, words ("tagana dan psm", "1, 3") more.

    The answer is their ids.
    """

    text: str
    gettext: Gettext
    free: bool = False

    @property
    def _choose(self) -> Choose:
        return Choose(self.text, listed(list(pillars().items())), self.gettext)

    def read(self, inbound: Inbound, note: Any) -> tuple[str, ...]:
        """The ids."""
        shown = self._choose.question(note).choices
        if inbound.kind is Kind.TEXT:
            numbers = numbers_in(inbound.text)
            if len(numbers) > 1 and all(n <= len(shown) and shown[n - 1].id in pillars() for n in numbers):
                return tuple(dict.fromkeys(shown[n - 1].id for n in numbers))
        try:
            return (self._choose.read(inbound, note),)
        except Invalid:
            found = () if is_question(inbound.text) else tuple(read_pillars(inbound.text))
            if not found and _has_none(inbound.text):
                return (_OF_NONE,)
            if not found:
                raise
            return found

    def keep(self, value: tuple[str, ...]) -> list[str]:
        """The ids."""
        return list(value)

    def restore(self, kept: Any) -> tuple[str, ...]:
        """The ids. Raises Gone if one is no longer a pillar."""
        ids = (kept,) if isinstance(kept, str) else tuple(kept)
        if not ids or any(id_ not in pillars() for id_ in ids):
            raise Gone
        return ids

    def question(self, note: Any) -> Outbound:
        """The question, with the pillars of the page."""
        return self._choose.question(note)
