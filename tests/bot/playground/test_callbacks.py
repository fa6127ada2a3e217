import pytest

from bot.playground.answers import Refused
from bot.playground.callbacks import Callbacks


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_tap_can_be_answered_for_150_seconds() -> None:
    clock = Clock()
    callbacks = Callbacks(clock)
    tapped = callbacks.begin(101)
    clock.now = 150
    assert callbacks.chat_of(tapped) == 101
    clock.now = 151
    with pytest.raises(Refused, match="query is too old and response timeout expired or query ID is invalid"):
        callbacks.chat_of(tapped)


def test_old_taps_are_forgotten() -> None:
    clock = Clock()
    callbacks = Callbacks(clock)
    for _ in range(5):
        callbacks.begin(101)
    clock.now = 151
    callbacks.begin(101)
    assert len(callbacks._open) == 1


def test_every_tap_has_an_id_of_its_own() -> None:
    callbacks = Callbacks()
    assert len({callbacks.begin(101) for _ in range(100)}) == 100
