"""What may be answered to a broadcast, and who has answered what; it may be changed until it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.broadcasts import KIND
from storage.database import Reader, Row, Statement, Transaction


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chats gave each answer (number, label, count), in words that fit none, or none at all."""

    counts: tuple[tuple[int, str, int], ...]
    unclear: int
    silent: int


def offered(broadcast: int, labels: Sequence[str]) -> list[Statement]:
    """The broadcast may be answered with these labels, numbered from 1."""
    return [
        ("INSERT INTO broadcast_choices (broadcast, choice, label) VALUES (?, ?, ?)", (broadcast, number, label))
        for number, label in enumerate(labels, 1)
    ]


async def labels(db: Reader, broadcast: int) -> list[Row]:
    """What may be answered: choice (its number) and label, in order."""
    return await db.rows(
        "SELECT choice, label FROM broadcast_choices WHERE broadcast = ? ORDER BY choice", (broadcast,)
    )


async def answer(db: Transaction, broadcast: int, contact: int, choice: int, text: str, at: int) -> bool:
    """The contact, who was sent it or its reminder, answers with a choice, or (0) in words; False if it is closed."""
    return bool(
        await db.execute(
            "INSERT INTO broadcast_answers (broadcast, contact, choice, text, answered_at)"
            " SELECT b.id, ?, nullif(?, 0), ?, ? FROM broadcasts b WHERE b.id = ? AND b.answers_until IS NULL"
            " AND (? = 0 OR EXISTS (SELECT 1 FROM broadcast_choices WHERE broadcast = b.id AND choice = ?))"
            f" AND EXISTS (SELECT 1 FROM outbox WHERE contact = ? AND kind = '{KIND}' AND subject = b.id)"
            " ON CONFLICT (broadcast, contact) DO UPDATE SET choice = excluded.choice, text = excluded.text,"
            " answered_at = excluded.answered_at",
            (contact, choice, text, at, broadcast, choice, choice, contact),
        )
    )


async def tally(db: Reader, broadcast: int) -> Tally:
    """How it has been answered so far; silent are the chats that it (perhaps) arrived in and that said nothing."""
    counted, words = await db.several(
        [
            (
                "SELECT c.choice, c.label, count(a.contact) n FROM broadcast_choices c LEFT JOIN broadcast_answers a"
                " ON a.broadcast = c.broadcast AND a.choice = c.choice WHERE c.broadcast = ?"
                " GROUP BY c.choice ORDER BY c.choice",
                (broadcast,),
            ),
            (
                "SELECT (SELECT count(*) FROM broadcast_answers WHERE broadcast = ?1 AND choice IS NULL) unclear,"
                f" (SELECT count(*) FROM outbox o WHERE kind = '{KIND}' AND subject = ?1"
                " AND state IN ('sent', 'unknown') AND NOT EXISTS"
                " (SELECT 1 FROM broadcast_answers WHERE broadcast = ?1 AND contact = o.contact)) silent",
                (broadcast,),
            ),
        ]
    )
    counts = tuple((row["choice"], row["label"], row["n"]) for row in counted)
    return Tally(counts, words[0]["unclear"], words[0]["silent"])


async def said(db: Reader, broadcast: int) -> list[Row]:
    """Who answered what: name (of the first person there), label ('' where unclear), text; those unclear first."""
    return await db.rows(
        "SELECT coalesce((SELECT name FROM volunteers v WHERE v.contact = a.contact ORDER BY v.id LIMIT 1), '') name,"
        " coalesce(c.label, '') label, a.text FROM broadcast_answers a LEFT JOIN broadcast_choices c"
        " ON c.broadcast = a.broadcast AND c.choice = a.choice WHERE a.broadcast = ?"
        " ORDER BY a.choice IS NOT NULL, a.choice, a.answered_at",
        (broadcast,),
    )


async def close(db: Transaction, broadcast: int, at: int) -> bool:
    """Answers are not taken any more; False if they were not before."""
    return bool(
        await db.execute(
            "UPDATE broadcasts SET answers_until = ? WHERE id = ? AND answers_until IS NULL", (at, broadcast)
        )
    )
