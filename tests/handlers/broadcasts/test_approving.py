"""What goes to very many waits for somebody else's word, and is sent only so often."""

from bot.messages import plain
from storage.roles import Role
from tests.announcing import WORDS, composed, received, rows, tapped
from tests.crowds import BANJARBARU, people
from tests.phones import Phone, World


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
