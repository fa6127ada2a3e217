"""Moving and cancelling an event."""

import pytest

from bot.messages import plain
from bot.now import millis, now
from storage import capacities, events, notices
from storage.database import opened
from storage.roles import Role
from tests.gatherings import held, hold, invite, texts_with
from tests.phones import Phone, World


async def gathered(world: World) -> tuple[int, Phone, Phone, Phone]:
    """An event to which Siti said yes and Joko no, and its coordinator."""
    event = await hold(world)
    siti, joko = world.phone("siti"), world.phone("joko")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await joko.enrol("Joko Susilo", "banjarbaru")
    await invite(world, event)
    await siti.tap("Ikut")
    await joko.tap("Tidak")
    return event, siti, joko, await world.staff("budi", Role.COORDINATOR, "63")


async def test_moving_shows_both_times_and_tells_exactly_those_who_said_yes(world: World) -> None:
    event, siti, joko, budi = await gathered(world)
    await budi.say("/acara")
    await budi.tap("Bakti Sosial")
    await budi.tap("Pindah waktu")
    assert "sekarang: Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last
    await budi.say("29 November 2026 jam 10 pagi")
    assert "Dulu: Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last
    assert "Menjadi: Minggu, 29 November 2026 pukul 10.00 WITA" in budi.last
    before = len(joko.messages)
    await budi.tap("Ya, pindahkan")
    assert "1 peserta sedang dikabari" in budi.last
    assert "Dulu: Sabtu, 28 November 2026 pukul 08.00 WITA" in siti.last
    assert "Menjadi: Minggu, 29 November 2026 pukul 10.00 WITA" in siti.last
    assert siti.labels == ["Tetap ikut", "Tidak jadi", "Kalender"]
    assert len(joko.messages) == before
    assert (await held(world, event)).version == 2


async def test_the_new_time_can_be_changed_before_it_is_confirmed(telegram_world: World) -> None:
    event, siti, _joko, budi = await gathered(telegram_world)
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("29 November 2026 jam 10 pagi")
    await budi.tap("Ubah waktu")
    await budi.say("30 November 2026 jam 11 siang")
    await budi.tap("Ya, pindahkan")
    assert "Senin, 30 November 2026 pukul 11.00 WITA" in siti.last


async def test_the_same_time_moves_nothing(telegram_world: World) -> None:
    event, _siti, _joko, budi = await gathered(telegram_world)
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("28 November 2026 jam 8 pagi")
    assert "Tidak ada yang diubah" in budi.last
    assert (await held(telegram_world, event)).version == 1


async def test_cancelling_tells_exactly_those_who_said_yes(world: World) -> None:
    event, siti, joko, budi = await gathered(world)
    await budi.say("/acara")
    await budi.tap("Bakti Sosial")
    await budi.tap("Batalkan")
    before = len(joko.messages)
    await budi.tap("Ya, batalkan")
    assert "1 peserta sedang dikabari" in budi.last
    assert "kegiatan ini dibatalkan" in siti.last
    assert len(joko.messages) == before
    assert (await held(world, event)).cancelled
    await joko.say("/jadwal")
    assert "Belum ada kegiatan" in joko.last
    await siti.tap("Ikut")
    assert "dibatalkan" in siti.last


async def test_a_refused_confirmation_changes_nothing(telegram_world: World) -> None:
    event, siti, _joko, budi = await gathered(telegram_world)
    before = len(siti.messages)
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.tap("Tidak")
    assert "tetap jadi" in budi.last
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("29 November 2026 jam 10 pagi")
    await budi.tap("Tidak")
    assert "tidak ada yang diubah" in budi.last
    assert (await held(telegram_world, event)).version == 1
    assert len(siti.messages) == before


async def test_two_coordinators_who_move_the_same_event_do_not_overwrite_each_other_unseen(
    telegram_world: World,
) -> None:
    event, siti, _joko, budi = await gathered(telegram_world)
    rina = await telegram_world.staff("rina", Role.COORDINATOR, "63")
    for phone, when in ((budi, "29 November 2026 jam 10 pagi"), (rina, "30 November 2026 jam 11 siang")):
        await phone.send(kind="choice", choice=f"manage:{event}:move", tap="t")
        await phone.say(when)
    await budi.tap("Ya, pindahkan")
    await rina.tap("Ya, pindahkan")
    # What she confirmed has changed since, so it is shown anew.
    assert "Dulu: Minggu, 29 November 2026 pukul 10.00 WITA" in rina.last
    await rina.tap("Ya, pindahkan")
    assert "Menjadi: Senin, 30 November 2026 pukul 11.00 WITA" in siti.last
    assert len(texts_with(siti, "berubah")) == 2


async def test_whoever_stopped_is_not_told(telegram_world: World) -> None:
    event, siti, _joko, budi = await gathered(telegram_world)
    await siti.say("/berhenti")
    before = len(siti.messages)
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.tap("Ya, batalkan")
    assert "Belum ada peserta yang perlu dikabari" in budi.last
    assert len(siti.messages) == before


