"""What a coordinator sends or forwards outside any talk: an announcement to be, a list of names, or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.asking import Again, Invalid
from bot.conversation import Turn
from bot.messages import Choice, Inbound, Outbound
from bot.prompts import Choose
from bot.texts import Texts, number
from bot.understanding.announcing import Announcing, read_announcing
from handlers.broadcasts.content import Content, joined, share_album
from handlers.broadcasts.prompts import Message, content_of
from storage import media
from storage.database import Transaction

_YES = re.compile(r"\s*(?:ya|iya|ok|oke|boleh)\b\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Use:
    """What is to be done with what was sent; what comes meanwhile is put to it. The answer has both.

    `kinds` are those of the files in it.
    """

    texts: Texts
    given: Content
    kinds: Sequence[str]
    free: bool = False
    wants_files: bool = True

    def read(self, inbound: Inbound, note: Any) -> tuple[str, Content]:
        """The choice's id, and all that was sent."""
        content, kinds = self._so_far(note)
        if not (inbound.files or inbound.forwarded):
            return self._choose(content, kinds).read(inbound, None), content
        kinds = [*kinds, *(file.kind for file in inbound.files)]
        if not share_album(kinds):
            _ = self.texts.gettext
            raise Invalid(
                _("Yang ini tidak bisa dijadikan satu dengan yang tadi, Kak. Pilih dulu untuk yang tadi, ya.")
            )
        raise Again([Message.keep(joined(content, content_of(inbound))), kinds])

    def keep(self, value: tuple[str, Content]) -> list[Any]:
        """The choice and the content as JSON."""
        return [value[0], Message.keep(value[1])]

    def restore(self, kept: list[Any]) -> tuple[str, Content]:
        """What `keep` made."""
        return kept[0], Message.restore(kept[1])

    def question(self, note: Any) -> Outbound:
        """The question, and how much has come so far."""
        return self._choose(*self._so_far(note)).question(None)

    def _so_far(self, note: Any) -> tuple[Content, Sequence[str]]:
        return (Message.restore(note[0]), note[1]) if note else (self.given, self.kinds)

    def _choose(self, content: Content, kinds: Sequence[str]) -> Choose:
        _ = self.texts.gettext
        question = _("Sudah Relawan terima, Kak. Mau dijadikan siaran?")
        if len(content.media) > 1:
            count = number(len(content.media), self.texts.locale)
            question = _("Sudah Relawan terima {count} berkas, Kak. Mau dijadikan satu siaran?").format(count=count)
        choices = [Choice("announce", _("Jadikan siaran")), Choice("no", _("Tidak usah"))]
        if "document" in kinds:
            question = _("Sudah Relawan terima, Kak. Mau dijadikan siaran, atau ini daftar nama kontingen?")
            choices.insert(1, Choice("list", _("Daftar nama")))
        return Choose(question, choices, _, read_as=lambda text: "announce" if _wish(text) else None)


def _wish(text: str) -> Announcing | None:
    """The wish that it be announced, in words: "umumkan ke tagana", "ya, ke tagana"."""
    return read_announcing(text) or read_announcing(f"siaran {_YES.sub('', text, count=1)}")


async def pass_on(turn: Turn, db: Transaction) -> None:
    """The talk of what was sent outside any talk."""
    _ = turn.gettext
    if "given" not in turn.args:
        if any(not file.media for file in turn.inbound.files):
            turn.say(_("Maaf Kak, berkasnya belum sampai ke Relawan. Tolong kirim sekali lagi ya."))
            return
        kinds = [file.kind for file in turn.inbound.files]
        turn.args.update(given=Message.keep(content_of(turn.inbound)), kinds=kinds)
    given = Message.restore(turn.args["given"])
    what, content = turn.ask("what", Use(turn.texts, given, turn.args["kinds"]))
    if what == "announce":
        wish = _wish(turn.inbound.text) or Announcing()
        turn.then("/siaran", parts=[str(turn.row)], given=Message.keep(content), whom=wish.whom)
        return
    await media.erase(db, content.media)
    if what == "list":
        turn.say(_("Pilih kontingennya, Kak, lalu “Kirim berkas nama”. Setelah itu kirim lagi berkasnya."))
        turn.then("/kontingen")
    else:
        turn.say(_("Baik Kak, tidak Relawan simpan."))
