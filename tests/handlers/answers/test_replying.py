"""Answers to an event."""

from datetime import timedelta
from random import Random

import pytest

from bot.now import millis, now
from storage import capacities
from storage.audiences import Audience, Group, packed
from storage.database import opened
from storage.events import Details
from storage.roles import Role
from tests.crowds import BANJARBARU, BANJARMASIN, at, people, settle
from tests.gatherings import SATURDAY, held, hold, invite, said
from tests.phones import World


async def test_one_tap_says_yes_and_one_changes_ones_mind(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await siti.tap("Ikut")
    assert "Siti Aminah tercatat ikut" in siti.last
    assert "Sabtu, 28 November 2026 pukul 08.00 WITA" in siti.last
    assert "Tempat: Kiram" in siti.last
    assert "sehari dan 2 jam sebelumnya" in siti.last
    assert await said(world, event) == (1, 0)
    await siti.tap("Tidak jadi ikut")
    assert "tercatat tidak ikut" in siti.last
    assert await said(world, event) == (0, 1)
    await siti.tap("Jadi ikut")
    assert await said(world, event) == (1, 0)
    assert (await held(world, event)).taken == 1


@pytest.mark.parametrize(("words", "figures"), [("ikut", (1, 0)), ("ya", (1, 0)), ("tidak", (0, 1))])
async def test_typed_words_answer_the_invitation(world: World, words: str, figures: tuple[int, int]) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await siti.say(words)
    assert await said(world, event) == figures


async def test_two_invitations_make_the_bot_ask_which_is_meant(world: World) -> None:
    first, second = await hold(world, "Bakti Sosial"), await hold(world, "Rapat")
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, first)
    await invite(world, second)
    await siti.say("ikut")
    assert sorted(siti.labels) == ["Bakti Sosial", "Rapat"]
    await siti.tap("Rapat")
    assert (await said(world, first), await said(world, second)) == ((0, 0), (1, 0))


async def test_a_repeated_tap_has_no_second_effect(world: World) -> None:
    event = await hold(world, capacity=2)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await siti.tap("Ikut")
    await siti.tap("Ikut")
    assert "memang sudah tercatat ikut" in siti.last
    assert (await held(world, event)).taken == 1


async def test_the_last_place_goes_to_the_first_and_is_free_again_when_given_up(world: World) -> None:
    event = await hold(world, capacity=1)
    siti, joko = world.phone("siti"), world.phone("joko")
    await siti.register("Siti Aminah", "banjarbaru")
    await joko.register("Joko Susilo", "banjarbaru")
    await invite(world, event)
    await siti.tap("Ikut")
    await joko.tap("Ikut")
    assert "sudah penuh" in joko.last
    assert await said(world, event) == (1, 0)
    await siti.tap("Tidak jadi ikut")
    await joko.tap("Ikut")
    assert "Joko Susilo tercatat ikut" in joko.last
    assert (await held(world, event)).taken == 1


async def test_an_old_button_answers_the_moved_event_and_tells_its_time(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, event)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("29 November 2026 jam 10 pagi")
    await budi.tap("Ya, pindahkan")
    await siti.tap("Ikut")
    assert "Waktunya sudah berubah" in siti.last
    assert "Minggu, 29 November 2026 pukul 10.00 WITA" in siti.last
    assert await said(world, event) == (1, 0)


async def test_after_the_start_an_invitation_is_past(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, event)
    world.later(days=6)
    await siti.tap("Ikut")
    assert "sudah lewat" in siti.last
    assert await said(world, event) == (0, 0)


async def test_whoever_is_not_registered_is_led_to_register(world: World) -> None:
    await hold(world)
    siti = world.phone("siti")
    await siti.say("/jadwal")
    await siti.tap("Bakti Sosial")
    await siti.tap("Ikut")
    assert siti.labels[0] == "Setuju, 18+"
    assert any("perlu terdaftar" in message.text for message in siti.messages)


