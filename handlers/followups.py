"""After an answer: whether it helped, what else may, and people where it did not help twice."""

from collections.abc import Iterable

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import millis, now
from bot.understanding.knowledge import Topic, topics
from bot.understanding.message import read_message
from handlers import asked, helpdesk
from handlers.help import go
from handlers.question_words import QUESTION_LENGTH, without_numbers
from handlers.references import number_in
from handlers.topic_texts import EMERGENCY, LABEL, answer_text, topic_choices, topic_of
from storage import inquiries
from storage.database import Reader, Transaction
from storage.inquiries import Inquiry

JUST = 10 * 60 * 1000
"""Milliseconds after an answer within which a short complaint is about it."""
_MOST = 3
"""Other topics that are offered at once."""
_FEW = 4
"""Words of a complaint that says nothing but that the answer was none."""
_REACTIONS = frozenset({"none", "thanks", "complaint", "greeting"})
"""What words may mean that answer whether something helped; all else is asked or wished anew."""


async def tell(turn: Turn, db: Transaction, topic: Topic, words: str) -> None:
    """Answer with the topic, and ask whether that helped, unless another question is open; `words` were asked with."""
    _ = turn.gettext
    await asked.count(turn, db, LABEL + topic.id, "answered")
    person = (helpdesk.ask_choice(turn.texts),) if topic.id == EMERGENCY else ()
    related = topic_choices(_known(topic.related))
    text = answer_text(turn.texts, topic)
    if any(one.state == "open" for one in turn.unfinished):
        turn.say(text, [*person, *related])
        return
    inquiry = await inquiries.remember(db, turn.contact.id, without_numbers(words), topic.id, millis(now()))
    verdicts = [Choice(f"helped:{inquiry}:yes", _("Ya")), Choice(f"helped:{inquiry}:no", _("Tidak"))]
    turn.say(f"{text}\n\n" + _("Apakah ini menjawab?"), [*verdicts, *person, *related])


def _known(ids: Iterable[str]) -> list[Topic]:
    """The first few of the topics that have an answer."""
    return [topics()[id_] for id_ in ids if id_ in topics()][:_MOST]


async def show_topic(turn: Turn, db: Transaction) -> None:
    """The talk of a topic's button; behind the topic may stand the inquiry that it was offered for."""
    id_, *rest = turn.args["parts"] or [""]
    topic = topics().get(id_)
    if topic is None or len(rest) > 1:
        turn.say(
            turn.gettext("Maaf Kak, jawaban itu sudah tidak ada. Coba tanyakan dengan kata-kata Kakak sendiri ya.")
        )
        return
    inquiry = await _inquiry(turn, db, rest[0]) if rest else None
    await tell(turn, db, topic, inquiry.words if inquiry else topic.question)


async def _inquiry(turn: Turn, db: Reader, number: str) -> Inquiry | None:
    """The writer's own inquiry with that number, while it is kept."""
    return await inquiries.inquiry_of(db, turn.contact.id, number_in(number), millis(now()))


async def rate(turn: Turn, db: Transaction) -> None:
    """The talk of [Ya] and [Tidak] under an answer, tapped or typed."""
    _ = turn.gettext
    number, verdict = (*turn.args["parts"], "", "")[:2]
    if turn.inbound.text and read_message(turn.inbound.text).label not in _REACTIONS:
        turn.then("words", text=turn.inbound.text)
        return
    inquiry = await _inquiry(turn, db, number)
    if inquiry is not None and inquiry.topic not in topics():
        inquiry = None
    if verdict not in ("yes", "no") or (inquiry is not None and inquiry.verdict):
        turn.say(_("Terima kasih, Kak, sudah Relawan catat. Kalau masih ada pertanyaan, tulis saja di sini."))
    elif verdict == "no":
        await refuse(turn, db, inquiry)
    else:
        if inquiry is not None:
            await inquiries.rate(db, inquiry.id, "yes")
            await asked.count(turn, db, LABEL + inquiry.topic, "helped")
        turn.say(_("Syukurlah, Kak! Kalau ada pertanyaan lain, tulis saja di sini."))


async def refuse(turn: Turn, db: Transaction, inquiry: Inquiry | None) -> None:
    """An answer did not help: other topics and people are offered; the second time in a day, people have to answer."""
    _ = turn.gettext
    if inquiry is None:
        turn.say(
            _("Maaf ya, Kak. Coba tanyakan sekali lagi dengan kata lain, atau tanyakan kepada pengurus."),
            [helpdesk.ask_choice(turn.texts)],
        )
        return
    await inquiries.rate(db, inquiry.id, "no")
    await asked.count(turn, db, LABEL + inquiry.topic, "not_helped")
    unhelped = await inquiries.unhelped(db, turn.contact.id, millis(now()))
    if len(unhelped) > 1:
        await _bring_people(turn, db, unhelped)
        return
    turn.say(
        _("Maaf, jawabannya belum pas ya, Kak. Mungkin salah satu ini? Kalau bukan, pengurus bisa membantu."),
        [*topic_choices(_others(inquiry), inquiry.id), helpdesk.ask_choice(turn.texts, inquiry.id)],
    )


def _others(inquiry: Inquiry) -> list[Topic]:
    """The topics nearest to the words, without the one that did not help; those related to it fill up."""
    near = [topic.id for label in read_message(inquiry.words).candidates if (topic := topic_of(label)) is not None]
    ids = dict.fromkeys([*near, *topics()[inquiry.topic].related])
    return _known(id_ for id_ in ids if id_ != inquiry.topic)


async def _bring_people(turn: Turn, db: Transaction, unhelped: list[Inquiry]) -> None:
    """Everything that was asked in vain goes to people as one question."""
    _ = turn.gettext
    words = "\n".join(dict.fromkeys(inquiry.words for inquiry in unhelped))
    turn.say(_("Maaf ya, Kak, jawaban Relawan belum membantu. Biar pengurus yang menjawab."))
    if await helpdesk.pass_on(turn, db, words[:QUESTION_LENGTH], LABEL + unhelped[-1].topic):
        await inquiries.close(db, turn.contact.id)


async def complained_of(turn: Turn, db: Reader, text: str) -> Inquiry | None:
    """The answer given just before that a short complaint ("gak menjawab") is about, if any."""
    if len(text.split()) > _FEW:
        return None
    newest = await inquiries.newest_of(db, turn.contact.id, millis(now()) - JUST)
    return newest if newest is not None and newest.topic and not newest.verdict else None


async def offer(turn: Turn, db: Transaction, words: str, candidates: Iterable[str]) -> None:
    """What was not understood is said so, with the nearest topics and people."""
    _ = turn.gettext
    await asked.count_not_understood(turn, db, words)
    inquiry = await inquiries.remember(db, turn.contact.id, without_numbers(words), "", millis(now()))
    person = helpdesk.ask_choice(turn.texts, inquiry)
    near = [topic for label in candidates if (topic := topic_of(label)) is not None]
    if near:
        turn.say(
            _("Maaf Kak, Relawan belum paham maksudnya. Mungkin salah satu ini? Kalau bukan, pengurus bisa membantu."),
            [*topic_choices(near, inquiry), person],
        )
    else:
        turn.say(
            _("Maaf Kak, Relawan belum paham maksudnya. Coba dengan kata lain, atau tanyakan kepada pengurus."),
            [person, go("bantuan", _("Bantuan"))],
        )
