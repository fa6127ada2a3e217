"""What people ask, counted by day; nobody can be found in it."""

from storage.database import Reader, Transaction

MONTH = 30 * 24 * 3600 * 1000
"""Milliseconds that words which were not understood are kept."""


async def count(db: Transaction, day: str, label: str, outcome: str) -> None:
    """On that local date (ISO) somebody asked for `label`, once more with this outcome.

    Outcomes: answered, not_understood, helped, not_helped, to_human.
    """
    await db.execute(
        "INSERT INTO asked (day, label, outcome, n) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (day, label, outcome) DO UPDATE SET n = n + 1",
        (day, label, outcome),
    )


async def keep_words(db: Transaction, words: str, at: int) -> None:
    """Somebody wrote this and was not understood."""
    await db.execute("INSERT INTO not_understood (words, at) VALUES (?, ?)", (words, at))


async def most_asked(db: Reader, since: str, limit: int) -> list[tuple[str, int]]:
    """The topics ("faq:…") answered most often from that local date on, and how often."""
    rows = await db.rows(
        "SELECT label, sum(n) times FROM asked WHERE day >= ? AND outcome = 'answered' AND label GLOB 'faq:*'"
        " GROUP BY label ORDER BY times DESC, label LIMIT ?",
        (since, limit),
    )
    return [(row["label"], row["times"]) for row in rows]


async def outcomes(db: Reader, since: str) -> dict[str, int]:
    """How often what was asked came to which outcome, from that local date on."""
    rows = await db.rows("SELECT outcome, sum(n) times FROM asked WHERE day >= ? GROUP BY outcome", (since,))
    return {row["outcome"]: row["times"] for row in rows}


async def words_not_understood(db: Reader, limit: int) -> list[str]:
    """What was not understood, newest first; the same words once."""
    rows = await db.rows(
        "SELECT words FROM not_understood GROUP BY words ORDER BY max(at) DESC, max(id) DESC LIMIT ?", (limit,)
    )
    return [row["words"] for row in rows]


async def forget(db: Transaction, at: int) -> None:
    """Erase words older than thirty days; the counts stay."""
    await db.execute("DELETE FROM not_understood WHERE at <= ?", (at - MONTH,))
