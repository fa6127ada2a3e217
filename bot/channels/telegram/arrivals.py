"""Updates on their way into the inbox: under the id Telegram gave them, or one made of their content."""

import json
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256

from bot.channel import Arrival

Store = Callable[[Sequence[Arrival]], Awaitable[None]]
"""Stores what came in; when it returns, that is committed."""

HIGHEST_UPDATE_ID = 2**31 - 1
"""What Telegram's server counts up to; an offset made of more would confirm updates nobody has seen."""

ALBUM_LENGTH = 64
"""Characters of an album's name that are looked at."""

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that Telegram is asked for."""


def update_id(update: object) -> int | None:
    """The id that Telegram gave an update, or None where it has none that could be Telegram's."""
    given = update.get("update_id") if isinstance(update, dict) else None
    if isinstance(given, int) and not isinstance(given, bool) and 0 < given <= HIGHEST_UPDATE_ID:
        return given
    return None


def arrival(update: object) -> Arrival:
    """An update as the inbox takes it. Raises ValueError or RecursionError where it cannot be written down."""
    return undecoded(json.dumps(update), update_id(update), album_of(update))


def album_of(update: object) -> str:
    """The album that a message is part of, or ""."""
    message = update.get("message") if isinstance(update, dict) else None
    group = message.get("media_group_id") if isinstance(message, dict) else None
    return group[:ALBUM_LENGTH] if isinstance(group, str) else ""


def undecoded(payload: str, id_: int | None, album: str = "") -> Arrival:
    """The text of an update as the inbox takes it; without an id, the same content is the same event."""
    event = f"sha256:{sha256(payload.encode('utf-8', 'replace')).hexdigest()}" if id_ is None else str(id_)
    return Arrival(event, payload, album)
