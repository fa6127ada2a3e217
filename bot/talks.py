"""What a talk is: a conversation and who may have it; and what is the same for all of an installation's talks."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.messages import Outbound
from storage.database import Database, Reader
from storage.outbox import Delivery
from storage.roles import Role


class NotNow(Exception):
    """The message is to be sent, but only from `at` (aware) on: its reader sleeps."""

    def __init__(self, at: datetime) -> None:
        super().__init__("quiet hours")
        self.at = at


Renderer = Callable[[Reader, Delivery], Awaitable[Outbound | None]]
"""What a row of the outbox without a text says, at the moment of sending; None if it is not to be sent any more.

Raises NotNow."""

Work = Callable[[Database, int], Awaitable[None]]
"""Does a job for a subject; it may be done again from the start."""

Conversation = Callable[[Any, Any], Awaitable[None]]
"""An async function of a `bot.conversation.Turn` and a Transaction; of a Reader, if its talk only reads."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation and who may have it. `about` is its line in the menu (Indonesian); "" keeps it out of it.

    `reads`: it asks nothing and changes nothing, so it need not hold the writer. `words`: of an action that also takes
    what is written in reply to the message that offers it, as `args["text"]`.
    """

    run: Conversation
    who: frozenset[Role]
    about: str = ""
    reads: bool = False
    words: bool = False


EVERYBODY = frozenset({Role.VOLUNTEER})
"""For talks that need no role."""


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for every turn: the talks by name, the zone (IANA) and the language of those of whom nothing is
    known, the signing key, how many messages a second go to many, and which announcements need a second person's
    approval: those to more than `approval_above` chats, of which one sends `large_per_day` in 24 hours at most.

    A talk's name is a command ("/daftar"), the verb of an action ("rsvp:"), or a word where only talks lead there.
    """

    talks: Mapping[str, Talk]
    zone: str = "Asia/Makassar"
    key: bytes = b""
    locale: str = "id"
    rate_bulk: float = 25.0
    approval_above: int = 500
    large_per_day: int = 2
