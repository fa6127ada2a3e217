"""How long an announcement may be, with what stands around it."""

import pytest

from bot.messages import TEXT_LENGTH, Kind, plain
from bot.texts import translator
from bot.understanding import regions
from handlers.broadcasts.content import MOST, Content, announcement
from tests.announcing import composed
from tests.crowds import people, value
from tests.phones import World


@pytest.mark.parametrize("words", ["x" * 4000, "👍" * 2000])
async def test_a_long_announcement_is_previewed_and_sent_whole(world: World, words: str) -> None:
    await people(world, ["siti"])
    budi = await composed(world, words)
    assert plain(budi.messages[-2].text).endswith(words)
    await budi.say("ya")
    assert world.phone("siti").last.endswith(words)


async def test_a_long_one_with_answers_is_as_long_as_they_leave_room_for(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world, "x" * 4000)
    await budi.tap("Tombol jawaban")
    await budi.tap("Siap / Tidak bisa")
    assert "4.000 huruf, padahal dengan tombol jawaban paling banyak 3.977" in budi.last
    await budi.say("y" * 3977)
    await budi.tap("Kirim")
    siti = world.phone("siti")
    assert "y" * 3977 in siti.last
    await siti.tap("Siap")
    assert "dicatat: Siap" in siti.last


def test_the_line_that_says_who_it_is_from_leaves_room_in_every_region() -> None:
    places = [code for province in regions.provinces() for code in [province.code, *_inside(province.code)]]
    longest = max(
        len(announcement(translator(locale), Content(""), code, title=title).text)
        for code in places for locale in ("id", "en") for title in ("", "correction", "reminder")
    )  # fmt: skip
    assert MOST + longest <= TEXT_LENGTH


def _inside(province: str) -> list[str]:
    return [region.code for region in regions.regencies(province)]


async def test_words_that_are_too_many_are_refused_kindly(world: World) -> None:
    budi = await composed(world, "x" * 4001)
    assert "4.001 huruf, padahal paling banyak 4.000" in budi.last
    assert await value(world.path, "SELECT count(*) FROM sessions WHERE asked = 'text'") == 1
    await budi.send(kind=Kind.MEDIA, media="voice")
    assert await value(world.path, "SELECT count(*) FROM sessions WHERE asked = 'text'") == 1
