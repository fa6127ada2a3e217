"""Small facts about this installation."""

from storage.database import Reader, Transaction


async def note(db: Transaction, name: str, value: str) -> None:
    """From now on the fact has this value."""
    await db.execute(
        "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


async def fact(db: Reader, name: str) -> str | None:
    """The fact's value, if it was ever noted."""
    value: str | None = await db.value("SELECT value FROM facts WHERE name = ?", (name,))
    return value
