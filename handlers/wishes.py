"""What people with a role wish for in words of their own: the talk that does it begins."""

from collections.abc import Mapping

from bot.conversation import Turn
from bot.talks import EVERYBODY
from bot.understanding.announcing import read_announcing
from bot.understanding.wishes import wish_of_staff

_CALL = 3
"""Words of a command that is written without its stroke, with what it is about."""
_TALKS: Mapping[str, str] = {
    "event": "make:",
    "events": "/acara",
    "contingent": "/kontingen",
    "desk": "/hadir",
    "invitation": "/undang",
}


def begins(turn: Turn, text: str) -> bool:
    """Whether the words wish for something that whoever writes may do; then its talk begins."""
    talk = _TALKS.get(wish_of_staff(text) or "", "")
    if talk and turn.may_use(turn.talks[talk]):
        turn.then(talk)
        return True
    return _announces(turn, text)


def _announces(turn: Turn, text: str) -> bool:
    """Whether somebody who may announce something wishes to; then that begins, with what was said of it."""
    wish = read_announcing(text) if turn.may_use(turn.talks["/siaran"]) else None
    if wish is None:
        return False
    if wish.words or wish.whom:
        turn.then("/siaran", parts=[str(turn.row)], words=turn.inbound.marked or text)
    else:
        turn.then("/siaran")
    return True


def called_by_name(turn: Turn, text: str) -> bool:
    """Whether an organiser's or a coordinator's command was written without its stroke; then it begins."""
    name, _, words = text.strip(" .!?").partition(" ")
    talk = turn.talks.get(f"/{name.casefold()}")
    if talk is None or talk.who == EVERYBODY or not turn.may_use(talk) or len(text.split()) > _CALL:
        return False
    turn.then(f"/{name.casefold()}", **({"words": words} if words else {}))
    return True
