"""A coordinator checks people in without a phone, and can undo it for a day."""

import pytest

from bot.messages import plain
from bot.understanding.registration_numbers import registration_number
from storage.database import opened
from tests.gatherings import NAMES
from tests.handlers.attendance.doors import arrivals, at_the_door
from tests.phones import World


async def test_names_are_ticked_one_after_another_by_whom_is_kept(world: World) -> None:
    event, budi, _ = await at_the_door(world, "siti", "joko", "ani")
    await budi.tap("Centang nama")
    assert [label for label in budi.labels if label in NAMES.values()] == ["Ani Rahmah", "Joko Susilo", "Siti Aminah"]
    await budi.tap("Joko Susilo")
    assert "Joko Susilo tercatat hadir pukul 07.50 WITA" in plain(budi.messages[-2].text)
    assert "Hadir sekarang: 1 dari 3." in budi.last
    assert "Joko Susilo" not in budi.labels
    await budi.say("siti")
    assert "Siti Aminah tercatat hadir" in plain(budi.messages[-2].text)
    came = await arrivals(world, event)
    assert [name for name, _part, by in came if by] == ["Joko Susilo", "Siti Aminah"] or len(came) == 2
    await budi.say("/batal")
    assert len(await arrivals(world, event)) == 2


async def test_a_registration_number_is_enough_and_a_wrong_one_is_refused(telegram_world: World) -> None:
    event, budi, _ = await at_the_door(telegram_world, "siti")
    await budi.tap("Centang nama")
    await budi.say(registration_number(1))
    assert await arrivals(telegram_world, event) == [("Siti Aminah", 0, 2)]
    await budi.say("zzzz qqqq")
    assert "belum menemukan" in plain(budi.messages[-2].text) + plain(budi.last)
    await budi.say("siti aminah")
    assert "memang sudah tercatat hadir" in plain(budi.messages[-2].text)
    assert len(await arrivals(telegram_world, event)) == 1


async def test_of_several_of_a_name_one_is_chosen(telegram_world: World) -> None:
    event, budi, _ = await at_the_door(telegram_world, "siti")
    await telegram_world.phone("other").enrol("Siti Rahmah", "banjarbaru")
    await budi.tap("Centang nama")
    await budi.say("siti")
    assert "Yang mana, Kak?" in budi.last
    await budi.say("2")
    assert [name for name, _part, _by in await arrivals(telegram_world, event)] == ["Siti Rahmah"]


async def test_a_check_in_is_undone_within_a_day_and_leaves_a_trace(telegram_world: World) -> None:
    event, budi, _ = await at_the_door(telegram_world, "siti", "joko")
    await budi.tap("Centang nama")
    await budi.tap("Siti Aminah")
    await budi.tap("Joko Susilo")
    await budi.tap("Batalkan hadirnya")
    assert "Joko Susilo tidak lagi tercatat hadir. Hadir sekarang: 1 dari 2." in "".join(
        plain(message.text) for message in budi.messages[-2:]
    )
    telegram_world.later(hours=25)
    await budi.send(kind="choice", choice=f"untick:{event}:0:1", tap="t")
    assert any("lebih dari sehari" in plain(message.text) for message in budi.messages[-2:])
    assert [name for name, _part, _by in await arrivals(telegram_world, event)] == ["Siti Aminah"]
    async with opened(telegram_world.path) as database:
        rows = await database.reader.rows("SELECT verb, object FROM audit WHERE verb LIKE '%check_in' ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("check_in", "volunteer:1"), ("check_in", "volunteer:2"), ("undo_check_in", "volunteer:2"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["siti", "centang siti", "Siti Aminah", "{number}", "absenkan {number}"])
async def test_with_an_open_desk_a_name_or_number_typed_is_ticked_at_once(telegram_world: World, words: str) -> None:
    event, budi, _ = await at_the_door(telegram_world, "siti", "joko")
    await budi.say("/jadwal")
    await budi.say(words.format(number=registration_number(1)))
    assert [name for name, *_ in await arrivals(telegram_world, event)] == ["Siti Aminah"]
    assert "Siapa yang hadir" in budi.last


async def test_without_a_desk_a_name_ticks_nobody(telegram_world: World) -> None:
    event, budi, (siti, _joko) = await at_the_door(telegram_world, "siti", "joko")
    await siti.say("joko")
    await budi.tap("Selesai")
    await budi.say("siti")
    assert await arrivals(telegram_world, event) == []
