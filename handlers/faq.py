"""Free words: answers from the knowledge, wishes that lead to a talk, and a hand where nothing was understood."""

import re
from collections.abc import Mapping

from bot.conversation import Turn
from bot.messages import bold
from bot.prompts.words import bare
from bot.talks import Conversation
from bot.understanding.intents import is_question
from bot.understanding.introductions import read_introduction, wants_in
from bot.understanding.message import Meaning, read_message
from bot.understanding.urgency import urgency
from bot.understanding.wishes import wishes_to_register_another
from bot.understanding.yesno import read_yesno
from handlers import asked, followups, helpdesk, preferences, urgent, wishes
from handlers.attendance import arriving, ticking
from handlers.counts import board
from handlers.help import go
from handlers.question_words import question_in
from handlers.registration.registering import another_choice
from handlers.schedule import distance, events_for
from handlers.topic_texts import topic_of
from storage.database import Reader, Transaction
from storage.roles import Role

SHORT = 2
"""Words of a plain yes or no, which asks nothing, whatever it resembles."""
_ANSWERS = frozenset({"lewati", "mungkin", "skip"})
"""Words that answer a question and ask none."""
_SALAM = re.compile(r"\b(?:as+al+am+u?\W*al+a[iy]?k+um|as+a?l+m|as+k+um|sam+lekum|as+\W+w(?:a)?r)\b", re.IGNORECASE)

LEADS = {
    "profile": "/profil",
    "schedule": "/jadwal",
    "my_data": "/dataku",
    "erase": "/hapusdata",
    "language": "/bahasa",
    "stop": "/berhenti",
    "resume": "/mulai",
    "help": "/bantuan",
}
"""Intents that a command serves."""
_WORDED = frozenset({"schedule", "profile"})
"""Those whose words say more, which the command reads."""
_SMALL_TALK = frozenset({"greeting", "thanks", "human", "complaint"})
"""Intents that ask nothing of the bot; what goes to people is counted where it goes."""


async def answer_words(turn: Turn, db: Transaction) -> None:
    """The talk of words that answer nothing: what they ask or wish is done, or what is near it is offered."""
    text = turn.args["text"]
    if await _is_at_the_door(turn, db, text) or await wishes.begins(turn, db, text):
        return
    meaning = meaning_of(turn, text)
    distress = urgency(text)
    if distress:
        await urgent.bring_to_people(turn, db, distress, text)
        return
    if await board.is_asked(turn, db, text):
        turn.then("/jumlah", words=text)
        return
    if meaning.label == "greeting" or _SALAM.search(text):
        turn.say(hello(turn, text))
    topic = topic_of(meaning.label)
    if wishes_to_register_another(text) or _introduces(turn, text, meaning):
        await _register(turn, db)
    elif topic is not None:
        await followups.tell(turn, db, topic, text)
    elif meaning.label not in LEADS and meaning.label not in _REPLIES:
        if not (wishes.called_by_name(turn, text) or await urgent.hear_more(turn, db, text)):
            await _not_understood(turn, db, text, meaning)
    else:
        if meaning.label not in _SMALL_TALK:
            await asked.count(turn, db, meaning.label, "answered")
        await _serve(turn, db, meaning.label)


async def _is_at_the_door(turn: Turn, db: Transaction, text: str) -> bool:
    """Whether the words are for checking in: a code, somebody to tick, or where to find the code."""
    return (
        await arriving.by_words(turn, db, text)
        or await ticking.by_words(turn, db, text)
        or (not turn.regions(Role.COORDINATOR) and await arriving.tell_how(turn, db, text))
    )


async def _not_understood(turn: Turn, db: Transaction, text: str, meaning: Meaning) -> None:
    """An answer where nothing was asked is no question: nothing resembles it."""
    _ = turn.gettext
    words = bare(text)
    if words.isdigit() or words in _ANSWERS or (len(words.split()) <= SHORT and read_yesno(text) != "unclear"):
        turn.say(
            _("Baik, Kak. Sekarang tidak ada pertanyaan yang menunggu jawaban. Ketik /bantuan untuk melihat pilihan.")
        )
    else:
        await followups.offer(turn, db, text, meaning.candidates)


