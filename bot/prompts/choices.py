"""One of several things, and yes or no to what is shown."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.asking import Again, Gone, Invalid
from bot.messages import Choice, Inbound, Kind, Outbound, plain
from bot.now import millis, now
from bot.prompts.words import Gettext, bare, words_only
from bot.understanding.yesno import hedges, read_yesno

PAGE = 8
"""Choices shown at once: with one to turn the page each way they fill WhatsApp's list of ten."""
_ONWARD, _BACKWARD = "~next", "~back"
_TELLING = 5
"""Letters of words that tell a label from what they may mean elsewhere."""
_NUMBER = re.compile(r"\W*(?:no(?:mor)?\.?|nmr)?\s*(\d{1,3})\W*", re.IGNORECASE)
_LEAD = re.compile(r"(?:ya|yes|ubah|change)\s+(?:the\s+)?")
"""What a label may begin with that people leave out: "hapus" for "Ya, hapus", "telepon" for "Ubah telepon"."""


def numbered(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice whose number is all that somebody typed."""
    number = _NUMBER.fullmatch(text)
    return choices[int(number[1]) - 1] if number and 1 <= int(number[1]) <= len(choices) else None


def chosen(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that somebody typed: its number, its label, or yes, no and maybe as people write them."""
    if choice := numbered(text, choices):
        return choice
    typed = bare(text)
    if not typed:
        return None
    for choice in choices:
        label = bare(choice.label)
        if typed in (label, bare(choice.hint), _LEAD.sub("", label, count=1), label.removesuffix("kan")):
            return choice
    yes_no = {choice.id.rsplit(":", 1)[-1]: choice for choice in choices}
    if {"yes", "no"} & yes_no.keys():
        said = read_yesno(text)
        return yes_no.get("maybe" if said == "unclear" and hedges(text) else said)
    return None


def begun_by(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The one choice whose label begins with the words that somebody typed, whole words of some length: "umumkan"."""
    typed = bare(text)
    begun = [choice for choice in choices if f"{bare(choice.label)} ".startswith(f"{typed} ")]
    return begun[0] if len(typed) >= _TELLING and len(begun) == 1 else None


def page_of(choices: Sequence[Choice], page: int, _: Gettext) -> tuple[Choice, ...]:
    """The choices that are shown on a page (from 0), with those that turn it."""
    if len(choices) <= PAGE + 1:
        return tuple(choices)
    shown = list(choices[page * PAGE : (page + 1) * PAGE])
    if (page + 1) * PAGE < len(choices):
        shown.append(Choice(_ONWARD, _("Lainnya »")))
    if page:
        shown.append(Choice(_BACKWARD, _("« Sebelumnya")))
    return tuple(shown)


def _turned(choice: str, page: int, choices: Sequence[Choice]) -> int:
    """The page to which one of the two that turn it leads; an old message's may be tapped again on the last."""
    return min(page + 1, (len(choices) - 1) // PAGE) if choice == _ONWARD else max(page - 1, 0)


@dataclass(frozen=True)
class Choose:
    """One of several things, tapped or typed; more than a page of them are paged. The answer is the choice's id.

    `read_as` turns other words into an id, or None; `in_full` has what is written out above the buttons, by id.
    """

    text: str
    choices: Sequence[Choice]
    gettext: Gettext
    read_as: Callable[[str], str | None] = lambda text: None
    in_full: Mapping[str, str] = field(default_factory=dict)
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> str:
        """The id of what was chosen."""
        page = int(note or 0)
        if inbound.choice in (_ONWARD, _BACKWARD):
            raise Again(_turned(inbound.choice, page, self.choices))
        if inbound.kind is Kind.CHOICE:
            found = next((c.id for c in self.choices if c.id == inbound.choice), None)
        else:
            text = words_only(inbound, self.gettext)
            on_page = page_of(self.choices, page, self.gettext)
            choice = chosen(text, on_page) or chosen(text if not _NUMBER.fullmatch(text) else "", self.choices)
            if choice is not None and choice.id in (_ONWARD, _BACKWARD):
                raise Again(_turned(choice.id, page, self.choices))
            found = choice.id if choice else self.read_as(text)
            begun = begun_by(text, on_page) if found is None else None
            found = begun.id if begun else found
        if found is None:
            raise Invalid(self.gettext("Pilih salah satu ya, Kak: ketuk tombolnya, atau ketik nomor atau tulisannya."))
        return found

    def keep(self, value: str) -> str:
        """The id."""
        return value

    def restore(self, kept: str) -> str:
        """The id. Raises Gone if it is no longer among the choices."""
        if all(choice.id != kept for choice in self.choices):
            raise Gone
        return kept

    def question(self, note: Any) -> Outbound:
        """The question, with the choices of the page, numbered as they may be typed where they are written in full."""
        shown = page_of(self.choices, int(note or 0), self.gettext)
        lines = [f"{n}. {self.in_full[choice.id]}" for n, choice in enumerate(shown, 1) if choice.id in self.in_full]
        return Outbound("\n".join([self.text, *lines]), shown)


@dataclass(frozen=True)
class Confirm:
    """Whether what is shown is right: "yes", "no", or the id of a change. It counts for what was shown only.

    `heed` has the id of the choice that words say which a plain yes or no does not ("ya, tapi saya 16 tahun");
    `read_as` that of words which are no choice ("namanya salah").
    """

    text: str
    choices: Sequence[Choice]
    gettext: Gettext
    heed: Callable[[str], str | None] = lambda text: None
    read_as: Callable[[str], str | None] = lambda text: None
    free: bool = False

    @property
    def stamp(self) -> str:
        """A hash of what is shown: an answer to anything else does not count."""
        return hashlib.sha256(plain(self.text).encode()).hexdigest()[:16]

    def read(self, inbound: Inbound, note: Any) -> str:
        """The id of what was chosen."""
        said = self.heed(inbound.text) if inbound.kind is Kind.TEXT else None
        return said or Choose(self.text, self.choices, self.gettext, self.read_as).read(inbound, note)

    def keep(self, value: str) -> dict[str, Any]:
        """The id, a hash of what it confirmed, and when."""
        return {"id": value, "of": self.stamp, "at": millis(now())}

    def restore(self, kept: dict[str, Any]) -> str:
        """The id. Raises Gone if what it confirmed has changed since."""
        if kept["of"] != self.stamp:
            raise Gone
        return str(kept["id"])

    def question(self, note: Any) -> Outbound:
        """What is to be confirmed, with the choices."""
        return Outbound(self.text, tuple(self.choices))
