import json

import aiohttp
import pytest

from bot.playground import Playground
from tests.bot.playground.api import SARI, TOKEN, Api

KEYBOARD = {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}
PARAMS = {"chat_id": str(SARI), "text": "Halo", "reply_markup": json.dumps(KEYBOARD)}


def in_parts() -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in PARAMS.items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_a_request_may_come_in_four_ways(playground: Playground, api: Api, way: str) -> None:
    url = f"{api.url}/bot{TOKEN}/SENDmessage"
    if way == "query":
        sending = api.session.get(url, params=PARAMS)
    elif way == "form":
        sending = api.session.post(url, data=PARAMS)
    elif way == "json":
        sending = api.session.post(url, json={"chat_id": SARI, "text": "Halo", "reply_markup": KEYBOARD})
    else:
        sending = api.session.post(url, data=in_parts())
    async with sending as answer:
        assert answer.status == 200
    (message,) = playground.messages(SARI)
    assert (message["text"], message["inline_keyboard"]) == ("Halo", KEYBOARD["inline_keyboard"])
    assert playground.requests[-1]["params"] == {"chat_id": SARI, "text": "Halo", "reply_markup": KEYBOARD}
    assert (playground.requests[-1]["method"], playground.requests[-1]["status"]) == ("sendMessage", 200)


@pytest.mark.parametrize("body", ["{", "[1]", "[" * 100_000, '"\\ud800"'])
async def test_a_body_that_is_no_json_object_is_refused(api: Api, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with api.session.post(f"{api.url}/bot{TOKEN}/getMe", data=body, headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse request body as JSON object"
