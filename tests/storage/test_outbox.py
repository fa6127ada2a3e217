"""Messages to be sent: queued once, taken in their order, marked step by step."""

import json
from collections.abc import Sequence

import pytest

from bot.messages import Address, Choice, Outbound, Wanted
from storage import contacts, outbox
from storage.database import Database, Row, Statement
from storage.outbox import BULK, REMINDERS, REPLIES

SITI, BUDI = Address("telegram", "1", "siti"), Address("telegram", "1", "budi")
YES = Choice("rsvp:1:yes", "Ikut", "semua sesi")


async def _apply(database: Database, *statements: Statement) -> list[list[Row]]:
    async with database.transaction() as db:
        return await db.apply(statements)


async def _reply(database: Database, to: Address, *keys: str, replaces: str = "") -> None:
    await _apply(database, *(outbox.reply(key, None, to, Outbound(key, replaces=replaces), 1) for key in keys))


async def _push(database: Database, lane: int, *keys: str, batch: str | None = None, to: Address = SITI) -> None:
    """Rows as an errand queues them: without a text."""
    sql = (
        "INSERT INTO outbox (dedupe_key, kind, lane, batch, channel, account, user, created_at, updated_at)"
        " VALUES (?, 'notice', ?, ?, ?, ?, ?, 1, 1)"
    )
    await _apply(database, *((sql, (key, lane, batch, to.channel, to.account, to.user)) for key in keys))


async def _taken(database: Database, *claims: Statement) -> list[str]:
    """The keys that are claimed, in order of their numbers."""
    rows = [row for several in await _apply(database, *claims) for row in several]
    return [row["dedupe_key"] for row in sorted(rows, key=lambda row: int(row["id"]))]


async def _end(database: Database, *keys: str) -> None:
    for key in keys:
        await _apply(database, outbox.ended(await _number(database, key), "failed", "", 1))


async def _number(database: Database, key: str) -> int:
    return int(await database.reader.value("SELECT id FROM outbox WHERE dedupe_key = ?", (key,)))


async def _row(database: Database, key: str) -> Row:
    row = await database.reader.row("SELECT * FROM outbox WHERE dedupe_key = ?", (key,))
    assert row is not None
    return row


@pytest.mark.parametrize(
    "message",
    [
        Outbound("Halo"),
        Outbound("Ikut?", (YES, Choice("rsvp:1:no", "Tidak"))),
        Outbound("Nomor?", (Choice("a:1", "Lewati"),), ask_for=Wanted.PHONE),
        Outbound("Terkirim 5", replaces="progress:1", about="Siaran"),
    ],
)
def test_a_message_is_unpacked_as_it_was_packed(message: Outbound) -> None:
    assert outbox.unpacked(outbox.packed(message), message.replaces or None) == message


async def test_a_reply_is_queued_once_for_a_key(database: Database) -> None:
    await _reply(database, SITI, "a", "a")
    assert await database.reader.value("SELECT count(*) FROM outbox") == 1


async def test_replies_of_one_chat_leave_one_by_one_in_order(database: Database) -> None:
    await _reply(database, SITI, "s1", "s2", "s3")
    await _reply(database, BUDI, "b1", "b2")
    assert await _taken(database, outbox.replies_due(1, 10)) == ["s1", "b1"]
    assert await _taken(database, outbox.replies_due(1, 10)) == []
    await _end(database, "s1")
    assert await _taken(database, outbox.replies_due(1, 10)) == ["s2"]


async def test_a_reply_that_must_wait_holds_up_those_behind_it(database: Database) -> None:
    await _reply(database, SITI, "s1", "s2")
    await _taken(database, outbox.replies_due(1, 10))
    await _apply(database, outbox.queued_again(1, 500, "slow down", 1))
    assert await _taken(database, outbox.replies_due(499, 10)) == []
    assert await _taken(database, outbox.replies_due(500, 10)) == ["s1"]


async def test_no_more_are_taken_than_asked_for(database: Database) -> None:
    for number in range(5):
        await _reply(database, Address("telegram", "1", str(number)), f"r{number}")
    assert await _taken(database, outbox.replies_due(1, 2)) == ["r0", "r1"]
    assert await _taken(database, outbox.replies_due(1, 9)) == ["r2", "r3", "r4"]


async def test_an_edit_waits_for_the_message_it_edits(database: Database) -> None:
    await _reply(database, BUDI, "first")
    await _reply(database, SITI, "edit", replaces="first")
    assert await _taken(database, outbox.replies_due(1, 10)) == ["first"]
    assert await _taken(database, outbox.replies_due(1, 10)) == []
    message = Outbound("first")
    await _apply(database, outbox.marked_sending([(1, message)], 2), outbox.marked_sent([(1, "m77")], 3))
    assert await _taken(database, outbox.replies_due(1, 10)) == ["edit"]
    assert await outbox.message_of(database.reader, "first") == "m77"
    assert await outbox.message_of(database.reader, "unheard of") == ""


