"""Reads in advance what understanding needs, so that nobody's message waits for it."""

from bot.understanding import regions
from bot.understanding.message import read_message


def make_ready() -> None:
    """Make the index of what people may say, and the gazetteer: about half a second, once a process."""
    read_message("apa itu relawan sosial")
    regions.matches("banjarmasin")
