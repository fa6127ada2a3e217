"""The methods with which the bot sends videos, voices, albums and places."""

import secrets
from collections.abc import Callable

from telegram.constants import MediaGroupLimit

from bot.playground.answers import Json, bad_request
from bot.playground.keyboards import Markup, read_markup
from bot.playground.media import as_document, as_photo, as_video, as_voice, kept_document, kept_photo
from bot.playground.parameters import Params
from bot.playground.requests import Upload
from bot.playground.sending import captioned, post, veiled
from bot.playground.store import Store
from bot.playground.world import World

_APART = frozenset({"document"})


def send_video(world: World, params: Params) -> Json:
    """sendVideo. Raises Refused where Telegram would."""
    return _send(world, params, "video")


def send_voice(world: World, params: Params) -> Json:
    """sendVoice. Raises Refused where Telegram would."""
    return _send(world, params, "voice")


def _send(world: World, params: Params, kind: str) -> Json:
    caption = captioned(params)
    markup = read_markup(params.get("reply_markup"))
    chat = world.reachable(params.get("chat_id"))
    return post(world, chat, params, {kind: _kept(kind)(world.store, params.get(kind)), **caption}, markup)


def send_media_group(world: World, params: Params) -> list[Json]:
    """sendMediaGroup; the whole album counts as its messages. Raises Refused where Telegram would."""
    items = params.get("media", [])
    if not MediaGroupLimit.MIN_MEDIA_LENGTH <= len(items) <= MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise bad_request("group send failed: an album has from 2 to 10 items")
    kinds = {item["type"] for item in items}
    if kinds & _APART and len(kinds) > 1:
        raise bad_request("these kinds of media cannot share an album")
    chat = world.reachable(params.get("chat_id"))
    uploads = params.get("uploads", {})
    contents = [attached(world.store, item, uploads) for item in items]
    world.limits.take(chat.id, chat.kind != "private", len(contents))
    album = str(secrets.randbits(48))
    return [
        post(world, chat, params, {"media_group_id": album, **content}, Markup(), counted=False) for content in contents
    ]


def send_location(world: World, params: Params) -> Json:
    """sendLocation. Raises Refused where Telegram would."""
    markup = read_markup(params.get("reply_markup"))
    chat = world.reachable(params.get("chat_id"))
    return post(world, chat, params, {"location": place(params)}, markup)


def send_venue(world: World, params: Params) -> Json:
    """sendVenue. Raises Refused where Telegram would."""
    markup = read_markup(params.get("reply_markup"))
    chat = world.reachable(params.get("chat_id"))
    where = place(params)
    if not params.get("title") or not params.get("address"):
        raise bad_request("a venue has a title and an address")
    venue = {"location": where, "title": params["title"], "address": params["address"]}
    return post(world, chat, params, {"location": where, "venue": venue}, markup)


def place(params: Params) -> Json:
    """The Bot API's Location. Raises Refused where it is not on the globe."""
    latitude, longitude = params.get("latitude"), params.get("longitude")
    if latitude is None or longitude is None:
        raise bad_request("latitude and longitude must be specified")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("LOCATION_INVALID")
    return {"latitude": latitude, "longitude": longitude}


def attached(store: Store, item: Json, uploads: dict[str, Upload]) -> Json:
    """The content that an InputMedia gives a message, its file kept. Raises Refused where Telegram would."""
    kind, given = item["type"], item["media"]
    file = uploads.get(given.removeprefix("attach://")) if given.startswith("attach://") else given
    caption = captioned(item)
    return {kind: _kept(kind)(store, file), **caption, **veiled(item)}


def _kept(kind: str) -> Callable[[Store, Upload | str | None], object]:
    """What keeps a file of a kind and says it as the Bot API does."""
    return {
        "photo": lambda store, file: as_photo(kept_photo(store, file)),
        "document": lambda store, file: as_document(kept_document(store, file)),
        "video": lambda store, file: as_video(kept_document(store, file, "video")),
        "voice": lambda store, file: as_voice(kept_document(store, file, "voice")),
    }[kind]
