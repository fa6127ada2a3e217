"""What may be asked: a kind of question, and the three ways in which what came is no answer to it."""

from typing import Any, Protocol, TypeVar

from bot.messages import Inbound, Outbound

Answer = TypeVar("Answer")


class Invalid(Exception):
    """An answer that cannot be understood; the message says what would be."""


class Gone(Exception):
    """A stored answer that names something which no longer exists, or confirms what has changed since."""


class Again(Exception):
    """No answer yet: the same question is to be put in another form (a page turned), which `note` describes."""

    def __init__(self, note: Any) -> None:
        super().__init__()
        self.note = note


class Prompt(Protocol[Answer]):
    """A kind of question. What is stored is what was understood, once: never the words typed.

    One that has people confirm something also has its `stamp` (str), another as soon as that thing is another; one
    that reads the files of a message says `wants_files`.
    """

    @property
    def free(self) -> bool:
        """Whether it takes everything but commands and STOP, so that nobody interrupts."""

    def read(self, inbound: Inbound, note: Any) -> Answer:
        """The answer in what came in. Raises Invalid or Again."""

    def keep(self, value: Answer) -> Any:
        """The answer as JSON."""

    def restore(self, kept: Any) -> Answer:
        """The answer that `keep` made. Raises Gone."""

    def question(self, note: Any) -> Outbound:
        """The question as it is put now; its choices have ids of their own, 40 bytes at most."""
