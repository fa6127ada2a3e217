"""What an error of python-telegram-bot means for the message that was being sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channel import Ambiguous, Rejected, SendError, TryLater, Unreachable
from bot.channels.telegram.transport import never_sent

TOKEN_REFUSED_SECONDS = 60.0
"""How long to wait where the token is refused: somebody has to change it."""
SLOW_DOWN_SECONDS = 5.0
"""How long to wait where "too many requests" comes without a time."""

_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "user_is_blocked",
    "chat_write_forbidden",
    "can't initiate conversation",
    "bot was blocked",
    "user is deactivated",
)
_UNMODIFIED = ("message is not modified",)
_NOT_EDITABLE = (
    "message to edit not found", "message can't be edited", "message_id_invalid",
    "there is no text in the message to edit", "there is no caption in the message to edit",
)  # fmt: skip


def unmodified(error: BadRequest) -> bool:
    """Whether an edit was refused because the message already says just that."""
    return _says(error, _UNMODIFIED)


def not_editable(error: BadRequest) -> bool:
    """Whether an edit was refused because that message is gone or cannot be edited."""
    return _says(error, _NOT_EDITABLE)


@contextmanager
def told_as_send_errors() -> Iterator[None]:
    """Turn every error of a request into one of the four that a sender understands."""
    try:
        yield
    except TelegramError as error:
        raise _send_error(error) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Ambiguous(f"an answer that is not Telegram's: {type(error).__name__}") from error


def _send_error(error: TelegramError) -> SendError:
    # The order matters: BadRequest and TimedOut are NetworkErrors too. python-telegram-bot takes every 404 for a wrong
    # token; but the token was good when the bot connected, so it is this request that asks for what is not there.
    match error:
        case RetryAfter():
            return TryLater(error.message, _in_seconds(error.retry_after))
        case InvalidToken() if _says(error, ("not found",)):
            return Rejected(error.message)
        case InvalidToken():
            return TryLater(error.message, TOKEN_REFUSED_SECONDS)
        case Forbidden():
            return Unreachable(error.message)
        case BadRequest():
            return Unreachable(error.message) if _says(error, _NOBODY_THERE) else Rejected(error.message)
        case ChatMigrated():
            return Rejected(error.message)
        case NetworkError() if never_sent(error):
            return TryLater(error.message)
        case NetworkError() if _says(error, ("request entity too large",)):
            return Rejected(error.message)
        case NetworkError() if _says(error, ("too many requests",)):
            return TryLater(error.message, SLOW_DOWN_SECONDS)
    return Ambiguous(error.message)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    said = error.message.casefold()
    return any(each in said for each in words)


def _in_seconds(after: float | timedelta) -> float:
    """python-telegram-bot gives a number or a duration, as its environment says."""
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
