"""The webhook stores what Telegram delivers, and nobody else's."""

import json
from collections.abc import AsyncIterator, Sequence
from io import BytesIO

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from multidict import CIMultiDict

from bot.channel import Arrival, Rejected
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.webhook import BODY_BYTES, SECRET_HEADER, routes, set_webhook
from tests.bot.channels.telegram.fake_api import FakeApi, refused

SECRET = "rahasia-42"
JSON = ("Content-Type", "application/json")
SIGNED = (SECRET_HEADER, SECRET)
UPDATE = '{"update_id":7, "message":{}}'

Client = TestClient[web.Request, web.Application]


class Inbox:
    """Stores in memory, unless it is broken."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.broken = False

    async def store(self, batch: Sequence[Arrival]) -> None:
        if self.broken:
            raise OSError("disk full")
        self.arrivals += batch


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def client(inbox: Inbox) -> AsyncIterator[Client]:
    app = web.Application(client_max_size=1024)
    app.add_routes(routes("/telegram/hook", SECRET, inbox.store))
    async with TestClient(TestServer(app)) as client:
        yield client


async def status(client: Client, body: str | bytes | BytesIO, *headers: tuple[str, str]) -> int:
    answer = await client.post("/telegram/hook", data=body, headers=CIMultiDict(headers))
    return answer.status


async def test_what_telegram_delivers_is_stored_word_for_word(client: Client, inbox: Inbox) -> None:
    assert await status(client, UPDATE, JSON, SIGNED) == 200
    utf8 = ("Content-Type", "application/json; charset=utf-8")
    assert await status(client, '{"update_id": 8, "message": "ñ"}', utf8, SIGNED) == 200
    assert inbox.arrivals == [Arrival("7", UPDATE), Arrival("8", '{"update_id": 8, "message": "ñ"}')]


@pytest.mark.parametrize(
    "headers", [[], [(SECRET_HEADER, "")], [(SECRET_HEADER, "rahasia-43")], [(SECRET_HEADER, "ñ\udcff")], [SIGNED] * 2]
)
async def test_without_the_one_secret_nothing_is_stored(
    client: Client, inbox: Inbox, headers: list[tuple[str, str]]
) -> None:
    assert await status(client, UPDATE, JSON, *headers) == 403
    assert inbox.arrivals == []


async def test_only_json_of_a_sane_length_is_taken(client: Client, inbox: Inbox) -> None:
    assert await status(client, UPDATE, ("Content-Type", "text/plain"), SIGNED) == 415
    assert await status(client, "{", JSON, SIGNED) == 400
    assert await status(client, b"\xff", JSON, SIGNED) == 400
    assert await status(client, BytesIO(b"a" * (BODY_BYTES + 1)), JSON, SIGNED) == 413
    assert inbox.arrivals == []
    longest = json.dumps({"update_id": 9}).ljust(BODY_BYTES)
    assert await status(client, BytesIO(longest.encode()), JSON, SIGNED) == 200


async def test_a_long_body_without_a_length_is_refused_too(client: Client, inbox: Inbox) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"a" * (BODY_BYTES // 10)

    async with ClientSession() as session:
        url = client.make_url("/telegram/hook")
        async with session.post(url, data=endless(), headers=CIMultiDict([JSON, SIGNED])) as answer:
            assert answer.status == 413
    assert inbox.arrivals == []


@pytest.mark.parametrize("odd", ["[]", "7", '{"update_id": "x"}', "[" * 100_000])
async def test_an_update_without_an_id_is_kept_once(client: Client, inbox: Inbox, odd: str) -> None:
    for _ in range(2):
        assert await status(client, odd, JSON, SIGNED) == 200
    first, again = inbox.arrivals
    assert first == again
    assert first.event.startswith("sha256:")
    assert first.payload == odd


async def test_what_could_not_be_stored_is_delivered_again(client: Client, inbox: Inbox) -> None:
    inbox.broken = True
    assert await status(client, UPDATE, JSON, SIGNED) == 503
    inbox.broken = False
    assert await status(client, UPDATE, JSON, SIGNED) == 200
    assert inbox.arrivals == [Arrival("7", UPDATE)]


async def test_setting_the_webhook_keeps_what_waits(api: FakeApi, telegram: Telegram) -> None:
    await set_webhook(telegram, "https://relawan.example/telegram/hook", SECRET)
    (request,) = api.asked("setWebhook")
    assert request == {
        "url": "https://relawan.example/telegram/hook",
        "secret_token": SECRET,
        "drop_pending_updates": "false",
        "allowed_updates": '["message", "edited_message", "callback_query", "my_chat_member"]',
    }


async def test_an_address_that_telegram_refuses_is_rejected(api: FakeApi, telegram: Telegram) -> None:
    api.script("setWebhook", refused(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook"))
    with pytest.raises(Rejected, match="https"):
        await set_webhook(telegram, "http://relawan.example/", SECRET)
