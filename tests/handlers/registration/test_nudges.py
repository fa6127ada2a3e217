"""One gentle word to whoever left a registration."""

from storage.contacts import stop
from storage.database import opened
from tests.phones import Phone, World

NUDGE = "Pendaftaran kemarin tinggal sedikit lagi"


def nudges(phone: Phone) -> int:
    return sum(NUDGE in message.text for message in phone.messages)


async def _left(world: World) -> Phone:
    """Somebody who stops answering at 09.00 WITA, in the middle of a registration."""
    siti = world.phone("siti")
    for words in ("/daftar", "1", "Siti Aminah"):
        await siti.say(words)
    return siti


async def test_after_a_day_of_silence_there_is_one_nudge_and_never_a_second(world: World) -> None:
    siti = await _left(world)
    world.later(hours=23)
    await world.tick()
    assert nudges(siti) == 0
    world.later(hours=1, minutes=5)
    await world.tick()
    assert nudges(siti) == 1
    assert siti.labels == ["Lanjutkan", "Mulai ulang", "Tidak usah"]
    for _ in range(6):
        world.later(days=1)
        await world.tick()
    assert nudges(siti) == 1


async def test_from_the_nudge_one_goes_on_at_the_question_and_no_other_comes(telegram_world: World) -> None:
    siti = await _left(telegram_world)
    telegram_world.later(hours=25)
    await telegram_world.tick()
    await siti.tap("Lanjutkan")
    assert "kabupaten/kota" in siti.last
    telegram_world.later(hours=25)
    await telegram_world.tick()
    assert nudges(siti) == 1


async def test_from_the_nudge_one_may_begin_anew(telegram_world: World) -> None:
    siti = await _left(telegram_world)
    telegram_world.later(hours=25)
    await telegram_world.tick()
    await siti.tap("Mulai ulang")
    assert "boleh Relawan menyimpan" in siti.last


async def test_at_night_the_nudge_waits_for_the_morning(telegram_world: World) -> None:
    telegram_world.later(hours=13)
    siti = await _left(telegram_world)
    for hours in (24, 1, 6):
        telegram_world.later(hours=hours)
        await telegram_world.tick()
        assert nudges(siti) == 0
    telegram_world.later(hours=1)
    await telegram_world.tick()
    assert nudges(siti) == 1


async def test_where_the_person_lives_decides_when_it_is_night(telegram_world: World) -> None:
    telegram_world.later(hours=11, minutes=25)
    joko = telegram_world.phone("joko")
    for words in ("/daftar", "1", "Joko Susilo", "jayapura", "kabupaten jayapura"):
        await joko.say(words)
    assert "pilar" in joko.last
    telegram_world.later(hours=24)
    await telegram_world.tick()
    assert nudges(joko) == 0


async def test_whoever_stopped_or_finished_is_not_nudged(telegram_world: World) -> None:
    siti, ani = await _left(telegram_world), telegram_world.phone("ani")
    await ani.register("Ani Rahmah")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await stop(db, 1, 1)
    telegram_world.later(hours=25)
    await telegram_world.tick()
    assert nudges(siti) == nudges(ani) == 0


async def test_after_a_long_outage_nobody_is_nudged_for_what_is_long_past(telegram_world: World) -> None:
    siti = await _left(telegram_world)
    telegram_world.later(days=5)
    await telegram_world.tick()
    assert nudges(siti) == 0


async def test_drafts_are_erased_after_thirty_days(telegram_world: World) -> None:
    await _left(telegram_world)
    for days, kept in ((29, 1), (2, 0)):
        telegram_world.later(days=days)
        await telegram_world.tick()
        async with opened(telegram_world.path) as database:
            assert await database.reader.value("SELECT count(*) FROM sessions") == kept


async def test_after_the_end_a_yes_is_not_for_the_nudge_any_more(telegram_world: World) -> None:
    siti = await _left(telegram_world)
    telegram_world.later(hours=25)
    await telegram_world.tick()
    await siti.tap("Lanjutkan")
    for words in ("bjb", "psm", "lewati", "ya", "ya"):
        await siti.say(words)
    assert "tidak ada pertanyaan yang menunggu" in siti.last
