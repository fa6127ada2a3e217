"""Reading a list that was sent in, and showing what was understood, before anybody is put on the roll."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents import child
from bot.documents.rolls import Listed, Roll, unpacked
from bot.documents.sheets import MIME
from bot.messages import Outbound
from bot.now import millis, now
from bot.texts import Texts, translator
from handlers.contingents import findings
from handlers.contingents.refusals import corrections
from storage import contacts, contingents, enlisting, lists, media, outbox
from storage.contingents import Contingent
from storage.database import Database, Reader, Row
from storage.enlisting import Person, Standing

KIND = "list"
"""The job that reads, and the kind of what is told about lists."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The people on a list, by how they stand to the contingent now."""

    fitting: list[Listed]
    others: dict[Standing, list[Listed]]


def person(listed: Listed) -> Person:
    """Somebody on a list, as they are put on the roll."""
    return Person(listed.name, listed.regency, listed.pillar, listed.phone)


async def read(key: bytes, database: Database, list_id: int) -> None:
    """Read the list and show it to whoever sent it in; read again after a crash, it is shown once."""
    row = await lists.list_(database.reader, list_id)
    if row is None or row["state"] != "sent" or row["sent_by"] is None:
        return
    contingent = await contingents.contingent(database.reader, row["contingent"])
    content = await media.content_of(database.reader, row["media"] or 0)
    if contingent is None:
        return
    texts = translator(await contacts.locale_of(database.reader, row["sent_by"]))
    answer = await _read_apart(content, contingent) if content is not None else {"unreadable": "gone"}
    roll = unpacked(answer["roll"]) if "roll" in answer else None
    if roll is None or not (roll.people or roll.refused):
        why = findings.unreadable(
            texts, answer.get("unreadable", "empty" if roll is None or not roll.passed else "headless")
        )
        await _give_up(
            database, row, Outbound(why, (findings.to_template(texts, contingent), findings.to_list(texts, contingent)))
        )
        return
    workbook = await corrections(texts, roll.refused) if roll.refused else b""
    judged = await _judged(database.reader, key, contingent, roll.people)
    await _show(database, row, contingent, roll, judged, workbook, texts)


async def _read_apart(content: bytes, contingent: Contingent) -> dict[str, str]:
    """The list, read in a process of its own: files that others made may ask for more memory than there is."""
    try:
        answer = await child.made(
            "rolls.read_roll",
            content=base64.b64encode(content).decode(),
            region=contingent.region,
            pillar=contingent.pillar,
        )
    except child.NotMade:
        return {"unreadable": "damaged"}
    read: dict[str, str] = json.loads(answer)
    return read


async def _judged(db: Reader, key: bytes, contingent: Contingent, people: Sequence[Listed]) -> _Judged:
    """Who of the people fits into the contingent as it is now."""
    room = contingent.quota - contingent.taken if contingent.quota else len(people)
    judged = _Judged([], {})
    found = await enlisting.standings(db, key, contingent.id, [person(one) for one in people])
    for one, (standing, _record) in zip(people, found, strict=True):
        if standing not in (Standing.NEW, Standing.JOINS):
            judged.others.setdefault(standing, []).append(one)
        elif len(judged.fitting) < room:
            judged.fitting.append(one)
        else:
            judged.others.setdefault(Standing.FULL, []).append(one)
    return judged


async def _give_up(database: Database, row: Row, told: Outbound) -> None:
    async with database.transaction() as db:
        if await lists.call_off(db, row["id"]):
            await media.erase(db, [row["media"]])
            await outbox.tell(db, f"list:{row['id']}:shown", row["sent_by"], told, millis(now()), kind=KIND)


async def _show(
    database: Database, row: Row, contingent: Contingent, roll: Roll, judged: _Judged, workbook: bytes, texts: Texts
) -> None:
    """Say what was understood, with the rows to be corrected, and ask; the file that came is erased."""
    _ = texts.gettext
    at = millis(now())
    async with database.transaction() as db:
        if not await lists.show(db, row["id"], roll.packed()):
            return
        await media.erase(db, [row["media"]])
        told = [Outbound(findings.understood(texts, contingent, roll))]
        if workbook:
            file = await media.keep(
                db, kind="document", name=_("perlu-diperbaiki.xlsx"), mime=MIME, content=workbook, at=at,
                contact=row["sent_by"], expires_at=at + media.DAY,
            )  # fmt: skip
            send_again = _(
                "Semua baris itu ada di berkas ini. Perbaiki, lalu kirim lagi; yang sudah masuk tidak dobel."
            )
            told += [Outbound(findings.refused(texts, roll)), Outbound(send_again, media=(file,))]
        if left_out := findings.left_out(texts, judged.others):
            told.append(Outbound(left_out))
        told.append(findings.question(texts, contingent, row["id"], len(judged.fitting)))
        for n, message in enumerate(told):
            await outbox.tell(db, f"list:{row['id']}:shown:{n}", row["sent_by"], message, at, kind=KIND)
