"""The questions of a broadcast: what it says, and what may be answered to it."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.asking import Invalid
from bot.messages import LABEL_LENGTH, Choice, Inbound, Kind, Outbound, Pin, clean
from bot.prompts import chosen, meant
from bot.prompts.words import words_only
from bot.texts import Texts, number
from handlers.broadcasts.content import Content, flaw

MOST_LABELS = 10
_BULLET = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-•*])\s*")


@dataclass(frozen=True)
class Message:
    """What is to be sent: words with their formatting, a file or an album with a caption, or a place.

    `labels` are the answers that go with it.
    """

    text: str
    texts: Texts
    labels: tuple[str, ...] = ()
    free: bool = True
    wants_files: bool = True

    def read(self, inbound: Inbound, note: Any) -> Content:
        """The content."""
        _ = self.texts.gettext
        if not (inbound.files or inbound.pin):
            meant(words_only(inbound, _), _)
        if any(not file.media for file in inbound.files):
            raise Invalid(_("Maaf Kak, berkasnya belum sampai ke Relawan. Tolong kirim sekali lagi ya."))
        content = content_of(inbound)
        if wrong := flaw(self.texts, replace(content, labels=self.labels)):
            raise Invalid(wrong)
        return content

    @staticmethod
    def keep(value: Content) -> dict[str, str]:
        """The text, and the rest as JSON."""
        return {"text": value.text, "more": value.packed()}

    @staticmethod
    def restore(kept: dict[str, str]) -> Content:
        """The content."""
        return Content.unpacked(kept["text"], kept["more"])

    def question(self, note: Any) -> Outbound:
        """The question."""
        return Outbound(self.text)


def content_of(inbound: Inbound) -> Content:
    """What a message would say as a broadcast."""
    media = tuple(file.media for file in inbound.files)
    pin = _cleaned(inbound.pin) if inbound.pin else None
    return Content((inbound.marked or clean(inbound.text)).strip(), media, pin)


def _cleaned(pin: Pin) -> Pin:
    return Pin(pin.latitude, pin.longitude, clean(pin.title), clean(pin.address))


@dataclass(frozen=True)
class Answers:
    """What may be answered; `yes_no` if it is the usual yes and no."""

    labels: tuple[str, ...] = ()
    yes_no: bool = False


@dataclass(frozen=True)
class Labels:
    """What may be answered: yes and no, none, or up to ten of one's own, a line or a comma apart."""

    texts: Texts
    free: bool = True

    @property
    def _usual(self) -> tuple[str, str]:
        _ = self.texts.gettext
        return _("Siap"), _("Tidak bisa")

    @property
    def _choices(self) -> tuple[Choice, ...]:
        _ = self.texts.gettext
        return Choice("usual", " / ".join(self._usual)[:LABEL_LENGTH]), Choice("none", _("Tanpa tombol"))

    def read(self, inbound: Inbound, note: Any) -> Answers:
        """The labels."""
        typed = chosen(inbound.text, self._choices) if inbound.kind is Kind.TEXT else None
        choice = typed.id if typed else inbound.choice
        if choice in ("usual", "none"):
            return Answers(self._usual, yes_no=True) if choice == "usual" else Answers()
        _ = self.texts.gettext
        words = meant(clean(words_only(inbound, _)), _)
        labels = _parted(words)
        long = next((label for label in labels if len(label) > LABEL_LENGTH), "")
        if long:
            said = _("“{label}” terlalu panjang untuk tombol, Kak. Paling banyak {most} huruf.")
            raise Invalid(said.format(label=long[:60], most=LABEL_LENGTH))
        if not 1 <= len({label.casefold() for label in labels}) == len(labels) <= MOST_LABELS:
            said = _("Tulis satu sampai {most} jawaban yang berbeda, dipisah koma. Misalnya: Siap, Besok, Tidak bisa")
            raise Invalid(said.format(most=number(MOST_LABELS, self.texts.locale)))
        return Answers(tuple(labels))

    @staticmethod
    def keep(value: Answers) -> dict[str, Any]:
        """The labels as JSON."""
        return asdict(value)

    def restore(self, kept: dict[str, Any]) -> Answers:
        """The labels."""
        return Answers(tuple(kept["labels"]), kept["yes_no"])

    def question(self, note: Any) -> Outbound:
        """The question."""
        _ = self.texts.gettext
        text = _("Penerima boleh menjawab apa, Kak? Ketuk, atau tulis sendiri, dipisah koma. Misalnya: Siap, Besok, "
                 "Tidak bisa")  # fmt: skip
        return Outbound(text, self._choices)


def _parted(words: str) -> list[str]:
    """The labels in a list, as people write lists: a line, a comma or a stroke apart, with numbers or dots before."""
    parts = re.split(r"[\n,;]+", words.strip(" \n,;"))
    if len(parts) == 1:
        parts = re.split(r"[/|]|\s(?:atau|or)\s", words)
    return [" ".join(label.split()) for part in parts if (label := _BULLET.sub("", part).strip())]
