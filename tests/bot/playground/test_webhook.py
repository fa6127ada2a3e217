import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.playground import Playground
from tests.bot.playground.api import BUDI, SARI, Api


@dataclass
class Receiver:
    """A bot's webhook that answers with the statuses it is given, and 200 after those."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    got: list[tuple[int, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        status = self.statuses.pop(0) if self.statuses else 200
        update: dict[str, Any] = await request.json()
        self.got.append((status, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if status == 200:
            self.texts.append(update["message"]["text"])
        return web.Response(status=status)


@pytest.fixture
async def receiver(playground: Playground) -> AsyncIterator[Receiver]:
    playground._world.webhook._first_delay = 0.02
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < ends, "it never came"
        await asyncio.sleep(0.01)


async def test_what_waits_and_what_comes_is_handed_over_with_the_secret(
    playground: Playground, api: Api, receiver: Receiver
) -> None:
    await playground.say(SARI, "sebelum")
    body = await api.bot("setWebhook", url=receiver.url, secret_token="rahasia_1-A")
    assert body == {"ok": True, "result": True, "description": "Webhook was set"}
    await playground.say(SARI, "sesudah")
    await until(lambda: receiver.texts == ["sebelum", "sesudah"])
    assert {secret for _, secret in receiver.got} == {"rahasia_1-A"}
    await until(lambda: not playground._world.updates.pending)


async def test_an_update_is_repeated_until_taken_and_the_chat_keeps_its_order(
    playground: Playground, api: Api, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302, 404]
    await api.result("setWebhook", url=receiver.url)
    for word in ("satu", "dua", "tiga"):
        await playground.say(SARI, word)
    await until(lambda: len(receiver.texts) == 3)
    assert receiver.texts == ["satu", "dua", "tiga"]
    assert [status for status, _ in receiver.got] == [500, 302, 404, 200, 200, 200]


async def test_one_stuck_chat_does_not_hold_up_another(playground: Playground, api: Api, receiver: Receiver) -> None:
    playground._world.webhook._first_delay = 30
    receiver.statuses = [500]
    await api.result("setWebhook", url=receiver.url)
    await playground.say(SARI, "macet")
    await until(lambda: len(receiver.got) == 1)
    await playground.say(BUDI, "lancar")
    await until(lambda: receiver.texts == ["lancar"])
    info = await api.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 1)
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_webhook_that_is_down_loses_nothing(playground: Playground, api: Api) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/")
    await playground.say(SARI, "halo")
    await until(lambda: "Connection failed" in playground._world.webhook.info().get("last_error_message", ""))
    assert (await api.bot("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await api.bot("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert [update["message"]["text"] for update in await api.updates()] == ["halo"]


async def test_what_waits_may_be_dropped(playground: Playground, api: Api) -> None:
    await playground.say(SARI, "lama")
    await api.result("deleteWebhook", drop_pending_updates=True)
    assert await api.updates() == []


async def test_setting_the_same_again_changes_nothing(api: Api, receiver: Receiver) -> None:
    await api.result("setWebhook", url=receiver.url)
    assert (await api.bot("setWebhook", url=receiver.url))["description"] == "Webhook is already set"


async def test_a_webhook_is_set_at_most_once_a_second(playground: Playground, api: Api, receiver: Receiver) -> None:
    playground._world.limits.enforced = True
    await api.result("setWebhook", url=receiver.url)
    body = await api.bot("setWebhook", url=receiver.url)
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 1})


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://bot.id/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.id:99/x"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://bot.id:x/"}, "invalid webhook URL specified"),
        ({"url": "ftp://localhost/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://localhost/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://localhost/", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "http://localhost/", "max_connections": 0}, "max_connections must be from 1 to 100"),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, params: dict[str, Any], words: str) -> None:
    assert await api.refusal("setWebhook", **params) == f"Bad Request: {words}"
    assert (await api.result("getWebhookInfo"))["url"] == ""
