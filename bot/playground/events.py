"""What the page is told as it happens."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.playground.answers import dumped

BACKLOG = 5_000
"""Events that a slow page may lie behind before it is cut off and has to fetch everything anew."""

Events = asyncio.Queue[str | None]


class Audience:
    """Those who watch; each has a queue of server-sent events, which None ends."""

    def __init__(self) -> None:
        self._queues: set[Events] = set()

    @contextmanager
    def watching(self) -> Iterator[Events]:
        """A queue that gets every event while the context lasts."""
        queue: Events = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    def tell(self, event: str, data: object) -> None:
        """Tell everybody."""
        if not self._queues:
            return
        line = f"event: {event}\ndata: {dumped(data)}\n\n"
        for queue in list(self._queues):
            if queue.qsize() < BACKLOG:
                queue.put_nowait(line)
            else:
                queue.put_nowait(None)
                self._queues.discard(queue)

    def dismiss(self) -> None:
        """End every stream."""
        for queue in self._queues:
            queue.put_nowait(None)
        self._queues.clear()
