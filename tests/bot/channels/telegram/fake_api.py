"""A Bot API server that answers as it is told, and remembers what it was asked."""

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.bot_api import violations

TOKEN = "4242:token-of-a-test"
ACCOUNT = 4242


@dataclass(frozen=True)
class Answer:
    """A status with a body, sent as it is; "hang" never answers, "reset" breaks the connection."""

    status: int = 200
    body: str = ""
    trouble: str = ""


HANG = Answer(trouble="hang")
RESET = Answer(trouble="reset")


def ok(result: object) -> Answer:
    return Answer(200, json.dumps({"ok": True, "result": result}))


def refused(status: int, description: str, **parameters: object) -> Answer:
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return Answer(status, json.dumps(body))


class FakeApi:
    """Answers what was scripted for a method, in order, and then what a friendly server would."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.updates: list[Any] = []
        self.files: dict[str, bytes] = {}
        self.downloads: dict[str, bytes] = {}
        self._scripts: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self._news = asyncio.Event()
        self._asked = asyncio.Event()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""

    def script(self, method: str, *answers: Answer) -> None:
        self._scripts[method].extend(answers)

    def deliver(self, *updates: Any) -> None:
        self.updates += updates
        self._news.set()

    def asked(self, method: str) -> list[dict[str, Any]]:
        return [params for name, params in self.requests if name == method]

    def violations(self) -> list[str]:
        return [words for method, params in self.requests for words in violations(method, params)]

    async def until(self, method: str, times: int) -> None:
        """Wait until the method was asked that often."""
        async with asyncio.timeout(5):
            while len(self.asked(method)) < times:
                self._asked.clear()
                await self._asked.wait()

    async def open(self) -> None:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])

    async def close(self) -> None:
        self._closing.set()
        self._news.set()
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        form = await request.post()
        self.files |= {k: v.file.read() for k, v in form.items() if isinstance(v, web.FileField)}
        params = {k: v for k, v in form.items() if isinstance(v, str)}
        self.requests.append((method, params))
        self._asked.set()
        script = self._scripts[method]
        answer = script.popleft() if script else await self._friendly(method, params)
        if answer.trouble == "hang":
            await self._closing.wait()
        if answer.trouble == "reset" and request.transport:
            request.transport.abort()
        return web.Response(status=answer.status, text=answer.body, content_type="application/json")

    async def _friendly(self, method: str, params: dict[str, str]) -> Answer:
        match method:
            case "getMe":
                return ok({"id": ACCOUNT, "is_bot": True, "first_name": "Relawan", "username": "relawan_test_bot"})
            case "sendMediaGroup":
                return ok([self._posted(params, item["type"]) for item in json.loads(params["media"])])
            case "getFile":
                return ok(
                    {"file_id": params["file_id"], "file_unique_id": "u", "file_path": f"docs/{params['file_id']}"}
                )
            case _ if method.startswith("send") and method != "sendChatAction":
                return ok(self._posted(params, method.removeprefix("send").lower()))
            case "getUpdates":
                return ok(await self._waiting(params))
        return ok(True)

    def _posted(self, params: dict[str, str], kind: str) -> dict[str, Any]:
        """The message that a request made, with an id of the file where it had one."""
        chat = {"id": int(params["chat_id"]), "type": "private", "first_name": "Sari"}
        file = {
            "file_id": f"{kind}-{len(self.requests)}",
            "file_unique_id": "u",
            "width": 9,
            "height": 9,
            "duration": 1,
        }
        files = {"photo": [file, file], "video": file, "voice": file, "document": file}
        content = {kind: files[kind]} if kind in files else {}
        return {"message_id": 100 + len(self.requests), "date": 1_700_000_000, "chat": chat, **content}

    async def _download(self, request: web.Request) -> web.Response:
        content = self.downloads.get(request.match_info["path"])
        return web.Response(status=404) if content is None else web.Response(body=content)

    async def _waiting(self, params: dict[str, str]) -> list[Any]:
        offset = int(params.get("offset", "0"))
        self.updates = [u for u in self.updates if not isinstance(_id(u), int) or _id(u) >= offset]
        if not self.updates:
            self._news.clear()
            await self._news.wait()
        return self.updates[: int(params["limit"])]


def _id(update: Any) -> Any:
    return update.get("update_id") if isinstance(update, dict) else None
