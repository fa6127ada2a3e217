"""What may go wrong between a bot and Telegram, on purpose and repeatably."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from random import Random
from typing import Any


class Fault(StrEnum):
    """What goes wrong with one request."""

    NONE = "none"
    TOO_MANY = "too_many"
    FAILED = "failed"
    FAILED_DELIVERED = "failed_delivered"
    HANG = "hang"
    RESET = "reset"
    SILENT = "silent"


@dataclass
class Faults:
    """Rates from 0 to 1 of what goes wrong, drawn for each method from a sequence that the seed fixes.

    `too_many` answers 429 with `retry_after` seconds; `server_error` answers 502, and half of those did what was
    asked; `hang` does nothing and gives no answer for `hang_seconds`, then closes; `reset` does nothing and resets the
    connection; `silent` does what was asked and gives no answer; `blocked` is the share of people who have blocked the
    bot; `latency` the least and most seconds that any answer takes; `methods` limits all this to some methods.
    """

    seed: int = 0
    too_many: float = 0.0
    retry_after: int = 1
    server_error: float = 0.0
    hang: float = 0.0
    hang_seconds: float = 30.0
    reset: float = 0.0
    silent: float = 0.0
    blocked: float = 0.0
    latency: tuple[float, float] = (0.0, 0.0)
    methods: tuple[str, ...] = ()
    _sequences: dict[str, Random] = field(default_factory=dict, init=False, repr=False, compare=False)

    def _sequence(self, name: str) -> Random:
        return self._sequences.setdefault(name, Random(f"{self.seed}:{name}"))

    def concern(self, method: str) -> bool:
        """Whether anything may go wrong with this method."""
        return not self.methods or method in self.methods

    def drawn(self, method: str) -> Fault:
        """What goes wrong with the next request for this method."""
        if not self.concern(method):
            return Fault.NONE
        left = self._sequence(method).random()
        for fault, rate in (
            (Fault.TOO_MANY, self.too_many),
            (Fault.FAILED, self.server_error / 2),
            (Fault.FAILED_DELIVERED, self.server_error / 2),
            (Fault.HANG, self.hang),
            (Fault.RESET, self.reset),
            (Fault.SILENT, self.silent),
        ):
            if left < rate:
                return fault
            left -= rate
        return Fault.NONE

    def delay(self, method: str) -> float:
        """Seconds that the next answer to this method takes."""
        least, most = self.latency
        return self._sequence(f"{method} latency").uniform(least, most) if most and self.concern(method) else 0.0

    def blocks(self, chat_id: int) -> bool:
        """Whether this person counts as having blocked the bot; the same for good."""
        return self.blocked > 0 and Random(f"{self.seed}:blocked:{chat_id}").random() < self.blocked


def read_faults(wanted: dict[str, Any]) -> Faults:
    """The faults that a JSON object describes. Raises ValueError, naming it, for an unknown or wrong one."""
    found: dict[str, Any] = {}
    for name, value in wanted.items():
        default = next((f.default for f in fields(Faults) if f.name == name and f.init), None)
        if default is None:
            raise ValueError(f"unknown fault: {name}")
        numbers = value if isinstance(value, list) and name == "latency" else [value]
        if name == "methods":
            if not isinstance(value, list) or not all(isinstance(method, str) for method in value):
                raise ValueError("methods is a list of texts")
        elif not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
            raise ValueError(f"{name} is no number")
        elif name == "latency" and len(numbers) != 2:
            raise ValueError("latency is a list of two numbers")
        found[name] = tuple(value) if isinstance(value, list) else value
    return Faults(**found)
