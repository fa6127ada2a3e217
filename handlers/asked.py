"""What people ask: counted without who asked, and shown with the open questions to those who answer."""

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation import Turn
from bot.messages import Choice, bold, listed, shortened
from bot.now import millis, now
from bot.texts import number
from bot.understanding.knowledge import topics
from bot.understanding.regions import covers
from handlers import proposals
from handlers.counts.periods import midnight
from handlers.question_words import without_numbers
from handlers.topic_texts import LABEL
from storage import asked, questions
from storage.database import Reader, Transaction
from storage.questions import Question
from storage.roles import Role

_SHOWN = 10
"""Open questions that are shown at once: what a list holds on every channel."""
_TOPICS = 5
_WORDS = 6
_ANSWERED = 5
_DAYS = 7
_LINE = 70
"""Characters of a question or a wording in a list."""


def _day(turn: Turn, ago: int = 0) -> str:
    """The local date of the house (ISO), so many days ago."""
    return (midnight(turn.house.zone).date() - timedelta(days=ago)).isoformat()


async def count(turn: Turn, db: Transaction, label: str, outcome: str) -> None:
    """Somebody asked for `label` today, with this outcome (see `storage.asked`)."""
    await asked.count(db, _day(turn), label, outcome)


async def count_not_understood(turn: Turn, db: Transaction, words: str) -> None:
    """Somebody wrote words today that nothing answers; they are kept without numbers."""
    await count(turn, db, "none", "not_understood")
    await asked.keep_words(db, without_numbers(words), millis(now()))


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/pertanyaan`: what waits; for organisers also what is asked, and by "usulan" the proposals."""
    organising = bool(turn.regions(Role.ORGANISER))
    if organising and turn.args.get("words", "").casefold() == "usulan":
        await proposals.list_waiting(turn, db)
        return
    found = await questions.waiting_within(db, turn.regions(Role.COORDINATOR, Role.ORGANISER))
    if not found:
        turn.say(turn.gettext("Tidak ada pertanyaan yang menunggu, Kak."))
    if organising:
        await _show_asked(turn, db)
    if found:
        # Last, so that a number typed is that of a question.
        _show_open(turn, found)


def _show_open(turn: Turn, found: Sequence[Question]) -> None:
    """The open questions, urgent ones and those of one's own region first."""
    _ = turn.gettext
    mine = [region for region in turn.regions(Role.COORDINATOR) if region]

    def rank(question: Question) -> tuple[bool, bool]:
        return not question.urgent, not any(covers(region, question.region) for region in mine)

    waiting = sorted(found, key=rank)
    text = _("Ada {number} pertanyaan yang menunggu jawaban. Ketuk salah satu untuk menjawabnya.").format(
        number=number(len(waiting), turn.texts.locale)
    )
    if len(waiting) > _SHOWN:
        text += " " + _("Yang tampil ini {number} yang paling lama menunggu.").format(number=_SHOWN)
    lines = [f"{n}. {_line(turn, question)}" for n, question in enumerate(waiting[:_SHOWN], 1)]
    choices = listed([(f"reply:{question.id}", question.text) for question in waiting[:_SHOWN]])
    turn.say("\n".join([text, "", *lines]), choices, about=_("Pertanyaan yang menunggu jawaban"))


def _line(turn: Turn, question: Question) -> str:
    words = _cut(question.text)
    urgent = turn.gettext("Mendesak")
    return f"{bold(urgent)}: {words}" if question.urgent else words


def _cut(words: str) -> str:
    """The words on one short line."""
    words = " ".join(words.split())
    return words if len(words) <= _LINE else words[: _LINE - 1].rstrip() + "…"


async def _show_asked(turn: Turn, db: Reader) -> None:
    """What people asked these days, what was not understood, and what has been answered lately."""
    _ = turn.gettext
    since, locale = _day(turn, _DAYS - 1), turn.texts.locale
    most = [
        f"{number(n, locale)} × {_cut(topics()[id_].question)}"
        for label, n in await asked.most_asked(db, since, _TOPICS)
        if (id_ := label.removeprefix(LABEL)) in topics()
    ]
    came = await asked.outcomes(db, since)
    sums = _("Dijawab {answered}, belum dipahami {lost}; membantu {helped}, belum membantu {unhelped}; "
             "ke pengurus {people}.").format(
        answered=number(came.get("answered", 0), locale),
        lost=number(came.get("not_understood", 0), locale),
        helped=number(came.get("helped", 0), locale),
        unhelped=number(came.get("not_helped", 0), locale),
        people=number(came.get("to_human", 0), locale),
    )  # fmt: skip
    parts = ["\n".join([bold(_("Yang sering ditanyakan (7 hari)")), *(most or [_("Belum ada.")]), sums])]
    lost = [f"• {_cut(words)}" for words in await asked.words_not_understood(db, _WORDS)]
    if lost:
        parts.append("\n".join([bold(_("Yang belum terjawab")), *lost]))
    answered = await questions.answered_within(db, turn.regions(Role.ORGANISER), _ANSWERED)
    if answered:
        parts.append(_("Pertanyaan di bawah ini sudah dijawab pengurus; ketuk untuk membacanya dan menjadikannya FAQ."))
    choices = listed([(f"answered:{question.id}", question.text) for question in answered])
    turn.say(
        "\n\n".join(parts), [*choices, Choice("proposal:", shortened(_("Usulan FAQ"), {c.label for c in choices}))]
    )
