"""Seats kept for groups: by kabupaten/kota, pillar or contingent, as a coordinator writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.asking import Invalid
from bot.messages import Choice, Inbound, Outbound
from bot.prompts.choices import chosen
from bot.prompts.words import Gettext, words_only
from bot.understanding.pillars import pillars, read_pillar
from bot.understanding.regions import covers, matches, region_name
from handlers.audiences.resolving import is_called
from storage.database import Row

_ENTRY = re.compile(r"\s*(?P<name>.+?)\s*[:=]?\s*(?P<seats>\d{1,6})\s*(?:orang|org|kursi)?\s*")
_CONTINGENT = re.compile(r"\s*kontingen\b\s*", re.IGNORECASE)


def quota_name(quota_by: str, key: str, contingents: Sequence[Row]) -> str:
    """What the group of a quota is called."""
    if quota_by == "contingent":
        return next((str(row["name"]) for row in contingents if str(row["id"]) == key), key)
    return region_name(key) if quota_by == "region" else pillars().get(key, key)


@dataclass(frozen=True)
class Quotas:
    """How many seats each group has, "Banjarmasin 20, HSU 10"; or seats for all, by the choice.

    The answer is what they are by ("region", "pillar" or "contingent", "" for all) with pairs of key and seats.
    `region` is the event's, in which the groups must lie; `capacity` (0: no limit) the seats in all, which they must
    not exceed; `contingents` (id, name, region) are those that there are.
    """

    text: str
    gettext: Gettext
    region: str
    capacity: int
    contingents: Sequence[Row] = ()
    free: bool = False

    @property
    def _none(self) -> Choice:
        return Choice("none", self.gettext("Tanpa kuota"))

    def read(self, inbound: Inbound, note: Any) -> tuple[str, list[tuple[str, int]]]:
        """What the quotas are by, and the quotas."""
        _ = self.gettext
        if inbound.choice == "none":
            return "", []
        text = words_only(inbound, _)
        if chosen(text, [self._none]):
            return "", []
        entries = [_ENTRY.fullmatch(each) for each in re.split(r"[,;\n]|\bdan\b", text) if each.strip()]
        if not entries or None in entries:
            raise Invalid(_("Tulis nama dan jumlahnya ya, Kak, misalnya: Banjarmasin 20, HSU 10"))
        named = [(entry["name"], int(entry["seats"])) for entry in entries if entry is not None]
        quota_by, found = self._groups(named)
        total = sum(found.values())
        if self.capacity and total > self.capacity:
            raise Invalid(
                _("Jumlah kuotanya {total}, lebih dari batas {capacity} orang. Tulis lagi ya, Kak.").format(
                    total=total, capacity=self.capacity
                )
            )
        return quota_by, list(found.items())

    def _groups(self, named: list[tuple[str, int]]) -> tuple[str, dict[str, int]]:
        _ = self.gettext
        readers = {"pillar": read_pillar, "region": self._region, "contingent": self._contingent}
        if any(_CONTINGENT.match(name) for name, _seats in named):
            # "Kontingen HSU" would be read as the region.
            readers = {"contingent": self._contingent}
        for quota_by, read in readers.items():
            keys = [read(name) for name, _seats in named]
            if all(keys) and len(set(keys)) == len(keys):
                return quota_by, {str(key): seats for key, (_name, seats) in zip(keys, named, strict=True)}
        unknown = next((name for name, _seats in named if not any(read(name) for read in readers.values())), "")
        if unknown:
            raise Invalid(_("Relawan belum mengenal “{name}” di daerah kegiatan ini.").format(name=unknown[:40]))
        raise Invalid(_("Kuotanya menurut daerah, pilar, atau kontingen saja, masing-masing sekali ya, Kak."))

    def _region(self, name: str) -> str | None:
        found = [each.code for each in matches(name, self.region or None) if covers(self.region, each.code)]
        lower = [code for code in found if "." in code]
        return (lower or found)[0] if len(lower or found) == 1 else None

    def _contingent(self, name: str) -> str | None:
        """The one contingent that is called so or nearly so, or else comes from the region named."""
        near = [
            row for row in self.contingents if covers(self.region, row["region"]) or covers(row["region"], self.region)
        ]
        words = _bare_name(name)
        found = [row for row in near if _bare_name(row["name"]) == words]
        found = found or [row for row in near if is_called(row["name"], words)]
        found = found or [row for row in near if row["region"] and row["region"] == self._region(words)]
        return str(found[0]["id"]) if len(found) == 1 else None

    def keep(self, value: tuple[str, list[tuple[str, int]]]) -> list[Any]:
        """Both, as JSON."""
        return [value[0], value[1]]

    def restore(self, kept: list[Any]) -> tuple[str, list[tuple[str, int]]]:
        """Both."""
        return str(kept[0]), [(str(key), int(seats)) for key, seats in kept[1]]

    def question(self, note: Any) -> Outbound:
        """The question."""
        return Outbound(self.text, (self._none,))


def _bare_name(name: str) -> str:
    return " ".join(_CONTINGENT.sub("", name).casefold().split())
