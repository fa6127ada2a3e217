"""What each table holds about people: how its rows belong to a contact or a person, and what erasing does to them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Row, Statement

ROWS_GO = ""
"""At erasing the rows are deleted."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows `t` of a table that belong to a contact and to one person: SQL conditions on `?1`, the id of either.

    A table with neither holds nothing personal. `names` are columns in which a contact is only named, as who made
    or answered something: at erasing they are emptied. `stays` is what is set where rows are not deleted: "" where
    they are; "as it is" where nothing is set. `because` says why nothing is personal, or why rows stay. `inward`
    are columns of no meaning to their owner.
    """

    of_contact: str = ""
    of_person: str = ""
    names: tuple[str, ...] = ()
    stays: str = ROWS_GO
    because: str = ""
    inward: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether rows belong to somebody."""
        return bool(self.of_contact or self.of_person)


AS_IT_IS = "as it is"
_PEOPLE = "IN (SELECT id FROM volunteers WHERE contact = ?1)"
_AT = "(SELECT 1 FROM addresses a WHERE a.contact = ?1 AND a.channel = t.channel AND a.account = t.account AND {})"
_OWN_CONSENT = "NOT EXISTS (SELECT 1 FROM volunteers v WHERE v.consent = t.id AND v.contact IS NOT ?1)"

_PUBLISHED = (
    "EXISTS (SELECT 1 FROM broadcasts b, json_each(iif(json_valid(b.content), b.content, '{}'), '$.media') sent"
    " WHERE sent.value = t.id)"
)


def _nothing(because: str, *names: str) -> Holding:
    return Holding(names=names, because=because)


def _of_volunteer(column: str = "volunteer", *, names: tuple[str, ...] = ()) -> Holding:
    return Holding(f"t.{column} {_PEOPLE}", f"t.{column} = ?1", names)


HOLDINGS: Mapping[str, Holding] = {
    "contacts": Holding(
        "t.id = ?1",
        stays="agenda = 0, digest = 0, unreachable_why = NULL",
        because="to answer, and to know who wants no messages",
    ),
    "addresses": Holding("t.contact = ?1", stays=AS_IT_IS, because="to answer whoever writes"),
    "inbox": Holding(
        f"t.state <> 'todo' AND t.payload IS NOT NULL AND EXISTS {_AT.format('instr(t.payload, a.user) > 0')}",
        stays="payload = NULL",
        because="the number of a message, so that it is not answered twice",
        inward=("payload", "event", "account"),
    ),
    "sessions": Holding("t.contact = ?1", inward=("notes",)),
    "outbox": Holding(
        "t.contact = ?1",
        # What is being sent at this moment goes out, and its words are erased after.
        stays="state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END, about = NULL, choices = NULL,"
        " problem = NULL, body = CASE WHEN state IN ('leased', 'sending') THEN body END",
        because="that something was sent there, without its words, for a month",
        inward=("dedupe_key", "batch", "choices", "lane", "repeated", "replaces", "account"),
    ),
    "halts": Holding(
        f"EXISTS {_AT.format('a.user = t.user')}", stays=AS_IT_IS, because="the channel's own wish, until it is over"
    ),
    "consents": Holding(
        f"t.contact = ?1 AND {_OWN_CONSENT}",
        # What was agreed to in the summary, a moment before the record was made, is the same person's.
        "EXISTS (SELECT 1 FROM volunteers v JOIN consents c ON c.id = v.consent WHERE v.id = ?1 AND (t.id = c.id OR"
        " t.contact = c.contact AND t.purpose <> 'coordination'"
        " AND t.given_at BETWEEN v.registered_at - 10000 AND v.registered_at)"
        " AND (SELECT count(*) FROM volunteers o WHERE o.consent = c.id) = 1)",
        ("given_by",),
    ),
    "volunteer_pillars": _of_volunteer(),
    "answers": _of_volunteer(),
    "waiting": _of_volunteer(),
    "attendance": _of_volunteer(names=("by",)),
    "twins": Holding(f"t.volunteer {_PEOPLE} OR t.other {_PEOPLE}", "t.volunteer = ?1 OR t.other = ?1"),
    "codes": Holding(
        f"t.kind <> 'role' AND t.subject {_PEOPLE}",
        "t.kind <> 'role' AND t.subject = ?1",
        ("made_by",),
        inward=("digest",),
    ),
    "volunteers": Holding("t.contact = ?1", "t.id = ?1", ("registered_by",), inward=("name_key",)),
    "roles": Holding("t.contact = ?1", stays=AS_IT_IS, because="an office is the organisation's: /peran withdraws it"),
    "questions": Holding("t.contact = ?1", names=("answered_by",)),
    "inquiries": Holding("t.contact = ?1"),
    "orders": Holding("t.contact = ?1"),
    "broadcast_answers": Holding("t.contact = ?1"),
    "desks": Holding("t.contact = ?1", inward=("edition", "first", "minute", "picture")),
    "media": Holding(
        f"t.contact = ?1 AND NOT EXISTS (SELECT 1 FROM events e WHERE e.picture = t.id) AND NOT {_PUBLISHED}",
        names=("contact",),
        inward=("content", "digest", "reference", "account"),
    ),
    "audit": Holding("t.contact = ?1", stays=AS_IT_IS, because="who did what in an office, by number, without a name"),
    "events": _nothing("what an office-holder published", "created_by"),
    "broadcasts": _nothing("what an office-holder published", "created_by", "approved_by"),
    "contingents": _nothing("a group; who is in it is with each person", "created_by"),
    "parts": _nothing("a part of an event"),
    "event_history": _nothing("what an event was before"),
    "quotas": _nothing("numbers of seats"),
    "reminder_rules": _nothing("when people are reminded of an event"),
    "broadcast_choices": _nothing("what may be answered to a broadcast"),
    "proposals": _nothing("a question and its answer without numbers and without who asked"),
    "not_understood": _nothing("words without numbers and without who wrote them"),
    "asked": _nothing("how often something was asked"),
    "registered_by_place": _nothing("how many, by place"),
    "registered_by_hour": _nothing("how many, by time"),
    "answered_by_event": _nothing("how many, by event"),
    "confirmed_by_event": _nothing("who comes, by number: it goes with their answers"),
    "reminder_rounds": _nothing("which reminders have been queued"),
    "invitations_used": _nothing("digests of invitations"),
    "lists": Holding("t.sent_by = ?1", inward=("roll", "report")),
    "erasures": _nothing("keyed hashes, from which nobody can be found"),
    "jobs": _nothing("work that waits, by number"),
    "facts": _nothing("facts about the installation"),
}
"""Every table, in the order of erasing: what is found through a person before the person."""


