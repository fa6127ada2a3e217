"""Words of one's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.conversation import Invalid
from bot.messages import Inbound, Kind, Outbound

Gettext = Callable[[str], str]


def words_only(inbound: Inbound, _: Gettext) -> str:
    """What was typed. Raises Invalid, kindly, where something else came."""
    if inbound.kind is Kind.TEXT and inbound.text.strip():
        return " ".join(inbound.text.split()) if "\n" not in inbound.text else inbound.text.strip()
    if inbound.kind is Kind.EDIT:
        raise Invalid(_("Pesan yang diubah tidak terbaca lagi oleh Relawan. Tolong kirim sebagai pesan baru ya, Kak."))
    raise Invalid(_("Maaf Kak, Relawan baru bisa membaca tulisan. Tolong diketik ya."))


@dataclass(frozen=True)
class Text:
    """Words of one's own; `read_as` tidies them, or raises Invalid. `free` takes everything but commands and STOP."""

    text: str
    gettext: Gettext
    read_as: Callable[[str], str] = str.strip
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> str:
        """The words, tidied."""
        return self.read_as(words_only(inbound, self.gettext))

    def keep(self, value: str) -> str:
        """The words."""
        return value

    def restore(self, kept: str) -> str:
        """The words."""
        return kept

    def question(self, note: Any) -> Outbound:
        """The question."""
        return Outbound(self.text)
