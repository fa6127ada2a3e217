"""Hands updates to the bot's webhook, one chat's in order, again and again until it takes them."""

import asyncio
import json
import re
import time
from collections import deque
from urllib.parse import urlsplit

import aiohttp
from telegram.constants import SUPPORTED_WEBHOOK_PORTS, WebhookLimit

from bot.playground.answers import Json, bad_request, conflict, dumped
from bot.playground.store import Store, StoredUpdate, is_expired
from bot.playground.updates import Updates

FIRST_DELAY = 1.0
"""Seconds before the first repetition; doubled for each one after."""
LONGEST_DELAY = 60.0
_ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)


class Webhook:
    """Where the bot wants its updates, if it does not fetch them."""

    def __init__(self, store: Store, updates: Updates, first_delay: float = FIRST_DELAY) -> None:
        self._store = store
        self._updates = updates
        self._first_delay = first_delay
        self._settings: Json = json.loads(store.value("webhook", "{}"))
        self._last_error: Json = {}
        self._lanes: dict[int, deque[StoredUpdate]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)

    @property
    def url(self) -> str:
        """The address; "" where the bot polls."""
        return str(self._settings.get("url", ""))

    def info(self) -> Json:
        """The Bot API's WebhookInfo."""
        info = {"url": self.url, "has_custom_certificate": False, "pending_update_count": len(self._updates.pending)}
        if self.url:
            info |= {"max_connections": self._settings["max_connections"], **self._last_error}
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        return info

    def is_set_to(self, url: str, secret: str, max_connections: int) -> bool:
        """Whether setting it so would change nothing."""
        wanted = {"url": url, "secret": secret, "max_connections": max_connections} if url else {}
        return self._settings == wanted

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Hand over everything that waits, and what comes, to this address; "" stops that."""
        self.stop()
        self._settings = {"url": url, "secret": secret, "max_connections": max_connections} if url else {}
        self._last_error = {}
        self._store.keep_value("webhook", dumped(self._settings))
        self.start()

    def start(self) -> None:
        """Begin to hand over, where an address is set."""
        if not self.url or self._updates.deliver is not None:
            return
        self._updates.interrupt(conflict("terminated by setWebhook request"))
        self._slots = asyncio.Semaphore(self._settings["max_connections"])
        self._updates.deliver = self._deliver
        for update in list(self._updates.pending.values()):
            self._deliver(update)

    def stop(self) -> None:
        """Hand over nothing more; what was not taken waits."""
        self._updates.deliver = None
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()

    async def close(self) -> None:
        """Stop and let go of the connections."""
        self.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _deliver(self, update: StoredUpdate) -> None:
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._work_off(update.lane, self._lanes[update.lane]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, lane: int, queue: deque[StoredUpdate]) -> None:
        delay = self._first_delay
        while queue:
            if is_expired(queue[0]) or await self._is_taken(queue[0]):
                self._updates.remove(queue.popleft().id)
                delay = self._first_delay
            else:
                await asyncio.sleep(delay)
                delay = min(delay * 2, LONGEST_DELAY)
        del self._lanes[lane]

    async def _is_taken(self, update: StoredUpdate) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_ANSWER_WITHIN)
        headers = {"Content-Type": "application/json"}
        if self._settings["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._settings["secret"]
        try:
            async with (
                self._slots,
                self._session.post(
                    self.url, data=update.body.encode(), headers=headers, allow_redirects=False
                ) as answer,
            ):
                if 200 <= answer.status < 300:
                    return True
                error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            error = "Read timeout expired"
        except aiohttp.ClientError as failure:
            error = f"Connection failed: {failure}"
        self._last_error = {"last_error_date": int(time.time()), "last_error_message": error}
        return False


def check_webhook(url: str, secret: str, max_connections: int) -> None:
    """Raises Refused where Telegram would not take this as a webhook; on this machine any port and http will do."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        if parts.scheme != "https" or not parts.hostname:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in SUPPORTED_WEBHOOK_PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    elif parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]+", secret):
        raise bad_request("secret token contains unallowed characters")
    if len(secret) > WebhookLimit.MAX_SECRET_TOKEN_LENGTH:
        raise bad_request("secret token is too long")
    if not WebhookLimit.MIN_CONNECTIONS_LIMIT <= max_connections <= WebhookLimit.MAX_CONNECTIONS_LIMIT:
        raise bad_request("max_connections must be from 1 to 100")
