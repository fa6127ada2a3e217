"""How values of the Bot API's types are read, stricter than Telegram does; what is wrong is refused by its name."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

from bot.playground.answers import bad_request
from bot.playground.requests import Upload

Read = Callable[[str, Any], object]
"""The value of a parameter, given its name and what came. Raises Refused, naming the parameter."""


def wrong(name: str, what: str) -> Exception:
    """The refusal of a parameter that is not what it must be."""
    return bad_request(f'parameter "{name}" must be {what}')


def integer(name: str, value: Any) -> object:
    """An Integer, also written as a String: 64 bits at most."""
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise wrong(name, "an Integer")
    return value


def real(name: str, value: Any) -> object:
    """A Float, also written as a String."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise wrong(name, "a Float") from None
    if isinstance(value, bool) or not math.isfinite(number):
        raise wrong(name, "a Float")
    return number


def text(name: str, value: Any) -> object:
    """A String that can be sent as UTF-8."""
    if not isinstance(value, str):
        raise wrong(name, "a String")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def flag(name: str, value: Any) -> object:
    """A Boolean, also as its name or 0 and 1."""
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "1"):
        return True
    if value in ("false", "False", "0"):
        return False
    raise wrong(name, "a Boolean")


def chat(name: str, value: Any) -> object:
    """The Integer of a chat, or the String of its name."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,19}", value.strip()):
        return text(name, value)
    return integer(name, value.strip() if isinstance(value, str) else value)


def decoded(name: str, value: Any) -> object:
    """What the JSON holds that a parameter may be written as."""
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


def an_object(*fields: str) -> Callable[[str, Any], dict[str, Any]]:
    """An Object; with fields named, one that has no others."""

    def read(name: str, value: Any) -> dict[str, Any]:
        value = decoded(name, value)
        if not isinstance(value, dict):
            raise wrong(name, "an Object")
        for field in value:
            if fields and field not in fields:
                raise bad_request(f'unknown field "{field}" in {name}')
        return value

    return read


def array_of(what: type, *fields: str) -> Read:
    """An Array of Strings, or of Objects that have no other fields."""

    def read(name: str, value: Any) -> object:
        value = decoded(name, value)
        if not isinstance(value, list) or not all(isinstance(item, what) for item in value):
            raise wrong(name, f"an Array of {'Strings' if what is str else 'Objects'}")
        for field in (field for item in value if isinstance(item, dict) for field in item):
            if field not in fields:
                raise bad_request(f'unknown field "{field}" in {name}')
        return value

    return read


def file(name: str, value: Any) -> object:
    """A file that is uploaded, or the String of one that is known."""
    return value if isinstance(value, Upload) else text(name, value)


def uploads(name: str, value: Any) -> object:
    """The files that came beside media, by the names under which those attach them."""
    if not isinstance(value, dict):
        raise bad_request(f'unknown parameter "{name}"')
    return value


def absent(name: str, value: Any) -> object:
    """Nothing: the playground refuses what it does not have."""
    raise bad_request(f'parameter "{name}" names something that the playground does not have')
