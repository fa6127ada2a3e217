"""Messages about an event to many."""

from pathlib import Path

from storage import answers, events, notices
from storage.database import opened
from tests.storage.gathered import BEFORE, START, event_with, people


async def test_invitations_are_queued_in_chunks_once_each_and_only_in_the_region(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, region="63.72")
        await people(db, 7, "63.72")
        await people(db, 3, "63.71")
        for _again in range(2):
            reached, chunks = 0, 0
            while (further := await notices.invite(db, event, reached, BEFORE, chunk=3)) is not None:
                reached, chunks = further, chunks + 1
            assert chunks == 4
        assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'invitation'") == 7
        assert await db.value("SELECT count(DISTINCT contact) FROM outbox") == 7


async def test_an_event_for_the_whole_country_invites_everybody(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db, region="")
        await people(db, 2, "63.72")
        await people(db, 2, "35.78")
        await notices.invite(db, event, 0, BEFORE)
        assert await db.value("SELECT count(*) FROM outbox") == 4


async def test_nobody_is_invited_to_what_has_begun(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event = await event_with(db)
        await people(db, 1)
        assert await notices.invite(db, event, 0, START) is None


async def test_each_version_of_an_event_is_told_once_to_those_who_said_yes(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        event, (yes, no, _silent) = await event_with(db), await people(db, 3)
        await answers.give(db, event, yes, "yes", BEFORE)
        await answers.give(db, event, no, "no", BEFORE)
        await events.move(db, event, START + 1, "Asia/Makassar", BEFORE)
        assert [await notices.tell_change(db, event, BEFORE) for _again in range(2)] == [1, 0]
        await events.cancel(db, event)
        assert await notices.tell_change(db, event, BEFORE) == 1
        keys = [row["dedupe_key"] for row in await db.rows("SELECT dedupe_key FROM outbox ORDER BY id")]
        contact = await db.value("SELECT contact FROM volunteers WHERE id = ?", (yes,))
    assert keys == [f"change:{event}:2:{contact}", f"change:{event}:3:{contact}"]


async def test_of_several_people_on_a_phone_who_has_not_answered_is_invited(tmp_path: Path) -> None:
    async with opened(tmp_path / "db") as database, database.transaction() as db:
        number, (first, second) = await event_with(db), await people(db, 2)
        await db.execute("UPDATE volunteers SET contact = (SELECT contact FROM volunteers WHERE id = ?)", (first,))
        contact = await db.value("SELECT contact FROM volunteers WHERE id = ?", (first,))
        event = await events.event(db, number)
        assert event is not None
        await answers.give(db, number, first, "no", BEFORE)
        invitee = await notices.invitee(db, contact, event)
        assert invitee is not None
        assert invitee.volunteer == second
        await answers.give(db, number, second, "maybe", BEFORE)
        assert await notices.invitee(db, contact, event) is None
