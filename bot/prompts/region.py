"""A kabupaten or kota, as people write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.asking import Again, Gone, Invalid
from bot.messages import LABEL_LENGTH, Inbound, Kind, Outbound, listed
from bot.prompts.choices import Choose
from bot.prompts.words import Gettext, words_only
from bot.understanding import regions

HOME = "63"
"""Kalimantan Selatan, where the volunteers are that this was made for: of several that fit, its regions come first."""


@dataclass(frozen=True)
class Region:
    """A kabupaten or kota (with `provinces`, also a province), typed; where several fit, they are offered.

    The answer is the region's code. `within` is a code that it must lie in ("" for none).
    """

    text: str
    gettext: Gettext
    within: str = ""
    provinces: bool = False
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> str:
        """The region's code."""
        codes: list[str] = (note or {}).get("codes", [])
        page: int = (note or {}).get("page", 0)
        offer = _offer(codes, self.gettext)
        if codes:
            try:
                return offer.read(inbound, page)
            except Again as again:
                raise Again({"codes": codes, "page": again.note}) from None
            except Invalid:
                if inbound.kind is not Kind.TEXT:
                    raise
        return self._typed(words_only(inbound, self.gettext))

    def _typed(self, text: str) -> str:
        _ = self.gettext
        found = regions.matches(text, self.within or None)
        if not self.provinces and len(found) == 1 and found[0].level == "province":
            found = regions.regencies(found[0].code)
        elif not self.provinces:
            found = [region for region in found if region.level == "regency"]
        found = [region for region in found if not self.within or regions.covers(self.within, region.code)]
        if not found:
            raise Invalid(
                _("Relawan belum menemukan daerah itu. Tulis nama kabupaten atau kotanya, misalnya: Banjarbaru, HSU, "
                  "atau Kab. Banjar.")
            )  # fmt: skip
        if len(found) == 1:
            return found[0].code
        found.sort(key=lambda region: region.province != HOME)
        raise Again({"codes": [region.code for region in found], "page": 0})

    def keep(self, value: str) -> str:
        """The code."""
        return value

    def restore(self, kept: str) -> str:
        """The code. Raises Gone if there is no such region."""
        if regions.region(kept) is None:
            raise Gone
        return kept

    def question(self, note: Any) -> Outbound:
        """The question; or which of several was meant."""
        if not note:
            return Outbound(self.text)
        return _offer(note["codes"], self.gettext).question(note["page"])


def _offer(codes: Sequence[str], _: Gettext) -> Choose:
    """Which of several was meant; "Kabupaten" is left out of a label that would be cut."""
    names = {code: regions.region_name(code) for code in codes}
    short = [name.removeprefix("Kabupaten ") if len(name) > LABEL_LENGTH else name for name in names.values()]
    in_full = {code: _placed(code) for code in codes}
    return Choose(_("Yang mana, Kak?"), listed(list(zip(codes, short, strict=True))), _, in_full=in_full)


def _placed(code: str) -> str:
    """The region's name, with the province of a kabupaten or kota in brackets: many share a name."""
    province, dot, _number = code.partition(".")
    name = regions.region_name(code)
    return f"{name} ({regions.region_name(province)})" if dot else name
