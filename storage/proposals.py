"""Answered questions that may become topics of the knowledge, until people have taken them over."""

from dataclasses import dataclass

from storage.database import Reader, Row, Transaction


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question's words and its answer; `role` is that of whoever proposed it. Nobody is named."""

    id: int
    words: str
    answer: str
    role: str
    proposed_at: int


def _from_row(row: Row) -> Proposal:
    return Proposal(row["id"], row["words"], row["answer"], row["role"], row["proposed_at"])


async def propose(db: Transaction, question: int, words: str, answer: str, role: str, at: int) -> bool:
    """The question with its answer is proposed; False if it was before."""
    return bool(
        await db.execute(
            "INSERT INTO proposals (question, words, answer, role, proposed_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (question) DO NOTHING",
            (question, words, answer, role, at),
        )
    )


async def waiting(db: Reader) -> list[Proposal]:
    """The proposals that nobody has taken over yet, oldest first."""
    return [_from_row(row) for row in await db.rows("SELECT * FROM proposals ORDER BY id")]


async def proposal_numbered(db: Reader, number: int) -> Proposal | None:
    """The proposal with this number, if it waits."""
    row = await db.row("SELECT * FROM proposals WHERE id = ?", (number,))
    return None if row is None else _from_row(row)


async def remove(db: Transaction, number: int) -> bool:
    """The proposal is in the knowledge now, or not wanted; False if it was removed before."""
    return bool(await db.execute("DELETE FROM proposals WHERE id = ?", (number,)))
