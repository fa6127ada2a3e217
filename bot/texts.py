"""What the bot says, in each language, and how it writes days, times, numbers and lists."""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = ("id", "en")
"""The languages the bot speaks; the first is the one its texts are written in, and needs no catalogue."""

_CLDR = {"id": "id", "en": "en_GB"}
_DATE = "d MMMM y"
_CLOCK = {"id": "HH.mm", "en": "HH:mm"}
_AT = {"id": "{day} pukul {clock}", "en": "{day} at {clock}"}


@dataclass(frozen=True, slots=True)
class Texts:
    """The bot's texts in one language."""

    locale: str
    catalogue: gettext.NullTranslations

    def gettext(self, msgid: str) -> str:
        """The text in this language; as it was given where no translation is known."""
        # The empty id is the catalogue's own header.
        return self.catalogue.gettext(msgid) if msgid else ""


def marked(msgid: str) -> str:
    """The text as it is, marked for translating: for one that is named here and shown elsewhere."""
    return msgid


def known_locale(code: str) -> str:
    """The bot's language nearest to a code such as "en-GB"; Indonesian for one it does not speak."""
    language = code.replace("_", "-").split("-")[0].lower()
    return language if language in LOCALES else LOCALES[0]


def translator(locale: str) -> Texts:
    """The texts in the language nearest to this code; each catalogue is read once."""
    return _translator(known_locale(locale))


@cache
def _translator(locale: str) -> Texts:
    if locale == LOCALES[0]:
        return Texts(locale, gettext.NullTranslations())
    source = files("bot").joinpath("locales", locale, "LC_MESSAGES", "relawan.po")
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale))
    compiled.seek(0)
    return Texts(locale, gettext.GNUTranslations(compiled))


def calendar_day(on: date, locale: str = "id", *, weekday: bool = True) -> str:
    """The date in words: "Sabtu, 28 November 2026", or without its weekday "28 November 2026"."""
    return format_date(on, f"EEEE, {_DATE}" if weekday else _DATE, locale=_CLDR[known_locale(locale)])


def day(instant: datetime, zone: str, locale: str = "id") -> str:
    """The date on which the instant falls in the zone: "Sabtu, 28 November 2026"."""
    return calendar_day(_local(instant, zone).date(), locale)


def clock(instant: datetime, zone: str, locale: str = "id", reader_zone: str = "") -> str:
    """The time of day in the zone, and the reader's where it differs: "08.00 WITA (07.00 WIB)".

    Where the reader is on another day, it is named: "00.30 WITA (Jumat, 23.30 WIB)".
    """
    here = _local(instant, zone)
    there = _local(instant, reader_zone or zone)
    written = _clock(here, locale)
    if there.utcoffset() == here.utcoffset():
        return written
    weekday = ""
    if there.date() != here.date():
        weekday = format_date(there, "EEEE, ", locale=_CLDR[known_locale(locale)])
    return f"{written} ({weekday}{_clock(there, locale)})"


def moment(instant: datetime, zone: str, locale: str = "id", reader_zone: str = "") -> str:
    """Day and time, as `day` and `clock` write them: "Sabtu, 28 November 2026 pukul 08.00 WITA"."""
    return _AT[known_locale(locale)].format(
        day=day(instant, zone, locale), clock=clock(instant, zone, locale, reader_zone)
    )


def number(n: int, locale: str = "id") -> str:
    """The number with its thousands marked: "1.263", in English "1,263"."""
    return format_decimal(n, locale=_CLDR[known_locale(locale)])


def listing(items: Sequence[str], locale: str = "id") -> str:
    """The items in a row: "a, b, dan c"; nothing where there are none."""
    return format_list(items, locale=_CLDR[known_locale(locale)])


def _local(instant: datetime, zone: str) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a zone: {instant}")
    return instant.astimezone(ZoneInfo(zone))


def _clock(local: datetime, locale: str) -> str:
    known = known_locale(locale)
    # Where a zone has no word of its own, it is called by its distance from UTC, as "+08".
    word = local.strftime("%Z")
    word = f"UTC{word}" if word[:1] in "+-" else word
    # The zone is passed on, because Babel would turn the time back into UTC.
    return f"{format_time(local, _CLOCK[known], tzinfo=local.tzinfo, locale=_CLDR[known])} {word}"
