"""Questions to people: who asked what, who could answer, and whether somebody has."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.database import Reader, Row, Transaction
from storage.volunteers import within

MOST_WAITING = 5
"""Questions of one contact that may wait for an answer at once."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `name` is the asker's, "" if they have not registered, `region` theirs, "" where it is not known."""

    id: int
    contact: int
    name: str
    locale: str
    text: str
    region: str
    answered: bool


_QUESTIONS = (
    "SELECT q.*, c.locale, (SELECT v.name FROM volunteers v WHERE v.contact = q.contact ORDER BY v.id LIMIT 1) name"
    " FROM questions q JOIN contacts c ON c.id = q.contact WHERE "
)


def _from_row(row: Row) -> Question:
    return Question(
        id=row["id"],
        contact=row["contact"],
        name=row["name"] or "",
        locale=row["locale"],
        text=row["text"],
        region=row["region"],
        answered=row["answered_at"] is not None,
    )


async def ask(db: Transaction, contact: int, text: str, region: str, at: int) -> int:
    """A new question, about a region ("" where it is not known); its number."""
    return await db.insert(
        "INSERT INTO questions (contact, text, region, asked_at) VALUES (?, ?, ?, ?)", (contact, text, region, at)
    )


async def answer(db: Transaction, question: int, by: int, at: int) -> None:
    """The question has its answer, so its words are erased; it stays with who answered first."""
    await db.execute(
        "UPDATE questions SET answered_by = ?, answered_at = ?, text = '' WHERE id = ? AND answered_at IS NULL",
        (by, at, question),
    )


async def question_numbered(db: Reader, question: int) -> Question | None:
    """The question with this number, if there is one."""
    row = await db.row(f"{_QUESTIONS} q.id = ?", (question,))
    return None if row is None else _from_row(row)


async def waiting_within(db: Reader, regions: Iterable[str]) -> list[Question]:
    """The questions from these regions ("" is the whole country) that nobody has answered, oldest first."""
    inside = [within(region, "q.region") for region in regions]
    where = " OR ".join(condition for condition, _ in inside) or "0"
    rows = await db.rows(
        f"{_QUESTIONS} q.answered_at IS NULL AND ({where}) ORDER BY q.id",
        [value for _, values in inside for value in values],
    )
    return [_from_row(row) for row in rows]


async def waiting_of(db: Reader, contact: int) -> int:
    """How many questions of a contact nobody has answered yet."""
    return int(await db.value("SELECT count(*) FROM questions WHERE contact = ? AND answered_at IS NULL", (contact,)))


async def answerers(db: Reader, asker: int) -> list[Row]:
    """Each role that somebody holds who can be told of a question: contact, locale, role, region; not the asker's."""
    return await db.rows(
        "SELECT r.contact, c.locale, r.role, r.region FROM roles r JOIN contacts c ON c.id = r.contact"
        " WHERE c.id <> ? AND c.stopped_at IS NULL AND c.unreachable_at IS NULL ORDER BY r.contact, r.role, r.region",
        (asker,),
    )