async def test_a_button_made_for_somebody_else_answers_for_nobody(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti, joko = telegram_world.phone("siti"), telegram_world.phone("joko")
    await siti.register("Siti Aminah", "banjarbaru")
    await joko.register("Joko Susilo", "banjarbaru")
    await joko.send(kind="choice", choice=f"rsvp:{event}:v1:1:yes", tap="t")
    assert "bukan untuk Kakak" in joko.last
    assert await said(telegram_world, event) == (0, 0)


@pytest.mark.parametrize(
    "button",
    [
        "rsvp:",
        "rsvp:1",
        "rsvp:1:v1:1:perhaps",
        "rsvp:x:v1:1:yes",
        "rsvp:99:v1:1:yes",
        "rsvp:1:v1:x:yes",
        "rsvp:1:v1:1:yes:2",
    ],
)
async def test_a_forged_button_gets_a_polite_word_and_changes_nothing(telegram_world: World, button: str) -> None:
    event = await hold(telegram_world)
    siti, joko = telegram_world.phone("siti"), telegram_world.phone("joko")
    await siti.register("Siti Aminah", "banjarbaru")
    await joko.register("Joko Susilo", "banjarbaru")
    assert len(await joko.send(kind="choice", choice=button, tap="t")) == 1
    assert "gangguan" not in joko.last
    assert await said(telegram_world, event) == (0, 0)


async def test_an_answer_close_to_the_start_promises_only_reminders_to_come(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    telegram_world.later(days=4, hours=5)
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "mengingatkan 2 jam sebelumnya" in siti.last
    telegram_world.later(hours=17, minutes=30)
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "mengingatkan" not in siti.last


async def test_an_answer_leaves_an_open_talk_open(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.register("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await siti.say("/profil")
    await siti.tap("Ubah nama")
    await siti.tap("Ikut")
    assert await said(world, event) == (1, 0)
    await siti.say("Siti Rahmah")
    assert "Sudah diubah" in siti.last


async def test_whoever_is_not_registered_and_cannot_come_is_thanked_and_asked_nothing(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:no", tap="t")
    assert "terima kasih sudah mengabari" in siti.last
    await siti.say("/batal")
    assert "Tidak ada yang sedang berjalan" in siti.last


async def test_whoever_registers_in_order_to_come_is_led_back_to_the_event(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    for words in ("1", "Siti Aminah", "banjarbaru", "psm", "lewati", "ya"):
        await siti.say(words)
    assert "Bakti Sosial" in siti.last
    await siti.say("ikut")
    assert await said(world, event) == (1, 0)


@pytest.mark.parametrize("words", ["mungkin", "liat nanti ya", "insyaallah diusahakan"])
async def test_words_that_hedge_are_a_maybe_and_never_a_yes(telegram_world: World, words: str) -> None:
    await people(telegram_world, ["siti"])
    event = await hold(telegram_world, capacity=1)
    siti = telegram_world.phone("siti")
    await invite(telegram_world, event)
    await siti.say(words)
    assert "tercatat mungkin ikut" in siti.last
    assert await said(telegram_world, event) == (0, 0)
    assert (await held(telegram_world, event)).taken == 0


async def test_god_willing_is_a_yes_and_a_maybe_frees_the_seat(world: World) -> None:
    await people(world, ["siti"])
    event = await hold(world, capacity=1)
    siti = world.phone("siti")
    await invite(world, event)
    await siti.say("insya Allah")
    assert "Siti tercatat ikut" in siti.last
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:maybe", tap="t")
    assert (await held(world, event)).taken == 0
    assert siti.labels == ["Ikut", "Tidak"]


async def test_several_people_on_a_phone_are_asked_one_after_the_other(world: World) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        for name in ("Siti", "Budi", "Cici"):
            await settle(db, at(world, "siti"), name, BANJARBARU)
    event = await hold(world, capacity=1)
    siti = world.phone("siti")
    await invite(world, event)
    await siti.tap("Ikut")
    assert "Siti tercatat ikut" in siti.last
    assert "Kalau Budi, ikut juga?" in siti.last
    assert siti.labels == ["Ikut", "Mungkin", "Tidak"]
    await siti.say("ikut")
    assert "Budi masuk daftar tunggu, urutan ke-1" in siti.last
    assert "Kalau Cici, ikut juga?" in siti.last
    await siti.say("tidak")
    assert "Cici tercatat tidak ikut" in siti.last
    assert "ikut juga" not in siti.last
    assert await said(world, event) == (1, 1)


async def test_what_overlaps_is_said_before_anything_is_kept(world: World) -> None:
    await people(world, ["siti"])
    await hold(world, "Rapat")
    second = await hold(world, "Latihan", starts=SATURDAY + timedelta(hours=2))
    siti = world.phone("siti")
    await siti.send(kind="choice", choice="rsvp:1:v1:0:yes", tap="t")
    await siti.send(kind="choice", choice=f"rsvp:{second}:v1:0:yes", tap="t")
    assert "Waktu Latihan bentrok dengan yang sudah Siti ikuti: Rapat (Sabtu, 28 November 2026" in siti.last
    assert await said(world, second) == (0, 0)
    await siti.tap("Batal")
    assert "tidak ada yang diubah" in siti.last
    assert await said(world, second) == (0, 0)
    await siti.send(kind="choice", choice=f"rsvp:{second}:v1:0:yes", tap="t")
    await siti.say("ya")
    assert "Siti tercatat ikut" in siti.last
    assert await said(world, second) == (1, 0)


async def test_after_the_last_moment_yes_is_refused_and_no_is_not(world: World) -> None:
    await people(world, ["siti", "joko"])
    by = now() + timedelta(days=1)
    event = await hold(world, details=Details(answer_by=millis(by)))
    siti, joko = world.phone("siti"), world.phone("joko")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    world.turn_to(by)
    await joko.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "batas untuk ikut Bakti Sosial sudah lewat (Selasa, 24 November 2026 pukul 09.00 WITA)" in joko.last
    assert joko.labels == ["Tanya pengurus"]
    await siti.tap("Tidak jadi ikut")
    assert await said(world, event) == (0, 1)


async def test_seats_kept_for_groups_are_for_their_people(world: World) -> None:
    await people(world, ["siti"], BANJARBARU)
    await people(world, ["joko"], BANJARMASIN)
    event = await hold(world)
    async with opened(world.path) as database, database.transaction() as db:
        await capacities.set_quotas(db, event, "region", {BANJARBARU: 5}, 1)
    siti, joko = world.phone("siti"), world.phone("joko")
    for phone in (siti, joko):
        await phone.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "Siti tercatat ikut" in siti.last
    assert "belum ada jatah untuk Joko" in joko.last
    assert await said(world, event) == (1, 0)


async def test_an_event_for_some_is_answered_by_them_alone(world: World) -> None:
    await people(world, ["siti"])
    audience = packed(Audience(("63",), (Group(pillars=("psm",)),)))
    event = await hold(world, details=Details(audience=audience))
    siti = world.phone("siti")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "khusus untuk kelompok lain" in siti.last
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:no", tap="t")
    assert await said(world, event) == (0, 1)


async def test_of_sixty_who_tap_twice_twenty_come_and_the_others_wait_in_the_order_of_their_taps(
    telegram_world: World,
) -> None:
    users = [f"orang{number}" for number in range(60)]
    await people(telegram_world, users)
    event = await hold(telegram_world, capacity=20)
    taps = users * 2
    Random(3).shuffle(taps)
    await telegram_world.deliver(
        *({"user": user, "kind": "choice", "choice": f"rsvp:{event}:v1:0:yes", "tap": "t"} for user in taps)
    )
    for _rest in range(len(taps) // 20):  # a few rows are answered at a time
        await telegram_world.deliver()
    order = list(dict.fromkeys(taps))
    assert await said(telegram_world, event) == (20, 0)
    assert all("tercatat ikut" in telegram_world.phone(user).last for user in order[:20])
    for place, user in enumerate(order[20:], 1):
        assert f"urutan ke-{place}." in telegram_world.phone(user).last
