"""Words as people type them, made into the words of a dictionary."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol, cast

from bot.understanding.tables import rows

# An emoji is a token of its own where it answers something; skin tones and variants are dropped before.
_EMOJI = "👍👌✅✔☑🆗🙆💪👎❌✖🚫🙅🙏"
_TOKEN = re.compile(rf"[{_EMOJI}]|\d+(?:[.:,]\d+)+|[^\W_]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u0300-\u036f]")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_DOUBLED = re.compile(r"(?<![^\W\d])([^\W\d]{2,})(?:2|²)([^\W\d]*)")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_STRETCHED_END = re.compile(r"([^\W\d_])\1$")
_CLITIC = re.compile(r"(?P<base>\w{2,}?)(?P<clitic>nya|ku|mu|lah|kah|pang)")
_PARTICLES = frozenset({"lah", "kah", "pang"})
_REMEMBERED = 10_000
"""So many words are looked at once only; the phrasings and everyday messages have fewer."""


@cache
def lexicon() -> Mapping[str, tuple[str, ...]]:
    """Colloquial, shortened, Banjar and Javanese words with their standard Indonesian words (`lexicon.tsv`)."""
    return {word: tuple(meaning.split()) for word, meaning in rows("lexicon.tsv")}


def tokens(text: str) -> list[str]:
    """The words, numbers and answering emoji of a text, in lower case, stretched and doubled words set right.

    Numbers keep their inner points and colons (`08.00`); a word doubled by a figure is written twice (`cair2`).
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).replace("²", "2")
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = text.casefold()
    text = _DOUBLED.sub(r"\1 \1\2", _APOSTROPHES.sub("", text))
    return [unstretched(token) for token in _TOKEN.findall(text)]


def normalised(text: str) -> list[str]:
    """The text's words in standard Indonesian, in order: what `tokens` gives, each put through the lexicon."""
    return [word for token in tokens(text) for word in _standard(token)]


@lru_cache(maxsize=_REMEMBERED)
def unstretched(token: str) -> str:
    """`makasiiih` as `makasih`, `yaa` as `ya`; words that the lexicon knows stay."""
    if token in lexicon():
        return token
    token = _STRETCHED.sub(r"\1", token)
    if token in lexicon() or not re.search("[aeiou]", token):
        return token
    return _STRETCHED_END.sub(r"\1", token)


def _standard(token: str) -> tuple[str, ...]:
    known = lexicon()
    if token in known:
        return known[token]
    parts = _CLITIC.fullmatch(token)
    if parts is None or parts["base"] not in known:
        return (token,)
    *first, last = known[parts["base"]]
    if parts["clitic"] in _PARTICLES:
        return (*first, last, parts["clitic"])
    return (*first, last + parts["clitic"])


_SPOKEN_PREFIX = re.compile(r"nge(?=[^aeiou]{1,2}[aeiou])|n[gy](?=[aeiou])|n(?=[cdjt][aeiou])|m(?=b[aeiou])")
_WRITTEN_PREFIX = {"nge": "men", "ng": "meng", "ny": "meny", "n": "men", "m": "mem"}
_ENDING = re.compile(r"(?<=\w{3})(?:lah|kah|nya|ku|mu|pang)$")
_SHORTEST_AFFIXED = 6


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The word without its affixes, written or spoken (`dibatalin`, `nyumbang`); for comparing, not for showing."""
    word = word.casefold()
    bare = _ENDING.sub("", word)
    if found := _stems().get(word) or _stems().get(bare):
        return found
    return _algorithmic(_written(bare))


def _written(word: str) -> str:
    """The word with spoken affixes as they are written: `ngajuin` as `mengajukan`."""
    if len(word) < _SHORTEST_AFFIXED:
        return word
    if word.startswith("ma") and word.endswith("akan"):
        word = ("meng" if word[2] in "aeiou" else "me") + word[2:-4] + "kan"
    elif word.endswith("in"):
        word = word.removesuffix("in") + "kan"
    spoken = _SPOKEN_PREFIX.match(word)
    return _WRITTEN_PREFIX[spoken[0]] + word[spoken.end() :] if spoken else word


@cache
def _stems() -> Mapping[str, str]:
    """Words whose stem the algorithm would not find (`stems.tsv`)."""
    return {row[0]: row[1] for row in rows("stems.tsv")}


def _algorithmic(word: str) -> str:
    found = _algorithm().stemWord(word)
    return _stems().get(found, found)


@cache
def _algorithm() -> "Stemmer":
    # Loading it loads the algorithms of thirty languages: only once somebody needs one.
    return cast("Stemmer", import_module("snowballstemmer").stemmer("indonesian"))


class Stemmer(Protocol):
    """What the package's stemmers do; it comes without types."""

    def stemWord(self, word: str) -> str:  # noqa: N802
        """The word's stem."""
