"""Files: pictures, documents, films and voices, one or several."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.asking import Invalid
from bot.messages import Choice, File, Inbound, Kind, Outbound
from bot.prompts.choices import chosen
from bot.prompts.words import Gettext
from bot.texts import marked

_NAMES = {
    "photo": marked("foto"), "document": marked("berkas"), "video": marked("video"), "voice": marked("pesan suara"),
}  # fmt: skip
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Given:
    """What was sent: files with their words, or the id of a choice."""

    files: tuple[File, ...] = ()
    words: str = ""
    choice: str = ""

    @property
    def media(self) -> tuple[int, ...]:
        """The ids of the files in `storage.media`."""
        return tuple(file.media for file in self.files)


@dataclass(frozen=True)
class Files:
    """Files of certain kinds ("photo", "document", "video", "voice"), or one of the choices instead.

    `most` is how many may come together; `largest` how many bytes each may have; `endings` are those a document's name
    may have, any where none is named. What was sent is kept for a day: whoever uses it for longer says so.
    """

    text: str
    gettext: Gettext
    kinds: Sequence[str] = ("document",)
    choices: Sequence[Choice] = ()
    endings: Sequence[str] = ()
    largest: int = 20 * _MEGABYTE
    most: int = 1
    free: bool = False
    wants_files: bool = True

    def read(self, inbound: Inbound, note: Any) -> Given:
        """The files, or the choice."""
        if inbound.kind is Kind.CHOICE:
            choice = next((choice for choice in self.choices if choice.id == inbound.choice), None)
        else:
            choice = None if inbound.files else chosen(inbound.text, self.choices)
        if choice is not None:
            return Given(choice=choice.id)
        if not inbound.files or any(file.kind not in self.kinds for file in inbound.files):
            raise Invalid(self._wanted())
        for file in inbound.files:
            self._check(file)
        if len(inbound.files) > self.most:
            raise Invalid(self._too_many())
        return Given(inbound.files, inbound.text)

    def _check(self, file: File) -> None:
        """Raises Invalid where the file is not one that is wanted."""
        _ = self.gettext
        endings = tuple(ending.casefold() for ending in self.endings)
        if file.kind == "document" and endings and not file.name.casefold().endswith(endings):
            raise Invalid(
                _("Berkasnya yang berakhiran {endings} ya, Kak. Tolong kirim yang itu.").format(
                    endings=", ".join(self.endings)
                )
            )
        if file.size > self.largest:
            size = max(1, self.largest // _MEGABYTE)
            raise Invalid(_("Berkasnya terlalu besar, Kak. Paling besar {size} MB ya.").format(size=size))
        if not file.media:
            raise Invalid(_("Maaf Kak, berkasnya belum sampai ke Relawan. Tolong kirim sekali lagi ya."))

    def _wanted(self) -> str:
        _ = self.gettext
        names = [_(_NAMES[kind]) for kind in self.kinds]
        kinds = names[0] if len(names) == 1 else _("{these} atau {that}").format(
            these=", ".join(names[:-1]), that=names[-1])  # fmt: skip
        words = [_("Tolong kirim {kinds} ya, Kak.").format(kinds=kinds)]
        if self.choices:
            words.append(_("Atau ketuk salah satu tombolnya."))
        return " ".join(words)

    def _too_many(self) -> str:
        _ = self.gettext
        if self.most == 1:
            return _("Satu saja dulu ya, Kak. Tolong kirim lagi yang dimaksud.")
        return _("Paling banyak {most} sekali kirim ya, Kak. Tolong kirim lagi.").format(most=self.most)

    def keep(self, value: Given) -> dict[str, Any]:
        """The files without their contents, the words, the choice."""
        return {"files": [asdict(file) for file in value.files], "words": value.words, "choice": value.choice}

    def restore(self, kept: dict[str, Any]) -> Given:
        """What `keep` made."""
        return Given(tuple(File(**file) for file in kept["files"]), kept["words"], kept["choice"])

    def question(self, note: Any) -> Outbound:
        """The question, with the choices."""
        return Outbound(self.text, tuple(self.choices))
