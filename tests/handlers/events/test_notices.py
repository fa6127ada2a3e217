"""Invitations and word of changes, as they are sent."""

from bot.now import millis, now
from handlers.events import notices as event_notices
from storage import contacts, jobs, notices
from storage.database import opened
from storage.outbox import Delivery, from_row
from storage.roles import Role
from tests.gatherings import NAMES, hold, invite, texts_with
from tests.phones import World


async def queued(world: World, event: int) -> list[Delivery]:
    """Expand the invitations, without sending them; what waits."""
    async with opened(world.path) as database:
        await event_notices.expand_invitations(database, event)
        return [from_row(row) for row in await database.reader.rows("SELECT * FROM outbox WHERE kind = 'invitation'")]


async def test_an_invitation_names_the_time_in_the_readers_zone_and_the_places_left(world: World) -> None:
    event = await hold(world, region="35.78", capacity=30)
    joko = world.phone("joko")
    await joko.enrol("Joko Susilo", "surabaya")
    await invite(world, event)
    assert "08.00 WITA (07.00 WIB)" in joko.last
    assert "Sisa tempat: 30 dari 30" in joko.last
    assert joko.messages[-1].about == "Bakti Sosial"


async def test_inviting_twice_invites_once(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await invite(world, event)
    assert len(texts_with(siti, "Ada kegiatan baru")) == 1


async def test_an_invitation_waits_in_the_bulk_lane_until_the_start(telegram_world: World) -> None:
    event = await hold(telegram_world)
    await telegram_world.phone("siti").enrol("Siti Aminah", "banjarbaru")
    (row,) = await queued(telegram_world, event)
    assert (row.lane, row.batch, row.message) == (2, f"event:{event}", None)
    assert row.dedupe_key.startswith(f"invitation:{event}:")
    assert row.expires_at is not None
    assert row.expires_at - millis(now()) < 5 * 24 * 3600 * 1000


async def test_whoever_stopped_or_cannot_be_reached_is_not_invited(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti, joko = telegram_world.phone("siti"), telegram_world.phone("joko")
    for phone, name in ((siti, "Siti Aminah"), (joko, "Joko Susilo")):
        await phone.enrol(name, "banjarbaru")
    await siti.say("/berhenti")
    await joko.send(kind="blocked")
    assert await queued(telegram_world, event) == []


async def test_an_invitation_that_has_become_pointless_is_not_sent(telegram_world: World) -> None:
    event = await hold(telegram_world)
    phones = [telegram_world.phone(name) for name in ("ani", "budi", "cici")]
    for phone in phones:
        await phone.enrol(NAMES[phone.user], "banjarbaru")
    stopped, answered, still = await queued(telegram_world, event)
    async with opened(telegram_world.path) as database:
        async with database.transaction() as db:
            await contacts.stop(db, stopped.contact or 0, millis(now()))
        assert await event_notices.render_invitation(database.reader, stopped) is None
    await phones[1].send(kind="choice", choice=f"rsvp:{event}:v1:0:no", tap="t")
    async with opened(telegram_world.path) as database:
        assert await event_notices.render_invitation(database.reader, answered) is None
        assert await event_notices.render_invitation(database.reader, still) is not None
    telegram_world.later(days=6)
    async with opened(telegram_world.path) as database:
        assert await event_notices.render_invitation(database.reader, still) is None


async def test_a_cancelled_event_invites_nobody(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.tap("Ya, batalkan")
    await invite(telegram_world, event)
    assert texts_with(siti, "Ada kegiatan baru") == []


async def test_an_invitation_still_waiting_when_the_event_is_moved_names_the_new_time(telegram_world: World) -> None:
    event = await hold(telegram_world)
    await telegram_world.phone("siti").enrol("Siti Aminah", "banjarbaru")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("5 Desember 2026 jam 10 pagi")
    (before,) = await queued(telegram_world, event)
    # The sender has not been woken since, so the invitation waits until the move is confirmed.
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await db.execute("UPDATE outbox SET not_before = ? WHERE kind = 'invitation'", (millis(now()) + 60_000,))
    await budi.tap("Ya, pindahkan")
    async with opened(telegram_world.path) as database:
        row = await database.reader.row("SELECT * FROM outbox WHERE kind = 'invitation'")
        assert row is not None
        moved = from_row(row)
        message = await event_notices.render_invitation(database.reader, moved)
    assert message is not None
    assert "Sabtu, 5 Desember 2026 pukul 10.00 WITA" in message.text
    assert (moved.expires_at or 0) - (before.expires_at or 0) == (7 * 24 + 2) * 3600 * 1000


async def test_a_crash_between_chunks_repeats_harmlessly(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti, joko = telegram_world.phone("siti"), telegram_world.phone("joko")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await joko.enrol("Joko Susilo", "banjarbaru")
    async with opened(telegram_world.path) as database:
        async with database.transaction() as db:
            await db.apply([jobs.queue("invite", event, millis(now()))])
            await jobs.claim(db, ["invite"])
        async with database.transaction() as db:
            assert await notices.invite(db, event, 0, millis(now()), chunk=1) is not None
    await telegram_world.deliver()
    assert [len(texts_with(phone, "Ada kegiatan baru")) for phone in (siti, joko)] == [1, 1]
