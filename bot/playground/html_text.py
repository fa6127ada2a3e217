"""Telegram's HTML: read into plain text and entities, refused with Telegram's words and byte offsets."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.playground.answers import Json, Refused, bad_request

_ENTITY_OF_TAG = {
    "a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code",
    "pre": "pre", "span": "spoiler", "tg-spoiler": "spoiler", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_OUTERMOST_FIRST = ("blockquote", "expandable_blockquote", "pre", "code", "text_link", "bold", "italic", "underline")
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_PLAIN = re.compile(r"[^&<]+")
_SPACES = " \t\r\n\v\0"
_TAG_NAME = re.compile(f"[^{_SPACES}>]*")
_ATTRIBUTE_NAME = re.compile(f"[^{_SPACES}=]*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(f"[{_SPACES}]*")
_EXPANDABLE = re.compile(f"expandable(?=[{_SPACES}>])")


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, in which entities count."""
    return len(text) + sum(char > "\uffff" for char in text)


def read_html(source: str) -> tuple[str, list[Json]]:
    """The plain text and its entities, in order. Raises Refused where Telegram cannot parse the source."""
    reader = _Reader(source)
    reader.read()
    text = "".join(reader.text)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ) from None
    for entity in reader.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, sorted(reader.entities, key=_nesting)


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or "" where it is none."""
    try:
        parts = urlsplit(url if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url) else f"http://{url}")
    except ValueError:
        return ""
    if parts.scheme in {"tg", "ton"}:
        return url
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc or re.search(r"\s", url):
        return ""
    return parts._replace(path=parts.path or "/").geturl()


def _unparsable(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")


def _nesting(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    rank = _OUTERMOST_FIRST.index(kind) if kind in _OUTERMOST_FIRST else len(_OUTERMOST_FIRST)
    return entity["offset"], -entity["length"], rank


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    piece: int


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    length: int = 0
    text: list[str] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def read(self) -> None:
        while self.at < len(self.source):
            if plain := _PLAIN.match(self.source, self.at):
                self.at = plain.end()
                self._add(plain.group())
            elif self.source[self.at] == "&":
                char, self.at = _decoded(self.source, self.at)
                self._add(char)
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        assert found is not None
        self.at = found.end()
        return found.group()

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start_tag(self) -> None:
        begin = self._bytes(self.at)
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        if not self._next():
            raise _unparsable(f"Unclosed start tag at byte offset {begin}")
        if tag not in _ENTITY_OF_TAG:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while True:
            self._take(_SPACE)
            if self._next() == ">":
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, self.length, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        if tag == "blockquote" and _EXPANDABLE.match(self.source, self.at):
            self.at += len("expandable")
            return "expandable", ""
        name = self._take(_ATTRIBUTE_NAME)
        if not name:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._take(_SPACE)
        if self._next() != "=":
            words = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            raise _unparsable(f"{words} at byte offset {begin}")
        self.at += 1
        self._take(_SPACE)
        if not self._next():
            raise _unparsable(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._quoted() if self._next() in "'\"" else self._name_token()
        if not self._next():
            raise _unparsable(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _name_token(self) -> str:
        begin = self._bytes(self.at)
        value = self._take(_NAME_TOKEN).lower()
        if self._next() and self._next() not in _SPACES + ">":
            raise _unparsable(f"Unexpected end of name token at byte offset {begin}")
        return value

    def _quoted(self) -> str:
        quote, value = self.source[self.at], ""
        self.at += 1
        while self._next() and self._next() != quote:
            if self._next() == "&":
                char, self.at = _decoded(self.source, self.at)
                value += char
            else:
                value += self.source[self.at]
                self.at += 1
        self.at += 1
        return value

    def _end_tag(self) -> None:
        begin = self._bytes(self.at)
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        tag = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if self._next() != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            words = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _unparsable(f"Unmatched end tag at byte offset {begin}, {words}")
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {"type": _ENTITY_OF_TAG[opened.tag], "offset": opened.offset}
        entity["length"] = self.length - opened.offset
        inner = self.entities[-1] if self.entities else {}
        same = all(inner.get(name) == entity[name] for name in ("offset", "length"))
        if opened.tag == "pre" and same and inner.get("language"):
            inner["type"] = "pre"
            return
        if opened.tag == "code" and same and inner["type"] == "pre" and opened.argument:
            inner["language"] = opened.argument
            return
        if opened.tag == "a":
            entity["url"] = checked_link(opened.argument or "".join(self.text[opened.piece :]))
            if not entity["url"]:
                return
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdecimal():
                raise _unparsable("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return name if name == "expandable" else ""


def _decoded(source: str, at: int) -> tuple[str, int]:
    """The character that a reference stands for and where it ends; what is no reference stays as it is."""
    found = _REFERENCE.match(source, at)
    assert found is not None
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return (_REFERENCES[name], found.end()) if name in _REFERENCES else ("&", at + 1)
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    digits = found.group().rstrip(";")
    if not 0 < code < 0x10FFFF or len(digits) >= 10:
        return "&", at + 1
    return chr(code), found.end()
