"""Questions to people: who asked what, who has it, who could answer, and whether somebody has."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.contacts import REACHABLE
from storage.database import Reader, Row, Transaction
from storage.volunteers import within

MOST_WAITING = 5
"""Questions of one contact that may wait for an answer at once."""
WEEK = 7 * 24 * 3600 * 1000
"""Milliseconds that the words of an answered question, and its answer, are kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `name` is the asker's, "" if they have not registered, `region` theirs, "" where it is not known.

    `urgent` is the kind of distress, "" for none; `holder` the role that has it now, "" while nobody can be told.
    """

    id: int
    contact: int
    name: str
    locale: str
    text: str
    region: str
    urgent: str
    holder: str
    answer: str
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
        urgent=row["urgent"],
        holder=row["holder"],
        answer=row["answer"],
        answered=row["answered_at"] is not None,
    )


async def ask(db: Transaction, contact: int, text: str, region: str, at: int, urgent: str = "") -> int:
    """A new question, about a region ("" where it is not known), that nobody has yet; its number."""
    return await db.insert(
        "INSERT INTO questions (contact, text, region, urgent, held_since, asked_at) VALUES (?, ?, ?, ?, ?, ?)",
        (contact, text, region, urgent, at, at),
    )


async def hold(db: Transaction, question: int, holder: str, at: int) -> None:
    """From now on those with this role have the question."""
    await db.execute("UPDATE questions SET holder = ?, held_since = ? WHERE id = ?", (holder, at, question))


async def answer(db: Transaction, question: int, by: int, text: str, at: int) -> None:
    """The question has its answer, and stays with who answered first; of an urgent one no words are kept."""
    await db.execute(
        "UPDATE questions SET answered_by = ?, answered_at = ?, answer = CASE urgent WHEN '' THEN ? ELSE '' END,"
        " text = CASE urgent WHEN '' THEN text ELSE '' END WHERE id = ? AND answered_at IS NULL",
        (by, at, text, question),
    )


async def add_words(db: Transaction, question: int, words: str) -> None:
    """The asker wrote more about the same."""
    await db.execute("UPDATE questions SET text = text || char(10) || ? WHERE id = ?", (words, question))


async def forget(db: Transaction, at: int) -> None:
    """Erase the words and the answer of what was answered over a week ago."""
    await db.execute(
        "UPDATE questions SET text = '', answer = '' WHERE answered_at <= ? AND (text <> '' OR answer <> '')",
        (at - WEEK,),
    )


async def question_numbered(db: Reader, question: int) -> Question | None:
    """The question with this number, if there is one."""
    row = await db.row(f"{_QUESTIONS} q.id = ?", (question,))
    return None if row is None else _from_row(row)


def _inside(regions: Iterable[str]) -> tuple[str, list[str]]:
    """The SQL condition, and its parameters, that a question's region lies in one of these."""
    inside = [within(region, "q.region") for region in regions]
    condition = " OR ".join(condition for condition, _ in inside) or "0"
    return f"({condition})", [value for _, values in inside for value in values]


async def waiting_within(db: Reader, regions: Iterable[str]) -> list[Question]:
    """The questions from these regions ("" is the whole country) that nobody has answered: urgent ones, then oldest."""
    where, values = _inside(regions)
    rows = await db.rows(f"{_QUESTIONS} q.answered_at IS NULL AND {where} ORDER BY q.urgent = '', q.id", values)
    return [_from_row(row) for row in rows]


async def answered_within(db: Reader, regions: Iterable[str], limit: int) -> list[Question]:
    """The answered questions from these regions that still have their words and are not proposed, newest first."""
    where, values = _inside(regions)
    rows = await db.rows(
        f"{_QUESTIONS} q.answered_at IS NOT NULL AND q.text <> '' AND {where}"
        " AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.question = q.id) ORDER BY q.answered_at DESC, q.id LIMIT ?",
        [*values, limit],
    )
    return [_from_row(row) for row in rows]


async def overdue(db: Reader, before: int) -> list[Question]:
    """The open questions that their holders, or nobody, have had since before then; admins are the last."""
    rows = await db.rows(
        f"{_QUESTIONS} q.answered_at IS NULL AND q.holder <> 'admin' AND q.held_since <= ? ORDER BY q.id", (before,)
    )
    return [_from_row(row) for row in rows]


async def urgent_of(db: Reader, contact: int, urgent: str, since: int) -> Question | None:
    """The contact's open question about the same kind of distress, if it was asked after that instant."""
    row = await db.row(
        f"{_QUESTIONS} q.contact = ? AND q.urgent = ? AND q.asked_at > ? AND q.answered_at IS NULL"
        " ORDER BY q.id DESC LIMIT 1",
        (contact, urgent, since),
    )
    return None if row is None else _from_row(row)


async def newest_urgent(db: Reader, contact: int, since: int) -> Question | None:
    """The contact's open question about any distress, if it was asked after that instant."""
    row = await db.row(
        f"{_QUESTIONS} q.contact = ? AND q.urgent <> '' AND q.asked_at > ? AND q.answered_at IS NULL"
        " ORDER BY q.id DESC LIMIT 1",
        (contact, since),
    )
    return None if row is None else _from_row(row)


async def waiting_of(db: Reader, contact: int) -> int:
    """How many questions of a contact nobody has answered yet; urgent ones are not counted."""
    return int(
        await db.value(
            "SELECT count(*) FROM questions WHERE contact = ? AND answered_at IS NULL AND urgent = ''", (contact,)
        )
    )


async def kept_of(db: Reader, contact: int) -> int:
    """How many questions of a contact are stored with their words."""
    return int(await db.value("SELECT count(*) FROM questions WHERE contact = ? AND text <> ''", (contact,)))


async def answerers(db: Reader, asker: int) -> list[Row]:
    """Each role that somebody holds who can be told of a question: contact, locale, role, region; not the asker's."""
    return await db.rows(
        "SELECT r.contact, c.locale, r.role, r.region FROM roles r JOIN contacts c ON c.id = r.contact"
        f" WHERE c.id <> ? AND {REACHABLE} ORDER BY r.contact, r.role, r.region",
        (asker,),
    )
