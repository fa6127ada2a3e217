"""Reads a Bot API request, in whichever of the four ways it came: query, form, JSON or multipart."""

import json
from typing import Any, NamedTuple

from aiohttp import web
from aiohttp.web_request import FileField

from bot.playground.answers import bad_request


class Upload(NamedTuple):
    """A file that came with a request."""

    name: str
    kind: str
    content: bytes


async def read_request(request: web.Request) -> dict[str, Any]:
    """The parameters as they came: texts, uploads, and from JSON values of any type.

    Raises Refused where the body is malformed.
    """
    params: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return params
    if request.content_type == "application/json":
        params.update(await _read_json(request))
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        params.update(await _read_form(request))
    return params


async def _read_json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise bad_request("can't parse request body as JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse request body as JSON object")
    return {name: value for name, value in body.items() if value is not None}


async def _read_form(request: web.Request) -> dict[str, Any]:
    try:
        form = await request.post()
    except ValueError:
        raise bad_request("can't parse request body") from None
    params: dict[str, Any] = {}
    for name, value in form.items():
        if isinstance(value, FileField):
            with value.file:
                params[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            params[name] = value.decode(errors="replace") if isinstance(value, bytes | bytearray) else value
    return params
