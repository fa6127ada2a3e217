"""What is said in the middle of another talk and answers nothing there: it is answered, and the question stays."""

import json

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.prompts.choices import chosen
from bot.understanding.features import concept, stems
from bot.understanding.message import Meaning
from bot.understanding.urgency import urgency
from bot.understanding.wishes import puts_off
from bot.understanding.yesno import read_yesno
from handlers import asked, helpdesk, preferences, urgent
from handlers.attendance import arriving
from handlers.faq import LEADS, SHORT, hello, meaning_of
from handlers.topic_texts import EMERGENCY, answer_text, topic_of
from storage import deliveries
from storage.database import Reader, Transaction

_CLEAR = 0.7
"""How sure a topic must be, to be answered in the middle of another talk."""
_FEW = 8
"""Words of a wish that is no long answer to what was asked."""


async def interrupt(turn: Turn, db: Transaction) -> bool:
    """Answer words that an open question refused, if they are clearly meant for something else; True if they were."""
    text = turn.inbound.text
    if await arriving.aside(turn, db, text) or await _is_for_what_came_meanwhile(turn, db, text):
        return True
    meaning = meaning_of(turn, text)
    topic = topic_of(meaning.label)
    distress = urgency(text)
    if distress:
        await urgent.bring_to_people(turn, db, distress, text)
    elif meaning.label == "leave" and turn.volunteers:
        await preferences.leave(turn, db)
    elif meaning.label == "leave":
        turn.say(turn.gettext("Mau berhenti mengisi, Kak? Ketik “batal” ya; tidak ada yang disimpan."))
    elif len(text.split()) <= SHORT and read_yesno(text) != "unclear":
        return False
    elif topic is not None and (topic.id == EMERGENCY or meaning.score >= _CLEAR):
        await asked.count(turn, db, meaning.label, "answered")
        turn.say(answer_text(turn.texts, topic, short=topic.id != EMERGENCY))
    else:
        return _is_answered_in_a_line(turn, text, meaning)
    return True


async def _is_for_what_came_meanwhile(turn: Turn, db: Reader, text: str) -> bool:
    """Whether the words answer what came by itself since the question was put; then its buttons are shown once more."""
    for row in await deliveries.answerable(db, turn.contact.id, turn.session.touched_at):
        choices = [Choice(id_, label) for id_, label in json.loads(row["choices"])]
        if row["kind"] != "reply" and row["about"] and chosen(text, choices):
            asked_of = turn.gettext("Itu untuk {about}, Kak? Ketuk jawabannya ya.")
            turn.say(asked_of.format(about=bold(row["about"])), choices, about=row["about"])
            return True
    return False


def _is_answered_in_a_line(turn: Turn, text: str, meaning: Meaning) -> bool:
    """Whether the words were a courtesy or a wish that is told where it is served; then that was said."""
    _ = turn.gettext
    if meaning.label == "greeting":
        turn.say(hello(turn, text))
    elif meaning.label == "thanks" and any(concept(word) == "thanks" for word in stems(text)):
        turn.say(_("Sama-sama, Kak!"))
    elif puts_off(text):
        turn.say(_("Santai saja, Kak. Jawab kapan sempat; yang sudah diisi tidak hilang."))
    elif meaning.label in ("human", "complaint"):
        turn.say(
            _("Pengurus bisa membantu, Kak: ketuk tombol ini. Yang sedang diisi tidak hilang."),
            [helpdesk.ask_choice(turn.texts)],
        )
    elif meaning.label == "help":
        turn.say(
            _("Jawab saja pertanyaan di bawah ini ya, Kak. Ketik “kembali” untuk mengulang pertanyaan sebelumnya, atau "
              "“batal” untuk berhenti dulu.")
        )  # fmt: skip
    elif meaning.label in LEADS and meaning.score >= _CLEAR and len(text.split()) <= _FEW:
        command = LEADS[meaning.label]
        turn.say(
            _("{about}: ketik {command} ya, Kak. Yang sedang diisi tidak hilang.").format(
                about=_(turn.talks[command].about), command=command
            )
        )
    else:
        return False
    return True
