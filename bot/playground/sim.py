"""The people's side over HTTP: /sim/…, which the page uses, and tests."""

import asyncio
import json
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.playground import phones
from bot.playground.answers import Json, Refused, dumped
from bot.playground.bot_api import BotApi
from bot.playground.faults import read_faults
from bot.playground.injected import inject
from bot.playground.phones import NotPossible
from bot.playground.profile import shown_bot
from bot.playground.requests import Upload, read_request
from bot.playground.world import World

HEARTBEAT = 15
"""Seconds after which a silent stream of events says that it is still there."""

Kill = Callable[[], Awaitable[None]]
MoveClock = Callable[[float], Awaitable[Json]]


@web.middleware
async def answer_plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors of /sim/… as {"error": words}; and no other site that a browser shows may ask for anything there."""
    if not request.path.startswith("/sim/"):
        return await handler(request)
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return _json({"error": "only the playground's own page may ask"}, 403)
    try:
        return await handler(request)
    except NotPossible as error:
        return _json({"error": str(error)}, error.status)
    except Refused as refusal:
        return _json({"error": refusal.description}, refusal.code)
    except web.HTTPException as error:
        return _json({"error": error.reason}, error.status)


class Sim:
    """The routes of the page's interface."""

    def __init__(self, world: World, bot_api: BotApi, kill: Kill, move_clock: MoveClock) -> None:
        self._world = world
        self._bot_api = bot_api
        self._kill = kill
        self._move_clock = move_clock

    def routes(self) -> list[web.RouteDef]:
        """The routes."""
        phone = "/sim/phones/{id:[0-9]{1,15}}"
        return [
            web.get("/sim/state", self._state),
            web.get("/sim/events", self._events),
            web.get("/sim/files/{id}", self._file),
            web.get("/sim/requests", self._requests),
            web.post("/sim/phones", self._add),
            web.post(f"{phone}/text", self._text),
            web.post(f"{phone}/tap", self._tap),
            web.post(f"{phone}/contact", self._contact),
            web.post(f"{phone}/photo", self._photo),
            web.post(f"{phone}/document", self._document),
            web.post(f"{phone}/place", self._place),
            web.post(f"{phone}/edit", self._edit),
            web.post(f"{phone}/block", self._block),
            web.post("/sim/kill", self._killed),
            web.post("/sim/clock", self._clock),
            web.post("/sim/faults", self._faults),
            web.post("/sim/update", self._update),
        ]

    async def _state(self, request: web.Request) -> web.Response:
        world = self._world
        return _json({
            "bot": shown_bot(world),
            "running": world.is_running,
            "clock": {"now": world.now(), "ahead": world.ahead},
            "phones": [phones.shown_phone(world, chat) for chat in world.chats.values() if chat.visible],
        })  # fmt: skip

    async def _events(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await stream.prepare(request)
        with self._world.audience.watching() as events, suppress(ConnectionError):
            await stream.write(b": welcome\n\n")
            while True:
                try:
                    event = await asyncio.wait_for(events.get(), HEARTBEAT)
                except TimeoutError:
                    event = ": still here\n\n"
                if event is None:
                    break
                await stream.write(event.encode())
        return stream

    async def _file(self, request: web.Request) -> web.Response:
        file = self._world.store.file(request.match_info["id"])
        content = self._world.store.file_content(file["path"]) if file else None
        if file is None or content is None:
            raise NotPossible("there is no such file", 404)
        # A document may be anything; only what has been read as a picture is shown, under no name of its own.
        is_picture = "width" in file
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if is_picture else "attachment"}
        kind = _picture_kind(content) if is_picture else "application/octet-stream"
        return web.Response(body=content, content_type=kind, headers=headers)

    async def _requests(self, request: web.Request) -> web.Response:
        return _json(list(self._bot_api.requests))

    async def _add(self, request: web.Request) -> web.Response:
        body = await _body(request)
        chat = phones.add_phone(self._world, _word(body, "first_name"), _word(body, "last_name", ""))
        return _json(phones.shown_phone(self._world, chat))

    async def _text(self, request: web.Request) -> web.Response:
        body = await _body(request)
        return _message(phones.say(self._world, _phone(request), _word(body, "text"), body.get("reply_to")))

    async def _tap(self, request: web.Request) -> web.Response:
        body = await _body(request)
        data = _word(body, "data")
        return _json({"callback_id": phones.tap(self._world, _phone(request), _number(body, "message_id"), data)})

    async def _contact(self, request: web.Request) -> web.Response:
        body = await _body(request)
        number, name = _word(body, "phone_number", ""), _word(body, "first_name", "")
        return _message(phones.share_contact(self._world, _phone(request), number, name))

    async def _photo(self, request: web.Request) -> web.Response:
        return _message(phones.send_photo(self._world, _phone(request), *await _sent_file(request)))

    async def _place(self, request: web.Request) -> web.Response:
        body = await _body(request)
        return _message(
            phones.share_place(self._world, _phone(request), _degrees(body, "latitude"), _degrees(body, "longitude"))
        )

    async def _document(self, request: web.Request) -> web.Response:
        return _message(phones.send_document(self._world, _phone(request), *await _sent_file(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        body = await _body(request)
        message_id, text = _number(body, "message_id"), _word(body, "text")
        return _message(phones.edit(self._world, _phone(request), message_id, text))

    async def _block(self, request: web.Request) -> web.Response:
        body = await _body(request)
        if not isinstance(body.get("blocked"), bool):
            raise NotPossible("blocked is true or false")
        phones.block(self._world, _phone(request), body["blocked"])
        return _json({})

    async def _killed(self, request: web.Request) -> web.Response:
        await self._kill()
        return _json({})

    async def _clock(self, request: web.Request) -> web.Response:
        body = await _body(request)
        ahead = body.get("ahead")
        if not isinstance(ahead, int | float) or isinstance(ahead, bool) or not math.isfinite(ahead):
            raise NotPossible("ahead is a number of seconds")
        return _json(await self._move_clock(float(ahead)))

    async def _faults(self, request: web.Request) -> web.Response:
        try:
            self._world.faults = read_faults(await _body(request))
        except ValueError as error:
            raise NotPossible(str(error)) from None
        return _json({})

    async def _update(self, request: web.Request) -> web.Response:
        inject(self._world, await _any_json(request))
        return _json({})


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(text=dumped(value), status=status, content_type="application/json")


def _message(message_id: int) -> web.Response:
    return _json({"message_id": message_id})


def _phone(request: web.Request) -> int:
    return int(request.match_info["id"])


async def _any_json(request: web.Request) -> Any:
    try:
        return json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError):
        raise NotPossible("the body is not JSON") from None


async def _body(request: web.Request) -> Json:
    body = await _any_json(request)
    if not isinstance(body, dict):
        raise NotPossible("the body is not an object")
    return body


def _word(body: Json, name: str, default: str | None = None) -> str:
    value = body.get(name, default)
    if not isinstance(value, str):
        raise NotPossible(f"{name} is missing or not a text")
    return value


def _number(body: Json, name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise NotPossible(f"{name} is missing or not a number")
    return value


def _degrees(body: Json, name: str) -> float:
    value = body.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise NotPossible(f"{name} is missing or not a number")
    return float(value)


async def _sent_file(request: web.Request) -> tuple[Upload, str]:
    form = await read_request(request)
    file, caption = form.get("file"), form.get("caption", "")
    if not isinstance(file, Upload) or not isinstance(caption, str):
        raise NotPossible("the form has no file")
    return file, caption


def _picture_kind(content: bytes) -> str:
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/gif" if content.startswith(b"GIF") else "image/jpeg"
