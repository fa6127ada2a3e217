"""How fast messages may leave: so many a second in all, and in each chat."""

import asyncio
import heapq
import time
from itertools import count

from bot.messages import Address


class Pace:
    """Lets through so many a second, evenly, the lowest lane first and within a lane in order of asking."""

    def __init__(self, rate: float) -> None:
        self._interval = 1 / rate
        self._free_at = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, lane: int) -> None:
        """Wait until one more may leave."""
        let_go = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._order), let_go))
        if self._timer is None:
            self._let_go()
        try:
            await let_go
        except asyncio.CancelledError:
            let_go.cancel()
            raise

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long; a longer hold stays."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def spend(self, more: int) -> None:
        """Whoever was let through last writes so many messages more than one."""
        self._free_at = max(self._free_at, time.monotonic()) + more * self._interval

    @property
    def held(self) -> float:
        """Seconds until the next may leave."""
        return max(0.0, self._free_at - time.monotonic())

    def _let_go(self) -> None:
        self._timer = None
        while self._waiting:
            now = time.monotonic()
            if now < self._free_at:
                self._timer = asyncio.get_running_loop().call_later(self._free_at - now, self._let_go)
                return
            _, _, first = heapq.heappop(self._waiting)
            if not first.done():
                first.set_result(None)
                # What a late timer lost is made good once, so that the rate is kept on average.
                self._free_at = max(self._free_at, now - self._interval) + self._interval


class ChatPace:
    """One a second in each chat, after a burst; `quicker` times that where the channel allows more in all."""

    BURST = 3
    MARGIN = 1.1
    """Seconds a message, where the channel says one a second: requests do not arrive as evenly as they leave."""

    def __init__(self, quicker: float = 1.0) -> None:
        self._interval = self.MARGIN / max(1.0, quicker)
        self._spent: dict[Address, float] = {}
        self._halted: dict[Address, float] = {}

    async def turn(self, chat: Address) -> None:
        """Wait until one more may leave to this chat."""
        now = time.monotonic()
        spent = max(self._spent.get(chat, 0.0), now)
        self._spent[chat] = spent + self._interval
        if len(self._spent) > 10_000:
            self._spent = {chat: until for chat, until in self._spent.items() if until > now}
        wait = spent - now - (self.BURST - 1) * self._interval
        if wait > 0:
            await asyncio.sleep(wait)

    def arrived(self, chat: Address, messages: int = 1) -> None:
        """What left to this chat arrived by now, and perhaps only now: the channel counts from there."""
        self._spent[chat] = max(self._spent.get(chat, 0.0), time.monotonic() + messages * self._interval)

    def halt(self, chat: Address, seconds: float) -> None:
        """Nothing may leave to this chat for so long."""
        now = time.monotonic()
        self._halted = {other: until for other, until in self._halted.items() if until > now}
        self._halted[chat] = max(self._halted.get(chat, 0.0), now + seconds)

    def halted(self, chat: Address) -> float:
        """Seconds for which nothing may leave to this chat."""
        return max(0.0, self._halted.get(chat, 0.0) - time.monotonic())


class Complaints:
    """What the channel says of our pace: several chats told to slow down at once mean that all must."""

    CHATS = 3
    WITHIN = 10.0
    """Seconds for which a complaint counts, at least; it does as long as that chat must wait."""

    def __init__(self) -> None:
        self._heard: dict[Address, float] = {}

    def hear(self, chat: Address, seconds: float) -> bool:
        """The channel told this chat to wait for so long; whether everybody must."""
        now = time.monotonic()
        self._heard = {other: until for other, until in self._heard.items() if until > now}
        self._heard[chat] = now + max(self.WITHIN, seconds)
        return len(self._heard) >= self.CHATS
