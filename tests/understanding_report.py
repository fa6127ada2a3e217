"""Measures how well messages are understood, and prints it as the text of `docs/understanding.md`."""

import resource
import time
from collections import Counter
from collections.abc import Sequence
from math import exp
from pathlib import Path

from bot.understanding.certainty import NOTHING, signals
from bot.understanding.message import Meaning, phrasings, read_message, read_with
from bot.understanding.search import Index
from bot.understanding.tables import rows

MESSAGES = Path(__file__).parent / "bot" / "understanding" / "messages.tsv"
_NONE = "none"
_TOPIC = "faq:"
_FOLDS = 6
_STEPS = 12

_HEAD = """# How well messages are understood

Made by `make understand-report`; do not edit by hand.

**Messages kept apart**: {apart} messages in `tests/bot/understanding/messages.tsv`, for all topics and intents, and
{outside} that no topic answers, most of which share words with one. They were written in other registers than the
phrasings, and none is a phrasing. 419 were written before the weights were measured, the others after that; read for
the first time, 0.93 of the former and 0.85 of the latter were right. Since then kinds of mistakes seen in them were
mended in the phrasings, the word lists and the rules, so other people's messages are understood somewhat less well
than the figures here say.

**Phrasings left out**: a sixth of all {phrasings} phrasings at a time, and what is outside by whole fields (sport,
money, school …), is kept from the index and then read. This is harder than life: what is rare is often said once only.

"Right" is the right topic or intent, or "none"; "offered" counts a topic also if it is among the three candidates.
"""
_TAIL = """
## Time

Preparing the index takes {start:.2f} s of one core and {memory:.0f} MB, a message {each:.1f} ms.

## Certainty

How sure a match is comes from a logistic regression over the phrasings left out. The weights fitted just now, for
`bot/understanding/certainty.py`: {weights}.
"""

Read = tuple[str, Meaning]
"""The right label, and what was understood."""


def messages() -> list[tuple[str, str, str]]:
    """The messages kept apart, as (label, register, text)."""
    lines = MESSAGES.read_text("utf-8").splitlines()[1:]
    return [(label, register, text) for label, register, text in (line.split("\t") for line in lines)]


def right(read: Sequence[Read]) -> float:
    """The share that got its label."""
    return sum(meaning.label == label for label, meaning in read) / len(read)


def offered(read: Sequence[Read]) -> float:
    """The share that got its label, or its topic among the candidates."""
    return sum(label in (meaning.label, *meaning.candidates) for label, meaning in read) / len(read)


def left_out() -> tuple[list[Read], list[tuple[tuple[float, ...], bool]]]:
    """Phrasings read without themselves, and for each its signals with whether it means what it is most like."""
    fields = {phrasing: field for field, phrasing in rows("outside.tsv")}
    numbers = {field: number for number, field in enumerate(sorted(set(fields.values())))}
    everything = list(phrasings())
    folds = [
        (numbers[fields[said]] if said in fields else number) % _FOLDS for number, (_, said) in enumerate(everything)
    ]
    read: list[Read] = []
    weighed: list[tuple[tuple[float, ...], bool]] = []
    for fold in range(_FOLDS):
        index = Index(phrasing for phrasing, its in zip(everything, folds, strict=True) if its != fold)
        apart = [phrasing for phrasing, its in zip(everything, folds, strict=True) if its == fold]
        for label, said in apart:
            read.append((label, read_with(index, said)))
            matches = index.matches(said)
            outside = next((match for match in matches if match.label == _NONE), NOTHING)
            best = next((match for match in matches if match.label != _NONE), NOTHING)
            if label in (_NONE, best.label) and best is not NOTHING and not (best.known or outside.known):
                weighed.append((signals(best, outside), label != _NONE))
    return read, weighed


