"""Putting the people of a confirmed list on the roll, a part at a time."""

import json

from bot.documents.rolls import Listed, unpacked
from bot.messages import Outbound, bold
from bot.now import millis, now
from bot.texts import Texts, number, translator
from handlers.contingents import links
from handlers.contingents.findings import few, standing_lines
from handlers.contingents.reading import person
from storage import contacts, contingents, enlisting, jobs, lists, outbox
from storage.contingents import Contingent
from storage.database import Database, Row, Transaction
from storage.enlisting import Standing

KIND = "enlist"
CHUNK = 100
"""People that are written in one transaction."""
_BAR = 10
"""Signs of the bar that shows how far it is."""


async def write(key: bytes, database: Database, list_id: int) -> None:
    """Put the next people of the list on the roll, say how far it is, and come back for the rest.

    What is written and how far it is are one transaction: done again after a crash, nobody is written twice.
    """
    at = millis(now())
    async with database.transaction() as db:
        row = await lists.list_(db, list_id)
        contingent = await contingents.contingent(db, row["contingent"]) if row else None
        if row is None or contingent is None or row["state"] != "writing":
            return
        people = unpacked(row["roll"]).people
        part = people[row["reached"] : row["reached"] + CHUNK]
        outcomes = await enlisting.enlist(
            db, key, contingent.id, [person(one) for one in part], row["consent"], row["sent_by"], at
        )
        left_out = json.loads(row["report"] or "{}")
        _sort(left_out, part, outcomes)
        reached = row["reached"] + len(part)
        added = row["added"] + sum(outcome in (Standing.NEW, Standing.JOINS) for outcome in outcomes)
        await lists.advance(db, list_id, reached, added, json.dumps(left_out, ensure_ascii=False))
        texts = translator(await contacts.locale_of(db, row["sent_by"]))
        if reached < len(people):
            await _say_progress(db, texts, row, reached, len(people), at)
            await db.apply([jobs.queue(KIND, list_id, at)])
        else:
            await _say_done(db, texts, row, contingent, added, left_out)


def _sort(left_out: dict[str, list[str]], part: list[Listed], outcomes: list[Standing]) -> None:
    """Add the names of those who were not put on the roll, by why."""
    for one, outcome in zip(part, outcomes, strict=True):
        if outcome not in (Standing.NEW, Standing.JOINS):
            left_out.setdefault(outcome, []).append(one.name)


async def _say_progress(db: Transaction, texts: Texts, row: Row, reached: int, total: int, at: int) -> None:
    """One message that changes as it goes on, where the channel can change a message."""
    _ = texts.gettext
    done = reached * _BAR // total
    said = _("{bar} {reached} dari {total} sudah diproses").format(
        bar="▓" * done + "░" * (_BAR - done), reached=number(reached, texts.locale), total=number(total, texts.locale)
    )
    first = f"list:{row['id']}:progress"
    again = row["reached"] > 0
    message = Outbound(said, replaces=first if again else "")
    await outbox.tell(db, f"{first}:{reached}" if again else first, row["sent_by"], message, at, kind="list")


async def _say_done(
    db: Transaction, texts: Texts, row: Row, contingent: Contingent, added: int, left_out: dict[str, list[str]]
) -> None:
    """What came of it; and the links of those who are new follow."""
    _ = texts.gettext
    at = millis(now())
    await lists.end(db, row["id"])
    now_in = _("Selesai, Kak: {count} orang masuk ke {name}.").format(
        count=bold(number(added, texts.locale)), name=bold(contingent.name)
    )
    others = {Standing(standing): (len(names), few(texts, names)) for standing, names in left_out.items()}
    message = Outbound("\n".join([now_in, *standing_lines(texts, others)]))
    await outbox.tell(db, f"list:{row['id']}:done", row["sent_by"], message, at, kind="list")
    if added:
        errand = await lists.ask_for_links(db, contingent.id, row["sent_by"], at)
        await db.apply([jobs.queue(links.KIND, errand, at)])
