"""Numbers that nobody here needs: NIK, KK, cards and one-time codes, hidden before anything else looks at a message."""

import json
import re
from collections.abc import Iterator
from typing import Any

HIDDEN = "•"
"""Stands for each digit, so that what else points into the text still points to the same place."""
SHORT = HIDDEN * 6
"""Stands for a whole number in what is passed on."""
_APART = r"[\s.,\-–—_/]{0,2}"
_SIXTEEN = re.compile(rf"(?<!\d)\d(?:{_APART}\d){{15}}(?!\d)")
_CODE = r"\d(?:[ -]?\d){3,7}(?!\d)"
_OTP = re.compile(
    rf"\b(?:otp|kode\s+(?:verifikasi|rahasia|masuk)|verification\s+code)\b[^\d\n]{{0,25}}?(?<!\d)(?P<after>{_CODE})"
    rf"|(?<!\d)(?P<before>{_CODE})[^\d\n]{{0,15}}?\botp\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}")
"""A NIK or KK: the region, a date (a woman's day is 40 more), a serial number."""
_RUN = re.compile(rf"{HIDDEN}(?:{_APART}{HIDDEN}){{3,}}")
_ABOUT = re.compile(
    r"\b(?:n\W?i\W?k|no(?:mor)?|kk|k\W?t\W?p|otp|kode|verifikasi|saya|sy|aku|ulun|ini|itu|adalah|nya|kak|min|dan|yg|ya|"
    r"bapak|ibu|suami|istri|anak|punya|kartu|keluarga)\b|\W",
    re.IGNORECASE,
)
"""What surrounds such a number without saying anything more."""
_TYPED = frozenset({"text", "caption", "file_name", "title", "address", "question", "vcard"})
"""The fields of what a channel brings in that hold somebody's own words."""


def masked(text: str) -> str:
    """The text with the digits of NIK, KK, cards and one-time codes hidden; its length stays."""
    text = _SIXTEEN.sub(lambda found: _dotted(found[0]) if _is_private(found[0]) else found[0], text)
    return _OTP.sub(lambda found: _dotted(found[0]), text)


def _is_private(run: str) -> bool:
    """Whether sixteen digits are one number: written in one piece, or with a date where a NIK has one."""
    digits = re.sub(r"\D", "", run)
    return run == digits or _BIRTH.fullmatch(digits) is not None


def _dotted(text: str) -> str:
    return re.sub(r"\d", HIDDEN, text)


def masked_payload(payload: str) -> str:
    """What a channel brought in, as JSON, with such numbers hidden in everything that somebody typed."""
    try:
        content = json.loads(payload)
        hidden = _masked_fields(content)
    except (ValueError, RecursionError):
        return payload
    return json.dumps(content) if hidden else payload


def _masked_fields(content: Any) -> bool:
    """Hide the numbers in the content itself; whether there were any."""
    changed = False
    for fields in _objects(content):
        for name, value in fields.items():
            if name in _TYPED and isinstance(value, str) and (safe := masked(value)) != value:
                fields[name] = safe
                changed = True
    return changed


def _objects(content: Any) -> Iterator[dict[str, Any]]:
    waiting = [content]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def has_hidden(text: str) -> bool:
    """Whether a private number was hidden in the text."""
    return _RUN.search(text) is not None


def remainder(text: str) -> str:
    """What the text says beside what was hidden in it, with a few dots in its place; "" where it said nothing else."""
    return _RUN.sub(SHORT, text).strip() if _ABOUT.sub("", _RUN.sub(" ", text)) else ""


def without_hidden(text: str) -> str:
    """The text without any trace of what was hidden in it."""
    return re.sub(r"\s{2,}", " ", _RUN.sub(" ", text)).strip(" ,;:-") if has_hidden(text) else text
