"""Which messages may leave now, and in which order."""

import pytest

from bot.messages import Address, Choice, Outbound
from storage import contacts, dispatch, outbox
from storage.database import Database, Statement
from storage.outbox import BULK, REMINDERS, REPLIES
from tests.storage.outgoing import BUDI, SITI, applied, end, number_of, queue_pushed, queue_reply, taken

YES = Choice("rsvp:1:yes", "Ikut", "semua sesi")


async def test_a_reply_is_queued_once_for_a_key(database: Database) -> None:
    await queue_reply(database, SITI, "a", "a")
    assert await database.reader.value("SELECT count(*) FROM outbox") == 1


async def test_replies_of_one_chat_leave_one_by_one_in_order(database: Database) -> None:
    await queue_reply(database, SITI, "s1", "s2", "s3")
    await queue_reply(database, BUDI, "b1", "b2")
    assert await taken(database, dispatch.replies_due(1, 10)) == ["s1", "b1"]
    assert await taken(database, dispatch.replies_due(1, 10)) == []
    await end(database, "s1")
    assert await taken(database, dispatch.replies_due(1, 10)) == ["s2"]


async def test_a_reply_that_must_wait_holds_up_those_behind_it(database: Database) -> None:
    await queue_reply(database, SITI, "s1", "s2")
    await taken(database, dispatch.replies_due(1, 10))
    await applied(database, outbox.queued_again(1, 500, "slow down", 1))
    assert await taken(database, dispatch.replies_due(499, 10)) == []
    assert await taken(database, dispatch.replies_due(500, 10)) == ["s1"]


async def test_no_more_are_taken_than_asked_for(database: Database) -> None:
    for number in range(5):
        await queue_reply(database, Address("telegram", "1", str(number)), f"r{number}")
    assert await taken(database, dispatch.replies_due(1, 2)) == ["r0", "r1"]
    assert await taken(database, dispatch.replies_due(1, 9)) == ["r2", "r3", "r4"]


async def test_an_edit_waits_for_the_message_it_edits(database: Database) -> None:
    await queue_reply(database, BUDI, "first")
    await queue_reply(database, SITI, "edit", replaces="first")
    assert await taken(database, dispatch.replies_due(1, 10)) == ["first"]
    assert await taken(database, dispatch.replies_due(1, 10)) == []
    message = Outbound("first")
    await applied(database, outbox.marked_sending([(1, message)], 2), outbox.marked_sent([(1, "m77")], 3))
    assert await taken(database, dispatch.replies_due(1, 10)) == ["edit"]
    assert await outbox.message_of(database.reader, "first") == "m77"
    assert await outbox.message_of(database.reader, "unheard of") == ""


async def test_a_claimed_row_tells_what_is_to_be_sent(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, SITI, 1)
        message = Outbound("Ikut?", (YES,), about="Jambore")
        await outbox.tell(db, "k", contact, message, 1, kind="invite", subject=7, expires_at=99)
    ((row,),) = await applied(database, dispatch.replies_due(1, 1))
    delivery = outbox.from_row(row)
    assert (delivery.message, delivery.to, delivery.contact) == (message, SITI, contact)
    assert (delivery.kind, delivery.subject, delivery.lane, delivery.batch) == ("invite", 7, REPLIES, None)
    assert (delivery.attempts, delivery.repeated, delivery.expires_at, delivery.dedupe_key) == (1, False, 99, "k")


async def test_a_row_without_a_text_is_to_be_rendered(database: Database) -> None:
    await queue_pushed(database, REMINDERS, "r1")
    ((row,),) = await applied(database, dispatch.reminders_due(1, 1))
    assert outbox.from_row(row).message is None


