"""A playground served on loopback."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground import Playground, serve
from tests.bot.playground.api import PEOPLE, TOKEN, Api


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN, limits=False)
    playground.add_people(PEOPLE)
    yield playground
    await playground.close()


@pytest.fixture
async def api(playground: Playground) -> AsyncIterator[Api]:
    runner = await serve(playground, "127.0.0.1", 0)
    async with aiohttp.ClientSession() as session:
        yield Api(session, f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()
