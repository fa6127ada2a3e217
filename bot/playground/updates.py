"""The updates on their way to the bot: kept until confirmed, fetched by getUpdates or handed to the webhook."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from telegram.constants import UpdateType

from bot.playground.answers import Refused, bad_request, conflict, dumped
from bot.playground.store import Store, StoredUpdate, is_expired

LONGEST_POLL = 50
"""Seconds that getUpdates waits at most."""
_ANSWER_BYTES = 4 * 1024 * 1024
_LARGEST_ID = 2**31 - 1
_GATHERING = 0.002
_KINDS = frozenset(kind.value for kind in UpdateType)
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """The queue of one bot, in the order in which things happened."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self.pending: dict[int, StoredUpdate] = {update.id: update for update in store.updates()}
        self.allowed: list[str] = json.loads(store.value("allowed_updates", "[]"))
        self.deliver: Callable[[StoredUpdate], None] | None = None
        self._poll: asyncio.Future[None] | None = None
        self._handed_out: list[int] = []
        self._conflict_at = 0.0
        self._last_poll: tuple[int, float] = (-1, 0.0)

    def allow(self, kinds: list[str] | None) -> None:
        """Let only these kinds in from now on (none: all but three); None changes nothing. Raises Refused."""
        if kinds is None:
            return
        for kind in kinds:
            if kind not in _KINDS:
                raise bad_request(f'unknown update type "{kind}" in allowed_updates')
        self.allowed = kinds
        self._store.keep_value("allowed_updates", dumped(kinds))

    def add(self, kind: str, content: object, lane: int) -> None:
        """Something happened in a chat (the lane, in which order is kept); the bot may not want to hear of it."""
        if kind in self.allowed if self.allowed else kind not in _NOT_BY_DEFAULT:
            id_ = self._store.next("next_update")
            self._put(id_, lane, dumped({"update_id": id_, kind: content}))

    def inject(self, update: Any, lane: int = 0) -> None:
        """Any JSON as an update. An object without update_id gets the next one; one with a later id is as if real.

        What no offset can confirm (an old, a wrong or no id) goes once it has been handed out.
        """
        if isinstance(update, dict) and "update_id" not in update:
            update = {"update_id": self._store.upcoming("next_update"), **update}
        given = update.get("update_id") if isinstance(update, dict) else None
        upcoming = self._store.upcoming("next_update")
        if isinstance(given, int) and not isinstance(given, bool) and upcoming <= given < _LARGEST_ID:
            self._store.skip_to("next_update", given + 1)
            self._put(given, lane, dumped(update))
        else:
            self._put(self._store.next("next_update"), lane, dumped(update), once=True)

    def _put(self, id_: int, lane: int, body: str, once: bool = False) -> None:
        update = StoredUpdate(id_, lane, time.time(), once, body)
        self.pending[id_] = update
        self._store.keep_update(update)
        if self.deliver is not None:
            self.deliver(update)
        elif self._poll is not None and not self._poll.done():
            asyncio.get_running_loop().call_later(_GATHERING, _wake, self._poll)

    def remove(self, id_: int) -> None:
        """The bot has it."""
        if self.pending.pop(id_, None) is not None:
            self._store.delete_update(id_)

    def clear(self) -> None:
        """Forget everything that waits."""
        self.keep_newest(0)

    def keep_newest(self, number: int) -> None:
        """Forget all but so many."""
        for id_ in list(self.pending)[: max(0, len(self.pending) - number)]:
            self.remove(id_)

    def _confirm(self, below: int) -> None:
        # An offset from the future confirms nothing at Telegram either.
        if below <= self._store.upcoming("next_update"):
            for id_ in [id_ for id_ in self.pending if id_ < below]:
                self.remove(id_)
        for id_ in self._handed_out:
            self.remove(id_)
        self._handed_out = []

    async def poll(self, offset: int, limit: int, timeout: int) -> list[str]:
        """What getUpdates answers, each update as JSON; ends an older poll. Raises Refused when ended by a newer."""
        self.interrupt(
            conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        )
        if offset < 0:
            self.keep_newest(-offset)
        self._confirm(max(offset, 0))
        timeout, limit = self._slowed(offset, limit, max(0, min(timeout, LONGEST_POLL)))
        for update in [update for update in self.pending.values() if is_expired(update)]:
            self.remove(update.id)
        if not self.pending and timeout:
            await self._wait(timeout)
        return self._batch(max(offset, 0), limit)

    def _slowed(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        # Telegram slows whoever asks for the same again and again.
        last_offset, last_at = self._last_poll
        now = self._clock()
        self._last_poll = (offset, now)
        if offset == last_offset and now < last_at + 3:
            return max(timeout, 3), 1 if now < last_at + 0.5 else limit
        return timeout, limit

    async def _wait(self, timeout: int) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            await asyncio.wait_for(poll, timeout)
        except TimeoutError:
            return
        except Refused:
            await self._hold_conflict()
            raise
        finally:
            if self._poll is poll:
                self._poll = None

    async def _hold_conflict(self) -> None:
        # The first to lose is told at once, those who keep quarrelling after three seconds.
        now = self._clock()
        if now < self._conflict_at:
            await asyncio.sleep(3)
        else:
            self._conflict_at = now + 3

    def _batch(self, offset: int, limit: int) -> list[str]:
        if offset > self._store.upcoming("next_update"):
            offset = 0
        batch: list[str] = []
        size = 0
        for update in self.pending.values():
            if update.id < offset:
                continue
            size += len(update.body)
            if len(batch) == limit or (batch and size > _ANSWER_BYTES):
                break
            batch.append(update.body)
            if update.once:
                self._handed_out.append(update.id)
        return batch

    def interrupt(self, refusal: Refused | None = None) -> None:
        """End the open poll, with a refusal or with an empty answer."""
        if self._poll is not None and not self._poll.done():
            if refusal is None:
                self._poll.set_result(None)
            else:
                self._poll.set_exception(refusal)


def _wake(poll: asyncio.Future[None]) -> None:
    if not poll.done():
        poll.set_result(None)
