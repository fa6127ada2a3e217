"""How long before the start, as people write it: "3 hari, 1 jam", "seminggu, H-1, 2 jam: bawa KTP"."""

import re

from bot.understanding.timewords import in_known_words

MINUTE = 60_000
"""Milliseconds."""
_UNITS = {"menit": MINUTE, "jam": 60 * MINUTE, "hari": 1440 * MINUTE, "minggu": 7 * 1440 * MINUTE}
_PIECES = re.compile(r",(?!\d)|;|&|\+|\b(?:dan|sama|serta|and)\b", re.IGNORECASE)
_OFFSET = re.compile(
    r"\b(?:h - (?P<days>\d{1,3})|(?P<hours>\d{1,3}) jam (?P<minutes>\d{1,2}) menit|(?P<hour>\d{1,2}) jam setengah"
    r"|(?P<half>setengah) jam|(?P<number>\d{1,4}) (?P<unit>menit|jam|hari|minggu))\b"
)
_ENGLISH = {"minute": "menit", "hour": "jam", "day": "hari", "week": "minggu"}
_AROUND = re.compile(r"\b(?:sebelum(?:nya)?|mulai|acara|kegiatan|lagi|before|ingatkan|pengingat(?:nya)?|juga|ya|h)\b")


def read_offsets(text: str) -> list[tuple[int, str]]:
    """Milliseconds before the start with the words to say then ("" for the usual), the furthest first.

    Words of one's own follow a colon, to the end of their line. Nothing where a part of the text is no offset.
    """
    found: dict[int, str] = {}
    for line in filter(str.strip, text.splitlines()):
        said, _colon, words = line.partition(":")
        offsets: list[int] = []
        for piece in filter(str.strip, _PIECES.split(said)):
            read = _in_piece(piece)
            if not read:
                return []
            offsets += read
        found |= dict.fromkeys(offsets, "")
        if offsets:
            found[offsets[-1]] = " ".join(words.split())
    return sorted(found.items(), reverse=True)


def _in_piece(piece: str) -> list[int]:
    words = re.sub(r"\b(minute|hour|day|week)s?\b", lambda found: _ENGLISH[found[1]], in_known_words(piece))
    if _AROUND.sub("", _OFFSET.sub("", words)).strip(" -"):
        return []
    return [_length(match) for match in _OFFSET.finditer(words)]


def _length(match: re.Match[str]) -> int:
    if match["days"]:
        return int(match["days"]) * _UNITS["hari"]
    if match["hours"]:
        return int(match["hours"]) * _UNITS["jam"] + int(match["minutes"]) * MINUTE
    if match["hour"]:
        return int(match["hour"]) * _UNITS["jam"] + 30 * MINUTE
    if match["half"]:
        return 30 * MINUTE
    return int(match["number"]) * _UNITS[match["unit"]]
