"""What a message means: a topic of the knowledge, an intent, or nothing that the bot is sure of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from threading import Lock

from bot.understanding.certainty import NOTHING, certainty
from bot.understanding.intents import certain_intent, is_question, rules_out
from bot.understanding.knowledge import topics
from bot.understanding.search import Index, Match
from bot.understanding.tables import rows

_MAKING = Lock()
_NONE = "none"
_TOPIC = "faq:"
_SURE = 0.55
_ACTS = frozenset({"stop", "erase"})
_SURE_TO_ACT = 0.9
_COVERED_TO_ACT = 0.95
"""What changes something at once needs a message nearly every word of which is about just that."""
_SURE_INSTEAD = 0.6
"""The second likeliest label, where the likeliest was ruled out, must be this likely."""
_NEAR = 0.1
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message means.

    `label` is "faq:<topic>", an intent, or "none"; `score` says how sure that is, 0 to 1; `candidates` are up to
    three topics ("faq:…"), nearest first, to offer where the label is "none".
    """

    label: str
    score: float
    candidates: tuple[str, ...] = ()


def read_message(text: str) -> Meaning:
    """The meaning of a message as people type it; "none" rather than a guess."""
    return read_with(_index(), text)


def read_with(index: Index, text: str) -> Meaning:
    """The meaning of a message by the phrasings of an index."""
    matches = index.matches(text)
    outside = next((match for match in matches if match.label == _NONE), NOTHING)
    known = [match for match in matches if match.label != _NONE]
    near = (match.label for match in known if match.score >= _NEAR)
    candidates = tuple(label for label in near if label.startswith(_TOPIC))[:_OFFERED]
    certain = certain_intent(text)
    if certain:
        return Meaning(certain, 1.0, candidates)
    best = _likeliest(known, outside, text)
    if best:
        return Meaning(best.label, round(certainty(best, outside), 3), candidates)
    return Meaning(_NONE, round(1.0 - certainty(known[0], outside), 3) if known else 1.0, candidates)


def _likeliest(known: list[Match], outside: Match, text: str) -> Match | None:
    """The best match that may be trusted, if any."""
    needed = _SURE
    for match in known:
        sure = certainty(match, outside)
        if sure < needed:
            return None
        hasty = match.label in _ACTS and (sure < _SURE_TO_ACT or match.coverage < _COVERED_TO_ACT)
        refused = rules_out(text, match.label)
        if not (hasty or refused):
            return match
        if refused and not is_question(text):
            return None
        needed = _SURE_INSTEAD
    return None


def _index() -> Index:
    # Whoever asks while another thread makes it waits for that, rather than make it a second time.
    with _MAKING:
        return _made()


@cache
def _made() -> Index:
    return Index(phrasings())


def phrasings() -> Iterator[tuple[str, str]]:
    """How people say what, as (label, phrasing): intents, topics, and what is outside."""
    yield from ((label, phrasing) for label, phrasing in rows("intents.tsv"))
    for topic in topics().values():
        yield from ((_TOPIC + topic.id, asked) for asked in (topic.question, *topic.asked))
    yield from ((_NONE, phrasing) for _, phrasing in rows("outside.tsv"))