@pytest.mark.parametrize(("word", "cancelled"), [("batalkan", True), ("ya", True), ("batal", False), ("tidak", False)])
async def test_the_word_that_would_call_a_talk_off_answers_here(
    telegram_world: World, word: str, cancelled: bool
) -> None:
    event, _siti, _joko, budi = await gathered(telegram_world)
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.say(word)
    assert (await held(telegram_world, event)).cancelled is cancelled


async def test_changing_the_place_tells_yes_maybe_and_waiting_with_old_and_new(telegram_world: World) -> None:
    event, siti, joko, budi = await gathered(telegram_world)
    await joko.send(kind="choice", choice=f"rsvp:{event}:v1:0:maybe", tap="t")
    await budi.send(kind="choice", choice=f"manage:{event}:change", tap="t")
    await budi.tap("Ubah tempat")
    await budi.say("Lapangan Murjani")
    assert "Dulu: Kiram" in budi.last
    await budi.tap("Ya, ubah")
    assert "2 peserta sedang dikabari" in budi.last
    for phone in (siti, joko):
        assert "Dulu: Kiram" in phone.last
        assert "Menjadi: Lapangan Murjani" in phone.last
        assert "Waktu: Sabtu, 28 November 2026 pukul 08.00 WITA" in phone.last
    assert joko.labels == ["Ikut", "Mungkin", "Tidak", "Kalender"]


async def test_two_changes_before_anybody_was_told_are_told_as_one(telegram_world: World) -> None:
    event, siti, _joko, _budi = await gathered(telegram_world)
    at = millis(now())
    async with opened(telegram_world.path) as database, database.transaction() as db:
        for title, moment in (("Bakti Sosial Besar", at + 1), ("Bakti Sosial Raya", at + 2)):
            found = await events.event(db, event)
            assert found is not None
            await events.change(
                db, event, title=title, place="Kiram", starts_at=found.starts_at, ends_at=0, zone=found.zone, at=moment
            )
            await notices.tell_change(db, event, moment)
    await telegram_world.deliver()
    assert len(texts_with(siti, "berubah")) == 1
    assert "Dulu: Bakti Sosial\n" in siti.last
    assert "Menjadi: Bakti Sosial Raya" in siti.last


async def test_what_nobody_needs_to_be_told_is_changed_quietly(telegram_world: World) -> None:
    event, siti, _joko, budi = await gathered(telegram_world)
    before = len(siti.messages)
    for label, answer in (("Yang dibawa", "jas hujan"), ("Ubah batas", "20")):
        await budi.send(kind="choice", choice=f"manage:{event}:change", tap="t")
        await budi.say(label)
        await budi.say(answer)
        assert "Sudah diubah." in budi.last
    changed = await held(telegram_world, event)
    assert (changed.bring, changed.capacity, changed.version) == ("jas hujan", 20, 1)
    assert len(siti.messages) == before


async def change_region(budi: Phone, event: int, place: str) -> None:
    await budi.send(kind="choice", choice=f"manage:{event}:change", tap="t")
    await budi.say("ubah daerah")
    await budi.say(place)


async def test_another_region_is_invited_from_then_on_and_who_said_yes_stays(world: World) -> None:
    event, siti, joko, budi = await gathered(world)
    async with opened(world.path) as database, database.transaction() as db:
        await capacities.set_quotas(db, event, "pillar", {"tagana": 5}, millis(now()))
    ani = world.phone("ani")
    await ani.register("Ani Rahmah", "tapin")
    before = len(siti.messages), len(joko.messages)
    await change_region(budi, event, "tapin")
    assert "Yang sudah menjawab tetap tercatat" in budi.last
    assert "undangan berikutnya untuk relawan di Kabupaten Tapin. Khusus dan kuotanya dikosongkan" in budi.last
    changed = await held(world, event)
    assert (changed.region, changed.quota_by, changed.taken) == ("63.05", "", 1)
    await invite(world, event)
    assert "Ada kegiatan baru" in ani.last
    assert (len(siti.messages), len(joko.messages)) == before


async def test_a_region_in_another_zone_is_told_as_another_time(telegram_world: World) -> None:
    event, siti, _joko, budi = await gathered(telegram_world)
    await telegram_world.staff("budi", Role.COORDINATOR, "35")
    await change_region(budi, event, "surabaya")
    assert "Menjadi: Sabtu, 28 November 2026 pukul 07.00 WIB" in budi.last
    await budi.tap("Ya, ubah")
    assert "1 peserta sedang dikabari" in budi.last
    changed = await held(telegram_world, event)
    assert (changed.region, changed.zone, changed.version) == ("35.78", "Asia/Jakarta", 2)
    assert "kegiatan Bakti Sosial berubah" in plain(siti.last)


async def test_a_coordinator_of_one_kabupaten_is_offered_no_other_region(telegram_world: World) -> None:
    event = await hold(telegram_world, region="63.72")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63.72")
    await change_region(budi, event, "tapin")
    assert (await held(telegram_world, event)).region == "63.72"
