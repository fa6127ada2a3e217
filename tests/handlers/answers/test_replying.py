"""Answers to an event."""

import pytest

from storage.database import opened
from storage.roles import Role
from tests.crowds import BANJARBARU, at, people, settle
from tests.gatherings import held, hold, invite, said
from tests.phones import World


async def test_one_tap_says_yes_and_one_changes_ones_mind(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
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
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await siti.say(words)
    assert await said(world, event) == figures


async def test_two_invitations_make_the_bot_ask_which_is_meant(world: World) -> None:
    first, second = await hold(world, "Bakti Sosial"), await hold(world, "Rapat")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(world, first)
    await invite(world, second)
    await siti.say("ikut")
    assert sorted(siti.labels) == ["Bakti Sosial", "Rapat"]
    await siti.tap("Rapat")
    assert (await said(world, first), await said(world, second)) == ((0, 0), (1, 0))


async def test_a_repeated_tap_has_no_second_effect(world: World) -> None:
    event = await hold(world, capacity=2)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(world, event)
    await siti.tap("Ikut")
    await siti.tap("Ikut")
    assert "memang sudah tercatat ikut" in siti.last
    assert (await held(world, event)).taken == 1


async def test_an_old_button_answers_the_moved_event_and_tells_its_time(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    await invite(world, event)
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=f"manage:{event}:move", tap="t")
    await budi.say("29 November 2026 jam 10 pagi")
    await budi.tap("Ya, pindahkan")
    await siti.tap("Ikut")
    assert "Waktunya sudah berubah" in siti.last
    assert "Minggu, 29 November 2026 pukul 10.00 WITA" in siti.last
    assert await said(world, event) == (1, 0)


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
    await siti.enrol("Siti Aminah", "banjarbaru")
    await joko.enrol("Joko Susilo", "banjarbaru")
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
    await siti.enrol("Siti Aminah", "banjarbaru")
    await joko.enrol("Joko Susilo", "banjarbaru")
    assert len(await joko.send(kind="choice", choice=button, tap="t")) == 1
    assert "gangguan" not in joko.last
    assert await said(telegram_world, event) == (0, 0)


async def test_an_answer_close_to_the_start_promises_only_reminders_to_come(telegram_world: World) -> None:
    event = await hold(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
    telegram_world.later(days=4, hours=5)
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "mengingatkan 2 jam sebelumnya" in siti.last
    telegram_world.later(hours=17, minutes=30)
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "mengingatkan" not in siti.last


async def test_an_answer_leaves_an_open_talk_open(world: World) -> None:
    event = await hold(world)
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarbaru")
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
