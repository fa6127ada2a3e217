"""What a Telegram message brings beside its plain words: files, places, formatting."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.messages import File, Pin, clean, link, styled

LONGEST = 4096
"""Characters of a text that are looked at: what Telegram lets people send."""
_NAME_LENGTH = 200
_REFERENCE_LENGTH = 512
_LARGEST_SIZE = 2**40
_KEPT = ("photo", "voice", "video", "document")
_STYLED = {
    "bold": "bold", "italic": "italic", "underline": "underline", "strikethrough": "strikethrough",
    "spoiler": "spoiler", "code": "code", "pre": "code",
}  # fmt: skip


def files_in(message: dict[str, Any]) -> tuple[File, ...]:
    """The file of a message that can be kept, if it has one."""
    kind = next((kind for kind in _KEPT if kind in message), "")
    found = message.get(kind)
    if isinstance(found, list) and found:
        # Telegram lists a picture's sizes from the smallest on.
        found = found[-1]
    reference = found.get("file_id") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(reference, str) or not 1 <= len(reference) <= _REFERENCE_LENGTH:
        return ()
    return (File(kind, reference, _name(found.get("file_name")), _name(found.get("mime_type")), _size(found)),)


def pin_in(message: dict[str, Any]) -> Pin | None:
    """The place that a message shares, if it does, with its name and address where it has both."""
    found = message.get("venue")
    venue = found if isinstance(found, dict) else {}
    where = venue.get("location", message.get("location"))
    if not isinstance(where, dict):
        return None
    latitude: Any = where.get("latitude")
    longitude: Any = where.get("longitude")
    if not _is_degrees(latitude, 90) or not _is_degrees(longitude, 180):
        return None
    return Pin(float(latitude), float(longitude), _name(venue.get("title")), _name(venue.get("address")))


def marked(text: str, entities: object) -> str:
    """The text with its styles and links in our marks; what overlaps is marked once."""
    if not isinstance(entities, list):
        return clean(text)
    # Telegram counts in UTF-16.
    units = text.encode("utf-16-le", "surrogatepass")
    pieces: list[str] = []
    done = 0
    for start, end, mark in sorted(filter(None, map(_mark, entities)), key=lambda found: found[0]):
        if start >= done and end * 2 <= len(units):
            pieces += [clean(_slice(units, done, start)), mark(_slice(units, start, end))]
            done = end
    return "".join([*pieces, clean(_slice(units, done, len(units) // 2))])


def _mark(entity: object) -> tuple[int, int, Callable[[str], str]] | None:
    if not isinstance(entity, dict):
        return None
    kind, start, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length <= 0:
        return None
    url = entity.get("url")
    if kind == "text_link" and isinstance(url, str):
        return start, start + length, lambda label: link(label, url[:LONGEST])
    style = _STYLED.get(str(kind))
    return None if style is None else (start, start + length, partial(styled, style=style))


def _slice(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def _name(value: object) -> str:
    return clean(value[:_NAME_LENGTH]) if isinstance(value, str) else ""


def _size(file: dict[str, Any]) -> int:
    size = file.get("file_size", 0)
    return size if isinstance(size, int) and 0 <= size < _LARGEST_SIZE else 0


def _is_degrees(value: Any, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most
