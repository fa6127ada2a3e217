"""The commands that count: a question in words, and whether what is kept by increments is what the rows say."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.messages import plain
from bot.texts import translator
from handlers.counts.asked_for import answer_lines, breakdown, part_of, state_of, understood
from handlers.counts.requests import one_request
from storage import figures, tallies
from storage.database import reading


async def count(database: Path, words: str, zone: str, locale: str) -> dict[str, Any]:
    """The figure that the words ask for, over the whole country: the same as in the chat.

    `understood` is the question in words, `count` the people, `parts` the breakdown, `text` all as the chat says it.
    Raises NotUnderstood, and FileNotFoundError.
    """
    async with reading(database) as db:
        asked = await one_request(db, words)
        texts, codes = translator(locale), asked.counted_in(("",))
        part = part_of(asked, codes, zone)
        return {
            "understood": understood(texts, asked, codes),
            "measure": state_of(asked),
            "count": await figures.people(db, part),
            "parts": dict(await breakdown(texts, zone, db, part, asked.by)),
            "text": plain("\n".join(await answer_lines(texts, zone, db, asked, codes))),
        }


async def check(database: Path) -> dict[str, Any]:
    """What is kept by increments, and where it is not what the rows say. Raises FileNotFoundError."""
    async with reading(database) as db:
        found = await tallies.differences(db)
        return {"checked": list(tallies.KEPT), "differences": [asdict(one) for one in found]}
