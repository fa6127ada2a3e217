"""Which talk a message belongs to."""

import json
from collections.abc import Sequence
from dataclasses import replace

from bot import courtesies
from bot.conversation import Turn
from bot.messages import Choice, Kind, Outbound, listed
from bot.prompts.choices import begun_by, chosen, numbered
from bot.prompts.words import BACK, CANCEL, bare
from bot.routes import PAUSE, Continue, Courtesy, Route, Start, begun, commanded, entered, open_one, steered, tapped
from bot.understanding.announcing import changes_announcement, read_announcing
from bot.understanding.intents import certain_intent
from bot.understanding.labels import read_label
from bot.understanding.message import read_message
from bot.understanding.wishes import wish_of_staff
from bot.understanding.yesno import hedges
from storage import deliveries
from storage.database import Reader
from storage.roles import Role

ANSWERABLE = 7 * 24 * 3600 * 1000
"""Milliseconds for which typed words may answer something pushed."""
SENT = "sent"
"""The talk of what comes to be passed on, such as a picture or a forwarded message."""
_UNASKED = frozenset({"none", "rsvp_yes", "rsvp_no"})
"""What words may mean that answer a question put to all."""
_RESUMING = frozenset({"mulai", "mulai lagi", "start", "resume"})
"""Whole messages with which somebody who stopped pushed messages wants them again."""
_LEAVING = frozenset({"keluar", "exit", "quit"})
"""Whole messages that call an open talk off, and mean something else where none is open."""


async def route(turn: Turn, db: Reader, at: int) -> Route:
    """Where the message goes: commands and taps by what they name; words by the order of the design.

    That order: STOP, MULAI and the wish to be erased, the message replied to, the open question, the newest pushed
    message that can be answered.
    """
    inbound, current = turn.inbound, open_one(turn)
    if inbound.kind is Kind.CHOICE:
        return tapped(turn, at)
    if inbound.kind is Kind.AGAIN:
        return Continue(current) if current else Courtesy()
    if inbound.kind is Kind.TEXT and inbound.text.startswith("/"):
        return commanded(turn, at)
    if current is None and _is_sent(turn):
        return Start(SENT)
    if turn.prelude and not (inbound.text or inbound.files):
        # Nothing was said but a number that has been answered already.
        return Continue(current) if current else Courtesy()
    if inbound.kind is Kind.TEXT:
        return await _typed(turn, db, at)
    if current is not None:
        return Continue(current, inbound)
    return Courtesy(() if inbound.kind is Kind.EDIT else (courtesies.words_please(turn),))


def _is_sent(turn: Turn) -> bool:
    """Whether it is something to be passed on, from somebody who may do that."""
    talk, inbound = turn.talks.get(SENT), turn.inbound
    return bool(
        talk is not None
        and turn.may_use(talk)
        and (
            (inbound.kind is Kind.TEXT and inbound.forwarded)
            or (inbound.kind is Kind.MEDIA and (inbound.files or inbound.pin))
        )
    )


async def _typed(turn: Turn, db: Reader, at: int) -> Route:
    inbound, current = turn.inbound, open_one(turn)
    text = inbound.text.strip()
    # What somebody else wrote is no wish of whoever passes it on.
    wish = None if inbound.forwarded else certain_intent(text)
    if wish == "stop" and not (changes_announcement(text) and turn.regions(Role.COORDINATOR)):
        return Start("/berhenti")
    if turn.contact.stopped and bare(text) in _RESUMING:
        return Start("/mulai")
    if wish == "erase":
        # The wish must answer neither an invitation nor a question.
        return entered(turn, at, "/hapusdata", {})
    if current is not None and not current.free and bare(text) in BACK | CANCEL | _LEAVING:
        return steered(turn, "kembali" if bare(text) in BACK else "batal")
    if inbound.reply_to:
        row = await deliveries.answered_message(db, turn.contact.address, inbound.reply_to)
        if quoting := _quoted(turn, at, _choices(row["choices"]) if row else ()):
            return quoting
    if current is not None and at - current.touched_at > PAUSE:
        offer = courtesies.after_a_pause(turn, current)
        choice = chosen(text, offer.choices) if await _offered(turn, offer, db, current.touched_at) else None
        return _as_tapped(turn, at, choice.id, "") if choice else Courtesy((offer,))
    if current is not None:
        listed_after = None if current.free else await _numbered_after(turn, db, current.touched_at, at)
        return listed_after or Continue(current, inbound)
    pushed = await _answer_to_pushed(turn, db, at)
    if pushed is None and bare(text) in BACK | CANCEL:
        return Courtesy((courtesies.nothing_open(turn),))
    return pushed or await _in_words(turn, db, at) or Start("words", {"text": text})


async def _in_words(turn: Turn, db: Reader, at: int) -> Route | None:
    """Where words that mean nothing else go, if the last message of all asked everybody for an answer in words."""
    newest = next((row for row in await deliveries.answerable(db, turn.contact.id, at - ANSWERABLE)), None)
    if newest is None or not newest["newest"]:
        return None
    choices = _choices(newest["choices"])
    if (
        not _asks_all(turn, choices)
        or read_message(turn.inbound.text).label not in _UNASKED
        or (turn.regions(Role.COORDINATOR) and _is_of_staff(turn.inbound.text))
    ):
        return None
    turn.inbound = replace(turn.inbound, reply_to=newest["message"] or "")
    return _quoted(turn, at, choices)


