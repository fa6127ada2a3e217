"""Messages to be sent: queued with the change they speak of, told apart by key, and the only way out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.messages import Address, Choice, Outbound, Pin, Wanted
from storage.database import Reader, Row, Statement, Transaction

REPLIES, REMINDERS, BULK = 0, 1, 2
"""Lanes, the first goes first."""
PROGRESS = "progress"
"""The kind of a message that shows how far something is; its edits are worth nothing where nothing can be edited."""
MONTH = 30 * 24 * 3600 * 1000
"""Milliseconds that a finished row is kept."""
STATES = ("queued", "leased", "sending", "sent", "failed", "blocked", "unknown", "cancelled", "expired")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row taken to be sent. Without a body it is rendered from `kind` and `subject` at sending."""

    id: int
    kind: str
    subject: int | None
    lane: int
    batch: str | None
    contact: int | None
    to: Address
    body: str | None
    replaces: str | None
    attempts: int
    repeated: bool
    expires_at: int | None
    dedupe_key: str

    @property
    def message(self) -> Outbound | None:
        """The message as it was queued, or None where it is rendered."""
        return None if self.body is None else unpacked(self.body, self.replaces)


def packed(message: Outbound) -> str:
    """The message as JSON."""
    fields: dict[str, Any] = {"text": message.text}
    if message.choices:
        fields["choices"] = [[c.id, c.label, c.hint] for c in message.choices]
    if message.ask_for:
        fields["ask_for"] = message.ask_for.value
    if message.about:
        fields["about"] = message.about
    if message.media:
        fields["media"] = message.media
    if message.pin:
        fields["pin"] = [message.pin.latitude, message.pin.longitude, message.pin.title, message.pin.address]
    return json.dumps(fields, ensure_ascii=False)


def unpacked(body: str, replaces: str | None) -> Outbound:
    """The message that `packed` made."""
    fields = json.loads(body)
    choices = tuple(Choice(*choice) for choice in fields.get("choices", ()))
    ask_for = Wanted(fields["ask_for"]) if "ask_for" in fields else None
    return Outbound(
        fields["text"],
        choices,
        ask_for,
        replaces or "",
        fields.get("about", ""),
        tuple(fields.get("media", ())),
        Pin(*fields["pin"]) if "pin" in fields else None,
    )


def reply(key: str, contact: int | None, to: Address, message: Outbound, at: int, kind: str = "reply") -> Statement:
    """Something to say at once to whoever just wrote; queued once for a key."""
    return (
        "INSERT INTO outbox (dedupe_key, kind, lane, contact, channel, account, user, body, replaces, created_at,"
        " updated_at) VALUES (?, ?, 0, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?) ON CONFLICT (dedupe_key) DO NOTHING",
        (key, kind, contact, to.channel, to.account, to.user, packed(message), message.replaces, at, at),
    )


async def tell(
    db: Transaction,
    key: str,
    contact: int,
    message: Outbound,
    at: int,
    *,
    kind: str,
    lane: int = REPLIES,
    subject: int | None = None,
    expires_at: int | None = None,
    not_before: int = 0,
) -> bool:
    """Queue something for a contact who did not just write; False if the key is known or they have no address.

    An edit takes the place of an older one that still waits.
    """
    if message.replaces:
        await db.execute(
            "UPDATE outbox SET state = 'cancelled', body = NULL, updated_at = ? WHERE state = 'queued' AND replaces = ?"
            " AND dedupe_key <> ?",
            (at, message.replaces, key),
        )
    return bool(
        await db.execute(
            "INSERT INTO outbox (dedupe_key, kind, subject, lane, contact, channel, account, user, body, replaces,"
            " expires_at, not_before, created_at, updated_at)"
            " SELECT ?, ?, ?, ?, a.contact, a.channel, a.account, a.user, ?, nullif(?, ''), ?, ?, ?, ?"
            " FROM addresses a WHERE a.id = (SELECT max(id) FROM addresses WHERE contact = ?)"
            " ON CONFLICT (dedupe_key) DO NOTHING",
            (key, kind, subject, lane, packed(message), message.replaces, expires_at, not_before, at, at, contact),
        )
    )