def _introduces(turn: Turn, text: str, meaning: Meaning) -> bool:
    """Whether somebody who is not registered says who they are, so as to be registered, whatever else it resembles."""
    if turn.volunteers or meaning.label == "register" or is_question(text):
        return False
    said = read_introduction(text)
    return said.says_who and (bool(said.regency and said.pillars) or meaning.label == "none" or wants_in(text))


async def _serve(turn: Turn, db: Transaction, intent: str) -> None:
    if intent in _WORDED:
        turn.then(LEADS[intent], words=turn.args["text"])
    elif intent in LEADS:
        turn.then(LEADS[intent])
    else:
        await _REPLIES[intent](turn, db)


def meaning_of(turn: Turn, text: str) -> Meaning:
    """What the words mean; the buttons that lead to people, and to registering others, work typed, too."""
    typed = text.strip(" .!?").casefold()
    if typed == helpdesk.ask_choice(turn.texts).label.casefold():
        return Meaning("human", 1.0)
    if turn.volunteers and typed == another_choice(turn.texts).label.casefold():
        return Meaning("register", 1.0)
    meaning = read_message(text)
    if len(typed.split()) == 1 and topic_of(meaning.label) is not None and read_yesno(text) != "unclear":
        # A yes or a no alone asks about nothing.
        return Meaning("none", 1.0)
    return meaning


def hello(turn: Turn, text: str) -> str:
    """A greeting in return, as it was given."""
    _ = turn.gettext
    greeting = _("Waalaikumussalam") if _SALAM.search(text) else _("Halo")
    if not turn.volunteers:
        return _("{greeting}, Kak!").format(greeting=greeting)
    return _("{greeting}, Kak {name}!").format(greeting=greeting, name=bold(turn.volunteers[0].name))


async def _register(turn: Turn, db: Reader) -> None:
    turn.then("/daftar", words=turn.args["text"])


async def _count(turn: Turn, db: Reader) -> None:
    if turn.may_use(turn.talks["/jumlah"]):
        turn.then("/jumlah", words=turn.args["text"])
        return
    _ = turn.gettext
    turn.say(
        _("Maaf Kak, angka-angka itu hanya untuk pengurus. Kalau perlu, tanyakan saja kepada mereka."),
        [helpdesk.ask_choice(turn.texts)],
    )


async def _attend(turn: Turn, db: Reader) -> None:
    """Whether somebody comes is said with an event's own buttons: the details of the one that can be meant, or all."""
    near = [event.id for event in await events_for(turn, db) if turn.volunteers and distance(turn, event) == 0]
    if len(near) == 1:
        turn.then("event:", parts=[str(near[0])])
    else:
        turn.then("/jadwal")


async def _pass_on(turn: Turn, db: Transaction) -> None:
    question = question_in(turn.args["text"])
    if question:
        await helpdesk.pass_on(turn, db, question)
    else:
        turn.then("ask:")


async def _regret(turn: Turn, db: Transaction) -> None:
    answer = await followups.complained_of(turn, db, turn.args["text"])
    if answer is not None:
        await followups.refuse(turn, db, answer)
        return
    turn.say(turn.gettext("Maaf ya, Kak, kalau ada yang kurang berkenan. Pengurus perlu tahu soal ini."))
    await _pass_on(turn, db)


async def _greet(turn: Turn, db: Reader) -> None:
    _ = turn.gettext
    first = go("profil", _("Data saya")) if turn.volunteers else go("daftar", _("Daftar"))
    turn.say(_("Ada yang bisa Relawan bantu?"), [first, go("jadwal", _("Lihat jadwal")), go("bantuan", _("Bantuan"))])


async def _thank(turn: Turn, db: Reader) -> None:
    turn.say(turn.gettext("Sama-sama, Kak! Senang bisa membantu."))


_REPLIES: Mapping[str, Conversation] = {
    "register": _register,
    "count": _count,
    "rsvp_yes": _attend,
    "rsvp_no": _attend,
    "human": _pass_on,
    "complaint": _regret,
    "greeting": _greet,
    "thanks": _thank,
    "leave": preferences.leave,
}
"""What the other intents lead to."""
