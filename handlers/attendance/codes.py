"""Codes with which people say that they are there: signed for a part of an event and a minute, and soon worthless."""

import base64
import hmac
import re
import struct
from collections.abc import Iterable, Iterator

PREFIX = "h_"
"""How a deep link's payload begins that checks in."""
MINUTE = 60_000
"""Milliseconds for which a code is shown."""
SLACK = 90_000
"""Milliseconds before and after its minute in which a code is taken: clocks differ, and typing takes time."""
_FIELDS = struct.Struct(">IIQ")
_SIGNATURE = 12
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters that are not taken for digits."""
_TYPED = re.compile(r"\s*(?:kode(?:\s+hadir)?|hadir)?\s*[:=]?\s*([A-Z]{4})[\s-]*(\d{4})\W*", re.IGNORECASE)


class BadCode(Exception):
    """The code is forged, damaged, or of another installation."""


class Expired(Exception):
    """The code's minute has passed too long ago, or is yet to come."""


def minute_at(at: int) -> int:
    """The minute since 1970 in which an instant (milliseconds) lies."""
    return at // MINUTE


def _taken(minute: int, at: int) -> bool:
    return minute * MINUTE - SLACK <= at <= (minute + 1) * MINUTE + SLACK


def payload(key: bytes, event: int, part: int, minute: int) -> str:
    """What a deep link says that checks in to a part of an event: 39 characters of its 64."""
    fields = _FIELDS.pack(event, part, minute)
    return _spelled(fields + hmac.digest(key, b"present" + fields, "sha256")[:_SIGNATURE])


def _spelled(packed: bytes) -> str:
    return PREFIX + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_payload(key: bytes, said: str, at: int) -> tuple[int, int]:
    """The event and part that a payload checks in to. Raises BadCode and Expired."""
    try:
        encoded = said[len(PREFIX) :]
        packed = base64.b64decode(encoded + "=" * (-len(encoded) % 4), b"-_", validate=True)
        event, part, minute = _FIELDS.unpack(packed[: _FIELDS.size])
    except (ValueError, struct.error) as error:
        raise BadCode from error
    # Base64 has several spellings of the same bytes; only ours is a code.
    if not hmac.compare_digest(payload(key, event, part, minute).encode(), said.encode()):
        raise BadCode
    if not _taken(minute, at):
        raise Expired
    return event, part


def typed_code(key: bytes, event: int, part: int, minute: int) -> str:
    """The code for those who type: four letters and four digits, "KMPT 4821"."""
    number = int.from_bytes(hmac.digest(key, b"typed" + _FIELDS.pack(event, part, minute), "sha256")[:8], "big")
    number, digits = divmod(number, 10_000)
    letters = ""
    for _place in range(4):
        number, letter = divmod(number, len(_LETTERS))
        letters += _LETTERS[letter]
    return f"{letters} {digits:04}"


def code_in(text: str) -> str:
    """The code that somebody typed, as `typed_code` writes it; "" where the words are none."""
    found = _TYPED.fullmatch(text)
    return f"{found[1].upper()} {found[2]}" if found else ""


def read_typed(key: bytes, code: str, open_parts: Iterable[tuple[int, int]], at: int) -> tuple[int, int]:
    """The event and part, of those open, that a typed code checks in to. Raises BadCode and Expired."""
    parts = list(open_parts)
    for event, part in parts:
        for minute in _minutes_near(at):
            if hmac.compare_digest(typed_code(key, event, part, minute), code):
                return event, part
    for event, part in parts:
        for minute in range(minute_at(at) - _REMEMBERED, minute_at(at)):
            if hmac.compare_digest(typed_code(key, event, part, minute), code):
                raise Expired
    raise BadCode


_REMEMBERED = 30
"""Minutes for which somebody who types an old code is told that it is old."""


def _minutes_near(at: int) -> Iterator[int]:
    near = range(minute_at(at - SLACK) - 1, minute_at(at + SLACK) + 2)
    return (minute for minute in near if _taken(minute, at))
