"""Long polling that confirms to Telegram only what is stored."""

import asyncio
import json
import logging
import re
from typing import Any

from telegram.error import NetworkError

from bot.channel import Arrival
from bot.channels.telegram.arrivals import HIGHEST_UPDATE_ID, KINDS, Store, arrival, undecoded, update_id
from bot.channels.telegram.channel import Telegram
from storage.database import Busy

POLL_SECONDS = 30
"""How long Telegram keeps a question open while nothing comes."""
ANSWER_SECONDS = 10.0
"""How long after that its answer may take."""
BATCH = 100
"""Updates in one answer, at most: what Telegram gives."""

_UPDATE_ID = re.compile(r'"update_id"\s*:\s*(\d{1,10})\b')

log = logging.getLogger(__name__)


class _Refused(Exception):
    """An answer that is not 200; `after` is how many seconds Telegram asked to wait, if it did."""

    def __init__(self, status: int, words: str, after: float | None) -> None:
        super().__init__(f"{status} {words}")
        self.status = status
        self.after = after


class Poller:
    """Asks Telegram for updates, stores them, and only then confirms them.

    `pauses` are the first and the longest wait after an error, in seconds.
    """

    def __init__(self, telegram: Telegram, store: Store, pauses: tuple[float, float] = (1.0, 30.0)) -> None:
        self._url = telegram.bot.base_url
        self._transport = telegram.transport
        self._store = store
        self._first_pause, self._longest_pause = pauses
        # Telegram remembers what is confirmed; after a quiet week it starts its count anew.
        self._offset: int | None = None
        self._limit = BATCH
        self._webhook_gone = False

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until told to stop; a question left open then loses nothing, since what it brings is not confirmed."""
        pause = self._first_pause
        while not stop.is_set():
            wait: float | None = None
            try:
                if await self._turn(stop):
                    pause = self._first_pause
                    continue
            except _Refused as refusal:
                wait = refusal.after
                _tell(refusal)
            except NetworkError as error:
                log.warning("Telegram cannot be asked: %s", error.message)
            except Busy as busy:
                log.warning("what came in is not stored yet, and stays at Telegram: %s", busy)
            except Exception:
                log.exception("what came in was not stored, and stays at Telegram")
            await _rest(stop, pause if wait is None else wait)
            pause = min(2 * pause, self._longest_pause)

    async def _turn(self, stop: asyncio.Event) -> bool:
        """One question and what it brings, stored; whether the next may follow at once."""
        if not self._webhook_gone:
            body = await self._ask(stop, "deleteWebhook", {"drop_pending_updates": "false"}, ANSWER_SECONDS)
            self._webhook_gone = body is not None
            return True
        fields = {"timeout": str(POLL_SECONDS), "limit": str(self._limit), "allowed_updates": json.dumps(KINDS)}
        if self._offset is not None:
            fields["offset"] = str(self._offset)
        body = await self._ask(stop, "getUpdates", fields, POLL_SECONDS + ANSWER_SECONDS)
        if body is None:
            return True
        try:
            arrivals, highest = _unpacked(body)
        except (KeyError, TypeError, ValueError, RecursionError):
            if self._limit > 1:
                log.warning("an answer of Telegram cannot be read; asking for its updates one by one")
                self._limit = 1
                return True
            arrivals, highest = _unreadable(body)
        self._limit = BATCH
        if arrivals:
            await self._store(arrivals)
        if highest is not None:
            self._offset = highest + 1
        # What cannot be confirmed comes again at once, over and over.
        return highest is not None or not arrivals

    async def _ask(self, stop: asyncio.Event, method: str, fields: dict[str, str], seconds: float) -> str | None:
        """The body of Telegram's answer, or None when told to stop first. Raises _Refused and NetworkError."""
        asking = asyncio.create_task(self._transport.call(f"{self._url}/{method}", fields, seconds))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                return None
            status, content = asking.result()
        finally:
            asking.cancel()
            stopping.cancel()
            await asyncio.gather(asking, stopping, return_exceptions=True)
        body = content.decode("utf-8", "replace")
        if status != 200:
            raise _refusal(status, body)
        return body


def _unpacked(body: str) -> tuple[list[Arrival], int | None]:
    """The updates of an answer, and the highest id among them, if any has one."""
    updates: list[Any] = json.loads(body)["result"]
    ids = [id_ for update in updates if (id_ := update_id(update)) is not None]
    return [arrival(update) for update in updates], max(ids, default=None)


def _unreadable(body: str) -> tuple[list[Arrival], int]:
    """An answer with one update that nobody can read: kept as it is, so that it does not hold up what follows.

    Raises _Refused where it is no answer of Telegram's at all.
    """
    found = _UPDATE_ID.search(body)
    id_ = int(found[1]) if found else 0
    if not 0 < id_ <= HIGHEST_UPDATE_ID:
        raise _Refused(200, "with an answer that is not Telegram's", None)
    return [undecoded(body, id_)], id_


def _refusal(status: int, body: str) -> _Refused:
    try:
        answer = json.loads(body)
        after = answer.get("parameters", {}).get("retry_after")
        return _Refused(status, str(answer.get("description", "")), float(after) if after else None)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return _Refused(status, "", None)


def _tell(refusal: _Refused) -> None:
    match refusal.status:
        case 401 | 404:
            log.critical("Telegram refuses the bot's token, so nothing comes in: %s", refusal)
        case 409:
            log.error("another bot polls with this token, or it has a webhook; only one may: %s", refusal)
        case _:
            log.warning("Telegram refused to give updates: %s", refusal)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not longer than until told to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
