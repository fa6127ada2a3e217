"""What a broadcast says: words of one's own or a file, with what each recipient may answer, in their own name."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.messages import TEXT_LENGTH, Choice, Outbound, Pin, bold, clean, length, plain
from bot.texts import Texts, listing, number
from handlers.names import place_name
from storage.database import Row

MOST = TEXT_LENGTH - 96
"""Characters of a broadcast: with the line that says who it is from it still fits every channel."""
NAME, REGENCY = "nama", "kabupaten"
_COMPANY = (frozenset({"photo", "video"}), frozenset({"document"}))
"""Kinds of files that share an album; a voice is alone."""
_WIDEST_PLACE = "x" * 40
"""As long as the name of any kabupaten or kota."""
_FILLED = re.compile(r"\{\s*(\w+)\s*\}")
_GREETED = re.compile(
    r"\b(?:kakak|kak|bapak/ibu|bapak|ibu|pak|bu|saudara|saudari|sdr\.?)\s+(?=\{\s*nama\s*\})", re.IGNORECASE
)
"""A word before the name that "Kakak" takes the place of, too: nobody is called "Kak Kakak"."""


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
    text = _filled(texts, content.text, origin, people)
    # What is only shown asks nothing: words typed later are not for it.
    about = _about(text) if choices and broadcast else ""
    if length(text) + len(sender) + 2 + _listed(content.labels) > TEXT_LENGTH:
        text = _filled(texts, content.text, origin, ())
    return Outbound(
        f"{bold(sender)}\n\n{text}".strip(), choices, media=content.media, pin=content.pin, about=about, alone=True
    )


def _listed(labels: Sequence[str]) -> int:
    """Characters that the answers take where a channel can only write them out under the text."""
    return sum(len(f"\n{number_}. {label}") for number_, label in enumerate(labels, 1)) + bool(labels)


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
    if not people:
        text = _GREETED.sub("", text)
    names = listing([clean(name) for name, _region in people], texts.locale) or _("Kakak")
    regencies = list(dict.fromkeys(region for _name, region in people)) or [origin]
    places = listing([place_name(texts, code) for code in regencies], texts.locale)
    values = {NAME: names, REGENCY: places}
    return _FILLED.sub(lambda found: values.get(found[1].casefold(), found[0]), text)


def has_blanks(content: Content) -> bool:
    """Whether each recipient reads something of their own."""
    return _FILLED.search(content.text) is not None


def _about(text: str) -> str:
    return " ".join(plain(text).split())[:40]


def flaw(texts: Texts, content: Content) -> str:
    """What has to be changed before it can be sent, in words: it is empty, too long, or has a blank nobody fills.

    "" where nothing has.
    """
    _ = texts.gettext
    if not (content.text or content.media or content.pin):
        return _("Tulisannya masih kosong, Kak. Apa yang mau diumumkan?")
    unknown = next((found[0] for found in _FILLED.finditer(content.text) if not _is_filled(found)), "")
    if unknown:
        return _(
            "{strange} belum dikenal Relawan, Kak. Yang bisa diisi sendiri untuk tiap orang: {{nama}} dan "
            "{{kabupaten}}."
        ).format(strange=unknown)
    count, most = length(_FILLED.sub(_widest, content.text)), MOST - _listed(content.labels)
    if count <= most:
        return ""
    too_long = _(
        "Tulisannya {length} huruf, padahal paling banyak {most}. Tolong dipendekkan ya, Kak, atau kirim suratnya "
        "sebagai berkas."
    )
    if content.labels and count <= MOST:
        too_long = _(
            "Tulisannya {length} huruf, padahal dengan tombol jawaban paling banyak {most}. Tolong dipendekkan sedikit "
            "ya, Kak; atau ketik /kembali, lalu pilih Tanpa tombol."
        )
    return too_long.format(length=number(count, texts.locale), most=number(most, texts.locale))


def _is_filled(found: re.Match[str]) -> bool:
    return found[1].casefold() in (NAME, REGENCY)


def _widest(found: re.Match[str]) -> str:
    return _WIDEST_PLACE if found[1].casefold() == REGENCY else found[0]


def joined(first: Content, more: Content) -> Content:
    """Both together: files as one album, words below each other."""
    text = "\n\n".join(filter(None, (first.text, more.text)))
    return replace(first, text=text, media=(*first.media, *more.media), pin=more.pin or first.pin)


def share_album(kinds: Sequence[str]) -> bool:
    """Whether files of these kinds go out together."""
    return len(kinds) < 2 or any(company.issuperset(kinds) for company in _COMPANY)
