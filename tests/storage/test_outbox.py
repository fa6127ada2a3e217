"""Messages to be sent: kept as they were queued, marked step by step."""

import json

import pytest

from bot.messages import Choice, Outbound, Wanted
from storage import contacts, dispatch, outbox
from storage.database import Database
from storage.outbox import REMINDERS
from tests.storage.outgoing import BUDI, SITI, applied, queue_reply, row_of, taken

YES = Choice("rsvp:1:yes", "Ikut", "semua sesi")


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


async def test_a_newer_edit_takes_the_place_of_one_that_waits(database: Database) -> None:
    async with database.transaction() as db:
        contact = await contacts.ensure(db, SITI, 1)
        for count in (1, 2, 2):
            edit = Outbound(f"Terkirim {count}", replaces="progress")
            await outbox.tell(db, f"progress:{count}", contact, edit, 1, kind="progress")
    assert (await row_of(database, "progress:1"))["state"] == "cancelled"
    assert await taken(database, dispatch.replies_due(1, 10)) == ["progress:2"]


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
    row = await row_of(database, "k")
    assert (row["channel"], row["account"], row["user"], row["lane"], row["expires_at"]) == ("wa", "2", "62", 1, 9)


async def test_only_a_leased_row_may_be_written_to_the_channel(database: Database) -> None:
    await queue_reply(database, SITI, "s1")
    message = Outbound("s1")
    assert await applied(database, outbox.marked_sending([(1, message)], 2)) == [[]]
    await taken(database, dispatch.replies_due(1, 1))
    ((row,),) = await applied(database, outbox.marked_sending([(1, message), (99, message)], 2))
    assert row["id"] == 1
    assert await applied(database, outbox.marked_sending([(1, message)], 2)) == [[]]


async def test_what_was_sent_keeps_its_number_there_but_not_its_text(database: Database) -> None:
    await queue_reply(database, SITI, "s1")
    await applied(database, outbox.marked_sent([(1, "early")], 2))
    assert (await row_of(database, "s1"))["state"] == "queued"
    await taken(database, dispatch.replies_due(1, 1))
    await applied(database, outbox.marked_sending([(1, Outbound("s1"))], 2), outbox.marked_sent([(1, "m5")], 3))
    row = await row_of(database, "s1")
    assert (row["state"], row["message"], row["body"], row["updated_at"]) == ("sent", "m5", None, 3)


async def test_actions_outlive_the_sending_and_answers_do_not(database: Database) -> None:
    await queue_reply(database, SITI, "s1")
    await queue_reply(database, BUDI, "b1")
    await taken(database, dispatch.replies_due(1, 9))
    pushed = Outbound("Ikut?", (YES, Choice("a:1:1:x", "Lain")), about="Jambore")
    await applied(database, outbox.marked_sending([(1, pushed), (2, Outbound("?", (Choice("a:1:1:x", "X"),)))], 2))
    siti, budi = await row_of(database, "s1"), await row_of(database, "b1")
    assert (json.loads(siti["choices"]), siti["about"]) == ([["rsvp:1:yes", "Ikut"]], "Jambore")
    assert (budi["choices"], budi["about"]) == (None, None)


@pytest.mark.parametrize(
    ("state", "kept"),
    [("failed", False), ("blocked", False), ("expired", False), ("cancelled", False), ("unknown", True)],
)
async def test_only_what_may_have_arrived_keeps_its_text(database: Database, state: str, kept: bool) -> None:
    await queue_reply(database, SITI, "s1")
    await taken(database, dispatch.replies_due(1, 1))
    await applied(database, outbox.ended(1, state, "why", 2), outbox.ended(1, "sent", "later", 3))
    row = await row_of(database, "s1")
    assert (row["state"], row["problem"], row["body"] is not None) == (state, "why", kept)


async def test_a_row_that_is_over_is_not_queued_again(database: Database) -> None:
    await queue_reply(database, SITI, "s1")
    await taken(database, dispatch.replies_due(1, 1))
    await applied(database, outbox.ended(1, "failed", "", 2), outbox.queued_again(1, 0, "", 3))
    assert (await row_of(database, "s1"))["state"] == "failed"


async def test_once_repeated_a_row_stays_repeated(database: Database) -> None:
    await queue_reply(database, SITI, "s1")
    for repeated in (True, False):
        await taken(database, dispatch.replies_due(1, 1))
        await applied(database, outbox.queued_again(1, 0, "", 1, repeated=repeated))
    row = await row_of(database, "s1")
    assert (row["repeated"], row["attempts"]) == (1, 2)
