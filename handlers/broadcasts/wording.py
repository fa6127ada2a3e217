"""What is said of a broadcast everywhere: its first words, and to whom it belongs."""

from collections.abc import Sequence
from textwrap import shorten

from bot.conversation import Turn
from bot.messages import Choice, Outbound, plain
from bot.now import millis, now
from bot.texts import Texts, translator
from bot.understanding.regions import covers
from handlers.broadcasts.content import Content
from handlers.references import number_named
from storage import contacts, outbox
from storage.broadcasts import lives
from storage.database import Reader, Row, Transaction
from storage.roles import Grant, Role, regions_of

REPORT = "report"
"""The kind of what is told to the sender of a broadcast."""
_OPENING = 60
"""Characters of a broadcast that are enough to know it by."""


def opening(texts: Texts, broadcast: Row) -> str:
    """The first words of a broadcast, in quotation marks; what it is where it has none."""
    if words := plain(broadcast["text"]):
        return f"“{shorten(words, _OPENING, placeholder='…')}”"
    _ = texts.gettext
    return _("berupa lokasi") if Content.of(broadcast).pin else _("berupa berkas")


def reusing(texts: Texts, broadcast: int) -> Choice:
    """The button that begins an announcement with the words of one that was not sent."""
    return Choice(f"reuse:{broadcast}", texts.gettext("Pakai lagi"))


async def senders_texts(db: Reader, broadcast: Row) -> Texts:
    """The texts in the language of whoever sent it."""
    return translator(await contacts.locale_of(db, broadcast["created_by"]))


async def tell_sender(db: Transaction, broadcast: Row, key: str, text: str, choices: tuple[Choice, ...] = ()) -> None:
    """Whoever sent the broadcast is told something, once for a key."""
    if broadcast["created_by"] is not None:
        about = opening(await senders_texts(db, broadcast), broadcast)[:40] if choices else ""
        message = Outbound(text, choices, about=about)
        await outbox.tell(
            db, key, broadcast["created_by"], message, millis(now()), kind=REPORT, subject=broadcast["id"]
        )


def may_steer(contact: int, grants: Sequence[Grant], broadcast: Row) -> bool:
    """Whether a contact who has these roles may see and change it: its sender, or a coordinator of all its region."""
    scope = regions_of(grants, Role.COORDINATOR)
    mine = bool(scope) and broadcast["created_by"] == contact
    return mine or any(covers(region, broadcast["origin"]) for region in scope)


async def named(turn: Turn, db: Reader) -> Row | None:
    """The broadcast that a tapped button names, if whoever taps may steer it; else they are told."""
    _ = turn.gettext
    row = await lives.by_id(db, number_named(turn))
    if row is None:
        turn.say(_("Pengumuman itu sudah tidak ada, Kak. Buat yang baru dengan /siaran."))
        return None
    if not may_steer(turn.contact.id, turn.grants, row):
        turn.say(_("Maaf Kak, pengumuman itu bukan wilayah Kakak."))
        return None
    return row
