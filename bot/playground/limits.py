"""Telegram's flood limits: so many messages a second in all and to one chat, a minute to one group."""

import math
import time
from collections.abc import Callable

from telegram.constants import FloodLimit

from bot.playground.answers import too_many

CHAT_BURST = 3
"""Messages that one chat may get at once before it is one a second."""


class _Bucket:
    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate, self._burst, self._left, self._at = rate, burst, float(burst), now

    def wait(self, now: float) -> float:
        """Seconds until one more may go."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (1 - self._left) / self._rate)

    def take(self, count: int) -> None:
        self._left -= count


class Limits:
    """The buckets of one bot, on the monotonic clock."""

    def __init__(self, enforced: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self.enforced = enforced
        self._clock = clock
        self._all = _Bucket(FloodLimit.MESSAGES_PER_SECOND, FloodLimit.MESSAGES_PER_SECOND, clock())
        self._chats: dict[int, _Bucket] = {}
        self._webhook_at = -math.inf

    def take(self, chat_id: int, is_group: bool, count: int = 1) -> None:
        """Count one message to a chat, or an album of so many. Raises Refused (429), counting nothing, where it is too
        soon for another one.
        """
        if not self.enforced:
            return
        now = self._clock()
        if chat_id not in self._chats:
            minute = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
            rate, burst = (minute / 60, int(minute)) if is_group else (1.0, CHAT_BURST)
            self._chats[chat_id] = _Bucket(rate, burst, now)
        buckets = (self._all, self._chats[chat_id])
        # A token within a microsecond of being whole is whole: floats must not make somebody wait a second for that.
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 1e-6:
            raise too_many(math.ceil(wait))
        for bucket in buckets:
            bucket.take(count)

    def take_webhook(self) -> None:
        """Count one setting of the webhook. Raises Refused (429) where the last was less than a second ago."""
        now = self._clock()
        if self.enforced and now < self._webhook_at + 1:
            raise too_many(1)
        self._webhook_at = now