def _belonging(holding: Holding, contact: int, person: int | None) -> tuple[str, int] | None:
    """The condition and its id: of the person, where one is named and the rows are theirs; else of the contact."""
    if person is not None and holding.of_person:
        return holding.of_person, person
    return (holding.of_contact, contact) if holding.of_contact else None


async def held(db: Reader, contact: int, person: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """All rows that belong to the contact, by table; of what belongs to people, only `person`'s where one is named."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, holding in HOLDINGS.items():
        if belonging := _belonging(holding, contact, person):
            rows = await db.rows(f"SELECT t.* FROM {table} t WHERE {belonging[0]}", (belonging[1],))
            if rows:
                found[table] = [_shown(row, holding) for row in rows]
    return found


async def titles(db: Reader, contact: int) -> dict[int, str]:
    """The titles of the events that the contact's people answered, by number."""
    rows = await db.rows(
        "SELECT id, title FROM events WHERE id IN"
        " (SELECT a.event FROM answers a JOIN volunteers v ON v.id = a.volunteer WHERE v.contact = ?)",
        (contact,),
    )
    return {row["id"]: row["title"] for row in rows}


def _shown(row: Row, holding: Holding) -> dict[str, Any]:
    return {name: _read(value) for name, value in dict(row).items() if name not in holding.inward}


def _read(value: Any) -> Any:
    """What a column holds; of what is itself JSON, the content."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def erasing(table: str, *, contact: int | None = None, person: int | None = None) -> list[Statement]:
    """What erases the contact's rows, or one person's, from a table."""
    holding = HOLDINGS[table]
    condition, id_ = (holding.of_person, person) if person is not None else (holding.of_contact, contact)
    statements: list[Statement] = []
    if condition and holding.stays == ROWS_GO:
        statements.append((f"DELETE FROM {table} AS t WHERE {condition}", (id_,)))
    elif condition and holding.stays != AS_IT_IS:
        statements.append((f"UPDATE {table} AS t SET {holding.stays} WHERE {condition}", (id_,)))
    if contact is not None:
        statements += [(f"UPDATE {table} SET {name} = NULL WHERE {name} = ?1", (contact,)) for name in holding.names]
    return statements
