"""Seats offered to those who wait, the question a day before, and late cancellations."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.channel import Unreachable
from bot.now import instant, millis, now
from storage import seats, waiting
from storage.database import opened
from storage.events import Details
from storage.roles import Role
from tests.crowds import people
from tests.gatherings import SATURDAY, held, hold, invite, said, texts_with
from tests.phones import Phone, World


async def taken_by(world: World, user: str, event: int, answer: str = "yes") -> Phone:
    """Somebody's phone, after they answered."""
    phone = world.phone(user)
    await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:{answer}", tap="t")
    return phone


async def full_of(world: World, *users: str, capacity: int = 1, starts: datetime = SATURDAY) -> tuple[int, list[Phone]]:
    """An event to which these have said yes in turn, so that those beyond its capacity wait."""
    await people(world, users)
    event = await hold(world, capacity=capacity, starts=starts)
    return event, [await taken_by(world, user, event) for user in users]


async def test_whoever_finds_the_event_full_waits_in_the_order_of_arrival(world: World) -> None:
    event, (_siti, joko, ani) = await full_of(world, "siti", "joko", "ani")
    assert "sudah penuh" in joko.last
    assert "Joko masuk daftar tunggu, urutan ke-1" in joko.last
    assert "urutan ke-2" in ani.last
    await taken_by(world, "ani", event)
    assert "Ani ada di daftar tunggu, urutan ke-2" in ani.last
    await ani.tap("Keluar antrean")
    assert "tercatat tidak ikut" in ani.last
    assert await said(world, event) == (1, 1)


async def test_a_freed_seat_is_offered_to_the_first_and_held_until_taken(world: World) -> None:
    event, (siti, joko, ani) = await full_of(world, "siti", "joko", "ani")
    await siti.tap("Tidak jadi ikut")
    assert "Kabar baik, Joko!" in joko.last
    assert joko.labels == ["Ambil kursi", "Lepas"]
    # 12 hours from Monday 09.00.
    assert "sampai Senin, 23 November 2026 pukul 21.00 WITA" in joko.last
    await taken_by(world, "siti", event)
    assert "urutan ke-2" in siti.last
    await joko.tap("Ambil kursi")
    assert "Joko tercatat ikut" in joko.last
    assert (await held(world, event)).taken == 1
    assert not texts_with(ani, "Kabar baik")


async def test_a_seat_let_go_or_not_taken_in_time_goes_to_the_next(world: World) -> None:
    event, (siti, joko, ani, budi) = await full_of(world, "siti", "joko", "ani", "budi")
    await siti.tap("Tidak jadi ikut")
    await joko.tap("Lepas")
    assert "Kabar baik, Ani!" in ani.last
    world.later(hours=12)
    await world.tick()
    assert not texts_with(ani, "sudah lewat")
    world.later(hours=9)
    await world.tick()
    assert "waktu untuk mengambil kursi Bakti Sosial sudah lewat" in ani.last
    assert "Kabar baik, Budi!" in budi.last
    await ani.tap("Ikut")
    assert "urutan ke-1" in ani.last
    await budi.say("ya")
    assert "Budi tercatat ikut" in budi.last
    assert (await held(world, event)).taken == 1


async def test_an_offer_made_at_night_comes_at_six_and_its_time_runs_from_then(telegram_world: World) -> None:
    _event, (siti, joko) = await full_of(telegram_world, "siti", "joko")
    telegram_world.later(hours=13)
    await siti.tap("Tidak jadi ikut")
    assert not texts_with(joko, "Kabar baik")
    telegram_world.turn_to(datetime(2026, 11, 23, 22, 0, 1, tzinfo=UTC))
    await telegram_world.tick()
    assert "sampai Selasa, 24 November 2026 pukul 18.00 WITA" in joko.last


