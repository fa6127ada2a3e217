"""What somebody says of themselves in one message: "nama siti aminah, tagana, dr bjb". Rather too little than wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.understanding.districts import district_in
from bot.understanding.gazetteer import called
from bot.understanding.mentions import placed_words
from bot.understanding.personal_names import looks_like_name
from bot.understanding.pillars import read_pillar, resembled_pillar
from bot.understanding.regions import matches
from bot.understanding.tables import rows
from bot.understanding.telephones import international
from bot.understanding.words import lexicon, normalised

_PHONE = re.compile(r"(?<![\d+])(?:\+?62|0)[\s.-]?8(?:[\s.-]?\d){7,12}(?!\d)")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_PIECE = re.compile(r"[,;\n/|()]+|(?<=\w{3})\.\s+|(?<=\w{3})\.$|\s[-–—]\s")
_NAMING = re.compile(
    r"\b(?:nama|nm|nma|ngaran|name|a\.n\.|an\.)(?:ku|nya|ne)?(?!\w)(?:\s*(?:lengkap|panggilan|saya|sya|sy|aku|ulun|unda|is|ini))*"
    r"\s*(?:adalah|ialah|yaitu|[:=])?\s*",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"\b(?:perkenalkan|kenalkan|saya|sya|sy|aku|ulun|unda)\b\s*", re.IGNORECASE)
_FROM = frozenset({"dr", "dari", "matan", "asal", "domisili", "tinggal", "alamat", "warga", "urang", "orang", "di", "d",
                   "kab", "kabupaten", "kota", "kec", "kecamatan", "ds", "desa", "provinsi",
                   "prov", "daerah"})  # fmt: skip
_NO_PILLAR = frozenset({"relawan", "lain", "lain lain", "yang lain", "belum ada", "tidak ada", "pkh", "pendamping",
                        "masyarakat", "perusahaan", "swasta", "panti", "kt", "csr"})  # fmt: skip
"""What a pillar may be called in answer to which one it is, but means less among other words."""
_AID = re.compile(r"\b(?:penerima|kpm|dapat|dpt|bantuan|bansos)\b", re.IGNORECASE)
_DEGREE = re.compile(r"\s*(?:[a-z]{1,2}\.\s?[a-z]{1,4}\.?|sh|se|mh|spd|ssos|skm)\s*", re.IGNORECASE)
_JOINING = re.compile(r"\b(?:(?:men|be|di)?da?[fp]ta?r\w*|(?:ber|ba)?gabung|ikut|umpat)\b", re.IGNORECASE)
_MOST_LETTERS = 600


@dataclass(frozen=True, slots=True)
class Introduction:
    """What was said; "" what was not. The name is as it was written, the phone "+62…".

    `regency` is a kabupaten's or kota's code, `district` a kecamatan's name.
    """

    name: str = ""
    regency: str = ""
    district: str = ""
    pillars: tuple[str, ...] = ()
    phone: str = ""

    @property
    def says_who(self) -> bool:
        """Whether it is plainly somebody introducing themselves: a name, and something beside it."""
        return bool(self.name and (self.regency or self.pillars))


def read_introduction(text: str, *, name_first: bool = False) -> Introduction:
    """What a message says of whoever wrote it; what is doubtful is left out, to be asked.

    `name_first`: the name was asked for, so the message begins with it.
    """
    if len(text) > _MOST_LETTERS or "?" in text:
        return Introduction()
    phones = [phone for found in _PHONE.finditer(text) if (phone := international(found[0]))]
    rest = _LINK.sub(" , ", _PHONE.sub(" ", text))
    named = _named(rest) or (_name_at(rest, 0, sure=True) if name_first else "")
    rest = rest.replace(named, " , ", 1) if named else rest
    pillars, rest = _pillars_in(rest)
    regency = _regency_in(rest)
    if not named and (pillars or regency or phones):
        named = _standing_alone(rest)
    district = district_in(rest, regency) if regency else ""
    return Introduction(named, regency, district, pillars, phones[0] if len(set(phones)) == 1 else "")


def wants_in(text: str) -> bool:
    """Whether the words speak of registering or joining."""
    return bool(_JOINING.search(text))


def _named(text: str) -> str:
    """The words after "nama" or "saya" that are a name."""
    for lead in _NAMING.finditer(text):
        if name := _name_at(text, lead.end(), sure=True):
            return name
    for lead in _MYSELF.finditer(text):
        if name := _name_at(text, lead.end(), sure=False):
            return name
    return ""


def _name_at(text: str, start: int, *, sure: bool) -> str:
    """The name that begins here, to the first word that cannot be of it; with its titles after a comma."""
    piece = _PIECE.split(text[start:], maxsplit=1)[0]
    words: list[str] = []
    for word in piece.split():
        if _ends_name(word, sure=sure, first=not words):
            break
        words.append(word)
    name = piece[: _length(piece, len(words))].strip(" .-:")
    if not name or not looks_like_name(name):
        return ""
    after = text[start:].partition(name)[2]
    titles = re.match(rf"(?:,{_DEGREE.pattern}(?=[,;.\s]|$))+", after, re.IGNORECASE)
    return name + titles[0].rstrip() if titles and len(words) == len(piece.split()) else name


def _length(piece: str, words: int) -> int:
    """How many letters the first words of a piece are."""
    ends = [found.end() for found in re.finditer(r"\S+", piece)]
    return ends[words - 1] if words else 0


def _ends_name(word: str, *, sure: bool, first: bool) -> bool:
    bare = re.sub(r"[^\w]", "", word.casefold())
    if not bare or any(c.isdigit() for c in bare):
        return True
    if word.casefold() in ("dr.", "drg.", "h.", "hj.", "m.") and first:
        return False
    if bare in _FROM or bare in _stopping() or (read_pillar(bare) and len(bare) > 2 and bare not in _NO_PILLAR):
        return True
    return not sure and first and (bare in lexicon() or bare in _common())


@cache
def _stopping() -> frozenset[str]:
    """Words of which no name is made."""
    return frozenset(word for (word,) in rows("nonames.tsv"))


@cache
def _common() -> frozenset[str]:
    return frozenset(word for word, _, _ in rows("placewords.tsv")) | _stopping() | frozenset(called())


def _pillars_in(text: str) -> tuple[tuple[str, ...], str]:
    """The pillars that a text names, in their order, and the text without them."""
    found: list[tuple[int, str, str]] = []
    for name, pillar in _pillar_names():
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            found.append((place.start(), place[0], pillar))
            text = text[: place.start()] + " " * len(place[0]) + text[place.end() :]
    if _AID.search(text):
        return (), text
    if not found:
        return _misspelt_pillar(text)
    return tuple(dict.fromkeys(pillar for _, _, pillar in sorted(found))), text


def _misspelt_pillar(text: str) -> tuple[tuple[str, ...], str]:
    """The pillar that one piece between commas alone can be meant for ("tagna"), and the text without it."""
    for piece in _pieces(text):
        if pillar := resembled_pillar(piece):
            return (pillar,), text.replace(piece, " ", 1)
    return (), text


@cache
def _pillar_names() -> list[tuple[str, str]]:
    """What pillars are called, the longest first."""
    called = {name.casefold(): id_ for id_, *names in rows("pillars.tsv") for name in names}
    return sorted(((n, id_) for n, id_ in called.items() if n not in _NO_PILLAR), key=lambda each: -len(each[0]))


def _regency_in(text: str) -> str:
    """The kabupaten or kota, where just one can be meant."""
    found = matches(text)
    return found[0].code if len(found) == 1 and found[0].level == "regency" and _is_said(text) else ""


def _is_said(text: str) -> bool:
    """Whether a place is named, or a word says that one comes: a guess at other words is none."""
    words = [word.typed for word in placed_words(text)]
    return bool(_FROM.intersection(words)) or any(
        "".join(words[at:end]) in called() for at in range(len(words)) for end in range(at + 1, at + 4)
    )


def _standing_alone(text: str) -> str:
    """The one piece between commas or on a line of its own that can only be a name."""
    names = [piece for piece in _pieces(text) if _can_only_be_name(piece)]
    return names[0] if len(names) == 1 else ""


def _pieces(text: str) -> Iterator[str]:
    return (piece.strip(" .-:") for piece in _PIECE.split(text) if piece.strip(" .-:"))


def _can_only_be_name(piece: str) -> bool:
    words = [re.sub(r"\W", "", word.casefold()) for word in piece.split()]
    known = lexicon()
    plain = not any(word in known or word in _common() or word in _stopping() for word in words)
    return (
        plain and 1 < len(words) <= 5 and looks_like_name(piece) and not matches(piece) and normalised(piece) == words
    )
