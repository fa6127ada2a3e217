"""What a broadcast says: words of one's own or a file, with what each recipient may answer, in their own name."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.asking import Invalid
from bot.messages import TEXT_WITH_CHOICES, Choice, Outbound, Pin, bold, clean, plain
from bot.texts import Texts, listing, number
from handlers.names import place_name
from storage.database import Row

TEXT_LENGTH = 900
"""Characters of a broadcast: with the line that says who it is from it still fits every channel."""
NAME, REGENCY = "nama", "kabupaten"
_FILLED = re.compile(r"\{\s*(\w+)\s*\}")


@dataclass(frozen=True, slots=True)
class Content:
    """What is said. `media` are ids of files; `labels` what may be answered, `yes_no` if that is yes and no.

    `asks` is the broadcast that answers are for, where it is another one, of which this is the reminder.
    """

    text: str
    media: tuple[int, ...] = ()
    pin: Pin | None = None
    labels: tuple[str, ...] = ()
    yes_no: bool = False
    asks: int = 0

    @staticmethod
    def of(broadcast: Row) -> "Content":
        """What a broadcast says."""
        return Content.unpacked(broadcast["text"], broadcast["content"])

    @staticmethod
    def unpacked(text: str, kept: str) -> "Content":
        """The content that `packed` made, with its text."""
        fields = json.loads(kept or "{}")
        pin = Pin(*fields["pin"]) if fields.get("pin") else None
        media, labels = (tuple(fields.get(part, ())) for part in ("media", "labels"))
        return Content(text, media, pin, labels, bool(fields.get("yes_no")), fields.get("asks", 0))

    def packed(self) -> str:
        """All but the text as JSON; "" where there is no more."""
        pin = [self.pin.latitude, self.pin.longitude, self.pin.title, self.pin.address] if self.pin else None
        fields = {"media": self.media, "pin": pin, "labels": self.labels, "yes_no": self.yes_no, "asks": self.asks}
        kept = {name: value for name, value in fields.items() if value}
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def choices(self, broadcast: int) -> tuple[Choice, ...]:
        """What may be answered to the broadcast with that id, as buttons; 0 is one that is only shown."""
        ends = (":yes", ":no") if self.yes_no else ("",) * len(self.labels)
        return tuple(
            Choice(f"poll:{self.asks or broadcast}:{choice}{end}", label)
            for choice, (label, end) in enumerate(zip(self.labels, ends, strict=True), 1)
        )


def announcement(
    texts: Texts,
    content: Content,
    origin: str,
    people: Sequence[tuple[str, str]] = (),
    broadcast: int = 0,
    *,
    title: str = "",
) -> Outbound:
    """The message as each recipient sees it; `origin` is the region whose coordinator speaks, `people` the names and
    regions of those who are there.

    `title` is what it calls itself, in place of an announcement.
    """
    sender = _sender(texts, origin, title)
    choices = content.choices(broadcast)
    about = _about(content.text) if choices else ""
    text = _filled(texts, content.text, origin, people)
    if len(plain(text)) + len(sender) + 2 > TEXT_WITH_CHOICES:
        text = _filled(texts, content.text, origin, ())
    return Outbound(
        f"{bold(sender)}\n\n{text}".strip(), choices, media=content.media, pin=content.pin, about=about, alone=True
    )


def _sender(texts: Texts, origin: str, title: str) -> str:
    _ = texts.gettext
    place = place_name(texts, origin)
    if title == "correction":
        return _("Ralat dari koordinator {place}:").format(place=place) if origin else _("Ralat dari pengurus:")
    if title == "reminder":
        if origin:
            return _("Pengingat dari koordinator {place}:").format(place=place)
        return _("Pengingat dari pengurus:")
    if origin:
        return _("Pengumuman dari koordinator {place}:").format(place=place)
    return _("Pengumuman dari pengurus:")


def _filled(texts: Texts, text: str, origin: str, people: Sequence[tuple[str, str]]) -> str:
    """The text with the names and the kabupaten of those who read it, or with what fits everybody."""
    _ = texts.gettext
    names = listing([clean(name) for name, _region in people], texts.locale) or _("Kakak")
    regencies = list(dict.fromkeys(region for _name, region in people)) or [origin]
    places = listing([place_name(texts, code) for code in regencies], texts.locale)
    values = {NAME: names, REGENCY: places}
    return _FILLED.sub(lambda found: values.get(found[1].casefold(), found[0]), text)


def _about(text: str) -> str:
    return " ".join(plain(text).split())[:40]


def checked_text(texts: Texts, text: str, *, alone: bool = True) -> str:
    """The words to be sent, without space around them. Raises Invalid where they are none, too many, or not filled in.

    `alone`: there is no file beside them.
    """
    _ = texts.gettext
    words = text.strip()
    if not words and alone:
        raise Invalid(_("Tulisannya masih kosong, Kak. Apa yang mau diumumkan?"))
    length = len(plain(words))
    if length > TEXT_LENGTH:
        raise Invalid(
            _("Tulisannya {length} huruf, padahal paling banyak {most}. Tolong dipendekkan sedikit ya, Kak.").format(
                length=number(length, texts.locale), most=number(TEXT_LENGTH, texts.locale)
            )
        )
    strange = next((found[0] for found in _FILLED.finditer(words) if found[1].casefold() not in (NAME, REGENCY)), "")
    if strange:
        raise Invalid(
            _("{strange} belum dikenal Relawan, Kak. Yang bisa diisi sendiri untuk tiap orang: {{nama}} dan "
              "{{kabupaten}}.").format(strange=strange)
        )  # fmt: skip
    return words
