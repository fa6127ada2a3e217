"""Whether an answer means yes or no."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.understanding.tables import rows
from bot.understanding.words import lexicon, normalised

Answer = Literal["yes", "no", "unclear"]
_Verdict = Literal["yes", "wish", "wished", "no", "asks", "open", "nothing"]

_YES_SIGNS, _NO_SIGNS = frozenset("👍👌✅✔☑🆗🙆💪"), frozenset("👎❌✖🚫🙅")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_CLAUSE = re.compile(r"[,;:()/]|\s-\s")
# `no` is a number's short form everywhere but where it is the English answer.
_ENGLISH_NO = re.compile(
    r"^\W*(?:no|nope)\b(?!\W*(?:hp|wa|whatsapp|telp|telepon|tlp|admin|kontak|rekening|ktp|urut|problem|prob|worries|doubt|\d))"
)
_MILD = {"mild": "yes", "mildno": "no"}
_LONGEST_PHRASE = 5
_MENDABLE = 5
"""Letters of the shortest word whose misspelling can be told from another word."""
_REACH = 3
"""Words after a negation among which the word that it denies is found."""
_CONNECTIVES = frozenset(
    {"masih", "atau", "kalau", "jika", "bila", "apabila", "if", "coba", "sedang", "antara", "kecuali"}
)
"""Hedges that leave an answer open, and are none by themselves."""


_ROLL = frozenset({("absen",), ("mau", "absen"), ("ingin", "absen"), ("absensi",)})
"""Whole messages that ask to be checked in; in others "absen" is to stay away."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or phrase and its role in an answer (`answers.tsv`); "word" where it has none."""

    role: str
    text: str


def read_yesno(text: str) -> Answer:
    """What a text answers to a question that wants yes or no: "unclear" where it hedges, asks, or says neither."""
    if tuple(normalised(text)) in _ROLL:
        return "unclear"
    verdicts: list[_Verdict] = []
    for sentence in _SENTENCE.findall(text.casefold()):
        clauses = [list(_parts(clause)) for clause in _clauses(sentence)]
        if any(part.role == "hedge" for clause in clauses for part in clause):
            return "unclear"
        verdicts += _asked(clauses) if sentence.rstrip("!\n ").endswith("?") else map(_verdict, clauses)
    said, signed = _answer(verdicts), _sign(text)
    return "unclear" if (said, signed) == ("yes", "no") else said or signed


def hedges(text: str) -> bool:
    """Whether a text answers that one does not know yet ("liat nanti"), and hardly says anything else."""
    parts = [part for clause in _clauses(text.casefold()) for part in _parts(clause)]
    roles = [part.role for part in parts]
    if "?" in text or {"question", "request"} & set(roles):
        return False
    told = roles[: roles.index("reason")] if "reason" in roles else roles
    return told.count("word") <= 1 and any(part.role == "hedge" and part.text not in _CONNECTIVES for part in parts)


def _answer(verdicts: Sequence[_Verdict]) -> Answer | None:
    """What the clauses come to; None where no word says yes or no. A wish gives way to a no, nothing else does."""
    said = set(verdicts)
    if "no" in said:
        return "unclear" if "yes" in said or "open" in said else "no"
    if said & {"open", "wished"}:
        return "unclear"
    if said & {"yes", "wish"}:
        return "yes"
    return "unclear" if "asks" in said else None


def _sign(text: str) -> Answer:
    """What the emoji alone say."""
    signs = set(text)
    agrees, denies = bool(signs & _YES_SIGNS), bool(signs & _NO_SIGNS)
    if agrees == denies:
        return "unclear"
    return "yes" if agrees else "no"


