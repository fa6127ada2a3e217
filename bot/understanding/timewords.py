"""Texts about time, written in the few words that the readers of days and clocks know."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from bot.understanding.tables import rows
from bot.understanding.words import lexicon, unstretched

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
PARTS = ("pagi", "siang", "sore", "malam", "subuh", "magrib")
"""The parts of a day."""
_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_TOKEN = re.compile(r"\d+(?:[./:-]\d+)+|\d+|[^\W\d_]+|-")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_UNTIL = re.compile(r"\bs\s?[./]\s?d\b\.?|[–—~]")
_NUMERIC_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{1,2}/\d{1,2}")
_HALF = re.compile(r"½|(?<![\d/])1/2(?![\d/])")
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?")
_TWICE = re.compile(r"\b(?!jam|jm|pukul|pkl|tanggal|tgl)([^\W\d_]{2,})2\b")
_TEENS = re.compile(r"\b([2-9]) belas\b")
_TENS = re.compile(r"\b([2-9]) puluh(?: ([1-9])\b)?")
_MENDABLE = 5
"""Letters of the shortest weekday or month whose misspelling can be told from another word."""


def zone_name(zone: str) -> str:
    """The IANA name of WIB, WITA or WIT; other names as they are."""
    return _ZONES.get(zone.casefold(), zone)


def zone_said(text: str) -> str | None:
    """The IANA name of the zone that a text names, if any."""
    found = re.search(r"(?<![^\W\d_])(wib|wita|wit)\b", text.casefold())
    return _ZONES[found[1]] if found else None


def in_known_words(text: str) -> str:
    """The text in lower case and known words, numbers as figures, one space between; `-` stands for "until"."""
    text = unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFKC", _HALF.sub(" setengah ", text)).casefold()
    text = re.sub(r"['’‘`]", "", _UNTIL.sub(" - ", text))
    text = re.sub(r"(?<=\d)t(?=\d\d:)", " ", _TWICE.sub(r"\1", text))
    pieces = (piece for token in _TOKEN.findall(_GLUED.sub(" ", text)) for piece in _split(token))
    text = " ".join(_known(piece) for piece in pieces)
    text = _TEENS.sub(lambda found: str(10 + int(found[1])), text)
    return _TENS.sub(lambda found: str(10 * int(found[1]) + int(found[2] or 0)), text)


def _split(token: str) -> list[str]:
    """A token with figures as one date or time, or as what stands on the two sides of its hyphens."""
    if _NUMERIC_DATE.fullmatch(token) or _TIME.fullmatch(token) or "-" not in token.strip("-"):
        return [token]
    return [piece for part in token.split("-") for piece in (part, "-")][:-1]


def _known(word: str) -> str:
    known = _meanings()
    word = word if word in known else unstretched(word)
    if word in known:
        return known[word]
    if word in lexicon():
        return " ".join(lexicon()[word])
    return _mended(word)


@cache
def _meanings() -> Mapping[str, str]:
    own = {word: word for word in (*WEEKDAYS, *MONTHS, *PARTS)}
    return own | {row[0]: row[1] for row in rows("timewords.tsv")}


@cache
def _mended(word: str) -> str:
    """A misspelt weekday or month, or the beginning of a month, as it is written."""
    from rapidfuzz.distance import OSA

    if len(word) >= _MENDABLE - 1 and (month := next((each for each in MONTHS if each.startswith(word)), None)):
        return month
    if len(word) < _MENDABLE:
        return word
    names = (name for name in (*WEEKDAYS, *MONTHS) if len(name) >= _MENDABLE)
    near = [name for name in names if OSA.distance(word, name) <= (1 if len(name) < 7 else 2)]
    return near[0] if len(near) == 1 else word
