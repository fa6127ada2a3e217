"""The parameters of each method and their types; stricter than Telegram, unknown ones are refused."""

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.answers import bad_request
from bot.playground.requests import Upload

Params = dict[str, Any]
_Read = Callable[[str, Any], object]


def _wrong(name: str, what: str) -> Exception:
    return bad_request(f'parameter "{name}" must be {what}')


def _integer(name: str, value: Any) -> object:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise _wrong(name, "an Integer")
    return value


def _real(name: str, value: Any) -> object:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise _wrong(name, "a Float") from None
    if isinstance(value, bool) or not math.isfinite(number):
        raise _wrong(name, "a Float")
    return number


def _text(name: str, value: Any) -> object:
    if not isinstance(value, str):
        raise _wrong(name, "a String")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _flag(name: str, value: Any) -> object:
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "1"):
        return True
    if value in ("false", "False", "0"):
        return False
    raise _wrong(name, "a Boolean")


def _chat(name: str, value: Any) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,19}", value.strip()):
        return _text(name, value)
    return _integer(name, value.strip() if isinstance(value, str) else value)


def _decoded(name: str, value: Any) -> object:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            known = {"reply_markup": "reply keyboard markup", "commands": "commands list"}
            raise bad_request(f"can't parse {known.get(name, name)} JSON object") from None
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _object(*fields: str) -> Callable[[str, Any], dict[str, Any]]:
    """An Object; with fields named, one that has no others."""

    def read(name: str, value: Any) -> dict[str, Any]:
        value = _decoded(name, value)
        if not isinstance(value, dict):
            raise _wrong(name, "an Object")
        for field in value:
            if fields and field not in fields:
                raise bad_request(f'unknown field "{field}" in {name}')
        return value

    return read


def _array_of(what: type, *fields: str) -> _Read:
    """An Array of Strings, or of Objects that have no other fields."""

    def read(name: str, value: Any) -> object:
        value = _decoded(name, value)
        if not isinstance(value, list) or not all(isinstance(item, what) for item in value):
            raise _wrong(name, f"an Array of {'Strings' if what is str else 'Objects'}")
        for field in (field for item in value if isinstance(item, dict) for field in item):
            if field not in fields:
                raise bad_request(f'unknown field "{field}" in {name}')
        return value

    return read


def _file(name: str, value: Any) -> object:
    return value if isinstance(value, Upload) else _text(name, value)


def _media(name: str, value: Any) -> object:
    """An InputMedia, each of its fields of its own type."""
    value = _decoded(name, value)
    known = _INPUT_MEDIA.get(str(value.get("type"))) if isinstance(value, dict) else {}
    if known is None:
        raise bad_request("can't parse InputMedia: type must be photo, video or document here")
    if "media" not in _object(*known)(name, value):
        raise bad_request('field "media" is missing')
    return {field: known[field](field, part) for field, part in value.items()}


def _album(name: str, value: Any) -> object:
    value = _decoded(name, value)
    if not isinstance(value, list):
        raise _wrong(name, "an Array of Objects")
    return [_media(name, item) for item in value]


def _uploads(name: str, value: Any) -> object:
    """The files that came beside media, by the names under which those attach them."""
    if not isinstance(value, dict):
        raise bad_request(f'unknown parameter "{name}"')
    return value


def _absent(name: str, value: Any) -> object:
    raise bad_request(f'parameter "{name}" names something that the playground does not have')


