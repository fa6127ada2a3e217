"""Judges requests by aiogram's generated models of the Bot API, a description that we did not write."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

_TAGS = {
    "a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "tg-spoiler",
}  # fmt: skip
_LENGTHS = {
    ("sendMessage", "text"): (1, 4096),
    ("editMessageText", "text"): (1, 4096),
    ("sendPhoto", "caption"): (0, 1024),
    ("sendDocument", "caption"): (0, 1024),
    ("answerCallbackQuery", "text"): (0, 200),
    ("setMyDescription", "description"): (0, 512),
    ("setMyShortDescription", "short_description"): (0, 120),
    ("setMyName", "name"): (0, 64),
    ("setWebhook", "secret_token"): (1, 256),
}
_NUMBERS = {
    ("getUpdates", "limit"): (1, 100),
    ("getUpdates", "timeout"): (0, 50),
    ("setWebhook", "max_connections"): (1, 100),
}
_ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay")


def violations(method: str, params: Mapping[str, Any]) -> list[str]:
    """What the Bot API would not like about a request, one line each; none if it is as described.

    Parameters may be as a form carries them, so that everything but text is JSON in a string.
    """
    model = _methods().get(method)
    if model is None:
        return [f"{method}: no such method"]
    found = [f"{method}.{name}: unknown parameter" for name in params if name not in model.model_fields]
    decoded: dict[str, Any] = {}
    for name, value in params.items():
        if name in model.model_fields:
            try:
                decoded[name] = _decoded(value, model.model_fields[name].annotation)
            except ValueError:
                found.append(f"{method}.{name}: not JSON: {value!r}")
    try:
        request = model.model_validate(decoded, strict=True)
    except ValidationError as error:
        return found + [f"{method}.{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    found += [f"{method}.{where}: unknown field" for where in _extras(request, "")]
    found += [f"{method}.{words}" for words in _outside(method, decoded)]
    found += [f"{method}.reply_markup: {words}" for words in _keyboard(decoded.get("reply_markup"))]
    found += [f"{method}.commands: {words}" for words in _commands(decoded.get("commands", []))]
    return found


@cache
def _methods() -> Mapping[str, type[BaseModel]]:
    # Imported only where something is judged: making all its models takes three seconds.
    from aiogram import methods
    from aiogram.methods.base import TelegramMethod

    everything = (getattr(methods, name) for name in methods.__all__)
    return {
        known.__api_method__: known
        for known in everything
        if isinstance(known, type) and issubclass(known, TelegramMethod) and known is not TelegramMethod
    }


def _decoded(value: Any, annotation: Any) -> Any:
    """A parameter of a form as the model takes it: where it wants a text, the text."""
    if not isinstance(value, str) or str in _alternatives(annotation):
        return value
    return json.loads(value)


def _alternatives(annotation: Any) -> set[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return set().union(*(_alternatives(each) for each in get_args(annotation)))
    return {annotation}


def _extras(value: Any, where: str) -> Iterator[str]:
    """Fields at any depth that the models do not know."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{where}{name}"
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from _extras(getattr(value, name), f"{where}{name}.")
    elif isinstance(value, list | tuple):
        for at, each in enumerate(value):
            yield from _extras(each, f"{where}{at}.")


def _outside(method: str, params: Mapping[str, Any]) -> Iterator[str]:
    """Lengths and numbers beyond the Bot API's limits; a text counts as people see it."""
    for name, value in params.items():
        if limits := _LENGTHS.get((method, name)):
            if name in ("text", "caption") and params.get("parse_mode") == "HTML":
                page = _Page(str(value))
                yield from (f"{name}: {problem}" for problem in page.problems)
                value = page.seen
            if not limits[0] <= len(str(value).strip()) <= limits[1]:
                yield f"{name}: {len(str(value).strip())} characters"
        if limits := _NUMBERS.get((method, name)):
            if not limits[0] <= int(value) <= limits[1]:
                yield f"{name}: {value}"
    if "secret_token" in params and not re.fullmatch(r"[A-Za-z0-9_-]*", str(params["secret_token"])):
        yield "secret_token: other characters than A-Z, a-z, 0-9, _ and -"


def _keyboard(markup: Any) -> Iterator[str]:
    """What is wrong with the buttons of an inline keyboard."""
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        yield "rows hold 1 to 8 buttons, and all together 100"
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            yield "a button without words"
        if sum(action in button for action in _ACTIONS) != 1:
            yield f"a button needs one action: {button}"
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            yield f"callback_data of {len(button['callback_data'].encode())} bytes"


def _commands(commands: list[Mapping[str, str]]) -> Iterator[str]:
    """What is wrong with a menu."""
    if len(commands) > 100:
        yield f"{len(commands)} commands"
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            yield f"a command's name: {command['command']!r}"
        if not 1 <= len(command["description"]) <= 256:
            yield f"a description of {len(command['description'])} characters"


class _Page(HTMLParser):
    """A text in Telegram's HTML: what people see of it, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen = ""
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.problems.append(f"<{tag}> is no tag of Telegram's")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.seen += data
