"""A broadcast on its way is paused, goes on, is called off, and shows how far it is."""

import pytest

from bot.channel import Unreachable
from bot.messages import plain
from bot.now import millis, now
from handlers.broadcasts import progress
from storage import dispatch
from storage.database import opened
from storage.roles import Role
from tests.announcing import WORDS, composed, expanded, received, tapped
from tests.crowds import BANJARBARU, people, value
from tests.phones import World


async def test_what_is_paused_waits_and_goes_on(world: World) -> None:
    await people(world, ["siti", "ani"])
    budi = await expanded(world)
    async with opened(world.path) as database, database.transaction() as db:
        await db.apply([dispatch.bulk_due("broadcast:1", millis(now()), 1)])
    assert "Dijeda, Kak" in await tapped(budi, "steer:1:pause")
    assert budi.labels == ["Lanjut", "Batalkan"]
    assert "Menunggu: 2" in budi.last
    await world.tick()
    assert received(world, "siti") == received(world, "ani") == []
    assert "sedang dijeda" in await tapped(budi, "steer:1:pause")
    assert "Lanjut lagi" in await tapped(budi, "steer:1:resume")
    assert [len(received(world, user)) for user in ("siti", "ani")] == [1, 1]


async def test_what_is_called_off_reaches_nobody_more(world: World) -> None:
    await people(world, ["siti", "ani"])
    budi = await expanded(world)
    assert "Dibatalkan, Kak" in await tapped(budi, "steer:1:cancel")
    assert received(world, "siti") == []
    await world.tick()
    assert f"Pengumuman “{WORDS}” dibatalkan. Penerimanya 2:\nTidak jadi dikirim: 2" in budi.last
    assert "sudah dibatalkan" in await tapped(budi, "steer:1:resume")
    assert received(world, "siti") == []


@pytest.mark.parametrize("words", ["batalkan pengumuman tadi", "stop siaran", "jeda dulu pengumumannya"])
async def test_in_a_hurry_what_is_on_its_way_is_steered_from_words(telegram_world: World, words: str) -> None:
    await people(telegram_world, ["siti"])
    budi = await expanded(telegram_world)
    (reply,) = await budi.say(words)
    assert f"“{WORDS}” masih berjalan" in plain(reply.text)
    assert [choice.label for choice in reply.choices] == ["Jeda", "Batalkan"]


async def test_whoever_looks_after_the_region_steers_from_words_what_others_announce(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    wati = await telegram_world.staff("wati", Role.COORDINATOR, "63")
    other = await telegram_world.staff("other", Role.COORDINATOR, BANJARBARU)
    await expanded(telegram_world)
    await telegram_world.deliver(*({"user": phone.user, "text": "hentikan siaran"} for phone in (other, wati)))
    assert (other.labels, wati.labels) == ([], ["Jeda", "Batalkan"])


async def test_a_word_under_its_buttons_calls_off_what_waits(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    await budi.tap("Kirim")
    await budi.say("batal")
    assert "Dibatalkan, Kak" in budi.last
    assert budi.labels == ["Pakai lagi"]


async def test_what_is_over_is_set_right_from_words(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    budi = await composed(telegram_world)
    await budi.tap("Kirim")
    await telegram_world.tick()
    await budi.say("pengumuman tadi salah, ralat")
    assert budi.labels == ["Kirim ralat"]
    siti = telegram_world.phone("siti")
    await siti.say("stop siaran")
    assert "tidak akan mengirim" in siti.last


async def test_nobody_steers_what_is_not_theirs(world: World) -> None:
    await people(world, ["siti"])
    await expanded(world)
    other = await world.staff("other", Role.COORDINATOR, BANJARBARU)
    for action in ("steer:1:cancel", "tally:1", "close:1", "correct:1", "remind:1", "again:1", "sheet:1"):
        assert "bukan wilayah Kakak" in await tapped(other, action)
    assert "khusus pengurus" in await tapped(world.phone("siti"), "steer:1:cancel")
    for action in ("steer:99:cancel", "steer:x:y", "poll:1:77", "approve:1:1:yes"):
        assert await tapped(other, action)
    assert await value(world.path, "SELECT count(*) FROM broadcasts WHERE state = 'running'") == 1


async def test_progress_is_one_message_that_edits_itself_every_five_seconds(telegram_world: World) -> None:
    world = telegram_world
    await people(world, ["siti", "ani"])
    world.channel.failures["ani"].append(Unreachable("Forbidden: bot was blocked by the user"))
    budi = await expanded(world)
    async with opened(world.path) as database:
        assert await progress.show_progress(database)
        assert not await progress.show_progress(database)
    await world.deliver()
    first = plain(budi.messages[-1].text).splitlines()
    assert first[1] == "░░░░░░░░░░ 0%"
    assert "Menunggu: 2" in first
    world.later(seconds=6)
    async with opened(world.path) as database:
        assert await progress.show_progress(database)

    await world.deliver()
    edit = world.channel.sent["budi"][-1]
    assert edit[0] == world.channel.sent["budi"][-2][0]
    assert "▓▓▓▓▓▓▓▓▓▓ 100%" in plain(edit[1].text)
    assert "Tidak bisa dihubungi: 1" in plain(edit[1].text)
    assert edit[1].choices == budi.messages[0].choices
