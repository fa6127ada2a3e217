"""Reading line by line what people mean, as `relawan understand` prints it."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.now import now as present

Read = Callable[[str], dict[str, Any]]

KINDS = ("message", "region", "when", "yesno", "count")


def reader(kind: str, *, within: str = "", now: str = "", zone: str = "WITA") -> Read:
    """What reads a line of a kind, one of `KINDS`.

    A line may begin with its own context and a tab: `CODE<TAB>text` for a region, `ISO<TAB>ZONE<TAB>text` for a time.
    """
    if kind == "region":
        return lambda line: _region(line, within)
    if kind == "when":
        return lambda line: _when(line, now, zone)
    return {"message": _message, "yesno": _yesno, "count": _count}[kind]


def _message(line: str) -> dict[str, Any]:
    from bot.understanding.message import read_message

    meaning = read_message(line)
    return {"label": meaning.label, "score": round(meaning.score, 3), "candidates": list(meaning.candidates)}


def _region(line: str, within: str) -> dict[str, Any]:
    from bot.understanding.regions import matches

    head, tab, rest = line.partition("\t")
    code, text = (head.strip(), rest) if tab else (within, line)
    return {"codes": [region.code for region in matches(text, code or None)]}


def _when(line: str, now: str, zone: str) -> dict[str, Any]:
    from bot.understanding.when import read_when

    parts = line.split("\t", 2)
    if len(parts) == 3:
        now, zone, line = parts
    found = read_when(line, datetime.fromisoformat(now) if now else present(), zone)
    if found.problem or found.value is None:
        return {"problem": found.problem or "invalid"}
    moment = found.value
    return {"value": moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()}


def _yesno(line: str) -> dict[str, Any]:
    from bot.understanding.yesno import read_yesno

    return {"answer": read_yesno(line)}


def _count(line: str) -> dict[str, Any]:
    from bot.understanding.counts import read_count

    said = {part: said for part, said in asdict(read_count(line)).items() if said}
    # The agreed words for measures have none for silence; whoever is silent may still come.
    return said | ({"measure": "maybe"} if said["measure"] == "unanswered" else {})
