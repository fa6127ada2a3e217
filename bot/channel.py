"""What a channel must do, its limits, and the few ways in which sending can fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.messages import Address, Choice, File, Inbound, Outbound, length


@dataclass(frozen=True, slots=True)
class Caps:
    """A channel's limits, in characters as it counts them; `rows` 0 means that it has no lists.

    `album` is how many files it sends together; 1 where each goes alone.
    """

    text: int
    text_with_choices: int
    buttons: int
    button_label: int
    rows: int = 0
    row_label: int = 0
    edit: bool = False
    album: int = 1


class SendError(Exception):
    """A message that did not certainly arrive."""


class TryLater(SendError):
    """Certainly not sent, and may be sent later.

    `after` is the channel's own word, in seconds, when it asked to slow down; None where nobody could be reached.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Unreachable(SendError):
    """The person cannot be written to until they write or unblock."""


class Rejected(SendError):
    """The channel refuses this message and always will."""


class Ambiguous(SendError):
    """It was written to the channel, and nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in, as the channel gave it, not yet looked at: `event` is its id there.

    `album` is what it shares with others that were sent together with it, "" for none.
    """

    event: str
    payload: str
    album: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on its way out: `reference` is the channel's own id of it, "" where it has none; then `content` is it."""

    kind: str
    name: str
    mime: str
    reference: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class SentFiles:
    """The channel's id of the (first) message, and its ids of the files, in their order; "" where it gave none."""

    message: str
    references: tuple[str, ...]


class Channel(Protocol):
    """A way to reach people."""

    name: str
    account: str
    caps: Caps

    def parse(self, arrival: Arrival) -> Inbound | None:
        """What came in, or None where it is nothing to answer. Raises ValueError where it is malformed."""

    async def send(self, to: Address, message: Outbound, replaces: str = "") -> str:
        """Send a text or a pin (or edit the message `replaces`); the channel's id of it. Raises SendError."""

    async def send_files(
        self, to: Address, message: Outbound, files: Sequence[Attachment], replaces: str = ""
    ) -> SentFiles:
        """Send files, with the text as their caption (or edit the caption of `replaces`). Raises SendError."""

    async def fetch(self, file: File) -> bytes:
        """The content of a file that came in. Raises SendError; Rejected where it never will be had."""

    async def acknowledge(self, inbound: Inbound) -> None:
        """Show that a tap has been seen, where the channel wants that; never raises SendError."""

    def entry_link(self, payload: str) -> str:
        """The address that opens the private chat and says `/start payload`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a message's choices appear: as "buttons", as a "list", "numbered" in the text, or "none"."""

    text: str
    form: str
    choices: tuple[Choice, ...] = ()


def shown(message: Outbound, caps: Caps) -> Shown:
    """The message as a channel with these limits can show it: buttons, else a list, else numbered lines.

    Nothing is cut or dropped. Raises ValueError if even the numbered text is too long for the channel.
    """
    count, choices = length(message.text), message.choices
    if not choices:
        if count > caps.text:
            raise ValueError(f"text of {count} characters where {caps.text} fit")
        return Shown(message.text, "none")
    # A hint is the rest of a shortened label; where buttons cannot show it, a list or numbered lines can.
    hinted = any(c.hint for c in choices)
    fits = count <= caps.text_with_choices
    if fits and len(choices) <= caps.buttons and not (hinted and caps.rows):
        if all(len(c.label) <= caps.button_label for c in choices):
            return Shown(message.text, "buttons", choices)
    if fits and len(choices) <= caps.rows and all(len(c.label) <= caps.row_label for c in choices):
        return Shown(message.text, "list", choices)
    lines = [f"{n}. {c.label}" + (f" ({c.hint})" if c.hint else "") for n, c in enumerate(choices, 1)]
    text = "\n".join([message.text, "", *lines])
    if length(text) > caps.text:
        raise ValueError(f"numbered text of {length(text)} characters where {caps.text} fit")
    return Shown(text, "numbered", choices)
