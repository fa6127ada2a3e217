"""Distress goes to people first: whom to call, then whoever looks after the region is told at once."""

from collections.abc import Mapping

from bot.conversation import Turn
from bot.messages import bold
from bot.now import millis, now
from bot.texts import Texts
from bot.understanding.knowledge import Topic, topics
from bot.understanding.urgency import CUT
from handlers import answerers, asked
from handlers.question_words import without_numbers
from handlers.topic_texts import EMERGENCY, answer_text, topic_choices
from storage import questions
from storage.database import Transaction
from storage.questions import Question
from storage.roles import Role

HOUR = 3600 * 1000
"""Milliseconds within which more words about the same distress join what people have been told."""
SOON = 15 * 60 * 1000
"""Milliseconds after distress within which words that mean nothing by themselves belong to it."""
COMMAND_CENTER = "021-171"
"""Kemensos' Command Center, where aid that was cut is reported."""
_CUT_TOPIC = "bansos-dipotong"
_JOINED = 1500
"""Characters of a question with all that its asker added: with an answer, it fits one message."""


async def bring_to_people(turn: Turn, db: Transaction, distress: str, text: str) -> None:
    """Say whom to call, and pass the words on to people without numbers; once an hour for each kind of distress."""
    at = millis(now())
    words = without_numbers(text)
    before = await questions.urgent_of(db, turn.contact.id, distress, at - HOUR)
    if before is not None and await _join(turn, db, before, words):
        return
    topic = _topic(distress)
    told = await answerers.ask(turn, db, words, distress)
    await asked.count(turn, db, f"urgent:{distress}", "to_human")
    turn.say("\n\n".join([_first(turn.texts, distress, topic), _to_whom(turn.texts, told)]), topic_choices([topic]))


async def hear_more(turn: Turn, db: Transaction, text: str) -> bool:
    """Words that mean nothing by themselves, soon after distress, belong to it: "tolong cepat", an address."""
    before = await questions.newest_urgent(db, turn.contact.id, millis(now()) - SOON)
    return before is not None and await _join(turn, db, before, without_numbers(text))


async def _join(turn: Turn, db: Transaction, before: Question, words: str) -> bool:
    """Add words to what people have been told; False if they would be too many for one message."""
    _ = turn.gettext
    if len(before.text) + len(words) >= _JOINED:
        return False
    await questions.add_words(db, before.id, words)
    turn.say(
        _("Sudah Relawan tambahkan pada pesan tadi, Kak; pengurus yang sama bisa membacanya. Kalau ada bahaya "
          "sekarang, telepon dulu, jangan menunggu balasan di sini."),
        topic_choices([_topic(before.urgent)]),
    )  # fmt: skip
    return True


def _topic(distress: str) -> Topic:
    return topics()[_CUT_TOPIC if distress == CUT else EMERGENCY]


def _first(texts: Texts, distress: str, topic: Topic) -> str:
    """Whom to call, with the source of the numbers."""
    _ = texts.gettext
    whom = answer_text(texts, topic, short=True)
    if distress == CUT:
        return _("Telepon {number} untuk melaporkannya, Kak.").format(number=bold(COMMAND_CENTER)) + f"\n\n{whom}"
    return f"{whom}\n" + _("Nomornya mohon dicek; di daerah Kakak bisa berbeda.")


def _to_whom(texts: Texts, told: Mapping[Role, int]) -> str:
    """Who has the message now, and what nobody needs to write."""
    _ = texts.gettext
    if told:
        passed_on = _("Pesan Kakak sudah diteruskan kepada {who}. Jawabannya nanti sampai di sini.").format(
            who=bold(answerers.named(texts, told))
        )
    else:
        passed_on = _("Pesan Kakak sudah dicatat, tetapi saat ini belum ada pengurus yang bisa dihubungi lewat "
                      "Relawan. Jangan menunggu di sini ya, Kak.")  # fmt: skip
    return f"{passed_on} " + _("Nama, foto, dan data orang lain tidak perlu ditulis di sini.")