@pytest.mark.parametrize(
    ("left", "held_for"),
    [(48, 12), (24, 12), (10, 5), (2, 1), (0.8, 0.5), (0.5, 0.5), (0.4, None), (0, None), (-1, None)],
)
def test_an_offer_holds_for_half_of_what_remains_and_for_half_an_hour_at_least(
    left: float, held_for: float | None
) -> None:
    at = millis(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    starts_at = at + int(left * 3600 * 1000)
    until = at + int(held_for * 3600 * 1000) if held_for is not None else 0
    assert seats.offer_times(at, starts_at, "Asia/Makassar") == (at, until)


async def test_shortly_before_the_start_a_free_seat_is_for_whoever_takes_it_first(telegram_world: World) -> None:
    event, (siti, joko) = await full_of(telegram_world, "siti", "joko", starts=now() + timedelta(hours=5))
    telegram_world.later(hours=4, minutes=45)
    await siti.tap("Tidak jadi ikut")
    assert not texts_with(joko, "Kabar baik")
    await taken_by(telegram_world, "joko", event)
    assert "Joko tercatat ikut" in joko.last
    assert (await held(telegram_world, event)).taken == 1


async def test_whoever_does_not_want_messages_is_passed_over_and_keeps_their_place(telegram_world: World) -> None:
    event, (siti, joko, ani) = await full_of(telegram_world, "siti", "joko", "ani")
    await joko.say("/berhenti")
    await taken_by(telegram_world, "joko", event)
    assert "Ketik /mulai" in joko.last
    await siti.tap("Tidak jadi ikut")
    assert not texts_with(joko, "Kabar baik")
    assert "Kabar baik, Ani!" in ani.last
    async with opened(telegram_world.path) as database:
        place = await waiting.place_of(database.reader, event, 2)
    assert place == waiting.Place(1, 0)


async def test_a_seat_is_not_held_for_somebody_who_can_no_longer_be_reached(telegram_world: World) -> None:
    event, (siti, joko, ani) = await full_of(telegram_world, "siti", "joko", "ani")
    telegram_world.channel.failures["joko"].append(Unreachable("blocked"))
    await siti.tap("Tidak jadi ikut")
    assert not texts_with(joko, "Kabar baik")
    await telegram_world.tick()
    assert "Kabar baik, Ani!" in ani.last
    assert (await held(telegram_world, event)).taken == 1


async def test_the_seat_of_somebody_who_is_erased_is_offered(telegram_world: World) -> None:
    event, (siti, joko) = await full_of(telegram_world, "siti", "joko")
    await siti.say("/hapusdata")
    await siti.tap("Ya, hapus")
    assert "Kabar baik, Joko!" in joko.last
    await joko.tap("Ambil kursi")
    assert await said(telegram_world, event) == (1, 0)
    assert (await held(telegram_world, event)).taken == 1


async def test_an_offer_for_a_cancelled_event_is_neither_sent_nor_taken(telegram_world: World) -> None:
    event, (siti, joko) = await full_of(telegram_world, "siti", "joko")
    await siti.tap("Tidak jadi ikut")
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:cancel", tap="t")
    await budi.tap("Ya, batalkan")
    await joko.tap("Ambil kursi")
    assert "dibatalkan" in joko.last
    telegram_world.later(days=1)
    await telegram_world.tick()
    assert not texts_with(joko, "waktu untuk mengambil kursi")


async def test_a_day_before_those_who_come_are_asked_once_whether_they_still_do(world: World) -> None:
    await people(world, ["siti", "joko"])
    event = await hold(world, details=Details(reconfirm=True))
    siti, joko = await taken_by(world, "siti", event), await taken_by(world, "joko", event, "maybe")
    world.turn_to(SATURDAY - timedelta(hours=24, minutes=1))
    await world.tick()
    assert not texts_with(siti, "Jadi datang, Kak?")
    world.later(minutes=2)
    await world.tick()
    await world.tick()
    assert len(texts_with(siti, "Jadi datang, Kak?")) == 1
    assert not texts_with(siti, "Besok ada kegiatan")
    assert not texts_with(joko, "Jadi datang, Kak?")
    await siti.tap("Jadi datang")
    assert "Siti jadi datang. Sampai ketemu!" in siti.last
    assert await said(world, event) == (1, 0)


@pytest.mark.parametrize("words", ["mungkin", "liat nanti ya", "belum tau"])
async def test_whoever_does_not_know_yet_gets_the_same_question_for_later(world: World, words: str) -> None:
    await people(world, ["siti"])
    event = await hold(world, details=Details(reconfirm=True))
    siti = await taken_by(world, "siti", event)
    world.turn_to(SATURDAY - timedelta(hours=24))
    await world.tick()
    await siti.say(words)
    assert "Kalau sudah pasti" in siti.last
    assert siti.labels == ["Jadi datang", "Tidak jadi"]
    assert await said(world, event) == (1, 0)
    await siti.say("tidak jadi")
    assert await said(world, event) == (0, 1)


async def test_the_question_a_day_before_waits_for_the_morning(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    starts = datetime(2026, 11, 28, 14, 0, tzinfo=UTC)
    event = await hold(telegram_world, starts=starts, details=Details(reconfirm=True))
    siti = await taken_by(telegram_world, "siti", event)
    telegram_world.turn_to(starts - timedelta(hours=24))
    await telegram_world.tick()
    assert not texts_with(siti, "Jadi datang, Kak?")
    telegram_world.turn_to(datetime(2026, 11, 27, 22, 0, 1, tzinfo=UTC))
    await telegram_world.tick()
    assert len(texts_with(siti, "Jadi datang, Kak?")) == 1


async def test_a_late_cancellation_is_told_to_whoever_made_the_event(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    _event, (siti, joko, _ani) = await full_of(world, "siti", "joko", "ani", capacity=2)
    await joko.tap("Tidak jadi ikut")
    assert not texts_with(budi, "batal ikut")
    world.turn_to(SATURDAY - timedelta(hours=20))
    await siti.tap("Tidak jadi ikut")
    assert "Siti batal ikut Bakti Sosial, Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last
    assert budi.labels == ["Daftar peserta"]


async def test_after_the_last_moment_to_answer_a_cancellation_is_late(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await people(telegram_world, ["siti"])
    by = millis(now() + timedelta(days=1))
    event = await hold(telegram_world, details=Details(answer_by=by))
    siti = await taken_by(telegram_world, "siti", event)
    telegram_world.turn_to(instant(by) + timedelta(hours=1))
    await siti.tap("Tidak jadi ikut")
    assert "Siti batal ikut" in budi.last


async def test_whoever_is_no_longer_coordinator_hears_no_names(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    _event, (siti,) = await full_of(telegram_world, "siti")
    async with opened(telegram_world.path) as database, database.transaction() as db:
        await db.execute("DELETE FROM roles")
    telegram_world.turn_to(SATURDAY - timedelta(hours=20))
    await siti.tap("Tidak jadi ikut")
    assert budi.messages == []


@pytest.mark.parametrize("words", ["bawa apa aja", "hapus", "tempatnya dimana"])
async def test_a_question_under_an_invitation_is_no_answer_to_it(telegram_world: World, words: str) -> None:
    await people(telegram_world, ["siti"])
    event = await hold(telegram_world)
    await invite(telegram_world, event)
    siti = telegram_world.phone("siti")
    await siti.say(words)
    async with opened(telegram_world.path) as database:
        assert await database.reader.value("SELECT count(*) FROM answers") == 0
