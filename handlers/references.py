"""The numbers in a button's reference, which may be old, somebody else's, or made up."""

from bot.conversation import Turn


def number_in(part: str) -> int:
    """A part of a reference as a number; -1, which nothing has, where it is none."""
    return int(part) if part.isascii() and part.isdigit() and len(part) < 16 else -1


def number_named(turn: Turn) -> int:
    """The number that the tapped button names first; -1 where it names none."""
    return number_in((turn.args.get("parts") or [""])[0])