_ENTITIES = _array_of(
    dict, "type", "offset", "length", "url", "user", "language", "custom_emoji_id", "unix_time", "date_time_format"
)
_SCOPE = _object("type", "chat_id", "user_id")
_LANGUAGE: dict[str, _Read] = {"language_code": _text}
_COMMANDS: dict[str, _Read] = {"scope": _SCOPE, **_LANGUAGE}
_SENDING: dict[str, _Read] = {
    "chat_id": _chat, "disable_notification": _flag, "protect_content": _flag, "allow_paid_broadcast": _flag,
    "reply_markup": _object(),
    "reply_parameters": _object(
        "message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode", "quote_entities",
        "quote_position", "checklist_task_id", "poll_option_id",
    ),
    "business_connection_id": _absent, "message_thread_id": _absent, "direct_messages_topic_id": _absent,
    "message_effect_id": _absent, "suggested_post_parameters": _absent, "receiver_user_id": _absent,
    "ephemeral_message_parameters": _absent, "callback_query_id": _absent,
}  # fmt: skip
_TEXT: dict[str, _Read] = {
    "text": _text, "parse_mode": _text, "entities": _ENTITIES,
    "link_preview_options": _object(
        "is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"
    ),
}  # fmt: skip
_CAPTION: dict[str, _Read] = {"caption": _text, "parse_mode": _text, "caption_entities": _ENTITIES}
_ITEM: dict[str, _Read] = {"type": _text, "media": _text, **_CAPTION}
_VISIBLE: dict[str, _Read] = {"show_caption_above_media": _flag, "has_spoiler": _flag}
_INPUT_MEDIA: dict[str, dict[str, _Read]] = {
    "photo": {**_ITEM, **_VISIBLE},
    "document": {**_ITEM, "thumbnail": _text, "disable_content_type_detection": _flag},
    "video": {
        **_ITEM, **_VISIBLE, "thumbnail": _text, "cover": _text, "start_timestamp": _integer, "width": _integer,
        "height": _integer, "duration": _integer, "supports_streaming": _flag,
    },
}  # fmt: skip
_EDITING: dict[str, _Read] = {
    "chat_id": _chat, "message_id": _integer, "reply_markup": _object(), "inline_message_id": _absent,
    "business_connection_id": _absent,
}  # fmt: skip
_METHODS: dict[str, dict[str, _Read]] = {
    "getMe": {}, "logOut": {}, "close": {}, "getWebhookInfo": {},
    "getUpdates": {"offset": _integer, "limit": _integer, "timeout": _integer, "allowed_updates": _array_of(str)},
    "setWebhook": {
        "url": _text, "certificate": _absent, "ip_address": _text, "max_connections": _integer,
        "allowed_updates": _array_of(str), "drop_pending_updates": _flag, "secret_token": _text,
    },
    "deleteWebhook": {"drop_pending_updates": _flag},
    "sendMessage": {**_SENDING, **_TEXT},
    "sendPhoto": {**_SENDING, **_CAPTION, "photo": _file, **_VISIBLE},
    "sendDocument": {
        **_SENDING, **_CAPTION, "document": _file, "thumbnail": _file, "disable_content_type_detection": _flag,
    },
    "sendVideo": {
        **_SENDING, **_CAPTION, "video": _file, "duration": _integer, "width": _integer, "height": _integer,
        "thumbnail": _file, "cover": _file, "start_timestamp": _integer, "show_caption_above_media": _flag,
        "has_spoiler": _flag, "supports_streaming": _flag,
    },
    "sendVoice": {**_SENDING, **_CAPTION, "voice": _file, "duration": _integer},
    "sendMediaGroup": {name: read for name, read in _SENDING.items() if name != "reply_markup"}
    | {"media": _album, "uploads": _uploads},
    "sendLocation": {
        **_SENDING, "latitude": _real, "longitude": _real, "horizontal_accuracy": _real, "live_period": _absent,
        "heading": _absent, "proximity_alert_radius": _absent,
    },
    "sendVenue": {
        **_SENDING, "latitude": _real, "longitude": _real, "title": _text, "address": _text, "foursquare_id": _text,
        "foursquare_type": _text, "google_place_id": _text, "google_place_type": _text,
    },
    "editMessageCaption": {**_EDITING, **_CAPTION, "show_caption_above_media": _flag},
    "editMessageMedia": {**_EDITING, "media": _media, "uploads": _uploads},
    "editMessageText": {**_EDITING, **_TEXT, "rich_message": _absent},
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": {"chat_id": _chat, "message_id": _integer},
    "answerCallbackQuery": {
        "callback_query_id": _text, "text": _text, "show_alert": _flag, "url": _text, "cache_time": _integer,
    },
    "sendChatAction": {
        "chat_id": _chat, "action": _text, "business_connection_id": _absent, "message_thread_id": _absent,
    },
    "setMyCommands": {**_COMMANDS, "commands": _array_of(dict, "command", "description")},
    "getMyCommands": _COMMANDS, "deleteMyCommands": _COMMANDS,
    "setMyName": {**_LANGUAGE, "name": _text}, "getMyName": _LANGUAGE,
    "setMyDescription": {**_LANGUAGE, "description": _text}, "getMyDescription": _LANGUAGE,
    "setMyShortDescription": {**_LANGUAGE, "short_description": _text}, "getMyShortDescription": _LANGUAGE,
    "getFile": {"file_id": _text}, "getChat": {"chat_id": _chat}, "leaveChat": {"chat_id": _chat},
    "setChatMenuButton": {"chat_id": _integer, "menu_button": _object("type", "text", "web_app")},
    "getChatMenuButton": {"chat_id": _integer},
}  # fmt: skip
_BY_LOWER = {name.lower(): name for name in _METHODS}


def proper_name(method: str) -> str | None:
    """The method as the Bot API spells it, or None where it has none such; the case does not matter to Telegram."""
    return _BY_LOWER.get(method.lower())


def read_parameters(method: str, raw: Mapping[str, Any]) -> Params:
    """A method's parameters, each of its own type. Raises Refused, naming the parameter, for unknown or wrong ones."""
    known, given = _METHODS[method], dict(raw)
    for name in [name for name, read in known.items() if read is _file]:
        attached = given.get(name)
        if isinstance(attached, str) and attached.startswith("attach://"):
            given[name] = given.pop(attached.removeprefix("attach://"), attached)
    if "uploads" in known:
        files = {name: given.pop(name) for name in list(given) if isinstance(given[name], Upload)}
        given |= {"uploads": files} if files else {}
    params = {}
    for name, value in given.items():
        if name not in known:
            raise bad_request(f'unknown parameter "{name}"')
        params[name] = known[name](name, value)
    return params
