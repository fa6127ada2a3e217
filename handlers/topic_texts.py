"""Topics of the knowledge as they are told: the answer with its source and day, and the buttons that lead to others."""

import re
from collections.abc import Iterable

from bot.messages import Choice, bold, italic, listed
from bot.texts import Texts, calendar_day
from bot.understanding.knowledge import Topic, topics

LABEL = "faq:"
"""Begins the label of a topic."""
EMERGENCY = "darurat"
"""The topic whose first paragraph is what to call when there is danger."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LEAD = re.compile(r"(?:apakah|apa itu|apa saja|bagaimana cara|dalam)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:,| dan apa) .*")


def topic_of(label: str) -> Topic | None:
    """The topic that a label names, if it names one that has an answer."""
    return topics().get(label.removeprefix(LABEL)) if label.startswith(LABEL) else None


def answer_text(texts: Texts, topic: Topic, *, short: bool = False) -> str:
    """The answer, or its first paragraph, with its sources and the day on which somebody last compared it with them."""
    answer = topic.answer.split("\n\n")[0] if short else topic.answer
    checked = calendar_day(topic.checked_on, texts.locale, weekday=False)
    source = texts.gettext("Sumber: {sources}; dicek {day}").format(sources="; ".join(topic.sources), day=checked)
    return _BOLD.sub(lambda marked: bold(marked[1]), answer) + f"\n\n{italic(source)}"


def topic_choices(chosen: Iterable[Topic], inquiry: int = 0) -> tuple[Choice, ...]:
    """A button for each topic, called by what is particular in its question; `inquiry` is what it is offered for."""
    after = f":{inquiry}" if inquiry else ""
    names = [(topic.id, _TAIL.sub("", _LEAD.sub("", topic.question.rstrip("?"), count=1))) for topic in chosen]
    return listed([(f"topic:{id_}{after}", name[0].upper() + name[1:]) for id_, name in names])
