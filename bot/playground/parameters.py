"""The parameters of each method and their types; unknown ones are refused."""

from collections.abc import Mapping
from typing import Any

from bot.playground.answers import bad_request
from bot.playground.readers import (
    Read,
    absent,
    an_object,
    array_of,
    chat,
    decoded,
    file,
    flag,
    integer,
    real,
    text,
    uploads,
    wrong,
)  # fmt: skip
from bot.playground.requests import Upload

Params = dict[str, Any]


def _media(name: str, value: Any) -> object:
    """An InputMedia, each of its fields of its own type."""
    value = decoded(name, value)
    known = _INPUT_MEDIA.get(str(value.get("type"))) if isinstance(value, dict) else {}
    if known is None:
        raise bad_request("can't parse InputMedia: type must be photo, video or document here")
    if "media" not in an_object(*known)(name, value):
        raise bad_request('field "media" is missing')
    return {field: known[field](field, part) for field, part in value.items()}


def _album(name: str, value: Any) -> object:
    value = decoded(name, value)
    if not isinstance(value, list):
        raise wrong(name, "an Array of Objects")
    return [_media(name, item) for item in value]


_ENTITIES = array_of(
    dict, "type", "offset", "length", "url", "user", "language", "custom_emoji_id", "unix_time", "date_time_format"
)
_SCOPE = an_object("type", "chat_id", "user_id")
_LANGUAGE: dict[str, Read] = {"language_code": text}
_COMMANDS: dict[str, Read] = {"scope": _SCOPE, **_LANGUAGE}
_SENDING: dict[str, Read] = {
    "chat_id": chat, "disable_notification": flag, "protect_content": flag, "allow_paid_broadcast": flag,
    "reply_markup": an_object(),
    "reply_parameters": an_object(
        "message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode", "quote_entities",
        "quote_position", "checklist_task_id", "poll_option_id",
    ),
    "business_connection_id": absent, "message_thread_id": absent, "direct_messages_topic_id": absent,
    "message_effect_id": absent, "suggested_post_parameters": absent, "receiver_user_id": absent,
    "ephemeral_message_parameters": absent, "callback_query_id": absent,
}  # fmt: skip
_TEXT: dict[str, Read] = {
    "text": text, "parse_mode": text, "entities": _ENTITIES,
    "link_preview_options": an_object(
        "is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"
    ),
}  # fmt: skip
_CAPTION: dict[str, Read] = {"caption": text, "parse_mode": text, "caption_entities": _ENTITIES}
_ITEM: dict[str, Read] = {"type": text, "media": text, **_CAPTION}
_VISIBLE: dict[str, Read] = {"show_caption_above_media": flag, "has_spoiler": flag}
_INPUT_MEDIA: dict[str, dict[str, Read]] = {
    "photo": {**_ITEM, **_VISIBLE},
    "document": {**_ITEM, "thumbnail": text, "disable_content_type_detection": flag},
    "video": {
        **_ITEM, **_VISIBLE, "thumbnail": text, "cover": text, "start_timestamp": integer, "width": integer,
        "height": integer, "duration": integer, "supports_streaming": flag,
    },
}  # fmt: skip
_EDITING: dict[str, Read] = {
    "chat_id": chat, "message_id": integer, "reply_markup": an_object(), "inline_message_id": absent,
    "business_connection_id": absent,
}  # fmt: skip
_METHODS: dict[str, dict[str, Read]] = {
    "getMe": {}, "logOut": {}, "close": {}, "getWebhookInfo": {},
    "getUpdates": {"offset": integer, "limit": integer, "timeout": integer, "allowed_updates": array_of(str)},
    "setWebhook": {
        "url": text, "certificate": absent, "ip_address": text, "max_connections": integer,
        "allowed_updates": array_of(str), "drop_pending_updates": flag, "secret_token": text,
    },
    "deleteWebhook": {"drop_pending_updates": flag},
    "sendMessage": {**_SENDING, **_TEXT},
    "sendPhoto": {**_SENDING, **_CAPTION, "photo": file, **_VISIBLE},
    "sendDocument": {
        **_SENDING, **_CAPTION, "document": file, "thumbnail": file, "disable_content_type_detection": flag,
    },
    "sendVideo": {
        **_SENDING, **_CAPTION, "video": file, "duration": integer, "width": integer, "height": integer,
        "thumbnail": file, "cover": file, "start_timestamp": integer, "show_caption_above_media": flag,
        "has_spoiler": flag, "supports_streaming": flag,
    },
    "sendVoice": {**_SENDING, **_CAPTION, "voice": file, "duration": integer},
    "sendMediaGroup": {name: read for name, read in _SENDING.items() if name != "reply_markup"}
    | {"media": _album, "uploads": uploads},
    "sendLocation": {
        **_SENDING, "latitude": real, "longitude": real, "horizontal_accuracy": real, "live_period": absent,
        "heading": absent, "proximity_alert_radius": absent,
    },
    "sendVenue": {
        **_SENDING, "latitude": real, "longitude": real, "title": text, "address": text, "foursquare_id": text,
        "foursquare_type": text, "google_place_id": text, "google_place_type": text,
    },
    "editMessageCaption": {**_EDITING, **_CAPTION, "show_caption_above_media": flag},
    "editMessageMedia": {**_EDITING, "media": _media, "uploads": uploads},
    "editMessageText": {**_EDITING, **_TEXT, "rich_message": absent},
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": {"chat_id": chat, "message_id": integer},
    "answerCallbackQuery": {
        "callback_query_id": text, "text": text, "show_alert": flag, "url": text, "cache_time": integer,
    },
    "sendChatAction": {
        "chat_id": chat, "action": text, "business_connection_id": absent, "message_thread_id": absent,
    },
    "setMyCommands": {**_COMMANDS, "commands": array_of(dict, "command", "description")},
    "getMyCommands": _COMMANDS, "deleteMyCommands": _COMMANDS,
    "setMyName": {**_LANGUAGE, "name": text}, "getMyName": _LANGUAGE,
    "setMyDescription": {**_LANGUAGE, "description": text}, "getMyDescription": _LANGUAGE,
    "setMyShortDescription": {**_LANGUAGE, "short_description": text}, "getMyShortDescription": _LANGUAGE,
    "getFile": {"file_id": text}, "getChat": {"chat_id": chat}, "leaveChat": {"chat_id": chat},
    "setChatMenuButton": {"chat_id": integer, "menu_button": an_object("type", "text", "web_app")},
    "getChatMenuButton": {"chat_id": integer},
}  # fmt: skip
_BY_LOWER = {name.lower(): name for name in _METHODS}


def proper_name(method: str) -> str | None:
    """The method as the Bot API spells it, or None where it has none such; the case does not matter to Telegram."""
    return _BY_LOWER.get(method.lower())


def read_parameters(method: str, raw: Mapping[str, Any]) -> Params:
    """A method's parameters, each of its own type. Raises Refused, naming the parameter, for unknown or wrong ones."""
    known, given = _METHODS[method], dict(raw)
    for name in [name for name, read in known.items() if read is file]:
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
