"""The topics that the bot can answer, read from the Markdown files of `bot/knowledge`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

_FENCE = "---"
_SINGLE = ("id", "question", "checked_on", "confidence", "owner")
_LISTS = ("asked", "sources", "related")


@dataclass(frozen=True, slots=True)
class Topic:
    """One question with its answer.

    `asked` holds how people put the question; `answer` marks bold with `**`; `checked_on` is the day on which
    somebody last compared the answer with its sources; `confidence` says how sure that is: S read in a source,
    S- in a weak one, K general knowledge, T likely to change.
    """

    id: str
    question: str
    asked: tuple[str, ...]
    answer: str
    sources: tuple[str, ...]
    checked_on: date
    confidence: str
    related: tuple[str, ...]
    owner: str


@cache
def topics() -> Mapping[str, Topic]:
    """All topics by their id. Raises ValueError, naming the file, where one is malformed."""
    files = sorted(resources.files("bot.knowledge").iterdir(), key=lambda file: file.name)
    found = [read_topic(file.name, file.read_text("utf-8")) for file in files if file.name.endswith(".md")]
    return MappingProxyType({topic.id: topic for topic in found})


def read_topic(name: str, text: str) -> Topic:
    """The topic in the file `name`: fields between two `---` lines, then the answer.

    Raises ValueError, naming the file, where a field is missing, unknown or empty, or the id is not the file's name.
    """
    fence, _, rest = text.partition("\n")
    head, closed, answer = rest.partition(f"\n{_FENCE}\n")
    if fence.strip() != _FENCE or not closed:
        raise ValueError(f"{name}: the fields must stand between two lines of {_FENCE}")
    single, lists = _fields(name, head)
    if f"{single['id']}.md" != name:
        raise ValueError(f"{name}: the id {single['id']!r} is not the file's name")
    if not answer.strip():
        raise ValueError(f"{name}: there is no answer")
    try:
        checked_on = date.fromisoformat(single["checked_on"])
    except ValueError as error:
        raise ValueError(f"{name}: checked_on must be a date such as 2026-11-23") from error
    return Topic(
        id=single["id"],
        question=single["question"],
        asked=lists["asked"],
        answer=answer.strip(),
        sources=lists["sources"],
        checked_on=checked_on,
        confidence=single["confidence"],
        related=lists["related"],
        owner=single["owner"],
    )


def _fields(name: str, head: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The fields with one value and those with a list of `- item` lines."""
    single: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    items: list[str] | None = None
    for number, line in enumerate(head.splitlines(), 2):
        key, colon, value = line.partition(":")
        if line.startswith("- ") and items is not None:
            items.append(line.removeprefix("- ").strip())
        elif colon and key in _LISTS and not value.strip():
            items = lists.setdefault(key, [])
        elif colon and key in _SINGLE and value.strip():
            single[key], items = value.strip(), None
        elif line.strip():
            raise ValueError(f"{name}, line {number}: cannot read {line!r}")
    missing = [key for key in _SINGLE if key not in single] + [key for key in _LISTS if key not in lists]
    if missing:
        raise ValueError(f"{name}: missing {', '.join(missing)}")
    return single, {key: tuple(values) for key, values in lists.items()}
