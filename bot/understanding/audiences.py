"""Whom somebody means to write to, in whatever words: "tagana dan psm di hss yang belum jawab acara sabtu"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.groups import Said, names_everybody, names_people, read_group
from bot.understanding.standings import named

_EXCLUDING = re.compile(
    r"\b(?:kecuali(?:kan|in)?|kcuali|kec(?= (?:yg|yang)\b)|selain|except|minus|(?:tapi|tp) bukan"
    r"|(?:tdk|tidak|ga|gak|ngga|nggak) termasuk|(?:di ?)?luar(?! pilar)"
    r"|(?:tapi|tp) (?:tidak|jangan|ga|gak) (?=(?:yg |yang )?(?:di|dari)\b)"
    r"|(?:tanpa|bukan|non)(?! (?:kabar|keterangan|konfirmasi|jawaban|(?:dari |anggota )?pilar)))\b"
)
_JOINING = re.compile(
    r"([,;&+/\n]+|\b(?:dan|serta|beserta|atau|plus|juga|jg|n|wan|and|or|dgn|dengan|sama|ama|sm"
    r"|maupun)\b)"
)
_COMMAND = re.compile(
    r"^\s*(?:(?:tolong|mohon|coba|minta)\s+)*(?:kirim(?:kan|in)?|umum(?:kan|in)|kabar(?:i|kan|in)|sampaikan|share"
    r"|beritahu|infokan|infoin|sebar(?:kan|in)?|teruskan|kasih ?tau)\b"
)
_NARROWING = re.compile(r"\s*,\s*(?=(?:tapi|tp|tetapi|namun|khusus|hanya)\b)")
_AFTERTHOUGHT = re.compile(r"(?:\s+(?:ya|y|yaa|dong|deh|kak|min|pak|bu|pls|tolong))+[\s.!]*$")
_CLAUSE = re.compile(r"\b(?:yg|yang)\b")


@dataclass(frozen=True, slots=True)
class Meant:
    """Those of `groups` together (none: everybody) without those of `without`; `unread` are words not understood."""

    groups: tuple[Said, ...] = ()
    without: tuple[Said, ...] = ()
    unread: tuple[str, ...] = ()


def read_audience(text: str, within: str = "") -> Meant:
    """Whom a text means; places are looked for inside `within` (code; "" is everywhere) first."""
    base, *excluded = _EXCLUDING.split(_bare(text))
    unread: list[str] = []
    groups = _read(base, within, unread)
    without = [said for part in excluded for said in _read(part, within, unread) if said != Said()]
    if bool(excluded) != bool(without) or not (groups or without):
        unread = unread or [text.strip()]
    return Meant(() if Said() in groups else tuple(groups), tuple(without), tuple(unread))


def _bare(text: str) -> str:
    """The text without a wish before it and courtesies after it."""
    return _NARROWING.sub(" ", _AFTERTHOUGHT.sub("", _COMMAND.sub("", text.casefold())))


def _read(text: str, within: str, unread: list[str]) -> list[Said]:
    """The groups that a text names; an empty one is everybody. Words that are not understood are added to `unread`."""
    found: list[Said] = []
    joint = ""
    for number, piece in enumerate(map(str.strip, _JOINING.split(text))):
        if number % 2 or not piece:
            joint = piece or joint
            continue
        said, strange = read_group(piece, within)
        before = found[-1] if found else Said()
        if joint == "," and said.is_standing and found and not before.state:
            found[-1] = replace(before, state=said.state, event=said.event)
        elif strange and before.event:
            found[-1] = replace(before, event=f"{before.event} {piece}")
        elif before.contingent and not before.state and said.places and not (said.pillars or said.contingent):
            found.append(replace(said, places=(), contingent=named(_CLAUSE.split(piece)[0])))
        elif said != Said() or strange or names_everybody(piece):
            unread += strange
            found.append(said)
    if not found and names_people(text):
        found.append(Said())
    return _shared(_together(found))


def _together(found: Sequence[Said]) -> list[Said]:
    """The pieces put together: pillars before one with a place belong to it, a place after one widens it."""
    groups: list[Said] = []
    for said in found:
        before = groups[-1] if groups else Said()
        if before.is_who and said.pillars:
            groups[-1] = replace(said, pillars=tuple(dict.fromkeys((*before.pillars, *said.pillars))))
        elif before.places and not before.state and said.is_where:
            groups[-1] = replace(before, places=(*before.places, *said.places))
        elif before.places and not before.state and said.places and not said.pillars:
            groups[-1] = replace(said, pillars=before.pillars, places=(*before.places, *said.places))
        else:
            groups.append(said)
    return groups


def _shared(groups: Sequence[Said]) -> list[Said]:
    """The groups; what the last says of an event holds for those before it that say nothing of one.

    Where one event alone is named, it is meant everywhere.
    """
    last = groups[-1] if groups else Said()
    stated = [said if said.state else replace(said, state=last.state, event=last.event) for said in groups]
    events = {said.event for said in stated} - {""}
    if len(events) != 1:
        return stated
    (event,) = events
    return [replace(said, event=event) if said.state else said for said in stated]


__all__ = ["Meant", "Said", "read_audience"]
