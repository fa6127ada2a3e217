"""The bot's side over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import hmac
import json
import socket
import struct
import time
from collections import deque
from typing import Any

from aiohttp import web

from bot.playground.answers import Json, Refused, denied, granted, too_many
from bot.playground.faults import Fault
from bot.playground.methods import METHODS
from bot.playground.parameters import Params, proper_name, read_parameters
from bot.playground.requests import Upload, read_request
from bot.playground.world import World

RECORDED = 20_000
"""Requests that are remembered, newest last."""
_NOT_FOUND = Refused(404, "Not Found")
_UNAUTHORIZED = Refused(401, "Unauthorized")


class BotApi:
    """The routes that a bot uses, and the record of what it asked."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.requests: deque[Json] = deque(maxlen=RECORDED)

    def routes(self) -> list[web.RouteDef]:
        """The routes."""
        return [
            web.route("*", "/bot{token}/{method}", self._respond),
            web.get("/file/bot{token}/{path:.+}", self._download),
        ]

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        record: Json = {"at": time.time(), "method": name, "params": {}, "status": 0, "description": ""}
        self.requests.append(record)
        if not self._knows(request.match_info["token"]):
            return _answer(record, _UNAUTHORIZED)
        method = proper_name(name)
        if method is None:
            return _answer(record, _NOT_FOUND)
        record["method"] = method
        try:
            raw = await read_request(request)
            record["params"] = _recorded(raw)
            params = read_parameters(method, raw)
            record["params"] = _recorded(params)
        except web.HTTPRequestEntityTooLarge:
            return _answer(record, Refused(413, "Request Entity Too Large"))
        except Refused as refusal:
            return _answer(record, refusal)
        return await self._answer_with_faults(request, record, method, params)

    async def _answer_with_faults(
        self, request: web.Request, record: Json, method: str, params: Params
    ) -> web.StreamResponse:
        faults = self._world.faults
        if delay := faults.delay(method):
            await asyncio.sleep(delay)
        fault = faults.drawn(method)
        match fault:
            case Fault.TOO_MANY:
                return _answer(record, too_many(faults.retry_after))
            case Fault.FAILED:
                return _answer(record, Refused(502, "Bad Gateway"))
            case Fault.RESET:
                return _cut(request, record, fault)
            case Fault.HANG:
                await asyncio.sleep(faults.hang_seconds)
                return _cut(request, record, fault)
        outcome = await self._outcome(method, params)
        match fault:
            case Fault.FAILED_DELIVERED:
                return _answer(record, Refused(502, "Bad Gateway"))
            case Fault.SILENT:
                await asyncio.sleep(faults.hang_seconds)
                return _cut(request, record, fault)
        return _answer(record, outcome)

    async def _outcome(self, method: str, params: Params) -> str | Refused:
        try:
            if method == "getUpdates":
                return await self._updates(params)
            return granted(METHODS[method](self._world, params))
        except Refused as refusal:
            return refusal

    async def _updates(self, params: Params) -> str:
        if self._world.webhook.url:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refused(409, f"Conflict: {words}")
        self._world.updates.allow(params.get("allowed_updates"))
        limit = max(1, min(params.get("limit", 100), 100))
        batch = await self._world.updates.poll(params.get("offset", 0), limit, params.get("timeout", 0))
        return f'{{"ok":true,"result":[{",".join(batch)}]}}'

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if not self._knows(request.match_info["token"]):
            return _answer({}, _UNAUTHORIZED)
        content = self._world.store.file_content(request.match_info["path"])
        if content is None:
            return _answer({}, _NOT_FOUND)
        return web.Response(body=content, content_type="application/octet-stream")

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(errors="replace"), self._world.token.encode())


def _answer(record: Json, outcome: str | Refused) -> web.Response:
    refusal = outcome if isinstance(outcome, Refused) else None
    record["status"] = refusal.code if refusal else 200
    record["description"] = refusal.description if refusal else ""
    body = denied(refusal) if refusal else outcome
    return web.Response(text=str(body), status=record["status"], content_type="application/json")


def _cut(request: web.Request, record: Json, fault: Fault) -> web.Response:
    """No answer: the connection ends; at once and with a reset, if that is the fault."""
    record["description"] = fault.value
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        if fault is Fault.RESET and connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


def _recorded(params: dict[str, Any]) -> Params:
    """The parameters as a record keeps them: copied, so that nothing changes them later, and files by their names."""
    plain = {name: f"attach://{p.name}" if isinstance(p, Upload) else p for name, p in params.items()}
    return {
        name: json.loads(json.dumps(p, default=_weight)) if isinstance(p, dict | list) else p
        for name, p in plain.items()
    }


def _weight(content: bytes) -> str:
    return f"{len(content)} bytes"