def following(delivery: Delivery, message: Outbound, at: int) -> Statement:
    """What one request could not carry of a row: a row of its own, behind it."""
    to = delivery.to
    return (
        "INSERT INTO outbox (dedupe_key, kind, lane, batch, contact, channel, account, user, body, replaces,"
        " expires_at, created_at, updated_at) VALUES (?, 'rest', ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        (
            f"{delivery.dedupe_key}+", delivery.lane, delivery.batch, delivery.contact, to.channel, to.account, to.user,
            packed(message), message.replaces, delivery.expires_at, at, at,
        ),
    )  # fmt: skip


def from_row(row: Row) -> Delivery:
    """The delivery in a claimed row."""
    return Delivery(
        id=row["id"],
        kind=row["kind"],
        subject=row["subject"],
        lane=row["lane"],
        batch=row["batch"],
        contact=row["contact"],
        to=Address(row["channel"], row["account"], row["user"]),
        body=row["body"],
        replaces=row["replaces"],
        attempts=row["attempts"],
        repeated=bool(row["repeated"]),
        expires_at=row["expires_at"],
        dedupe_key=row["dedupe_key"],
    )


async def message_of(db: Reader, key: str) -> str:
    """The channel's id of what was sent for a key, or "" if it was not."""
    return await db.value("SELECT message FROM outbox WHERE dedupe_key = ?", (key,)) or ""


def lasting(message: Outbound) -> str | None:
    """The choices that can be answered long after the message (actions, not answers to an open question), as JSON."""
    actions = [[c.id, c.label] for c in message.choices if not c.id.startswith("a:")]
    return json.dumps(actions, ensure_ascii=False) if actions else None


def marked_sending(rows: Sequence[tuple[int, Outbound]], at: int) -> Statement:
    """The rows are about to be written to the channel; those that still may be come back."""
    told = [[row, lasting(message), message.about or None] for row, message in rows]
    return (
        "UPDATE outbox SET state = 'sending', updated_at = ?, choices = json_extract(told.value, '$[1]'),"
        " about = json_extract(told.value, '$[2]') FROM json_each(?) told"
        " WHERE state = 'leased' AND outbox.id = json_extract(told.value, '$[0]') RETURNING outbox.id",
        (at, json.dumps(told, ensure_ascii=False)),
    )


def marked_sent(sent: Sequence[tuple[int, str]], at: int) -> Statement:
    """The rows were sent, with the channel's id of each message; their texts are erased."""
    return (
        "UPDATE outbox SET state = 'sent', body = NULL, problem = NULL, updated_at = ?,"
        " message = json_extract(told.value, '$[1]') FROM json_each(?) told"
        " WHERE state = 'sending' AND outbox.id = json_extract(told.value, '$[0]')",
        (at, json.dumps(sent)),
    )


def ended(row: int, state: str, problem: str, at: int) -> Statement:
    """The row will not be sent (again): failed, blocked, unknown, cancelled or expired."""
    return (
        "UPDATE outbox SET state = ?, problem = ?, body = CASE WHEN ? = 'unknown' THEN body END, updated_at = ?"
        " WHERE id = ? AND state IN ('leased', 'sending')",
        (state, problem, state, at, row),
    )


def taken_back(rows: Sequence[int], at: int) -> Statement:
    """Those of the rows that were called blocked wait again: it was not the people."""
    return (
        "UPDATE outbox SET state = 'queued', problem = NULL, not_before = 0, updated_at = ?"
        " WHERE state = 'blocked' AND id IN (SELECT value FROM json_each(?))",
        (at, json.dumps(rows)),
    )


def queued_again(row: int, not_before: int, problem: str, at: int, *, repeated: bool = False) -> Statement:
    """The row goes back to wait until then; `repeated` if it may have arrived already."""
    return (
        "UPDATE outbox SET state = 'queued', not_before = ?, problem = ?, repeated = max(repeated, ?), updated_at = ?"
        " WHERE id = ? AND state IN ('leased', 'sending')",
        (not_before, problem, int(repeated), at, row),
    )
