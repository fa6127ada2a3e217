"""How sure it is that the best match is what a message means."""

from math import exp

from bot.understanding.search import Match

# A logistic regression over phrasings that were left out of the index, whole fields of what is outside at a time;
# `make understand-report` prints it anew.
_WEIGHTS = (5.76, 2.14, 4.51, -0.93, -3.78, -2.79, 2.66, -1.07)
_BASE = -6.57
_KNOWN = 0.98
"""How sure it is where the message is a phrasing itself, of one side only."""
NOTHING = Match("none", likeness=0.0, coverage=0.0, marks=0.0, lift=-2.0)
"""How a message is like what is outside, where it shares nothing with it."""


def signals(best: Match, outside: Match) -> tuple[float, ...]:
    """What the certainty is told from: the best match that means something, and the likeness to what is outside."""
    fits = (best.likeness, best.coverage, best.marks, best.lift, best.stray)
    return (*fits, outside.likeness, outside.coverage, outside.lift)


def certainty(best: Match, outside: Match) -> float:
    """How likely the message means what the best match says, and is not outside all that is known; 0 to 1."""
    if best.known != outside.known:
        return _KNOWN if best.known else 1 - _KNOWN
    told = sum(weight * signal for weight, signal in zip(_WEIGHTS, signals(best, outside), strict=True))
    return 1 / (1 + exp(-(_BASE + told)))
