"""Words of one's own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.asking import Invalid
from bot.messages import Inbound, Kind, Outbound
from bot.understanding.private_numbers import without_hidden

Gettext = Callable[[str], str]

BACK = frozenset({"kembali", "back", "balik"})
"""Words that go back to the question before."""
CANCEL = frozenset({"batal", "cancel", "batalkan"})
"""Words that call the open talk off."""
_NOT_MEANT = CANCEL | {"tidak jadi", "tdk jadi", "gak jadi", "ga jadi", "nggak jadi", "kada jadi"}


def bare(text: str) -> str:
    """The words without case, punctuation and extra space."""
    return " ".join(re.sub(r"[^\w\s+]", " ", text.casefold()).split())


def words_only(inbound: Inbound, _: Gettext) -> str:
    """What was typed. Raises Invalid, kindly, where something else came."""
    if inbound.kind is Kind.TEXT and inbound.text.strip():
        return " ".join(inbound.text.split()) if "\n" not in inbound.text else inbound.text.strip()
    if inbound.kind is Kind.EDIT:
        raise Invalid(_("Pesan yang diubah tidak terbaca lagi oleh Relawan. Tolong kirim sebagai pesan baru ya, Kak."))
    raise Invalid(_("Maaf Kak, Relawan baru bisa membaca tulisan. Tolong diketik ya."))


def numbers_in(text: str) -> list[int]:
    """The numbers of choices, where a text has nothing else: "1, 3 dan 4"."""
    if not re.fullmatch(
        r"\s*(?:(?:no\.?|nomor)\s*)?\d{1,3}(?:(?:\s*[,;&+]\s*|\s+(?:dan|dn)\s+|\s+)\d{1,3})*\s*\.?", text
    ):
        return []
    return [int(number) for number in re.findall(r"\d+", text)]


def meant(words: str, _: Gettext) -> str:
    """The words. Raises Invalid where they alone were to call the talk off, or to go back in it."""
    if bare(words) in _NOT_MEANT:
        raise Invalid(_("Kalau tidak jadi, ketik /batal ya, Kak."))
    if bare(words) in BACK:
        raise Invalid(_("Kalau mau mengulang pertanyaan sebelumnya, ketik /kembali ya, Kak."))
    return words


@dataclass(frozen=True)
class Text:
    """Words of one's own; `read_as` tidies them, or raises Invalid.

    `free` takes everything but commands, STOP, and a word alone that was to call the talk off.
    """

    text: str
    gettext: Gettext
    read_as: Callable[[str], str] = str.strip
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> str:
        """The words, tidied."""
        words = words_only(inbound, self.gettext)
        return self.read_as(meant(words, self.gettext) if self.free else without_hidden(words))

    def keep(self, value: str) -> str:
        """The words."""
        return value

    def restore(self, kept: str) -> str:
        """The words."""
        return kept

    def question(self, note: Any) -> Outbound:
        """The question."""
        return Outbound(self.text)
