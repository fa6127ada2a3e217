"""A place on the map."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.asking import Invalid
from bot.messages import Choice, Inbound, Kind, Outbound, Pin
from bot.prompts.choices import chosen
from bot.prompts.words import Gettext

_DEGREES = re.compile(r"(-?\d{1,2}[.]\d{2,})\s*(?:,|%2C)\s*(-?\d{1,3}[.]\d{2,})", re.IGNORECASE)
"""Latitude and longitude as people copy them from a map: alone, or inside its address."""


@dataclass(frozen=True)
class Spot:
    """A place shared from the phone, or typed as "-3.3194, 114.5908"; or the id of one of the choices instead."""

    text: str
    gettext: Gettext
    choices: Sequence[Choice] = ()
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> Pin | str:
        """The place, or the choice's id."""
        if inbound.pin is not None:
            return inbound.pin
        if inbound.kind is Kind.CHOICE:
            choice = next((choice for choice in self.choices if choice.id == inbound.choice), None)
        else:
            choice = chosen(inbound.text, self.choices)
        if choice is not None:
            return choice.id
        typed = _DEGREES.search(inbound.text)
        if typed and abs(float(typed[1])) <= 90 and abs(float(typed[2])) <= 180:
            return Pin(float(typed[1]), float(typed[2]))
        _ = self.gettext
        raise Invalid(
            _(
                "Bagikan lokasinya dari peta ya, Kak (tombol 📎 lalu Lokasi), atau tulis koordinatnya. "
                "Misalnya: -3.3194, 114.5908"
            )
        )

    def keep(self, value: Pin | str) -> Any:
        """The place, or the id."""
        return value if isinstance(value, str) else asdict(value)

    def restore(self, kept: Any) -> Pin | str:
        """What `keep` made."""
        return kept if isinstance(kept, str) else Pin(**kept)

    def question(self, note: Any) -> Outbound:
        """The question, with the choices."""
        return Outbound(self.text, tuple(self.choices))
