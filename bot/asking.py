"""What may be asked, the ways in which what came is no answer to it, and how a session is asked one question."""

from dataclasses import replace
from typing import Any, Protocol, TypeVar

from bot.messages import Inbound, Outbound
from storage.sessions import CHANGED, FILES, Session

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


_SHOWN = "~shown"
"""The note of what the open question had people confirm."""


def _stamp(prompt: Any) -> str:
    """What a prompt has people confirm, in short; "" where an answer is as good whatever else has changed."""
    return str(getattr(prompt, "stamp", ""))


def stands(session: Session, key: str, prompt: Prompt[Any]) -> bool:
    """Whether just this question is open already, to confirm just what it did."""
    return key == session.asked and session.notes.get(_SHOWN, "") == _stamp(prompt)


def put(session: Session, key: str, prompt: Prompt[Any]) -> Outbound:
    """This is the open question of the session; how it is put, with choices that answer this asking alone."""
    if not stands(session, key, prompt):
        session.asked, session.asking = key, session.asking + 1
        session.notes.pop(key, None)
        session.notes[_SHOWN] = _stamp(prompt)
    session.free = prompt.free
    session.notes[FILES] = bool(getattr(prompt, "wants_files", False))
    question = prompt.question(session.notes.get(key))
    asking = f"a:{session.id}:{session.asking}"
    return replace(question, choices=tuple(replace(choice, id=f"{asking}:{choice.id}") for choice in question.choices))


def close(session: Session, key: str) -> None:
    """The question has its answer: none is open."""
    session.asked = None
    session.notes.pop(key, None)
    session.notes.pop(CHANGED, None)
