"""People's names as they write them: one word or many, with titles, apostrophes, in any script; never taken apart."""

import re

from bot.understanding.intents import is_question
from bot.understanding.message import read_message
from bot.understanding.wishes import puts_off

LONGEST = 80
"""Letters of the longest name."""
_MOST_WORDS = 9
_SURE = 0.7
"""Of 1: how sure one must be that words mean something else, not to take them for a name."""
_LEAD = re.compile(
    r"(?:(?:nama|nm|ngaran)(?:ku|nya|ne)?(?:\s+(?:lengkap|panggilan|saya|sy|aku|ulun|unda|beliau))*"
    r"|saya|sy|aku|ulun|perkenalkan)\s*(?:adalah|ialah|:|=)?\s+(.+)",
    re.IGNORECASE,
)
"""What people put before their name."""
_HOME = re.compile(r",?\s+(?:dari|dr|matan|asal|tinggal|domisili|warga|urang|orang)\s+", re.IGNORECASE)
"""Where words about one's home follow a name."""
_SAYS_NAME = re.compile(r"\b(?:nama|nm|ngaran)", re.IGNORECASE)
_ANSWERS = frozenset(
    {
        "ya", "iya", "y", "yes", "ok", "oke", "okay", "sip", "siap", "benar", "bener", "betul", "setuju", "lanjut",
        "tidak", "tdk", "gak", "ga", "nggak", "enggak", "no", "bukan", "jangan", "lewati", "skip", "deh", "kak", "min",
    }
)  # fmt: skip
"""Words that answer something else; where a name has no others, it is none."""
_DEGREE = re.compile(
    r"[a-z]{1,2}(?:\.[a-z]{1,4})+\.?|(?:sh|se|mh|mm|st|mt|sp|mp|ss|sos|skm|mkm|amd|ners?|ns)\.?", re.IGNORECASE
)
"""A title after a name: "s.sos", "M.Pd", "SH"."""
_SPELLED = {
    "ssos": "S.Sos", "spd": "S.Pd", "mpd": "M.Pd", "msi": "M.Si", "sag": "S.Ag", "mag": "M.Ag", "skom": "S.Kom",
    "sip": "S.IP", "sap": "S.AP", "map": "M.AP", "spsi": "S.Psi", "skep": "S.Kep", "stp": "S.TP", "sthi": "S.Th.I",
    "amd": "A.Md", "mkes": "M.Kes", "mkom": "M.Kom", "shi": "S.H.I", "sei": "S.E.I", "spdi": "S.Pd.I", "mpdi": "M.Pd.I",
}  # fmt: skip
_SMALL = frozenset({"bin", "binti", "al", "van", "der", "den", "de", "alias"})
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)


def read_name(text: str) -> str | None:
    """The name in an answer to "what is your name?", as given but for its spacing; None where it is none."""
    name = " ".join(text.split()).strip(" ,!")
    lead = _LEAD.fullmatch(name)
    name = lead[1] if lead else name
    name = _HOME.split(name, maxsplit=1)[0]
    name = name if _DEGREE.search(name.rpartition(" ")[2]) else name.rstrip(" .")
    if "\n" in text or "?" in text or not looks_like_name(name) or is_question(name) or puts_off(name):
        return None
    meaning = read_message(name)
    said_so = lead is not None and _SAYS_NAME.match(text.strip())
    return None if meaning.label != "none" and meaning.score >= _SURE and not said_so else name


def looks_like_name(name: str) -> bool:
    """Whether words may be a name by their shape alone."""
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > LONGEST or re.search(r"[\d•@/<>#=_]|https?:|www\.", name):
        return False
    return bool(re.search(r"[^\W\d_]{2}|^[^\x00-\x7f]", name)) and not _ANSWERS.issuperset(name.casefold().split())


def tidied(name: str) -> str:
    """The name in the case that names are written in, where it was typed in one case only; else as it is."""
    letters = "".join(c for c in name if c.isalpha())
    if not (letters.islower() or (letters.isupper() and len(letters) > 2)):
        return name
    before, comma, after = name.partition(",")
    return " ".join(_cased(word) for word in before.split()) + comma + re.sub(r"[^\s,]+", _title_of, after)


def _cased(word: str) -> str:
    if word.casefold() in _SMALL:
        return word.casefold()
    if word in ("dr.", "drg."):
        return word
    if word.isupper() and word.isalpha() and len(word) <= 3 and not _VOWEL.search(word):
        return word
    return re.sub(r"[^\W\d_]+(?:['’‘`´ʼ][^\W\d_]+)*", lambda part: part[0][:1].upper() + part[0][1:].casefold(), word)


def _title_of(found: re.Match[str]) -> str:
    """A title after the name, as it is usually written."""
    bare = found[0].replace(".", "").casefold()
    if bare in _SPELLED:
        return _SPELLED[bare]
    if "." in found[0]:
        return ".".join(part[:1].upper() + part[1:].casefold() for part in found[0].split("."))
    return found[0].upper() if _DEGREE.fullmatch(found[0]) else _cased(found[0])
