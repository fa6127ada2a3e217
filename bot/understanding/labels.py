"""Which of a few answers somebody means in words of their own: "besok aja kak" of Siap, Besok and Tidak bisa."""

from collections.abc import Sequence

from bot.understanding.features import concept, stems
from bot.understanding.intents import is_question
from bot.understanding.words import stem
from bot.understanding.yesno import hedges, read_yesno

_NOT = frozenset(stems("tidak bukan jangan belum"))
_DOUBT = frozenset(stems("tapi tetapi atau kecuali mungkin kalau jika lihat usahakan tergantung belum"))
"""Words after which more is said than an answer; of no matter where an answer has them itself."""
_BESIDE = frozenset(
    stems("saya aku ulun kami kita ikut pilih ambil mau ingin siap oke bisa insyaallah laksanakan dulu lagi hadir "
          "jawab jawabannya komandan ndan bapak")
)  # fmt: skip
"""Words beside an answer that change nothing."""
_PLAIN = frozenset({"polite", "bare", "thanks"})
_HOURS = frozenset(stems("pagi siang sore malam"))
_SALUTING = stem("selamat")
_VOCATIVES = frozenset(stems("kakak admin bapak ibu semua kawan"))
_REACH = 2
"""How many words before a word may deny it."""


def read_label(text: str, labels: Sequence[str], beside: int = 0) -> int | None:
    """The place among the labels of the one that a text means; None where that is not sure.

    `beside` is how many words that nothing is known of may stand with it.
    """
    words, known = stems(text), [stems(label) for label in labels]
    of_labels = {word for label in known for word in label}
    if words in known:
        return known.index(words)
    if is_question(text) or not (_DOUBT - of_labels).isdisjoint(words) or _greets(words):
        return None
    telling = [_telling(label, known) for label in known]
    said = [place for place, label in enumerate(telling) if _says(words, label)]
    if not said:
        return None if hedges(text) else _agreeing(text, labels)
    strange = [word for word in words if word not in of_labels | _BESIDE and concept(word) not in _PLAIN]
    named = {word for label in telling if set(label) - _NOT <= set(words) for word in label}
    alone = len(said) == 1 and named <= set(telling[said[0]])
    return said[0] if alone and (len(strange) <= beside or _agreeing(text, labels) == said[0]) else None


def _greets(words: Sequence[str]) -> bool:
    """Whether an hour of the day only greets: "malam kak"."""
    named = _HOURS.intersection(words)
    return bool(named) and (
        _SALUTING in words or (words[0] in named and _VOCATIVES.issuperset(words[1:]) and len(words) > 1)
    )


def _telling(label: Sequence[str], labels: Sequence[Sequence[str]]) -> list[str]:
    """The words of a label that no other has; all where nothing but a denial would be left."""
    telling = [word for word in label if sum(word in other for other in labels) == 1]
    return telling if set(telling) - _NOT else list(label)


def _says(words: Sequence[str], telling: Sequence[str]) -> bool:
    """Whether the words hold all of these, denied just where these are."""
    denied = not _NOT.isdisjoint(telling)
    content = [word for word in telling if word not in _NOT]
    places = [words.index(word) if word in words else -1 for word in content]
    if not places or -1 in places:
        return False
    before = [not _NOT.isdisjoint(words[max(0, at - _REACH) : at]) for at in places]
    return any(before) if denied else not any(before)


def _agreeing(text: str, labels: Sequence[str]) -> int | None:
    """The only label that says yes, or no, where the text does."""
    said = read_yesno(text)
    alike = [place for place, label in enumerate(labels) if read_yesno(label) == said]
    return alike[0] if said != "unclear" and len(alike) == 1 else None
