"""What people with a role wish for in words of their own: the talk that does it begins."""

from collections.abc import Mapping

from bot.conversation import Turn
from bot.now import millis, now
from bot.prompts.words import bare
from bot.talks import EVERYBODY
from bot.understanding.announcing import changes_announcement, read_announcing
from bot.understanding.wishes import event_title, wish_of_staff
from storage import events
from storage.database import Reader
from storage.roles import Role

_CALL = 3
"""Words of a command that is written without its stroke, with what it is about."""
_TALKS: Mapping[str, str] = {
    "event": "make:",
    "move": "/acara",
    "change": "/acara",
    "cancel": "/acara",
    "people": "/acara",
    "unanswered": "/jumlah",
    "contingent": "/kontingen",
    "desk": "/hadir",
    "roles": "/peran",
    "invitation": "/undang",
}


async def begins(turn: Turn, db: Reader, text: str) -> bool:
    """Whether somebody with a role wishes for what such people do; then its talk begins, if they may have it."""
    # Whoever cannot have come to take part opens the desk.
    wish = "desk" if bare(text) == "hadir" and not turn.volunteers else wish_of_staff(text) or ""
    talk = _TALKS.get(wish, "")
    if not (talk and turn.grants):
        return _announces(turn, text)
    if wish == "event":
        turn.then(talk, title=event_title(text))
    elif talk == "/acara":
        await _manage(turn, db, wish)
    elif wish == "unanswered":
        turn.then(talk, words=text)
    else:
        turn.then(talk)
    return True


async def _manage(turn: Turn, db: Reader, wish: str) -> None:
    """What is wished is done to the event that alone can be meant; where there are several, or none, all are shown."""
    own = [event for event in await events.coming(db, millis(now())) if turn.may(Role.COORDINATOR, event.region)]
    if len(own) == 1:
        turn.then("manage:", parts=[str(own[0].id), wish])
    else:
        turn.then("/acara")


def _announces(turn: Turn, text: str) -> bool:
    """Whether somebody who may announce something wishes to; then that begins, with what was said of it."""
    if not turn.may_use(turn.talks["/siaran"]):
        return False
    if changes_announcement(text):
        turn.then("live")
        return True
    wish = read_announcing(text)
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
