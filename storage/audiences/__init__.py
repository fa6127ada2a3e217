"""Whom something is for: people by region, pillar, contingent and what they answered, united and excluded."""

import json
from dataclasses import asdict, dataclass
from typing import Any

ANSWERS = ("yes", "maybe", "no", "waiting")
"""What may have been answered to an event."""
UNANSWERED, ATTENDED, ABSENT = "unanswered", "attended", "absent"
STATES = (*ANSWERS, UNANSWERED, ATTENDED, ABSENT)
"""How somebody may stand to an event; absent is who said yes and was not checked in."""


@dataclass(frozen=True, slots=True)
class Group:
    """Those who fit every part that is not empty; within a part, one of its things is enough.

    `regions` are codes, `pillars` ids, `contingents` numbers, `answers` pairs of an event's number and one of STATES.
    `received` are broadcasts that (perhaps) arrived at their phone, `silent` those that did and were not answered.
    """

    regions: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    contingents: tuple[int, ...] = ()
    answers: tuple[tuple[int, str], ...] = ()
    received: tuple[int, ...] = ()
    silent: tuple[int, ...] = ()


EVERYBODY = Group()
"""The group that all are in."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Those in one of `groups` (none: everybody) and in none of `without`, all inside the regions of `within`.

    `within` is the outer bound, the sender's own regions; ("",) is the whole country, () nobody.
    """

    within: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    without: tuple[Group, ...] = ()


def silent_about(event: int) -> Audience:
    """Those whom an event is for, and who have not answered it."""
    return Audience(("",), (Group(answers=((event, UNANSWERED),)),))


def packed(audience: Audience) -> str:
    """The audience as JSON."""
    return json.dumps({key: value for key, value in asdict(audience).items() if value or key == "within"})


def unpacked(kept: str) -> Audience:
    """The audience that `packed` made."""
    fields = json.loads(kept)
    groups, without = ([_group(group) for group in fields.get(part, ())] for part in ("groups", "without"))
    return Audience(tuple(fields["within"]), tuple(groups), tuple(without))


def for_whom(region: str, kept: str) -> Audience:
    """Whom an event is for: those of the audience that is kept as JSON, and where there is none all in its region."""
    return unpacked(kept) if kept else Audience((region,))


def _group(fields: dict[str, list[Any]]) -> Group:
    parts: dict[str, Any] = {
        key: tuple(tuple(each) if isinstance(each, list) else each for each in fields[key]) for key in fields
    }
    return Group(**parts)
