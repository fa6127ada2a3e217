"""Reads the tab-separated tables that lie beside these modules; their first line names the columns."""

from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[list[str]]:
    """The cells of each row of a table, without its first line."""
    lines = resources.files("bot.understanding").joinpath(name).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])
