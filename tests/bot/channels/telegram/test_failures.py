"""Each error of python-telegram-bot is one of the four that a sender understands."""

from datetime import timedelta

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.warnings import PTBDeprecationWarning

from bot.channel import Ambiguous, Rejected, SendError, TryLater
from bot.channels.telegram.failures import TOKEN_REFUSED_SECONDS, not_editable, told_as_send_errors, unmodified


def told(error: Exception) -> SendError:
    with pytest.raises(SendError) as caught, told_as_send_errors():
        raise error
    assert caught.value.__cause__ is error
    return caught.value


def test_the_time_to_wait_is_in_seconds_as_a_duration() -> None:
    failure = told(RetryAfter(timedelta(minutes=2)))
    assert isinstance(failure, TryLater)
    assert failure.after == 120.0


def test_the_time_to_wait_is_in_seconds_as_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "0")
    with pytest.warns(PTBDeprecationWarning):
        failure = told(RetryAfter(7))
    assert isinstance(failure, TryLater)
    assert failure.after == 7.0


@pytest.mark.parametrize(
    "error", [TimedOut(), NetworkError("?"), Conflict("?"), TelegramError("?"), KeyError("result")]
)
def test_what_says_nothing_certain_is_ambiguous(error: Exception) -> None:
    assert type(told(error)) is Ambiguous


def test_a_bad_request_is_no_network_trouble() -> None:
    assert type(told(BadRequest("Message is too long"))) is Rejected


def test_what_is_not_found_fails_alone_and_a_refused_token_stops_all() -> None:
    assert type(told(InvalidToken("Not Found"))) is Rejected
    refused = told(InvalidToken("Unauthorized"))
    assert isinstance(refused, TryLater)
    assert refused.after == TOKEN_REFUSED_SECONDS


def test_a_send_error_stays_what_it_is() -> None:
    rejected = Rejected("no")
    with pytest.raises(Rejected) as caught, told_as_send_errors():
        raise rejected
    assert caught.value is rejected


def test_edits_that_change_nothing_are_told_from_edits_that_cannot_be() -> None:
    same = BadRequest("Message is not modified: specified new message content and reply markup are exactly the same")
    gone = BadRequest("Message to edit not found")
    assert (unmodified(same), not_editable(same)) == (True, False)
    assert (unmodified(gone), not_editable(gone)) == (False, True)
