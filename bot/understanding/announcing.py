"""Whether somebody wishes to announce something to many, to whom and in which words: "umumkan ke tagana bjm: …"."""

import re
from dataclasses import dataclass

from bot.understanding.audiences import read_audience

_NOUN = r"(?:pengumuman|pengunguman|pemberitahuan|siaran|bro?a?dcas?t|brodkes|bc|blast|announcement)(?:nya)?"
_LIGHT = r"(?:info|informasi|pesan|psn|kabar|undangan|himbauan|imbauan|edaran|instruksi|message)(?:nya)?"
_LEAD = (
    r"(?:(?:tolong|tlg|tolng|mohon|mhn|minta|coba|bisa|bs|boleh|saya|sy|aku|ulun|mau|mw|mo|ingin|pengen|handak|min|"
    r"mimin|kak|ka|admin|bot|relawan|halo|hai|permisi|izin|please|pls|i|want|to|a|an|new|satu|sebuah)\W+)*"
)
_TAIL = r"(?:\W+(?:dong|deh|ya|yah|kak|min|aja|saja|sekarang|skrg|baru|please|lah|nih))*"
_TO = r"(?:ke(?:pada)?|kpd|k|utk|untuk|buat|bwt|bagi|gasan|to|for)"
_WHOM = rf"(?:\W+{_TO}\W+(?P<whom>.+))?"
_WHICH = r"(?:\W+(?:tadi|itu|ini|yang|yg|saya|barusan|terakhir|kemarin|masih|jalan|berjalan))*"
_ANNOUNCES = (
    r"(?:(?:di)?umumkan|umumin|umumkn|(?:di)?siarkan|bro?a?dcas?t(?:kan|in)?|bc(?:kan|in)?|blast(?:kan|in)?|announce)"
)
_MAKES = (
    r"(?:buat(?:kan|in)?|jadi(?:kan|in)|bikin(?:kan|in)?|tulis(?:kan)?|kirim(?:kan|in)?|krm|sebar(?:kan|in)?|mau|mw|ingin|pengen|"
    r"handak|share|send|make|write)"
)
_TELLS = r"(?:di)?(?:info(?:kan|in)|kabar(?:kan|in)|sampaikan|sampein|sebar(?:kan|in)|edarkan)"
_HANDS = r"(?:kirim(?:kan|in)?|krm|teruskan|bagikan|share|send)"
_INFORMS = r"(?:kabari|infoin|ber(?:i\s*)?tahu(?:kan)?|kasih\s*ta(?:h)?u|tell)"
_BEGINNING = tuple(
    re.compile(rf"\W*{_LEAD}{pattern}{_TAIL}\W*", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_ANNOUNCES}(?:\W+(?:{_NOUN}|{_LIGHT}))?{_TAIL}{_WHOM}",
        rf"{_MAKES}\W+(?:(?:an?|the|sebuah|satu)\W+)?{_NOUN}{_TAIL}{_WHOM}",
        rf"{_NOUN}{_WHOM}",
    )
)
"""What by itself is a wish to announce."""
_TOLD = tuple(
    re.compile(rf"\W*{_LEAD}{pattern}{_TAIL}\W*", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_TELLS}(?:\W+{_LIGHT})?\W+{_TO}\W+(?P<whom>.+)",
        rf"{_HANDS}\W+{_LIGHT}\W+{_TO}\W+(?P<whom>.+)",
        rf"{_INFORMS}\W+(?:{_TO}\W+)?(?P<whom>.+)",
    )
)
"""What is one if it names volunteers: "sampaikan ke pengurus" is a wish to talk with somebody."""
_SAID_AT_ONCE = re.compile(r"\W*(?:umumkan|umumin|siarkan)\W+(?P<words>.+)", re.IGNORECASE | re.DOTALL)
_BOUND = re.compile(r":(?!//|\d)\s*|\n+")
_CUT = re.compile(
    r"\W+(?:bah?wa\W+|(?=(?:(?<!acara )(?<!kegiatan )(?<!hari )(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)|besok|"
    r"bsk|lusa|nanti|malam|pagi|siang|sore|jam|pukul|tgl|tanggal|hari ini|sekarang|segera|kalau|kalo|klo|agar|supaya|"
    r"jangan|mohon|harap|diharap\w*|dimohon|wajib|ada|akan|kumpul|tomorrow|today|tonight|that|please)\b))",
    re.IGNORECASE,
)
"""Before these words an audience ends, and what is said to it begins."""
_EVERYBODY = re.compile(
    r"\b(?:semua(?:nya)?|seluruh|relawan|anggota|teman|kawan|rekan|all|every(?:one|body)|volunteers)\b", re.IGNORECASE
)
_SELF = re.compile(r"\b(?:saya|sy|aku|ulun|me|nomor|sini|pengurus|admin|koordinator|atasan)\b", re.IGNORECASE)
_LONGEST = 300
"""Characters in which a wish has said what it wishes."""


_CHANGING = re.compile(
    rf"\W*{_LEAD}(?:(?:batal|henti|stop|setop|jeda|pause|cancel|tahan|tarik|ralat|koreksi|lanjut)(?:kan|in)?"
    rf"(?:\W+(?:dulu|the|my))?\W+{_NOUN}|{_NOUN}{_WHICH}\W+(?:salah|keliru|(?:di)?ralat|(?:di)?batal(?:kan)?|jeda|stop).*){_WHICH}"
    rf"{_TAIL}\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Announcing:
    """A wish to announce: `whom` and `words` as they were said, "" where they were not, or not plainly."""

    whom: str = ""
    words: str = ""


def read_announcing(text: str) -> Announcing | None:
    """The wish to announce something that a whole text is; None where it is none."""
    head, words = _parted(text.strip())
    if len(head) > _LONGEST:
        return None
    for patterns, needs_whom in ((_BEGINNING, False), (_TOLD, True)):
        for pattern in patterns:
            if found := pattern.fullmatch(head):
                return _wish(found["whom"] or "", words, needs_whom=needs_whom)
    at_once = _SAID_AT_ONCE.fullmatch(text.strip())
    return Announcing(words=at_once["words"]) if at_once and len(at_once["words"].split()) > 1 else None


def changes_announcement(text: str) -> bool:
    """Whether a whole text wishes to halt, call off or set right what is being, or was, announced."""
    return len(text) <= _LONGEST and _CHANGING.fullmatch(text) is not None


def _parted(text: str) -> tuple[str, str]:
    """What comes before the first colon or line's end, and what comes after it."""
    bound = _BOUND.search(text)
    return (text[: bound.start()], text[bound.end() :].strip()) if bound else (text, "")


def _wish(whom: str, words: str, *, needs_whom: bool) -> Announcing | None:
    if _SELF.search(whom):
        return None
    if words:
        return Announcing(whom if _names_people(whom) else "", words)
    said, *rest = _CUT.split(whom, maxsplit=1)
    if not _names_people(said):
        return None if needs_whom else Announcing()
    return Announcing(said, rest[0] if rest and len(rest[0].split()) > 1 else "")


def _names_people(whom: str) -> bool:
    """Whether all the words name people, and some do."""
    meant = read_audience(whom)
    return not meant.unread and bool(meant.groups or meant.without or _EVERYBODY.search(whom))
