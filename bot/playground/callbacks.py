"""Taps that wait for an answer; Telegram forgets them soon."""

import time
from collections.abc import Callable

from bot.playground.answers import bad_request

ANSWERABLE = 150
"""Seconds within which a tap can be answered."""


class Callbacks:
    """The open taps, on the monotonic clock; a restart forgets them, and to the bot they are then too old."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, tuple[int, float]] = {}
        self._number = time.time_ns()

    def begin(self, chat_id: int, id_: str | None = None) -> str:
        """A new tap in a chat: its id, made up unless given."""
        now = self._clock()
        # The oldest come first, so this looks at no more than it drops.
        while self._open and now - next(iter(self._open.values()))[1] > ANSWERABLE:
            del self._open[next(iter(self._open))]
        if id_ is None:
            self._number += 1
            id_ = str(self._number)
        self._open[id_] = (chat_id, now)
        return id_

    def chat_of(self, id_: str) -> int:
        """The chat in which it was tapped. Raises Refused where it is unknown or too old."""
        chat_id, at = self._open.get(id_, (0, -float("inf")))
        if self._clock() - at > ANSWERABLE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return chat_id
