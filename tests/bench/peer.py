"""The same messages sent by python-telegram-bot as it comes, on HTTPX: a peer to measure the sender beside.

Run as `python -m tests.bench.peer API_URL TOKEN FIRST COUNT AT_ONCE TEXT`; prints the seconds it took.
"""

import asyncio
import sys
import time

from telegram import Bot
from telegram.constants import ParseMode
from telegram.request import HTTPXRequest


async def send(api_url: str, token: str, people: range, at_once: int, text: str) -> float:
    """Send the text to these people, so many at once; how many seconds it took."""
    async with Bot(token, f"{api_url}/bot", request=HTTPXRequest(connection_pool_size=at_once)) as bot:
        waiting = iter(people)

        async def send_some() -> None:
            for id_ in waiting:
                await bot.send_message(id_, text, parse_mode=ParseMode.HTML)

        began = time.monotonic()
        await asyncio.gather(*(send_some() for _ in range(at_once)))
        return time.monotonic() - began


if __name__ == "__main__":
    url, token, first, count, at_once, text = sys.argv[1:]
    people = range(int(first), int(first) + int(count))
    print(asyncio.run(send(url, token, people, int(at_once), text)))
