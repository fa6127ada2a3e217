"""Whom somebody means to write to, in whatever words: "tagana dan psm di hss yang belum jawab acara sabtu"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.understanding.counts import places
from bot.understanding.countstates import state_in
from bot.understanding.countwords import PILLAR, UNKNOWN, Mark, Marked, is_courtesy, marked

_EXCLUDING = re.compile(r"\b(?:kecuali(?:kan)?|selain|except|minus|tapi bukan|tapi tidak)\b")
_JOINING = re.compile(r"[,;&+/\n]+|\b(?:dan|serta|atau|plus|juga|wan|and|or|dgn|dengan)\b")
_CONTINGENT = re.compile(r"\b(?:kontingen|kontingennya|rombongan)\b\s*(.*)")
_PARTICIPANTS = re.compile(r"\b(?:peserta|partisipan|undangan)\b\s*(.*)")
_STANDING = frozenset(
    {"confirm", "say", "ya", "yes", "sure", "able", "will", "come", "checkin", "absen", "skip", "join", "cancel",
     "decline", "permit", "maybe", "wait", "yet", "not", "seat", "done", "reply"}
)  # fmt: skip
"""Meanings with which one says how somebody stands to an event."""
_UNANSWERED = re.compile(r"\b(?:not|yet) (?:\S+ ){0,2}(?:say|confirm)\b")
_STATES = {
    "confirmed": "yes", "maybe": "maybe", "declined": "no", "cancelled": "no", "waitlisted": "waiting",
    "attended": "attended", "absent": "absent",
}  # fmt: skip
_OF_EVENT = re.compile(r"^(?:(?:acara|kegiatan|event|agenda|di|pada|utk|untuk|hari|ke|dalam|yg|yang)\s+)+")


@dataclass(frozen=True, slots=True)
class Said:
    """One kind of people as it was said; "" and () where it was not.

    `pillars` are ids; each of `places` holds the codes that one name may mean; `state` is yes, maybe, no, waiting,
    unanswered, attended or absent, to the event that `event` names ("" where it names none).
    """

    pillars: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    contingent: str = ""
    state: str = ""
    event: str = ""

    @property
    def is_where(self) -> bool:
        """Whether a place is all that was said."""
        return bool(self.places) and not (self.pillars or self.contingent or self.state)

    @property
    def is_who(self) -> bool:
        """Whether pillars are all that was said."""
        return bool(self.pillars) and not (self.places or self.contingent or self.state)


@dataclass(frozen=True, slots=True)
class Meant:
    """Those of `groups` together (none: everybody) without those of `without`; `unread` are words not understood."""

    groups: tuple[Said, ...] = ()
    without: tuple[Said, ...] = ()
    unread: tuple[str, ...] = ()


def read_audience(text: str, within: str = "") -> Meant:
    """Whom a text means; places are looked for inside `within` (code; "" is everywhere) first."""
    base, *excluded = _EXCLUDING.split(text.casefold())
    unread: list[str] = []
    groups = _read(base, within, unread)
    without = [said for part in excluded for said in _read(part, within, unread)]
    everybody = any(said == Said() for said in groups)
    kept = () if everybody or not groups else groups
    if not (base.strip() or without):
        unread.append(text.strip())
    return Meant(tuple(kept), tuple(said for said in without if said != Said()), tuple(unread))


def _read(text: str, within: str, unread: list[str]) -> list[Said]:
    pieces = [piece.strip() for piece in _JOINING.split(text) if piece.strip()]
    found: list[Said] = []
    for piece in pieces:
        said, strange = _piece(piece, within)
        if strange and found and found[-1].event:
            found[-1] = replace(found[-1], event=f"{found[-1].event} {piece}")
            continue
        unread += strange
        found.append(said)
    return list(_shared(_together(found)))


def _together(found: Sequence[Said]) -> list[Said]:
    """The pieces put together: pillars before one with a place belong to it, a place after one widens it."""
    groups: list[Said] = []
    for said in found:
        before = groups[-1] if groups else None
        if before is not None and before.is_who and said.pillars:
            groups[-1] = replace(said, pillars=(*before.pillars, *said.pillars))
        elif before is not None and before.places and not before.state and said.is_where:
            groups[-1] = replace(before, places=(*before.places, *said.places))
        elif before is not None and before.places and not before.state and said.places and not said.pillars:
            groups[-1] = replace(said, pillars=before.pillars, places=(*before.places, *said.places))
        else:
            groups.append(said)
    return groups


def _shared(groups: Sequence[Said]) -> Iterator[Said]:
    """The groups; what the last one said of an event holds for those before it that said nothing of one."""
    last = groups[-1] if groups else Said()
    for said in groups:
        yield said if said.state or not last.state else replace(said, state=last.state, event=last.event)


def _piece(piece: str, within: str) -> tuple[Said, list[str]]:
    """One kind of people, and the words of it that were not understood."""
    found = marked(piece)
    start = next((at for at, mark in enumerate(found.marks) if mark.meaning in {*_STANDING, "acara"}), len(found.marks))
    who, standing = found.marks[:start], found.marks[start:]
    state, event = _standing(found, standing)
    words = " ".join(_tokens(found, who))
    if contingent := _CONTINGENT.search(words):
        return Said(contingent=_named(contingent[1]), state=state, event=event), []
    pillars = tuple(dict.fromkeys(m.meaning.removeprefix(PILLAR) for m in who if m.meaning.startswith(PILLAR)))
    codes = tuple(region.code for region in places(words, within) or places(words))
    said = Said(pillars, (codes,) if codes else (), state=state, event=event)
    strange = [] if codes else [t for t in _tokens(found, (m for m in who if m.meaning == UNKNOWN)) if _is_strange(t)]
    participants = _PARTICIPANTS.search(words)
    if strange and participants and not state:
        return replace(said, state="yes", event=_named(participants[1])), []
    return said, strange


def _standing(found: Marked, marks: Sequence[Mark]) -> tuple[str, str]:
    """How people stand to an event, and the words that name it."""
    if not marks:
        return "", ""
    meanings = " ".join(mark.meaning for mark in marks)
    state = "unanswered" if _UNANSWERED.search(meanings) else _STATES.get(state_in(meanings), "yes")
    named = next((at for at, mark in enumerate(marks) if mark.meaning == "acara"), None)
    if named is None:
        named = max(at for at, mark in enumerate(marks) if mark.meaning in _STANDING)
    after = marks[named + 1 :]
    until = next((at for at, mark in enumerate(after) if mark.meaning in {*_STANDING, "that", "but"}), len(after))
    return state, _named(" ".join(_tokens(found, after[:until])))


def _named(words: str) -> str:
    """The words that name something, without those that only lead to it."""
    return _OF_EVENT.sub("", f"{words} ").strip().removesuffix("yang").removesuffix("yg").strip()


def _tokens(found: Marked, marks: Iterable[Mark]) -> list[str]:
    return [token for mark in marks for token in found.tokens[mark.start : mark.end]]


def _is_strange(token: str) -> bool:
    return not is_courtesy(token) and token not in _PLAIN


_PLAIN = frozenset({"semua", "semuanya", "seluruh", "all", "everyone", "everybody", "ke", "kepada", "buat", "para"})
"""Words beside those named, that name nobody."""