async def test_a_newer_edit_takes_the_place_of_one_that_waits(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, SITI, 1)
        for count in (1, 2, 2):
            edit = Outbound(f"Terkirim {count}", replaces="progress")
            await outbox.tell(db, f"progress:{count}", contact, edit, 1, kind="progress")
    assert (await _row(database, "progress:1"))["state"] == "cancelled"
    assert await _taken(database, outbox.replies_due(1, 10)) == ["progress:2"]


async def test_something_is_told_once_and_to_the_newest_address(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, SITI, 1)
        await db.execute(
            "INSERT INTO addresses (contact, channel, account, user) VALUES (?, 'wa', '2', '62')", (contact,)
        )
        told = [
            await outbox.tell(db, "k", contact, Outbound("Halo"), 1, kind="n", lane=REMINDERS, expires_at=9)
            for _time in range(2)
        ]
        assert not await outbox.tell(db, "other", contact + 1, Outbound("Halo"), 1, kind="n")
    assert told == [True, False]
    row = await _row(database, "k")
    assert (row["channel"], row["account"], row["user"], row["lane"], row["expires_at"]) == ("wa", "2", "62", 1, 9)


async def test_a_claimed_row_tells_what_is_to_be_sent(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, SITI, 1)
        message = Outbound("Ikut?", (YES,), about="Jambore")
        await outbox.tell(db, "k", contact, message, 1, kind="invite", subject=7, expires_at=99)
    ((row,),) = await _apply(database, outbox.replies_due(1, 1))
    delivery = outbox.from_row(row)
    assert (delivery.message, delivery.to, delivery.contact) == (message, SITI, contact)
    assert (delivery.kind, delivery.subject, delivery.lane, delivery.batch) == ("invite", 7, REPLIES, None)
    assert (delivery.attempts, delivery.repeated, delivery.expires_at, delivery.dedupe_key) == (1, False, 99, "k")


async def test_a_row_without_a_text_is_to_be_rendered(database: Database) -> None:
    await _push(database, REMINDERS, "r1")
    ((row,),) = await _apply(database, outbox.reminders_due(1, 1))
    assert outbox.from_row(row).message is None


async def test_what_may_have_arrived_already_comes_last(database: Database) -> None:
    await _push(database, REMINDERS, "r1", "r2")
    await _push(database, BULK, "b1", "b2", batch="broadcast:1")
    claims = outbox.reminders_due(1, 1), outbox.bulk_due("broadcast:1", 1, 1)
    assert await _taken(database, *claims) == ["r1", "b1"]
    for key in ("r1", "b1"):
        await _apply(database, outbox.queued_again(await _number(database, key), 0, "", 1, repeated=True))
    assert await _taken(database, *claims) == ["r2", "b2"]
    assert await _taken(database, *claims) == ["r1", "b1"]


async def test_a_batch_is_claimed_alone_and_not_before_its_time(database: Database) -> None:
    await _push(database, BULK, "a1", "a2", batch="broadcast:1")
    await _push(database, BULK, "b1", batch="invite:1")
    await _apply(database, ("UPDATE outbox SET not_before = 10 WHERE dedupe_key = 'a1'", ()))
    assert await _taken(database, outbox.bulk_due("broadcast:1", 9, 5)) == ["a2"]
    assert await _taken(database, outbox.bulk_due("broadcast:1", 10, 5)) == ["a1"]
    assert await outbox.batches_waiting(database.reader) == ["invite:1"]


async def test_batches_that_wait_are_named_once_and_paused_ones_are_left_out(database: Database) -> None:
    for batch in ("invite:3", "broadcast:1", "broadcast:2", "broadcast:1"):
        await _push(
            database, BULK, f"{batch}/{await database.reader.value('SELECT count(*) FROM outbox')}", batch=batch
        )
    sql = "INSERT INTO broadcasts (id, text, region, origin, state, created_at) VALUES (?, 't', '', '', ?, 1)"
    await _apply(database, (sql, (1, "running")), (sql, (2, "paused")))
    assert await outbox.batches_waiting(database.reader) == ["broadcast:1", "invite:3"]


async def test_only_rows_that_wait_for_their_time_are_due_later(database: Database) -> None:
    assert await outbox.next_due(database.reader, 0) is None
    await _reply(database, SITI, "s1", "s2")
    assert await outbox.next_due(database.reader, 0) is None
    await _taken(database, outbox.replies_due(1, 1))
    await _apply(database, outbox.queued_again(1, 700, "", 1))
    assert await outbox.next_due(database.reader, 1) == 700
    assert await outbox.next_due(database.reader, 700) is None


