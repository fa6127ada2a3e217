"""The text of a message as Telegram shows it: read, trimmed, with what is found in it, and not too long."""

import re
from typing import Any

from telegram.constants import MessageEntityType, MessageLimit

from bot.playground.answers import Json, Refused, bad_request
from bot.playground.html_text import read_html, utf16_length

_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
_ADDRESS = re.compile(r"(?:https?://|\bt\.me/)[^\s<>\"]*[^\s<>\".,!?;:)]")
_KINDS = frozenset(kind.value for kind in MessageEntityType)


def formatted(params: dict[str, Any], text_name: str, entities_name: str) -> tuple[str, list[Json]]:
    """The text and entities that a request's text, parse mode and entities make.

    Raises Refused where Telegram cannot parse it.
    """
    source = params.get(text_name, "")
    mode = params.get("parse_mode", "").lower()
    entities: list[Json] = []
    if mode == "html":
        source, entities = read_html(source)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request(f"the playground does not read {params['parse_mode']}; use HTML")
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif entities_name in params:
        entities = [_checked(entity) for entity in params[entities_name]]
    text, entities = _trimmed(source, entities)
    return text, found_in(text, entities)[: MessageLimit.MESSAGE_ENTITIES]


def formatted_text(params: dict[str, Any]) -> tuple[str, list[Json]]:
    """The text of a text message. Raises Refused where it is empty, too long or cannot be parsed."""
    text, entities = formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return text, entities


def formatted_caption(params: dict[str, Any]) -> tuple[str, list[Json]]:
    """The caption of a file, often empty. Raises Refused where it is too long or cannot be parsed."""
    text, entities = formatted(params, "caption", "caption_entities")
    if len(text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return text, entities


def found_in(text: str, entities: list[Json]) -> list[Json]:
    """The entities and, in order, the commands and addresses that Telegram finds in a text by itself."""
    if "/" not in text:
        return entities
    closed = [e for e in entities if e["type"] in {"code", "pre", "text_link"}]
    found: list[Json] = []
    for kind, pattern in (("url", _ADDRESS), ("bot_command", _COMMAND)):
        for match in pattern.finditer(text):
            offset, length = utf16_length(text[: match.start()]), utf16_length(match.group())
            if not any(e["offset"] < offset + length and offset < e["offset"] + e["length"] for e in closed + found):
                found.append({"type": kind, "offset": offset, "length": length})
    return sorted(entities + found, key=lambda e: (e["offset"], -e["length"])) if found else entities


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    short = text.strip()
    if short == text:
        return text, entities
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(short)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - shift)
        last = min(end, entity["offset"] - shift + entity["length"])
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return short, kept


def _checked(entity: Json) -> Json:
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in _KINDS:
        raise _unreadable("type")
    if not isinstance(offset, int) or isinstance(offset, bool) or offset < 0:
        raise _unreadable("offset")
    if not isinstance(length, int) or isinstance(length, bool) or length < 1:
        raise _unreadable("length")
    return entity


def _unreadable(field: str) -> Refused:
    return bad_request(f'can\'t parse MessageEntity: field "{field}" is missing or wrong')
