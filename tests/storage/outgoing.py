"""The outbox in a test: rows queued, taken and looked at."""

from bot.messages import Address, Outbound
from storage import outbox
from storage.database import Database, Row, Statement

SITI, BUDI = Address("telegram", "1", "siti"), Address("telegram", "1", "budi")


async def applied(database: Database, *statements: Statement) -> list[list[Row]]:
    """The rows that each of the statements returns, once committed."""
    async with database.transaction() as db:
        return await db.apply(statements)


async def queue_reply(database: Database, to: Address, *keys: str, replaces: str = "") -> None:
    """Queue replies, each under its own text as the key."""
    await applied(database, *(outbox.reply(key, None, to, Outbound(key, replaces=replaces), 1) for key in keys))


async def queue_pushed(database: Database, lane: int, *keys: str, batch: str | None = None, to: Address = SITI) -> None:
    """Rows as an errand queues them: without a text."""
    sql = (
        "INSERT INTO outbox (dedupe_key, kind, lane, batch, channel, account, user, created_at, updated_at)"
        " VALUES (?, 'notice', ?, ?, ?, ?, ?, 1, 1)"
    )
    await applied(database, *((sql, (key, lane, batch, to.channel, to.account, to.user)) for key in keys))


async def taken(database: Database, *claims: Statement) -> list[str]:
    """The keys that are claimed, in order of their numbers."""
    rows = [row for several in await applied(database, *claims) for row in several]
    return [row["dedupe_key"] for row in sorted(rows, key=lambda row: int(row["id"]))]


async def end(database: Database, *keys: str) -> None:
    """The rows of these keys are over."""
    for key in keys:
        await applied(database, outbox.ended(await number_of(database, key), "failed", "", 1))


async def number_of(database: Database, key: str) -> int:
    """The id of the row of a key."""
    return int(await database.reader.value("SELECT id FROM outbox WHERE dedupe_key = ?", (key,)))


async def row_of(database: Database, key: str) -> Row:
    """The row of a key."""
    row = await database.reader.row("SELECT * FROM outbox WHERE dedupe_key = ?", (key,))
    assert row is not None
    return row
