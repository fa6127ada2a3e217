"""Where somebody lives: the kabupaten or kota, and the kecamatan where they say it."""

from dataclasses import dataclass
from typing import Any

from bot.asking import Again, Invalid
from bot.messages import Inbound, Outbound
from bot.prompts.region import HOME, Region
from bot.prompts.words import Gettext
from bot.understanding.districts import district_in, regencies_with_district


@dataclass(frozen=True, slots=True)
class Place:
    """A kabupaten or kota (its code), and a kecamatan in it (its name, "" where not said)."""

    regency: str
    district: str = ""


@dataclass(frozen=True)
class Home:
    """A kabupaten or kota, typed; the kecamatan is kept where it is said, and never asked for."""

    text: str
    gettext: Gettext
    free: bool = False

    @property
    def _region(self) -> Region:
        return Region(self.text, self.gettext)

    def read(self, inbound: Inbound, note: Any) -> Place:
        """The place. A kecamatan tells apart what several kabupaten are called, and is enough where one has it."""
        said = inbound.text
        try:
            regency = self._region.read(inbound, note)
        except Again as again:
            having = [code for code in again.note["codes"] if district_in(said, code)]
            if len(having) != 1:
                raise
            regency = having[0]
        except Invalid:
            regency = _having(said)
            if not regency:
                raise
        return Place(regency, district_in(said, regency))

    def keep(self, value: Place) -> list[str]:
        """The code and the name."""
        return [value.regency, value.district]

    def restore(self, kept: Any) -> Place:
        """The place. Raises Gone if there is no such region."""
        regency, district = (kept, "") if isinstance(kept, str) else kept
        return Place(self._region.restore(regency), district)

    def question(self, note: Any) -> Outbound:
        """The question; or which of several was meant."""
        return self._region.question(note)


def _having(said: str) -> str:
    """The kabupaten or kota that has the kecamatan said. Raises Again where several have one so called."""
    codes = sorted(regencies_with_district(said), key=lambda code: not code.startswith(HOME))
    near = [code for code in codes if code.startswith(HOME)] or codes
    if len(near) > 1:
        raise Again({"codes": codes, "page": 0})
    return near[0] if near else ""
