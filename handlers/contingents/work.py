"""The slow work about lists of people: reading one, writing it down, handing out its links."""

from collections.abc import Mapping
from functools import partial

from bot.talks import Work
from handlers.contingents import links, reading, writing
from handlers.contingents.links import Link


def list_work(key: bytes, link: Link) -> Mapping[str, Work]:
    """What is done for each kind of job: `key` is the house's, `link` makes addresses on a channel."""
    return {
        reading.KIND: partial(reading.read, key),
        writing.KIND: partial(writing.write, key),
        links.KIND: partial(links.hand_out, key, link),
    }
