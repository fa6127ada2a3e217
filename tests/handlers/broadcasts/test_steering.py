"""A broadcast is paused, goes on, is called off; it waits for its time, or for somebody's approval."""

from datetime import UTC, datetime

import pytest

from bot.channel import Unreachable
from bot.messages import plain
from bot.now import millis, now
from handlers.broadcasts import progress
from handlers.broadcasts.summary import next_morning
from storage import dispatch, roles
from storage.audiences import Audience
from storage.database import opened
from storage.roles import Role
from tests.announcing import WORDS, composed, contact, expanded, received, rows
from tests.crowds import BANJARBARU, BANJARMASIN, people, value
from tests.phones import Phone, World


async def tapped(phone: Phone, action: str) -> str:
    """What is said after an action is tapped that some message offered."""
    await phone.send(kind="choice", choice=action)
    return phone.last


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


async def test_a_broadcast_waits_for_its_time_and_may_be_called_off_until_then(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    assert "Waktu kirim: Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last
    await budi.tap("Kirim")
    assert "Terjadwal Sabtu, 28 November 2026 pukul 08.00 WITA untuk 1 penerima" in budi.last
    world.later(days=4)
    await world.tick()
    assert received(world, "siti") == []
    await budi.say("/siaran")
    assert any("terjadwal Sabtu" in plain(message.text) for message in budi.messages[-2:])
    world.later(days=1)
    await world.tick()
    assert len(received(world, "siti")) == 1


async def scheduled(world: World) -> Phone:
    """A coordinator whose announcement waits for its time, four days on."""
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    await budi.tap("Kirim")
    return budi


async def test_whoever_calls_off_what_has_not_set_out_is_told_once(world: World) -> None:
    budi = await scheduled(world)
    await budi.tap("Batalkan")
    told = len(budi.messages)
    await world.tick()
    assert len(budi.messages) == told
    assert budi.labels == ["Pakai lagi"]


async def test_the_sender_is_told_when_somebody_else_calls_it_off(world: World) -> None:
    wati = await world.staff("wati", Role.COORDINATOR, "63")
    budi = await scheduled(world)
    assert "Dibatalkan" in await tapped(wati, "steer:1:cancel")
    assert "dibatalkan koordinator lain" in budi.last
    await world.tick()
    assert "Penerimanya" not in budi.last


async def test_what_waits_for_its_time_is_not_sent_for_whoever_lost_the_role(world: World) -> None:
    budi = await scheduled(world)
    async with opened(world.path) as database, database.transaction() as db:
        await roles.withdraw(db, await contact(db, world, "budi"), Role.COORDINATOR, BANJARMASIN)
    world.later(days=5)
    await world.tick()
    assert received(world, "siti") == []
    assert "bukan lagi wilayah Kakak" in budi.last


async def test_what_was_to_be_sent_later_may_go_at_once(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Kirim nanti")
    await budi.say("28/11/2026 jam 8 pagi")
    await budi.tap("Langsung saja")
    assert "Waktu kirim" not in budi.last
    await budi.tap("Kirim")
    assert len(received(world, "siti")) == 1


async def test_in_the_night_one_tap_has_it_wait_for_the_morning(world: World) -> None:
    await people(world, ["siti"])
    world.later(hours=13)
    budi = await composed(world)
    assert "jam istirahat" in budi.last
    assert budi.labels[:2] == ["Kirim", "Kirim 06.00 WITA"]
    await budi.tap("Kirim 06.00 WITA")
    assert "Terjadwal Selasa, 24 November 2026 pukul 06.00 WITA untuk 1 penerima" in budi.last
    await world.tick()
    assert received(world, "siti") == []
    world.later(hours=9)
    await world.tick()
    assert len(received(world, "siti")) == 1


@pytest.mark.parametrize(
    ("within", "hour", "seconds", "morning"),
    [
        (("63",), 12, 60, None),
        (("63",), 13, 60, 22),  # 21.00 WITA
        (("63",), 12, 7200, 22),  # it goes on into the night
        (("",), 12, 60, 23),  # 21.00 WIT; 06.00 WIB is the last
        (("",), 21, 60, 23),  # 06.00 WIT, and still night elsewhere
    ],
)
def test_the_morning_is_that_of_whoever_wakes_last(
    within: tuple[str, ...], hour: int, seconds: float, morning: int | None
) -> None:
    start = datetime(2026, 11, 23, hour, tzinfo=UTC)
    expected = None if morning is None else datetime(2026, 11, 23, morning, tzinfo=UTC)
    assert next_morning(Audience(within), start, seconds) == expected


async def large(world: World) -> Phone:
    """A coordinator who has sent to more than may go without approval, which is one here."""
    world.settings["approval_above"] = 1
    await people(world, ["siti", "ani"])
    budi = await composed(world)
    assert "satu pengurus lain harus setuju dulu" in budi.last
    await budi.tap("Kirim")
    return budi


async def test_somebody_else_approves_what_goes_to_very_many(world: World) -> None:
    wati = await world.staff("wati", Role.ORGANISER)
    budi = await large(world)
    assert "1 pengurus sudah Relawan tanya" in budi.last
    assert WORDS in plain(wati.messages[-2].text)
    assert wati.labels == ["Setuju", "Jangan dikirim"]
    assert "tidak bisa menyetujui pengumuman sendiri" in await tapped(budi, "approve:1:2:yes")
    assert await rows(world) == 0
    await wati.tap("Setuju")
    assert "dikirim ke 2 penerima" in wati.last
    assert "sudah disetujui" in budi.last
    assert [len(received(world, user)) for user in ("siti", "ani")] == [1, 1]
    assert "sudah tidak menunggu" in await tapped(wati, "approve:1:2:yes")
    assert await rows(world) == 2


async def test_of_two_who_approve_at_once_and_again_one_counts(telegram_world: World) -> None:
    approvers = [await telegram_world.staff(user, Role.ORGANISER) for user in ("wati", "rina")]
    await large(telegram_world)
    tap = {"kind": "choice", "choice": "approve:1:2:yes", "tap": "t"}
    await telegram_world.deliver(*({"user": phone.user, **tap} for phone in approvers * 10))
    said = [plain(message.text) for phone in approvers for message in phone.messages]
    assert sum("dikirim ke 2 penerima" in words for words in said) == 1
    assert sum("sudah tidak menunggu" in words for words in said) == 19
    assert await rows(telegram_world) == 2
    assert [len(received(telegram_world, user)) for user in ("siti", "ani")] == [1, 1]


async def test_an_approval_of_another_number_is_asked_again(world: World) -> None:
    wati = await world.staff("wati", Role.COORDINATOR, "63")
    await large(world)
    await people(world, ["udin"])
    await wati.tap("Setuju")
    assert "Dikirim ke 3 penerima" in wati.last
    assert await rows(world) == 0
    await wati.tap("Setuju")
    assert await rows(world) == 3


async def test_what_is_refused_or_not_approved_in_a_day_is_not_sent(world: World) -> None:
    wati = await world.staff("wati", Role.COORDINATOR, "63")
    budi = await large(world)
    await wati.tap("Jangan dikirim")
    assert "tidak disetujui" in budi.last
    assert budi.labels == ["Pakai lagi"]
    await composed(world)
    await budi.tap("Kirim")
    world.later(hours=25)
    await world.tick()
    assert "belum disetujui siapa pun dalam 24 jam" in budi.last
    await wati.tap("Setuju")
    assert await rows(world) == 0


async def test_without_anybody_to_approve_fewer_recipients_are_asked_for(world: World) -> None:
    world.settings["approval_above"] = 1
    await people(world, ["siti", "ani"])
    await people(world, ["joko"], BANJARBARU)
    budi = await composed(world, region="63")
    await budi.say("banjarmasin")
    assert "belum ada koordinator lain" in budi.last
    await budi.say("banjarbaru")
    await budi.tap("Kirim")
    assert [len(received(world, user)) for user in ("siti", "joko")] == [0, 1]


async def test_a_coordinator_sends_so_many_large_ones_a_day(world: World) -> None:
    await world.staff("wati", Role.COORDINATOR, "63")
    budi = await large(world)
    await composed(world)
    await budi.tap("Kirim")
    await composed(world, "Yang ketiga.")
    assert "sudah 2 kali mengirim ke lebih dari 1 penerima" in budi.last
    world.later(hours=25)
    await budi.say("/siaran")
    await budi.tap("Lanjutkan")
    assert "Yang ketiga." in plain(budi.messages[-2].text)
    assert "Kirim" in budi.labels


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
