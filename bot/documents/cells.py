"""What the cells of a list say: a name, a place, a pillar, a telephone number; or why it cannot be told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.personal_names import looks_like_name, tidied
from bot.understanding.pillars import read_pillar
from bot.understanding.regions import covers, matches
from bot.understanding.telephones import international

UNSAID = "umum"
"""The pillar of whoever's is not said, where the contingent is mixed."""
_SCIENTIFIC = re.compile(r"(\d)[.,]?(\d*)E\+?(\d+)", re.IGNORECASE)


class Refusal(StrEnum):
    """Why a row cannot be taken."""

    NAMELESS = "nameless"
    NO_NAME = "no_name"
    REGION_MISSING = "region_missing"
    REGION_UNKNOWN = "region_unknown"
    REGION_OPEN = "region_open"
    REGION_OUTSIDE = "region_outside"
    PILLAR_UNKNOWN = "pillar_unknown"
    PILLAR_OTHER = "pillar_other"
    PHONE_UNREAD = "phone_unread"
    PHONE_ROUNDED = "phone_rounded"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Place:
    """The contingent that a list is for: its region (code, "" the whole country) and pillar ("" mixed)."""

    region: str
    pillar: str


def name_in(text: str) -> str:
    """A name with its spacing and case tidied, "" for what is none."""
    name = re.sub(r"^\d{1,4}[.)]\s*", "", text).strip(" ,;:")
    return tidied(name) if looks_like_name(name) else ""


def regency_in(said: Sequence[str], place: Place) -> tuple[str, Refusal | None]:
    """The kabupaten or kota; the contingent's own where none is said. It lies in the contingent's province."""
    within = place.region[:2]
    if not said:
        return (place.region, None) if "." in place.region else ("", Refusal.REGION_MISSING)
    for text in said:
        found = [region for region in matches(text, within or None) if region.level == "regency"]
        own = [region for region in found if covers(place.region, region.code)]
        if len(found) == 1 or len(own) == 1:
            return (own or found)[0].code, None
        if found:
            return "", Refusal.REGION_OPEN
    elsewhere = any(region.level == "regency" for text in said for region in matches(text))
    return "", Refusal.REGION_OUTSIDE if elsewhere and within else Refusal.REGION_UNKNOWN


def pillar_in(said: Sequence[str], place: Place) -> tuple[str, Refusal | None]:
    """The pillar's id; the contingent's own where none is said."""
    if not said:
        return place.pillar or UNSAID, None
    pillar = next((read for text in said if (read := read_pillar(text))), None)
    if pillar is None:
        return "", Refusal.PILLAR_UNKNOWN
    return ("", Refusal.PILLAR_OTHER) if place.pillar not in ("", pillar) else (pillar, None)


def phone_in(said: Sequence[str]) -> tuple[str, Refusal | None]:
    """The first telephone number that can be read, "" where none is said."""
    for text in said:
        for part in [text, *re.split(r"[/;,&]|\bdan\b|\batau\b", text)]:
            number = re.sub(r"^(?:hp|wa|telp|no)\W*", "", part.strip(" '`\"").lower())
            if found := international(_spelled_out(re.sub(r"\.0$", "", number))):
                return found, None
    if any(_SCIENTIFIC.fullmatch(text) for text in said):
        return "", Refusal.PHONE_ROUNDED
    return ("", Refusal.PHONE_UNREAD) if said else ("", None)


def _spelled_out(number: str) -> str:
    """A number that a spreadsheet wrote as 8.1234567890E+10, where none of its digits is lost."""
    written = _SCIENTIFIC.fullmatch(number)
    if not written:
        return number
    whole, fraction, power = written[1], written[2].rstrip("0"), int(written[3])
    # One that ends in many noughts has been rounded.
    return whole + fraction.ljust(power, "0") if power - 3 <= len(fraction) <= power <= 15 else ""
