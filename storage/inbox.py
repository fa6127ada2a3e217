"""What came in, stored before the channel may forget it, and answered once, in the order of arrival."""

import json
from collections.abc import Collection, Sequence

from bot.channel import Arrival
from bot.understanding.private_numbers import masked_payload
from storage.database import Reader, Row, Statement, Transaction

DAY = 24 * 3600 * 1000
"""Milliseconds that words wait which may not be used yet."""
WEEK = 7 * 24 * 3600 * 1000
"""Milliseconds that the payload of a dead row is kept, to be looked at."""


GATHERING = 1_000
"""Milliseconds without another part after which an album is whole."""
AGAIN = "again:"
"""How the event begins that asks for an open question to be put again; its payload is the person's id."""


async def store(db: Transaction, channel: str, account: str, arrivals: Sequence[Arrival], at: int) -> None:
    """Keep what came in, without NIK and the like; what is known already is kept once."""
    await db.apply(
        [
            (
                "INSERT INTO inbox (channel, account, event, payload, album, received_at)"
                " VALUES (?, ?, ?, ?, nullif(?, ''), ?) ON CONFLICT (channel, account, event) DO NOTHING",
                (channel, account, arrival.event, masked_payload(arrival.payload), arrival.album, at),
            )
            for arrival in arrivals
        ]
    )


# Of an album, whose parts come one by one, nothing is answered until no more have come for a second.
_GATHERING = (
    "EXISTS (SELECT 1 FROM inbox b WHERE b.album = i.album AND b.state = 'todo'"
    f" AND b.received_at BETWEEN ?1 - {GATHERING} AND ?1)"
)


async def unanswered(db: Reader, at: int, limit: int = 20, held: Collection[int] = ()) -> list[Row]:
    """The oldest rows that wait for their turn, without those held; few, since a payload may be a megabyte."""
    return await db.rows(
        "SELECT id, channel, account, event, payload, album, received_at FROM inbox i WHERE state = 'todo'"
        f" AND NOT (album IS NOT NULL AND {_GATHERING}) AND id NOT IN (SELECT value FROM json_each(?2))"
        " ORDER BY id LIMIT ?3",
        (at, json.dumps(list(held)), limit),
    )


async def gathering(db: Reader) -> bool:
    """Whether part of an album waits, perhaps for the rest of it."""
    return bool(await db.value("SELECT 1 FROM inbox WHERE state = 'todo' AND album IS NOT NULL"))


async def companions(db: Reader, row: int) -> list[Row]:
    """The other rows of the row's album that wait, in their order."""
    return await db.rows(
        "SELECT b.id, b.channel, b.account, b.event, b.payload FROM inbox i JOIN inbox b ON b.album = i.album"
        " AND b.channel = i.channel AND b.account = i.account AND b.state = 'todo' AND b.id > i.id WHERE i.id = ?"
        " ORDER BY b.id",
        (row,),
    )


def take(row: int, at: int, also: Sequence[int] = ()) -> Statement:
    """The rows are answered and their payloads erased, if nobody did so before: then, and only then, rows come back."""
    return (
        "UPDATE inbox SET state = 'done', payload = NULL, handled_at = ? WHERE state = 'todo'"
        f" AND id IN (?{', ?' * len(also)}) RETURNING id",
        (at, row, *also),
    )


def keep_words(row: int, words: str) -> Statement:
    """The words of an answered row wait in it until they may be used; nothing else of the message is kept."""
    return "UPDATE inbox SET payload = ? WHERE id = ? AND state = 'done'", (words, row)


async def waiting_words(db: Reader, row: int) -> str:
    """The words that wait in a row; "" where they have been erased."""
    return await db.value("SELECT payload FROM inbox WHERE id = ? AND state = 'done'", (row,)) or ""


def erase_words(rows: Sequence[int], contact: int) -> Statement:
    """The words that wait in these rows are erased, but for those that an unfinished talk of the contact waits for."""
    return (
        f"UPDATE inbox SET payload = NULL WHERE state = 'done' AND id IN ({', '.join('?' * len(rows))})"
        " AND NOT EXISTS (SELECT 1 FROM sessions WHERE contact = ? AND args ->> '$.heard' = inbox.id)",
        (*rows, contact),
    )


async def forget_words(db: Transaction, at: int) -> None:
    """Erase words that have waited for a day."""
    await db.execute(
        "UPDATE inbox SET payload = NULL WHERE state = 'done' AND payload IS NOT NULL AND handled_at < ?", (at - DAY,)
    )


async def bury(db: Transaction, row: int, problem: str, at: int, also: Sequence[int] = ()) -> bool:
    """The rows cannot be answered; their payloads stay a week. False if they were answered meanwhile."""
    return bool(
        await db.execute(
            "UPDATE inbox SET state = 'dead', problem = ?, handled_at = ? WHERE state = 'todo'"
            f" AND id IN (?{', ?' * len(also)})",
            (problem, at, row, *also),
        )
    )


async def forget(db: Transaction, at: int) -> None:
    """Erase the payloads of what died over a week ago, and rows so old that no channel repeats them."""
    await db.execute("UPDATE inbox SET payload = NULL WHERE state = 'dead' AND handled_at < ?", (at - WEEK,))
    await db.execute("DELETE FROM inbox WHERE state <> 'todo' AND handled_at < ?", (at - 4 * WEEK,))


async def by_state(db: Reader) -> dict[str, int]:
    """How many rows are todo, done, dead."""
    counted = {r["state"]: r["n"] for r in await db.rows("SELECT state, count(*) n FROM inbox GROUP BY state")}
    return {state: counted.get(state, 0) for state in ("todo", "done", "dead")}