def _is_of_staff(text: str) -> bool:
    """Whether the words wish for what coordinators do here."""
    return bool(read_announcing(text) or wish_of_staff(text))


def _asks_all(turn: Turn, choices: Sequence[Choice]) -> bool:
    """Whether everybody may answer these choices in words of their own."""
    talk = turn.talks.get(f"{choices[0].id.split(':')[0]}:") if choices else None
    return talk is not None and talk.words and Role.VOLUNTEER in talk.who


def _meant(turn: Turn, text: str, choices: Sequence[Choice], *, newest: bool) -> Choice | None:
    """The choice that words mean which nobody asked for just now; the last message's, by its first words already."""
    if not _asks_all(turn, choices):
        return chosen(text, choices) or (begun_by(text, choices) if newest else None)
    place = read_label(text, [choice.label for choice in choices])
    return numbered(text, choices) or (None if place is None else choices[place])


async def _numbered_after(turn: Turn, db: Reader, since: int, at: int) -> Route | None:
    """Where a number alone goes that was read in a reply shown after the open question, such as a list."""
    newest = next((row for row in await deliveries.answerable(db, turn.contact.id, since) if row["newest"]), None)
    if newest is None or newest["kind"] != "reply":
        return None
    choice = numbered(turn.inbound.text, _choices(newest["choices"]))
    return _as_tapped(turn, at, choice.id, newest["message"] or "") if choice else None


def _quoted(turn: Turn, at: int, choices: Sequence[Choice]) -> Route | None:
    """Where words written in reply to a message with these choices go, if it can be answered with words."""
    inbound = turn.inbound
    choice = None if _asks_all(turn, choices) else chosen(inbound.text.strip(), choices)
    if choice:
        return _as_tapped(turn, at, choice.id, inbound.reply_to)
    for verb, *parts in (choice.id.split(":") for choice in choices):
        talk = turn.talks.get(f"{verb}:")
        if talk is not None and talk.words:
            going = begun(turn, f"{verb}:", {"parts": parts})
            if going is not None and going.asked is not None:
                return Continue(going, inbound)
            return Start(f"{verb}:", {"parts": parts, "text": inbound.text}, settles=inbound.reply_to)
    return None


async def _offered(turn: Turn, offer: Outbound, db: Reader, since: int) -> bool:
    """Whether the person has been shown these choices; before that, a "2" answers something else."""
    rows = await deliveries.answerable(db, turn.contact.id, since)
    return any(choice.id == offer.choices[0].id for row in rows for choice in _choices(row["choices"]))


async def _answer_to_pushed(turn: Turn, db: Reader, at: int) -> Route | None:
    fitting: dict[str, tuple[Choice, str, str]] = {}
    for row in await deliveries.answerable(db, turn.contact.id, at - ANSWERABLE):
        if _is_over(turn, _choices(row["choices"])):
            continue
        # A number alone is meant for the message it was read under, the last one.
        text = turn.inbound.text if row["newest"] or not turn.inbound.text.strip().isdigit() else ""
        choice = _meant(turn, text, _choices(row["choices"]), newest=row["newest"])
        about = row["about"] or ""
        if choice and about not in fitting:
            fitting[about] = (choice, about, row["message"] or "")
        if choice and not about:
            break
    if not fitting:
        return await _undecided(turn, db, at) if hedges(turn.inbound.text) else None
    if len(fitting) == 1:
        ((choice, _, message),) = fitting.values()
        if _asks_all(turn, [choice]):
            # What was said beside the answer goes with it.
            turn.inbound = replace(turn.inbound, reply_to=message)
            return _quoted(turn, at, [choice])
        return _as_tapped(turn, at, choice.id, message)
    return Courtesy((courtesies.which(turn, listed([(c.id, about) for c, about, _ in fitting.values()])),))


def _is_over(turn: Turn, choices: Sequence[Choice]) -> bool:
    """Whether the message asks to go on with a talk that has ended since."""
    verb, *parts = choices[0].id.split(":")
    return verb == "talk" and all(session.id != parts[1] for session in turn.unfinished)


async def _undecided(turn: Turn, db: Reader, at: int) -> Route | None:
    """What "mungkin" gets where the newest message wants a yes or a no: the same choices, for when it is known."""
    for row in await deliveries.answerable(db, turn.contact.id, at - ANSWERABLE):
        choices = _choices(row["choices"])
        if {"yes", "no"} <= {choice.id.rsplit(":", 1)[-1] for choice in choices}:
            return Courtesy((courtesies.undecided(turn, choices, row["about"] or ""),))
    return None


def _as_tapped(turn: Turn, at: int, choice: str, message: str) -> Route:
    turn.inbound = replace(turn.inbound, kind=Kind.CHOICE, choice=choice, reply_to=message)
    return tapped(turn, at)


def _choices(packed: str) -> tuple[Choice, ...]:
    return tuple(Choice(id_, label) for id_, label in json.loads(packed))
