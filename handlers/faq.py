"""Free words: answers from the knowledge, wishes that lead to a talk, and a hand where nothing was understood."""

import re
from collections.abc import Mapping

from babel.dates import format_date

from bot.conversation import Turn
from bot.messages import Choice, bold, italic, listed
from bot.now import millis, now
from bot.talks import Conversation
from bot.texts import Texts
from bot.understanding.knowledge import Topic, topics
from bot.understanding.message import Meaning, read_message
from bot.understanding.regions import covers
from handlers import helpdesk
from handlers.help import go
from storage import events
from storage.database import Reader, Transaction

EMERGENCY = "darurat"
"""The topic that is answered at once, and whole, whatever is going on."""
_TOPIC = "faq:"
_CLEAR = 0.7
"""How sure a topic must be, to be answered in the middle of another talk."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LEAD = re.compile(r"(?:apakah|apa itu|apa saja|bagaimana cara|dalam)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:,| dan apa) .*")
_SALAM = re.compile(r"\b(?:as+al+am+u?\W*al+a[iy]?k+um|as+a?l+m|as+k+um|sam+lekum|as+\W+w(?:a)?r)\b", re.IGNORECASE)

_LEADS = {
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


async def answer_words(turn: Turn, db: Transaction) -> None:
    """The talk of words that answer nothing: what they ask or wish is done, or what is near it is offered."""
    text = turn.args["text"]
    meaning = _meaning(turn, text)
    if meaning.label == "greeting" or _SALAM.search(text):
        turn.say(_hello(turn, text))
    topic = _topic(meaning.label)
    if topic is not None:
        _tell(turn, topic)
    elif meaning.label in _LEADS:
        turn.then(_LEADS[meaning.label])
    elif meaning.label in _REPLIES:
        await _REPLIES[meaning.label](turn, db)
    else:
        _offer(turn, meaning)


async def show_topic(turn: Turn, db: Reader) -> None:
    """The talk of a topic's button."""
    topic = topics().get(":".join(turn.args["parts"]))
    if topic is None:
        turn.say(
            turn.gettext("Maaf Kak, jawaban itu sudah tidak ada. Coba tanyakan dengan kata-kata Kakak sendiri ya.")
        )
    else:
        _tell(turn, topic)


async def interrupt(turn: Turn, db: Reader) -> bool:
    """Answer words that an open question refused, if they are clearly meant for something else; True if they were."""
    _ = turn.gettext
    text = turn.inbound.text
    meaning = _meaning(turn, text)
    topic = _topic(meaning.label)
    if topic is not None and topic.id == EMERGENCY:
        turn.say(answer_text(turn.texts, topic))
    elif topic is not None and meaning.score >= _CLEAR:
        turn.say(answer_text(turn.texts, topic, short=True))
    elif meaning.label == "greeting":
        turn.say(_hello(turn, text))
    elif meaning.label == "thanks":
        turn.say(_("Sama-sama, Kak!"))
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
    else:
        return False
    return True


def answer_text(texts: Texts, topic: Topic, *, short: bool = False) -> str:
    """The answer, or its first paragraph, with its sources and the day on which somebody last compared it with them."""
    answer = topic.answer.split("\n\n")[0] if short else topic.answer
    checked = format_date(topic.checked_on, "d MMMM y", locale=texts.locale)
    source = texts.gettext("Sumber: {sources}; dicek {day}").format(sources="; ".join(topic.sources), day=checked)
    return _BOLD.sub(lambda marked: bold(marked[1]), answer) + f"\n\n{italic(source)}"


def _meaning(turn: Turn, text: str) -> Meaning:
    """What the words mean; the button that leads to people works typed, too."""
    typed = text.strip(" .!?").casefold() == helpdesk.ask_choice(turn.texts).label.casefold()
    return Meaning("human", 1.0) if typed else read_message(text)


def _topic(label: str) -> Topic | None:
    return topics().get(label.removeprefix(_TOPIC)) if label.startswith(_TOPIC) else None


def _tell(turn: Turn, topic: Topic) -> None:
    related = _named([topics()[other] for other in topic.related])
    person = (helpdesk.ask_choice(turn.texts),) if topic.id == EMERGENCY else ()
    turn.say(answer_text(turn.texts, topic), [*person, *related])


def _named(chosen: list[Topic]) -> tuple[Choice, ...]:
    """A button for each topic, called by what is particular in its question."""
    names = [_TAIL.sub("", _LEAD.sub("", topic.question.rstrip("?"), count=1)) for topic in chosen]
    return listed(
        [(f"topic:{topic.id}", name[0].upper() + name[1:]) for topic, name in zip(chosen, names, strict=True)]
    )


def _hello(turn: Turn, text: str) -> str:
    _ = turn.gettext
    greeting = _("Waalaikumussalam") if _SALAM.search(text) else _("Halo")
    if not turn.volunteers:
        return _("{greeting}, Kak!").format(greeting=greeting)
    return _("{greeting}, Kak {name}!").format(greeting=greeting, name=bold(turn.volunteers[0].name))


def _offer(turn: Turn, meaning: Meaning) -> None:
    """What was not understood is said so, with the nearest topics and a human."""
    _ = turn.gettext
    near = _named([topic for label in meaning.candidates if (topic := _topic(label)) is not None])
    if near:
        turn.say(
            _("Maaf Kak, Relawan belum paham maksudnya. Mungkin salah satu ini? Kalau bukan, pengurus bisa membantu."),
            [*near, helpdesk.ask_choice(turn.texts)],
        )
    else:
        turn.say(
            _("Maaf Kak, Relawan belum paham maksudnya. Coba dengan kata lain, atau tanyakan kepada pengurus."),
            [helpdesk.ask_choice(turn.texts), go("bantuan", _("Bantuan"))],
        )


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
    regencies = [person.regency for person in turn.volunteers]
    near = [
        event.id
        for event in await events.coming(db, millis(now()))
        if regencies and (not event.region or any(covers(event.region, regency) for regency in regencies))
    ]
    if len(near) == 1:
        turn.then("event:", parts=[str(near[0])])
    else:
        turn.then("/jadwal")


async def _pass_on(turn: Turn, db: Reader) -> None:
    turn.then("ask:", text=helpdesk.question_in(turn.args["text"]))


async def _regret(turn: Turn, db: Reader) -> None:
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
}
"""What the other intents lead to."""
