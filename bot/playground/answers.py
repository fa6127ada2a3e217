"""What the Bot API answers, in Telegram's own envelope and words."""

import json
from typing import Any, NamedTuple

Json = dict[str, Any]


class Described(NamedTuple):
    """A result that comes with words, as those of the webhook's methods do."""

    result: object
    description: str


class Refused(Exception):
    """A request that Telegram refuses: the status, the words, and the seconds to wait where it says so."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def _lowered(words: str) -> str:
    # Telegram lowers the first letter unless the second shows that the word is a constant (BUTTON_DATA_INVALID).
    if len(words) > 1 and (words[1].isupper() or words[1] == "_"):
        return words
    return words[:1].lower() + words[1:]


def bad_request(words: str) -> Refused:
    """A 400: the request is wrong and always will be."""
    return Refused(400, f"Bad Request: {_lowered(words)}")


def forbidden(words: str) -> Refused:
    """A 403: the chat may not be written to."""
    return Refused(403, f"Forbidden: {_lowered(words)}")


def conflict(words: str) -> Refused:
    """A 409: two want the same updates."""
    return Refused(409, f"Conflict: {_lowered(words)}")


def too_many(seconds: int) -> Refused:
    """A 429: come back after so many seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", seconds)


def dumped(value: object) -> str:
    """The value as compact JSON, in ASCII, so that even half a surrogate pair can be kept and passed on."""
    return json.dumps(value, separators=(",", ":"))


def granted(result: object) -> str:
    """The envelope of a request that did what it asked."""
    if isinstance(result, Described):
        return dumped({"ok": True, "result": result.result, "description": result.description})
    return f'{{"ok":true,"result":{dumped(result)}}}'


def denied(refusal: Refused) -> str:
    """The envelope of a request that was refused."""
    envelope: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.retry_after is not None:
        envelope["parameters"] = {"retry_after": refusal.retry_after}
    return dumped(envelope)
