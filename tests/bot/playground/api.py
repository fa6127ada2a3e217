"""The playground over HTTP, as a bot and as the page use it."""

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.playground import Person

TOKEN = "4242:token"
SARI, BUDI, STRANGER = 101, 102, 103
PEOPLE = [
    Person(SARI, "Sari", note="relawan", started=True),
    Person(BUDI, "Budi", "Santoso", started=True),
    Person(STRANGER, "Tono"),
]


@dataclass
class Api:
    """The playground over HTTP: `bot` asks a method of the Bot API, `get` and `post` the people's side."""

    session: aiohttp.ClientSession
    url: str

    async def bot(self, method: str, **params: Any) -> dict[str, Any]:
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", data=form) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **params: Any) -> Any:
        body = await self.bot(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        body = await self.bot(method, **params)
        assert not body["ok"], body
        return str(body["description"])

    async def get(self, path: str) -> Any:
        async with self.session.get(self.url + path) as answer:
            return await answer.json()

    async def post(self, path: str, body: Any, status: int = 200) -> Any:
        async with self.session.post(self.url + path, json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def updates(self, offset: int = 0, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.result("getUpdates", offset=offset, **params)
        return found