async def test_what_may_have_arrived_already_comes_last(database: Database) -> None:
    await queue_pushed(database, REMINDERS, "r1", "r2")
    await queue_pushed(database, BULK, "b1", "b2", batch="broadcast:1")
    claims = (
        dispatch.reminders_due(1, 1),
        dispatch.repeats_due("broadcast:1", 1, 1),
        dispatch.bulk_due("broadcast:1", 1, 1),
    )
    assert await taken(database, *claims) == ["r1", "b1"]
    for key in ("r1", "b1"):
        await applied(database, outbox.queued_again(await number_of(database, key), 0, "", 1, repeated=True))
    assert await taken(database, *claims) == ["r2", "b2"]
    assert await taken(database, *claims) == ["r1", "b1"]


async def test_what_is_repeated_does_not_wait_for_what_must_wait_itself(database: Database) -> None:
    await queue_pushed(database, BULK, "a1", "a2", batch="broadcast:1")
    await applied(database, ("UPDATE outbox SET not_before = 10 WHERE dedupe_key = 'a1'", ()))
    await applied(database, ("UPDATE outbox SET repeated = 1 WHERE dedupe_key = 'a2'", ()))
    assert await taken(database, dispatch.repeats_due("broadcast:1", 10, 5)) == []
    assert await taken(database, dispatch.repeats_due("broadcast:1", 9, 5)) == ["a2"]


async def test_a_batch_is_claimed_alone_and_not_before_its_time(database: Database) -> None:
    await queue_pushed(database, BULK, "a1", "a2", batch="broadcast:1")
    await queue_pushed(database, BULK, "b1", batch="invite:1")
    await applied(database, ("UPDATE outbox SET not_before = 10 WHERE dedupe_key = 'a1'", ()))
    assert await taken(database, dispatch.bulk_due("broadcast:1", 9, 5)) == ["a2"]
    assert await taken(database, dispatch.bulk_due("broadcast:1", 10, 5)) == ["a1"]
    assert await dispatch.batches_waiting(database.reader) == ["invite:1"]


async def test_batches_that_wait_are_named_once_and_paused_ones_are_left_out(database: Database) -> None:
    for batch in ("invite:3", "broadcast:1", "broadcast:2", "broadcast:1"):
        await queue_pushed(
            database, BULK, f"{batch}/{await database.reader.value('SELECT count(*) FROM outbox')}", batch=batch
        )
    sql = "INSERT INTO broadcasts (id, text, region, origin, state, created_at) VALUES (?, 't', '', '', ?, 1)"
    await applied(database, (sql, (1, "running")), (sql, (2, "paused")))
    assert await dispatch.batches_waiting(database.reader) == ["broadcast:1", "invite:3"]


async def test_only_rows_that_wait_for_their_time_are_due_later(database: Database) -> None:
    assert await dispatch.next_due(database.reader, 0) is None
    await queue_reply(database, SITI, "s1", "s2")
    assert await dispatch.next_due(database.reader, 0) is None
    await taken(database, dispatch.replies_due(1, 1))
    await applied(database, outbox.queued_again(1, 700, "", 1))
    assert await dispatch.next_due(database.reader, 1) == 700
    assert await dispatch.next_due(database.reader, 700) is None


async def _plan(database: Database, statement: Statement | str) -> str:
    sql, parameters = (statement, ()) if isinstance(statement, str) else statement
    return "\n".join(row["detail"] for row in await database.reader.rows(f"EXPLAIN QUERY PLAN {sql}", parameters))


@pytest.mark.parametrize(
    "statement",
    [
        dispatch.replies_due(1, 1),
        dispatch.reminders_due(1, 1),
        dispatch.bulk_due("broadcast:1", 1, 1),
        dispatch.repeats_due("broadcast:1", 1, 1),
        outbox.marked_sending([(1, Outbound("x"))], 1),
        outbox.marked_sent([(1, "m")], 1),
    ],
)
async def test_no_claim_and_no_mark_looks_at_every_row(database: Database, statement: Statement) -> None:
    plan = await _plan(database, statement)
    assert "SCAN outbox" not in plan.replace("SCAN outbox USING", "")
    assert "SCAN o\n" not in plan
    assert "outbox" in plan
