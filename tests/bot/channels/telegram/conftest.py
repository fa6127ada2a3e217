"""A Bot API server on this machine, and the channel connected to it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.channel import Telegram
from tests.bot.channels.telegram.fake_api import TOKEN, FakeApi


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    """The server; at the end, every request that it was sent must be as the Bot API wants it."""
    api = FakeApi()
    await api.open()
    yield api
    await api.close()
    assert api.violations() == []


@pytest.fixture
async def telegram(api: FakeApi) -> AsyncIterator[Telegram]:
    telegram = await Telegram.connect(TOKEN, api.url, read_timeout=0.15)
    yield telegram
    await telegram.close()
