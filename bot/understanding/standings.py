"""How people stand to an event, and which event: "yang ikut jambore tapi belum hadir"."""

import re
from collections.abc import Iterator, Sequence

from bot.understanding.countstates import state_in
from bot.understanding.countwords import Mark, Marked

EVENT = "acara"
STANDING = frozenset(
    {"confirm", "say", "ya", "yes", "sure", "able", "will", "come", "checkin", "absen", "skip", "join", "cancel",
     "decline", "permit", "maybe", "wait", "yet", "not", "seat", "done", "reply", "silent", "reg", "enter"}
)  # fmt: skip
"""Meanings with which one says how somebody stands to an event."""
_ENDING = frozenset({*STANDING, EVENT, "that", "but"})
"""Meanings that are no part of an event's name."""
_UNANSWERED = re.compile(r"\b(?:not|yet) (?:\S+ ){0,2}(?:say|confirm)\b|\b(?:not|yet) (?:small )?reg\b")
_ANSWERED = re.compile(r"\bsay\b")
_WHAT = frozenset({"join", "yes", "ya", "able", "come", "will", "confirm", "sure", "maybe", "not", "yet", "wait"})
"""Meanings with which an answer is told, beside that it was given."""
_STATES = {
    "confirmed": "yes", "maybe": "maybe", "declined": "no", "cancelled": "no", "waitlisted": "waiting",
    "attended": "attended", "absent": "absent", "unanswered": "unanswered",
}  # fmt: skip
_LEADING = re.compile(
    r"^(?:(?:acara|kegiatan|event|agenda|undangan|soal|tentang|ttg|perihal|buat|bwt|di|pada|utk|untuk|hari|ke|dalam"
    r"|yg|yang|itu|ini|dari|apa|apapun|pas|waktu|saat|dlm)\s+)+"
)
_TRAILING = re.compile(
    r"(?:\s+(?:yg|yang|itu|ini|ya|aja|saja|dong|tsb|tersebut|dari|di|masih|msh|sdh|sudah|udah|lagi))+$"
)


def standing_in(found: Marked, marks: Sequence[Mark]) -> tuple[str, str]:
    """The state, one of those of `Said`, and the words that name the event; "" where they are not said."""
    said = [mark.meaning for mark in marks]
    if not STANDING.intersection(said) and EVENT not in said:
        return "", ""
    event = next(filter(None, _names(found, marks)), "")
    meanings = " ".join(said)
    if set(said) & STANDING <= {"reg", "done", "enter"} and not event:
        return "", ""
    if _UNANSWERED.search(meanings):
        return "unanswered", event
    if _ANSWERED.search(meanings) and _WHAT.isdisjoint(said):
        return "answered", event
    state = _STATES.get(state_in(meanings.replace("that reg", "that join")), "")
    return ("", "") if not state and not {"not", "yet"}.isdisjoint(said) else (state or "yes", event)


def _names(found: Marked, marks: Sequence[Mark]) -> Iterator[str]:
    """What may name the event, likeliest first: what follows a word for events, then what follows the others."""
    places = [at for at, mark in enumerate(marks) if mark.meaning == EVENT]
    places += [at for at, mark in enumerate(marks) if mark.meaning in STANDING]
    for at in places:
        end = next((i for i in range(at + 1, len(marks)) if marks[i].meaning in _ENDING), len(marks))
        yield named(" ".join(tokens_of(found, marks[at + 1 : end])))


def named(words: str) -> str:
    """The words that name something, without those that only lead to it or stand after it."""
    return _TRAILING.sub("", " " + _LEADING.sub("", f"{words} ").strip()).strip()


def tokens_of(found: Marked, marks: Sequence[Mark]) -> list[str]:
    """The words that the marks cover."""
    return [token for mark in marks for token in found.tokens[mark.start : mark.end]]
