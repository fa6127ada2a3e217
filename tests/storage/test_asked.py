"""What is asked, as it is counted."""

from storage import asked
from storage.asked import MONTH
from storage.database import Database


async def test_topics_are_counted_over_days_most_asked_first(database: Database) -> None:
    async with database.transaction() as db:
        for day, label in [
            ("2026-11-20", "faq:pkh"), ("2026-11-22", "faq:pkh"), ("2026-11-23", "faq:psks"),
            ("2026-11-23", "faq:psks"),
            ("2026-11-23", "faq:pkh"), ("2026-11-23", "faq:pkh"), ("2026-11-23", "schedule"),
        ]:  # fmt: skip
            await asked.count(db, day, label, "answered")
        await asked.count(db, "2026-11-23", "faq:psks", "helped")
    reader = database.reader
    assert await asked.most_asked(reader, "2026-11-21", 5) == [("faq:pkh", 3), ("faq:psks", 2)]
    assert await asked.most_asked(reader, "2026-11-21", 1) == [("faq:pkh", 3)]
    assert await asked.outcomes(reader, "2026-11-23") == {"answered": 5, "helped": 1}


async def test_words_not_understood_are_told_once_newest_first_and_kept_for_thirty_days(database: Database) -> None:
    async with database.transaction() as db:
        for at, words in ((1, "lama"), (2, "kapan cair"), (3, "harga emas"), (4, "kapan cair")):
            await asked.keep_words(db, words, at)
    assert await asked.words_not_understood(database.reader, 2) == ["kapan cair", "harga emas"]
    async with database.transaction() as db:
        await asked.forget(db, 3 + MONTH)
    assert await asked.words_not_understood(database.reader, 9) == ["kapan cair"]


async def test_no_table_of_what_is_asked_knows_a_contact(database: Database) -> None:
    for table in ("asked", "not_understood", "proposals"):
        columns = {row["name"] for row in await database.reader.rows(f"PRAGMA table_info({table})")}
        assert columns
        assert columns.isdisjoint({"contact", "channel", "account", "user"})