async def test_only_a_leased_row_may_be_written_to_the_channel(database: Database) -> None:
    await _reply(database, SITI, "s1")
    message = Outbound("s1")
    assert await _apply(database, outbox.marked_sending([(1, message)], 2)) == [[]]
    await _taken(database, outbox.replies_due(1, 1))
    ((row,),) = await _apply(database, outbox.marked_sending([(1, message), (99, message)], 2))
    assert row["id"] == 1
    assert await _apply(database, outbox.marked_sending([(1, message)], 2)) == [[]]


async def test_what_was_sent_keeps_its_number_there_but_not_its_text(database: Database) -> None:
    await _reply(database, SITI, "s1")
    await _apply(database, outbox.marked_sent([(1, "early")], 2))
    assert (await _row(database, "s1"))["state"] == "queued"
    await _taken(database, outbox.replies_due(1, 1))
    await _apply(database, outbox.marked_sending([(1, Outbound("s1"))], 2), outbox.marked_sent([(1, "m5")], 3))
    row = await _row(database, "s1")
    assert (row["state"], row["message"], row["body"], row["updated_at"]) == ("sent", "m5", None, 3)


async def test_actions_outlive_the_sending_and_answers_do_not(database: Database) -> None:
    await _reply(database, SITI, "s1")
    await _reply(database, BUDI, "b1")
    await _taken(database, outbox.replies_due(1, 9))
    pushed = Outbound("Ikut?", (YES, Choice("a:1:1:x", "Lain")), about="Jambore")
    await _apply(database, outbox.marked_sending([(1, pushed), (2, Outbound("?", (Choice("a:1:1:x", "X"),)))], 2))
    siti, budi = await _row(database, "s1"), await _row(database, "b1")
    assert (json.loads(siti["choices"]), siti["about"]) == ([["rsvp:1:yes", "Ikut"]], "Jambore")
    assert (budi["choices"], budi["about"]) == (None, None)


@pytest.mark.parametrize(
    ("state", "kept"),
    [("failed", False), ("blocked", False), ("expired", False), ("cancelled", False), ("unknown", True)],
)
async def test_only_what_may_have_arrived_keeps_its_text(database: Database, state: str, kept: bool) -> None:
    await _reply(database, SITI, "s1")
    await _taken(database, outbox.replies_due(1, 1))
    await _apply(database, outbox.ended(1, state, "why", 2), outbox.ended(1, "sent", "later", 3))
    row = await _row(database, "s1")
    assert (row["state"], row["problem"], row["body"] is not None) == (state, "why", kept)


async def test_a_row_that_is_over_is_not_queued_again(database: Database) -> None:
    await _reply(database, SITI, "s1")
    await _taken(database, outbox.replies_due(1, 1))
    await _apply(database, outbox.ended(1, "failed", "", 2), outbox.queued_again(1, 0, "", 3))
    assert (await _row(database, "s1"))["state"] == "failed"


async def test_once_repeated_a_row_stays_repeated(database: Database) -> None:
    await _reply(database, SITI, "s1")
    for repeated in (True, False):
        await _taken(database, outbox.replies_due(1, 1))
        await _apply(database, outbox.queued_again(1, 0, "", 1, repeated=repeated))
    row = await _row(database, "s1")
    assert (row["repeated"], row["attempts"]) == (1, 2)


async def _plan(database: Database, statement: Statement | str) -> str:
    sql, parameters = (statement, ()) if isinstance(statement, str) else statement
    return "\n".join(row["detail"] for row in await database.reader.rows(f"EXPLAIN QUERY PLAN {sql}", parameters))


@pytest.mark.parametrize(
    "statement",
    [
        outbox.replies_due(1, 1),
        outbox.reminders_due(1, 1),
        outbox.bulk_due("broadcast:1", 1, 1),
        outbox.marked_sending([(1, Outbound("x"))], 1),
        outbox.marked_sent([(1, "m")], 1),
    ],
)
async def test_no_claim_and_no_mark_looks_at_every_row(database: Database, statement: Statement) -> None:
    plan = await _plan(database, statement)
    assert "SCAN outbox" not in plan.replace("SCAN outbox USING", "")
    assert "SCAN o\n" not in plan
    assert "outbox" in plan


def _lanes(rows: Sequence[Row]) -> list[int]:
    return [row["lane"] for row in rows]


async def test_each_lane_is_claimed_by_its_own_question(database: Database) -> None:
    await _reply(database, SITI, "r")
    await _push(database, REMINDERS, "m")
    await _push(database, BULK, "b", batch="invite:1")
    claims = outbox.replies_due(1, 9), outbox.reminders_due(1, 9), outbox.bulk_due("invite:1", 1, 9)
    assert [_lanes(rows) for rows in await _apply(database, *claims)] == [[REPLIES], [REMINDERS], [BULK]]
