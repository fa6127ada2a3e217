"""The other way in: Telegram delivers, and hears 200 only for what is stored."""

import json
import logging
from hmac import compare_digest

from aiohttp import web

from bot.channel import Arrival
from bot.channels.telegram.arrivals import KINDS, Store, album_of, undecoded, update_id
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.failures import told_as_send_errors
from storage.database import Busy

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
"""Where Telegram shows the secret that was agreed with `set_webhook`."""
BODY_BYTES = 1024 * 1024
"""How long an update may be."""

log = logging.getLogger(__name__)


async def set_webhook(telegram: Telegram, url: str, secret: str) -> None:
    """Have Telegram deliver updates to this address, those that wait too. Raises SendError."""
    with told_as_send_errors():
        await telegram.bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS, drop_pending_updates=False)


def routes(path: str, secret: str, store: Store) -> list[web.RouteDef]:
    """The route at which Telegram delivers: 200 for what is stored, 503 for what could not be, 4xx for the rest."""

    async def deliver(request: web.Request) -> web.Response:
        if not _knows_secret(request, secret):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        try:
            came = _arrived(body.decode())
        except ValueError:
            return web.Response(status=400)
        try:
            await store([came])
        except Busy as busy:
            log.warning("an update is not stored yet; Telegram delivers it again: %s", busy)
            return web.Response(status=503)
        except Exception:
            log.exception("an update was not stored; Telegram delivers it again")
            return web.Response(status=503)
        return web.Response()

    return [web.post(path, deliver)]


def _knows_secret(request: web.Request, secret: str) -> bool:
    """Whether the secret was shown, once, and is ours."""
    shown = request.headers.getall(SECRET_HEADER, [])
    return len(shown) == 1 and compare_digest(shown[0].encode("utf-8", "surrogateescape"), secret.encode())


async def _body(request: web.Request) -> bytes | None:
    """The request's body, or None where it is too long; the server's own limit may be another."""
    if (request.content_length or 0) > BODY_BYTES:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > BODY_BYTES:
            return None
    return bytes(body)


def _arrived(text: str) -> Arrival:
    """The update as the inbox takes it, word for word. Raises ValueError where it is not JSON."""
    try:
        update = json.loads(text)
        return undecoded(text, update_id(update), album_of(update))
    except RecursionError:
        return undecoded(text, None)