def _clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, also split before words such as `tapi`."""
    found: list[str] = []
    for clause in _CLAUSE.split(_ENGLISH_NO.sub("tidak, ", sentence)):
        words = clause.split()
        start = 0
        for at, word in enumerate(words):
            if at > start and _phrases().get(tuple(normalised(word))) == "but":
                found.append(" ".join(words[start:at]))
                start = at + 1
        found.append(" ".join(words[start:]))
    return [clause for clause in found if clause.strip()]


def _parts(clause: str) -> Iterator[_Part]:
    """The words of a clause with their roles, the longest phrases first."""
    words = [word for word in normalised(clause) if word not in _YES_SIGNS | _NO_SIGNS]
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            role = _phrases().get(phrase) or (_phrases().get((_mended(words[at]),)) if length == 1 else None)
            if role:
                yield _Part(role, " ".join(phrase))
                at += length
                break
        else:
            yield _Part("question" if words[at].endswith("kah") else "word", words[at])
            at += 1


def _asked(clauses: list[list[_Part]]) -> list[_Verdict]:
    """The verdicts of a sentence with a question mark: it asks; short clauses before its question may answer."""
    asking = next((at for at, clause in enumerate(clauses) if any(part.role == "question" for part in clause)), 0)
    return [*(_verdict(clause) for clause in clauses[:asking] if _count(clause) <= 1), "asks"]


def _verdict(clause: list[_Part]) -> _Verdict:
    """What one clause says by itself."""
    roles = [_strength(part.role, clause) for part in clause if part.role not in ("filler", "neutral")]
    if "reason" in roles:
        roles = roles[: roles.index("reason")]
    if "question" in roles:
        return "asks"
    denied = _denied(roles)
    if denied is not None:
        return denied
    if _requests(roles):
        return "asks"
    return _affirmed(roles, clause)


def _denied(roles: Sequence[str]) -> _Verdict | None:
    """What the negations of a clause say, None where there is none."""
    if "no" in roles:
        return "open" if "not" in roles[: roles.index("no")] else "no"
    if "not" not in roles:
        return None
    at = roles.index("not")
    after = [role for role in roles[at + 1 :] if role not in ("ya", "oke")][:_REACH]
    if "not" in after:
        return "open"
    if any(role in ("yes", "wish", "so", "done") for role in after):
        return "no"
    if after:
        return "nothing"
    # `ikut tidak` asks; `tidak`, by itself, answers.
    return "asks" if any(role in ("yes", "wish", "so", "ya", "oke", "done") for role in roles[:at]) else "no"


def _requests(roles: Sequence[str]) -> bool:
    """Whether the clause asks for something (`boleh tanya`) rather than agreeing to something."""
    return any(
        role == "request" and all(before in ("wish", "yes", "ya", "oke") for before in roles[:at])
        for at, role in enumerate(roles)
    )


def _strength(role: str, clause: Sequence[_Part]) -> str:
    """The role; words such as `benar` and `salah` answer only where hardly anything else is said."""
    if role not in _MILD:
        return role
    return _MILD[role] if _count(clause) <= 1 else "word"


def _count(clause: Sequence[_Part]) -> int:
    return sum(part.role == "word" for part in clause)


def _affirmed(roles: Sequence[str], clause: Sequence[_Part]) -> _Verdict:
    """What a clause without a negation says."""
    if "wishful" in roles:
        return "wished"
    if "yes" in roles:
        return "wish" if "wish" in roles else "yes"
    if "wish" in roles:
        return "wish" if _count(clause) <= 1 else "nothing"
    # Behind other words, `ya` is a particle: `maaf ya`.
    opening = next((part.role for part in clause if part.role != "filler"), "")
    if opening == "ya":
        return "yes"
    thanks = any(part.text.startswith("terima kasih") for part in clause)
    if set(roles) in ({"so"}, {"done"}):
        return "yes"
    return "yes" if opening == "oke" and not thanks and "word" not in roles else "nothing"


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    return {tuple(normalised(phrase)): role for phrase, role in rows("answers.tsv")}


@cache
def _mended(word: str) -> str:
    """A misspelt word of an answer as it is written; known words stay."""
    from rapidfuzz.distance import OSA

    if len(word) < _MENDABLE or word in lexicon() or any(word in meaning for meaning in lexicon().values()):
        return word
    answers = {phrase[0]: role for phrase, role in _phrases().items() if role in ("yes", "not", "no")}
    near = [answer for answer in answers if len(answer) >= _MENDABLE and OSA.distance(word, answer) == 1]
    return near[0] if len({answers[answer] for answer in near}) == 1 else word
