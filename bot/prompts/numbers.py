"""Numbers: how many, and how to be reached by telephone."""

import re
from dataclasses import dataclass
from typing import Any

from bot.asking import Invalid
from bot.messages import Choice, Inbound, Kind, Outbound, Wanted
from bot.prompts.choices import chosen
from bot.prompts.words import Gettext, bare, words_only
from bot.understanding.telephones import international, number_in
from bot.understanding.words import normalised
from bot.understanding.yesno import read_yesno

__all__ = ["Number", "Phone", "international"]


@dataclass(frozen=True)
class Number:
    """A whole number from `least` to `most`, or 0 by the choice `none` ("Tanpa batas")."""

    text: str
    gettext: Gettext
    least: int
    most: int
    none: Choice
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> int:
        """The number."""
        if inbound.kind is Kind.CHOICE and inbound.choice == self.none.id:
            return 0
        text = words_only(inbound, self.gettext)
        digits = re.fullmatch(r"\D*(\d[\d.]*)\D*", text)
        number = int(digits[1].replace(".", "")) if digits and len(digits[1]) < 12 else -1
        if bare(text) == bare(self.none.label):
            return 0
        if not self.least <= number <= self.most:
            _ = self.gettext
            raise Invalid(_("Tulis angkanya saja ya, Kak, dari {least} sampai {most}. Misalnya: 50").format(
                least=self.least, most=self.most))  # fmt: skip
        return number

    def keep(self, value: int) -> int:
        """The number."""
        return value

    def restore(self, kept: int) -> int:
        """The number."""
        return kept

    def question(self, note: Any) -> Outbound:
        """The question."""
        return Outbound(self.text, (self.none,))


_OPENING = 3
"""Words among which it is said whether there is a number."""
_LACKING = frozenset({"tidak", "belum", "lupa", "kosong", "nanti"})
"""Words with which people say that they have no number, or not at hand."""


def _has_none(text: str) -> bool:
    """Whether somebody says that there is no number to give ("kada ingat nomornya")."""
    words = normalised(text)
    return "?" not in text and not any(c.isdigit() for c in text) and not _LACKING.isdisjoint(words[:_OPENING])


@dataclass(frozen=True)
class Phone:
    """One's own telephone number, shared or typed, as "+62…"; "" where one would rather not (`skip`)."""

    text: str
    gettext: Gettext
    skip: Choice
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> str:
        """The number in international form, or ""."""
        if inbound.kind is Kind.PHONE:
            return international(inbound.phone) or self._refuse()
        if inbound.kind is Kind.CHOICE and inbound.choice == self.skip.id:
            return ""
        if inbound.media == "contact":
            raise Invalid(self.gettext("Itu nomor orang lain. Tolong kirim nomor Kakak sendiri, atau lewati saja."))
        text = words_only(inbound, self.gettext)
        if chosen(text, [self.skip]) or read_yesno(text) == "no" or _has_none(text):
            return ""
        return number_in(text) or self._refuse(willing=read_yesno(text) == "yes")

    def _refuse(self, *, willing: bool = False) -> str:
        _ = self.gettext
        if willing:
            raise Invalid(_("Siap, Kak. Tulis nomornya ya, misalnya: 0812 3456 7890"))
        words = _("Nomornya belum terbaca. Tulis seperti 0812 3456 7890, atau ketuk “{skip}”.")
        raise Invalid(words.format(skip=self.skip.label))

    def keep(self, value: str) -> str:
        """The number."""
        return value

    def restore(self, kept: str) -> str:
        """The number."""
        return kept

    def question(self, note: Any) -> Outbound:
        """The question, with the number's own button where the channel has one."""
        return Outbound(self.text, (self.skip,), ask_for=Wanted.PHONE)
