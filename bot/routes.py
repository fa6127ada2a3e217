"""Where a message may lead, and where a tap and a command do: to what they name."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot import courtesies
from bot.conversation import Turn
from bot.messages import Inbound, Outbound
from storage.sessions import Session

PAUSE = 6 * 3600 * 1000
"""Milliseconds of silence after which typed words are no answer to what was asked before."""


@dataclass(frozen=True, slots=True)
class Start:
    """A talk begins; `settles` is the channel's id of the message that it answers."""

    talk: str
    args: dict[str, Any] = field(default_factory=dict)
    settles: str = ""


@dataclass(frozen=True, slots=True)
class Continue:
    """The session goes on; `inbound` None only puts the open question again, `back` forgets the last answer."""

    session: Session
    inbound: Inbound | None = None
    back: bool = False
    courtesy: Outbound | None = None


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Nothing runs; `ends` is a session that is over."""

    messages: tuple[Outbound, ...] = ()
    ends: Session | None = None


Route = Start | Continue | Courtesy


def open_one(turn: Turn) -> Session | None:
    """The talk that is open, if any."""
    return next((session for session in turn.unfinished if session.state == "open"), None)


def begun(turn: Turn, name: str, args: dict[str, Any]) -> Session | None:
    """The unfinished talk of that name about the same thing, if any."""
    return next(
        (one for one in turn.unfinished if one.conversation == name and one.args.get("parts") == args.get("parts")),
        None,
    )


def tapped(turn: Turn, at: int) -> Route:
    """Where a tap leads: to the open question if it is one of its choices, else to what its id names."""
    inbound, current = turn.inbound, open_one(turn)
    verb, *parts = inbound.choice.split(":")
    if verb == "a" and len(parts) >= 3:
        session, asking, answer = parts[0], parts[1], ":".join(parts[2:])
        if current and current.id == session and str(current.asking) == asking and current.asked is not None:
            return Continue(current, replace(inbound, choice=answer))
        return Continue(current) if current else Courtesy((courtesies.past(turn),))
    if verb == "talk" and len(parts) >= 2:
        return _resumed(turn, *parts[:2])
    if verb == "go" and f"/{':'.join(parts)}" in turn.talks:
        return entered(turn, at, f"/{':'.join(parts)}", {})
    if f"{verb}:" in turn.talks:
        return Start(f"{verb}:", {"parts": parts}, settles=inbound.reply_to)
    return Courtesy((courtesies.past(turn),))


def _resumed(turn: Turn, how: str, id_: str) -> Route:
    session = next((one for one in turn.unfinished if one.id == id_), None)
    if session is None:
        return Courtesy((courtesies.past(turn),))
    if how == "resume":
        return Continue(session)
    if how == "restart":
        session.answers.clear()
        session.notes.clear()
        session.asked = None
        return Continue(session)
    return Courtesy((courtesies.called_off(turn),), ends=session)


def commanded(turn: Turn, at: int) -> Route:
    """Where a command leads: to its talk, or a step back in the open one, or out of it."""
    head, _, words = turn.inbound.text.partition(" ")
    name = head.split("@")[0].lower()
    if name in ("/kembali", "/batal"):
        return steered(turn, name[1:])
    if name not in turn.talks:
        return Courtesy((courtesies.unknown_command(turn),))
    return entered(turn, at, name, {"words": words.strip()} if words.strip() else {})


def entered(turn: Turn, at: int, name: str, args: dict[str, Any]) -> Route:
    """A command begins its talk, or goes on with it where it was left."""
    session = begun(turn, name, args)
    if session is None:
        return Start(name, args)
    if at - session.touched_at > PAUSE:
        return Courtesy((courtesies.after_a_pause(turn, session),))
    return Continue(session, courtesy=courtesies.still_open(turn))


def steered(turn: Turn, word: str) -> Route:
    """Where "kembali" (back) and "batal" (call it off) lead in the open talk."""
    current = open_one(turn)
    if current is None:
        return Courtesy((courtesies.nothing_open(turn),))
    if word == "batal":
        return Courtesy((courtesies.called_off(turn),), ends=current)
    return Continue(current, back=True)
