"""What an announcement says: told, or given, and then edited, added to, or put right."""

from dataclasses import replace

from rapidfuzz import fuzz

from bot.conversation import Turn
from bot.messages import Kind, Outbound, clean, plain
from bot.texts import number
from bot.understanding.announcing import Announcing, read_announcing
from handlers.broadcasts.content import Content, flaw, joined, share_album
from handlers.broadcasts.prompts import Answers, Labels, Message, content_of
from storage import media
from storage.database import Reader

LABELLED = "with labels"
"""What is kept as answered where answers are told beside the words."""
_LIKENESS = 60
"""Of 100: how alike the words of an edited message and those before must be, to be those that were edited."""


async def words_told(turn: Turn, db: Reader) -> Content:
    """What is to be said, but for the answers to it. Files are kept for a day only, until they are sent."""
    _ = turn.gettext
    _presume(turn)
    question = _(
        "Apa yang mau diumumkan, Kak? Tulis seperti yang akan dibaca relawan; foto, dokumen, video, suara, lokasi, "
        "atau pesan terusan juga boleh. {nama} dan {kabupaten} akan diisi untuk tiap orang. Kalau tidak jadi, "
        "ketik /batal."
    )
    content = turn.ask("text", Message(question, turn.texts))
    _heed_editing(turn, content)
    await _heed_more(turn, db, content)
    if wrong := flaw(turn.texts, content):
        _put_right(turn, content, wrong)
    if len(await media.described(db, content.media)) < len(content.media):
        _put_right(turn, content, _("Berkasnya sudah lebih dari sehari, Kak, jadi tidak Relawan simpan lagi. Tolong "
                                    "kirim sekali lagi, dengan tulisannya."))  # fmt: skip
    return content


def _heed_editing(turn: Turn, content: Content) -> None:
    """Where the message that said it was edited meanwhile, it says what it says now."""
    edited = replace(content, text=(turn.inbound.marked or clean(turn.inbound.text)).strip())
    if turn.inbound.kind is not Kind.EDIT or edited == content or flaw(turn.texts, edited):
        return
    if fuzz.ratio(plain(edited.text), plain(content.text)) >= _LIKENESS:
        turn.renew("text", Message.keep(edited))
        turn.prelude.append(Outbound(turn.gettext("Tulisannya sudah Relawan ganti seperti yang Kakak ubah.")))
        turn.start_over()


async def _heed_more(turn: Turn, db: Reader, content: Content) -> None:
    """Files that come one by one belong together, until it is said whom they are for."""
    if not content.media or not turn.inbound.files or turn.session.asked != "audience":
        return
    kinds = [medium.kind for medium in await media.described(db, content.media)]
    if share_album([*kinds, *(file.kind for file in turn.inbound.files)]):
        more = joined(content, content_of(turn.inbound))
        turn.renew("text", Message.keep(more))
        added = turn.gettext("Sudah ditambahkan, Kak: sekarang {count} berkas dalam satu siaran.")
        turn.prelude.append(Outbound(added.format(count=number(len(more.media), turn.texts.locale))))
        turn.start_over()


def with_answers(turn: Turn, content: Content) -> Content:
    """The content with what may be answered, if anything."""
    if not turn.told(LABELLED):
        return content
    answers = turn.ask("labels", Labels(turn.texts))
    answered = replace(content, labels=answers.labels, yes_no=answers.yes_no)
    if wrong := flaw(turn.texts, answered):
        _put_right(turn, answered, wrong)
    return answered


def _put_right(turn: Turn, content: Content, wrong: str) -> None:
    """The content is asked for again, for a reason; all else that was told stays."""
    prompt = Message(wrong, turn.texts, labels=content.labels)
    turn.amend("text", prompt.keep(turn.ask("text instead", prompt)))


def _presume(turn: Turn) -> None:
    """What was sent to be announced, or said with the command or the wish, is the content."""
    if given := turn.args.pop("given", None):
        content = Message.restore(given)
        turn.presume("text", Message.keep(replace(content, labels=(), yes_no=False)))
        if content.labels:
            turn.presume(LABELLED, True)
            turn.presume("labels", Labels.keep(Answers(content.labels, content.yes_no)))
    if words := turn.args.pop("words", ""):
        wish = read_announcing(words) or read_announcing(f"siaran {words}") or Announcing(words=words)
        turn.args["whom"] = wish.whom
        if wish.words:
            turn.presume("text", Message.keep(Content(wish.words)))
