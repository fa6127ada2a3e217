"""What a message means: a topic of the knowledge, an intent, or nothing that the bot is sure of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.understanding.intents import certain_intent, is_question, rules_out
from bot.understanding.knowledge import topics
from bot.understanding.search import Index, Match
from bot.understanding.tables import rows

_NONE = "none"
_TOPIC = "faq:"
_SURE = 0.27
"""Below this a message is not understood: out-of-scope messages mostly score under it, others over it."""
_CLEAR = 0.04
"""By how much a label must beat what is known to be out of scope."""
_ACTS = frozenset({"stop", "erase"})
_SURE_TO_ACT = 0.5
_COVERED_TO_ACT = 0.95
"""What changes something at once needs a message nearly every word of which is about just that."""
_SURE_INSTEAD = 0.38
"""The second likeliest label, where the likeliest was ruled out, must be this likely."""
_NEAR = 0.12
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message means.

    `label` is "faq:<topic>", an intent, or "none"; `score` says how sure that is, 0 to 1; `candidates` are up to
    three topics that have an answer ("faq:…"), nearest first, to offer where the label is "none".
    """

    label: str
    score: float
    candidates: tuple[str, ...] = ()


def read_message(text: str) -> Meaning:
    """The meaning of a message as people type it; "none" rather than a guess."""
    matches = _index().matches(text)
    candidates = tuple(match.label for match in matches if match.score >= _NEAR and _has_answer(match.label))[:_OFFERED]
    certain = certain_intent(text)
    if certain:
        return Meaning(certain, 1.0, candidates)
    best = _likeliest(matches, text)
    if best:
        return Meaning(best.label, round(min(best.score, 1.0), 3), candidates)
    return Meaning(_NONE, round(1.0 - min(1.0, matches[0].score), 3) if matches else 1.0, candidates)


def _likeliest(matches: list[Match], text: str) -> Match | None:
    """The best match that may be trusted, if any."""
    outside = next((match.score for match in matches if match.label == _NONE), 0.0)
    sure = max(_SURE, outside + _CLEAR)
    for match in matches:
        if match.score < sure or match.label == _NONE:
            return None
        hasty = match.label in _ACTS and (match.score < _SURE_TO_ACT or match.coverage < _COVERED_TO_ACT)
        refused = rules_out(text, match.label)
        if not (hasty or refused):
            return None if match.label.startswith(_TOPIC) and not _has_answer(match.label) else match
        if refused and not is_question(text):
            return None
        sure = max(sure, _SURE_INSTEAD)
    return None


def _has_answer(label: str) -> bool:
    return label.startswith(_TOPIC) and label.removeprefix(_TOPIC) in topics()


@cache
def _index() -> Index:
    return Index(_phrasings())


def _phrasings() -> Iterator[tuple[str, str]]:
    """How people say what: of intents, of topics, and of topics that have no answer yet."""
    yield from ((label, phrasing) for label, phrasing in rows("intents.tsv"))
    for topic in topics().values():
        yield from ((_TOPIC + topic.id, asked) for asked in (topic.question, *topic.asked))
    yield from ((_TOPIC + topic, asked) for topic, asked in rows("unanswered.tsv") if topic not in topics())
