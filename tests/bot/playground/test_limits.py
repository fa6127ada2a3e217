import pytest

from bot.playground.answers import Refused
from bot.playground.limits import Limits


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def taken(limits: Limits, chat: int, number: int, is_group: bool = False) -> int:
    """How many of so many messages to one chat go through."""
    went = 0
    for _ in range(number):
        try:
            limits.take(chat, is_group)
        except Refused:
            continue
        went += 1
    return went


def test_one_chat_gets_three_at_once_and_then_one_a_second() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert taken(limits, 1, 10) == 3
    clock.now = 2.0
    assert taken(limits, 1, 10) == 2


def test_all_chats_together_get_thirty_and_then_thirty_a_second() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert sum(taken(limits, chat, 1) for chat in range(100)) == 30
    clock.now = 0.5
    assert sum(taken(limits, chat, 1) for chat in range(100, 200)) == 15


def test_a_group_gets_twenty_a_minute() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert taken(limits, -1, 25, is_group=True) == 20
    clock.now = 30.0
    assert taken(limits, -1, 25, is_group=True) == 10


def test_the_refusal_says_how_long_to_wait() -> None:
    limits = Limits(clock=Clock())
    taken(limits, -1, 20, is_group=True)
    with pytest.raises(Refused) as refused:
        limits.take(-1, True)
    assert (refused.value.code, refused.value.retry_after) == (429, 3)
    assert refused.value.description == "Too Many Requests: retry after 3"


def test_a_refused_message_counts_for_nothing() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    taken(limits, 1, 100)
    clock.now = 1.0
    assert taken(limits, 1, 1) == 1


def test_an_album_goes_whole_and_what_follows_waits_for_all_of_it() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    limits.take(1, False, 10)
    clock.now = 7.5
    assert taken(limits, 1, 1) == 0
    clock.now = 8.0
    assert taken(limits, 1, 5) == 1


def test_limits_can_be_switched_off() -> None:
    assert taken(Limits(enforced=False, clock=Clock()), 1, 100) == 100
