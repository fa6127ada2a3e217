"""People check in with a code, once each, and whoever is not registered yet is in three answers."""

import pytest

from storage.roles import Role
from tests.crowds import people, value
from tests.handlers.attendance.doors import arrivals, at_the_door, code_on, link_of
from tests.phones import World


async def test_two_people_with_one_code_are_each_checked_in_once(world: World) -> None:
    event, budi, (siti, joko) = await at_the_door(world, "siti", "joko")
    code = code_on(budi)
    await siti.say(code)
    assert "Siti Aminah! Kakak tercatat hadir di Bakti Sosial pukul 07.50 WITA" in siti.last
    await joko.say(link_of(event))
    assert "Joko Susilo! Kakak tercatat hadir" in joko.last
    for again in (code.lower(), link_of(event)):
        await siti.say(again)
        assert "memang sudah tercatat hadir" in siti.last
    assert await arrivals(world, event) == [("Siti Aminah", 0, 0), ("Joko Susilo", 0, 0)]


async def test_a_code_that_is_old_forged_or_foreign_checks_nobody_in(telegram_world: World) -> None:
    event, budi, (siti,) = await at_the_door(telegram_world, "siti")
    code, link = code_on(budi), link_of(event)
    for said, words in [
        (link_of(event, key=b"another house"), "tidak dikenal"),
        (link[:-1] + ("A" if link[-1] != "A" else "B"), "tidak dikenal"),
        ("/start h_x", "tidak dikenal"),
        (link_of(event, minutes=5), "sudah lewat"),
        (link_of(event + 1), "sudah ditutup"),
        (link_of(event, part=9), "sudah ditutup"),
        ("ABCD 0000", "tidak dikenal"),
    ]:
        await siti.say(said)
        assert words in siti.last, said
    telegram_world.later(minutes=4)
    for said in (code, link):
        await siti.say(said)
        assert "sudah lewat" in siti.last
    assert await arrivals(telegram_world, event) == []


async def test_after_closing_no_code_is_taken(telegram_world: World) -> None:
    event, budi, (siti,) = await at_the_door(telegram_world, "siti")
    code = code_on(budi)
    await budi.tap("Selesai")
    await siti.say(link_of(event))
    assert "sudah ditutup" in siti.last
    await siti.say(code)
    assert "tidak dikenal" in siti.last
    assert await arrivals(telegram_world, event) == []


async def test_of_several_people_on_a_phone_each_is_asked(world: World) -> None:
    event, budi, (siti,) = await at_the_door(world, "siti")
    await siti.say("daftarkan adik saya")
    await siti.tap("Setuju, 18+")
    for answer in ("Budi Santoso", "banjarmasin", "Tagana", "lewati"):
        await siti.say(answer)
    await siti.tap("Ya, benar")
    await siti.say(code_on(budi))
    assert "Siti Aminah hadir di Bakti Sosial?" in siti.last
    await siti.tap("Tidak")
    assert "Budi Santoso hadir di Bakti Sosial?" in siti.last
    # Answering takes its time: the code was good when it was typed.
    world.later(minutes=10)
    await siti.tap("Ya, hadir")
    assert await arrivals(world, event) == [("Budi Santoso", 0, 0)]


async def test_whoever_is_not_registered_is_in_three_answers_and_checked_in(world: World) -> None:
    event, _budi, _ = await at_the_door(world)
    ani = world.phone("ani")
    await ani.say(link_of(event))
    assert "tiga pertanyaan" in "".join(message.text for message in ani.messages)
    await ani.tap("Setuju, 18+")
    await ani.say("Ani Rahmah")
    await ani.say("banjarbaru")
    assert "Ani Rahmah! Kakak tercatat hadir" in ani.last
    assert "terdaftar sebagai relawan" in ani.last
    assert await arrivals(world, event) == [("Ani Rahmah", 0, 0)]
    await ani.say("/profil")
    assert "Relawan umum" in ani.last


async def test_whoever_does_not_agree_is_neither_registered_nor_checked_in(telegram_world: World) -> None:
    event, _budi, _ = await at_the_door(telegram_world)
    ani = telegram_world.phone("ani")
    await ani.say(link_of(event))
    await ani.tap("Tidak")
    assert await arrivals(telegram_world, event) == []


async def test_a_code_typed_in_the_middle_of_another_talk_checks_in_and_the_talk_goes_on(telegram_world: World) -> None:
    event, budi, (siti,) = await at_the_door(telegram_world, "siti")
    await siti.say("/bahasa")
    await siti.say(code_on(budi))
    assert await arrivals(telegram_world, event) == [("Siti Aminah", 0, 0)]
    assert "English" in siti.labels


async def test_three_hundred_people_in_a_minute_are_checked_in_once_each(telegram_world: World) -> None:
    event, _budi, _ = await at_the_door(telegram_world)
    users = [f"c{number}" for number in range(300)]
    await people(telegram_world, users)
    scan = link_of(event)
    await telegram_world.deliver(*[{"user": user, "text": scan} for user in [*users, *users]])
    while await value(telegram_world.path, "SELECT count(*) FROM inbox WHERE state = 'todo'"):
        await telegram_world.deliver()
    came = await arrivals(telegram_world, event)
    assert len(came) == len(set(came)) == 300
    assert [telegram_world.channel.sent[user][0][1].text.startswith("Selamat datang") for user in users] == [True] * 300


@pytest.mark.parametrize(
    "button", ["tick:", "tick:1", "tick:9:0", "untick:1:0:1", "desk:1:close", "desk:²:new", "desk:"]
)
async def test_a_forged_button_of_a_coordinator_gets_a_polite_word(telegram_world: World, button: str) -> None:
    event, budi, (siti,) = await at_the_door(telegram_world, "siti")
    await siti.send(kind="choice", choice=button, tap="t")
    assert "khusus pengurus" in siti.last
    await siti.say(code_on(budi))
    rudi = await telegram_world.staff("rudi", Role.COORDINATOR, "35")
    await rudi.send(kind="choice", choice=button, tap="t")
    assert "tidak ada" in rudi.last
    assert await arrivals(telegram_world, event) == [("Siti Aminah", 0, 0)]


@pytest.mark.parametrize("words", ["absen", "saya sudah di lokasi", "kodenya mana?"])
async def test_whoever_is_there_is_told_how_to_be_checked_in(telegram_world: World, words: str) -> None:
    event, budi, (siti,) = await at_the_door(telegram_world, "siti")
    await siti.say(words)
    assert "ketik kode yang ada di layar koordinator" in siti.last
    await budi.tap("Selesai")
    await siti.say(words)
    assert "Absennya belum dibuka" in siti.last
    assert await arrivals(telegram_world, event) == []


async def test_a_yes_at_the_door_says_how_to_be_checked_in(telegram_world: World) -> None:
    event, _budi, (siti,) = await at_the_door(telegram_world, "siti")
    await siti.send(kind="choice", choice=f"rsvp:{event}:v1:0:yes", tap="t")
    assert "Sudah di lokasi? Ketik kode" in siti.last
