"""What a reminder says, looked at once more when it is sent."""

from datetime import timedelta

import pytest

from bot.now import millis
from handlers.reminders import queueing, rendering
from storage import events, parts
from storage.database import opened
from storage.outbox import from_row
from storage.parts import Part
from storage.reminders import set_rules
from tests.gatherings import SATURDAY, hold, texts_with
from tests.handlers.reminders.reminded import REMINDER, coming, remind_at
from tests.phones import World


async def test_a_reminder_names_the_day_the_time_in_both_zones_and_the_place(world: World) -> None:
    event = await hold(world)
    joko = await coming(world, event, "joko", "surabaya")
    await remind_at(world, SATURDAY - timedelta(hours=24))
    assert "Halo Joko Susilo! Besok ada kegiatan yang Kakak ikuti:" in joko.last
    assert "Sabtu, 28 November 2026 pukul 08.00 WITA (07.00 WIB)" in joko.last
    assert "Tempat: Kiram" in joko.last
    await remind_at(world, SATURDAY - timedelta(hours=1))
    assert "Hari ini ada kegiatan" in joko.last
    assert joko.labels == ["Tetap ikut", "Tidak jadi"]


async def test_a_further_day_is_reminded_of_with_its_own_time_and_place(world: World) -> None:
    event, sunday = await hold(world), SATURDAY + timedelta(hours=26)
    plan = [Part("Pembukaan", millis(SATURDAY), 0, "Aula"), Part("Pelatihan P3K", millis(sunday), 0, "Lapangan")]
    async with opened(world.path) as database, database.transaction() as db:
        await parts.put(db, event, plan)
    siti = await coming(world, event)
    assert "Relawan akan mengingatkan sehari dan 2 jam sebelumnya." in siti.last
    await remind_at(world, SATURDAY - timedelta(hours=2), SATURDAY, sunday - timedelta(hours=2), sunday)
    first, second = texts_with(siti, REMINDER)
    assert "Waktu: Sabtu, 28 November 2026 pukul 08.00 WITA" in first
    assert "Hari ini" in second
    assert "Bakti Sosial: Pelatihan P3K" in second
    assert "Waktu: Minggu, 29 November 2026 pukul 10.00 WITA\nTempat: Lapangan" in second
    assert siti.labels == []


@pytest.mark.parametrize("change", ["moved", "cancelled", "no", "erased", "begun", "nothing"])
async def test_a_reminder_that_waits_is_looked_at_again_when_it_is_sent(telegram_world: World, change: str) -> None:
    event = await hold(telegram_world)
    siti = await coming(telegram_world, event)
    telegram_world.turn_to(SATURDAY - timedelta(hours=24))
    async with opened(telegram_world.path) as database:
        await queueing.queue_due(database, 25)
        row = await database.reader.row("SELECT * FROM outbox WHERE kind = 'reminder'")
        assert row is not None
        async with database.transaction() as db:
            await db.execute("UPDATE outbox SET state = 'failed' WHERE kind = 'reminder'")
            if change == "moved":
                await events.move(db, event, row["created_at"] + 10**9, "Asia/Makassar", row["created_at"])
            if change == "cancelled":
                await events.cancel(db, event)
    if change == "no":
        await siti.tap("Tidak jadi ikut")
    if change == "erased":
        await siti.say("/hapusdata")
        await siti.tap("Ya, hapus")
    if change == "begun":
        telegram_world.turn_to(SATURDAY)
    async with opened(telegram_world.path) as database:
        message = await rendering.render(database.reader, from_row(row))
    assert (message is not None) == (change == "nothing")


async def test_words_of_ones_own_are_in_the_reminder_and_days_are_counted(world: World) -> None:
    event = await hold(world, starts=SATURDAY + timedelta(days=7))
    async with opened(world.path) as database, database.transaction() as db:
        await set_rules(db, event, [(3 * 24 * 3600_000, "Jangan lupa bawa jas hujan.")], 0)
    siti = await coming(world, event)
    await remind_at(world, SATURDAY + timedelta(days=4))
    assert "3 hari lagi ada kegiatan yang Kakak ikuti:" in siti.last
    assert "Jangan lupa bawa jas hujan." in siti.last
