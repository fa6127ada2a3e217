"""Questions that go on from the last one in a chat: "kirim excelnya", "per hari", "yang psm?", "kalau hss?"."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Turn
from bot.now import millis, now
from bot.understanding.counts import DOCUMENTS, SINCE, grouping_in, naming_words
from bot.understanding.countstates import state_in
from bot.understanding.countwords import PILLAR, Marked, marked, names_place
from handlers.counts.requests import Request, read_reference, read_request
from storage import deliveries
from storage.database import Reader
from storage.events import Event

JUST = 10 * 60_000
"""Milliseconds after an answer within which a question may go on from it."""
_FEW = 7
"""Words of a question that says only what is other than before."""
_OPENING = re.compile(
    r"^(?:(?:nah|lalu|terus|trus|trs|dan|kalau|kalo|klo|kl|bagaimana|gimana|gmn|what about)(?: dengan| dgn)? )+(?=\S)",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:semua\w*|seluruh\w*|total\w*)\b", re.IGNORECASE)
_WITH_SUBJECT = frozenset({"many", "people", "heads", "reg"})
_BESIDE = frozenset({"that", "at", "small", "sent", "done", "able", "per", "rank"})
"""What stands beside the words that say what is other."""
_GROUPS = frozenset({"prov", "kab", "pilar", "hari", "acara", "whence", "which", "most"})


async def going_on(turn: Turn, db: Reader, text: str, scope: Sequence[str], events: Sequence[Event]) -> Request | None:
    """What the words ask for that go on from what was asked just before; None where they ask anew, or for nothing.

    After the command itself only a document alone goes on.
    """
    if turn.inbound.text.startswith("/") and not _is_document_alone(marked(text)):
        return None
    before = await _last_asked(turn, db, events)
    return None if before is None else continued(before, text.strip(), scope, events)


def continued(before: Request, text: str, scope: Sequence[str], events: Sequence[Event]) -> Request | None:
    """The question with what the words change in it; None where they ask anew, or for nothing, or where whoever may see
    the regions of `scope` may not see what was asked before.
    """
    changed = _change(text, scope, events)
    return None if changed is None or before.foreign_to(scope) is not None else _merged(before, changed, text)


async def _last_asked(turn: Turn, db: Reader, events: Sequence[Event]) -> Request | None:
    """The question of the last answer just given in this chat: the buttons that ask for it as a document carry it."""
    for choices in await deliveries.choices_of_replies(db, turn.contact.id, millis(now()) - JUST):
        for id_, _label in json.loads(choices):
            verb, *parts = id_.split(":")
            if verb == "count" and parts[0] in DOCUMENTS:
                return read_reference(parts[1:], events)
    return None


def _change(text: str, scope: Sequence[str], events: Sequence[Event]) -> Request | None:
    """What is other than before; None where the words say more than that, or nothing."""
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    found = marked(rest)
    if len(rest.split()) > _FEW or _ALL.search(rest) or not _goes_on(found, opened=opening is not None):
        return None
    asked = read_request(rest, scope, events)
    named = asked.codes or asked.outside or asked.pillar or (asked.events if opening else ())
    unnamed = [word for word in naming_words(rest) if not _is_pillar(word)]
    if asked.lost or (unnamed and not (named and (opening or names_place(unnamed, whole=True)))):
        return None
    return replace(asked, events=asked.events if opening else ())


def _is_pillar(word: str) -> bool:
    return any(mark.meaning.startswith(PILLAR) for mark in marked(word).marks)


def _is_document_alone(found: Marked) -> bool:
    said = {mark.meaning for mark in found.marks}
    return bool(said & set(DOCUMENTS)) and said <= {*DOCUMENTS, *_BESIDE, "many"}


def _goes_on(found: Marked, *, opened: bool) -> bool:
    """Whether the words have no subject of their own, and say nothing but what to change."""
    if _is_document_alone(found):
        return True
    said = [mark.meaning for mark in found.marks]
    if not said or (not opened and _WITH_SUBJECT & set(said) and said[0] != "that"):
        return False
    grouped = grouping_in(found)
    plain = {*DOCUMENTS, *SINCE, *_BESIDE, "_", *(_GROUPS if grouped else ()), *(_WITH_SUBJECT if opened else ())}
    others = [meaning for meaning in said if meaning not in plain and not meaning.startswith(PILLAR)]
    # A state alone is what people say of themselves, too: "ikut" asks nothing, "yang ikut?" does.
    stated = bool(state_in(found.meanings)) or "reg" in said
    return not others or (stated and (opened or said[0] == "that"))


def _merged(before: Request, changed: Request, text: str) -> Request:
    found = marked(text)
    listed = "reg" in [mark.meaning for mark in found.marks]
    measure = state_in(found.meanings) or ("registered" if listed else before.measure)
    by = changed.by or before.by
    narrowed = (by == "pillar" and changed.pillar) or (by == "region" and "." in "".join(changed.codes))
    return replace(
        before,
        by="" if narrowed and not changed.by else by,
        codes=changed.codes or before.codes,
        outside=changed.outside,
        pillar=changed.pillar or ("" if changed.by == "pillar" else before.pillar),
        events=changed.events or (() if measure == "registered" != before.measure else before.events),
        measure=measure,
        since=changed.since or before.since,
        document=changed.document,
    )