def fitted(weighed: Sequence[tuple[tuple[float, ...], bool]]) -> list[float]:
    """The weights of a logistic regression, the constant last; both outcomes count alike."""
    data = [((*row, 1.0), float(true)) for row, true in weighed]
    positive = sum(true for _, true in data)
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [-0.1 * weight for weight in weights]
        bend = [[0.1 * (one == other) for other in range(size)] for one in range(size)]
        for row, true in data:
            guess = 1 / (1 + exp(-sum(weight * part for weight, part in zip(weights, row, strict=True))))
            share = 0.5 * len(data) / (positive if true else len(data) - positive)
            for one, part in enumerate(row):
                slope[one] += share * (true - guess) * part
                for other, factor in enumerate(row):
                    bend[one][other] += share * guess * (1 - guess) * part * factor
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _solved(matrix: list[list[float]], right_side: list[float]) -> list[float]:
    """The solution of a system of linear equations."""
    table = [[*row, value] for row, value in zip(matrix, right_side, strict=True)]
    for at, pivot in enumerate(table):
        for other, row in enumerate(table):
            if other != at:
                factor = row[at] / pivot[at]
                table[other] = [value - factor * part for value, part in zip(row, pivot, strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(table)]


def _kinds(read: Sequence[Read]) -> str:
    """Figures for topics, intents and what is outside."""
    lines = ["| | messages | right | offered |", "| --- | ---: | ---: | ---: |"]
    for name, part in (
        ("topics", [one for one in read if one[0].startswith(_TOPIC)]),
        ("intents", [one for one in read if not one[0].startswith((_TOPIC, _NONE))]),
        ("none", [one for one in read if one[0] == _NONE]),
        ("all", list(read)),
    ):
        shown = f"{offered(part):.3f}" if name == "topics" else ""
        lines.append(f"| {name} | {len(part)} | {right(part):.3f} | {shown} |")
    return "\n".join(lines)


def _registers(read: Sequence[Read], registers: Sequence[str]) -> str:
    lines = ["| register | messages | right |", "| --- | ---: | ---: |"]
    for register, count in Counter(registers).most_common():
        part = [one for one, its in zip(read, registers, strict=True) if its == register]
        lines.append(f"| {register} | {count} | {right(part):.3f} |")
    return "\n".join(lines)


def _confusions(read: Sequence[Read], texts: Sequence[str]) -> str:
    wrong = [
        (label, meaning, text) for (label, meaning), text in zip(read, texts, strict=True) if meaning.label != label
    ]
    return "\n".join(
        f"- {text!r}: {label}, understood as {meaning.label} ({meaning.score})" for label, meaning, text in wrong
    )


def report() -> str:
    """The whole report, as Markdown."""
    began, before = time.process_time(), _peak()
    read_message("")
    started, prepared = time.process_time(), _peak()
    labels, registers, texts = zip(*messages(), strict=True)
    apart = [(label, read_message(text)) for label, text in zip(labels, texts, strict=True)]
    took = (time.process_time() - started) * 1000 / len(texts)
    read, weighed = left_out()
    parts = (
        _HEAD.format(apart=len(texts), outside=labels.count(_NONE), phrasings=sum(1 for _ in phrasings())),
        "## Messages kept apart\n",
        _kinds(apart) + "\n",
        _registers(apart, registers) + "\n",
        "Not understood, or wrongly:\n",
        _confusions(apart, texts) + "\n",
        "## Phrasings left out\n",
        _kinds(read) + "\n",
        "What was taken for what most often:\n",
        _pairs(read),
        _TAIL.format(
            start=started - began,
            memory=prepared - before,
            each=took,
            weights=", ".join(f"{weight:.2f}" for weight in fitted(weighed)),
        ),
    )
    return "\n".join(parts)


def _peak() -> float:
    """The most memory that was in use, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _pairs(read: Sequence[Read]) -> str:
    wrong = Counter((label, meaning.label) for label, meaning in read if meaning.label not in (label, _NONE))
    return "\n".join(f"- {label} as {taken}: {times}" for (label, taken), times in wrong.most_common(20))


if __name__ == "__main__":
    print(report().strip())
