"""What a coordinator sends or forwards outside any talk."""

import pytest

from bot.messages import bold, plain
from storage.roles import Role
from tests.announcing import WORDS
from tests.crowds import BANJARMASIN, people, value
from tests.phones import Phone, World


async def coordinator(world: World) -> Phone:
    await people(world, ["siti"])
    return await world.staff("budi", Role.COORDINATOR, BANJARMASIN)


async def sent(budi: Phone) -> None:
    """It is made an announcement for all in Banjarmasin, and goes out."""
    await budi.tap("Jadikan siaran")
    await budi.tap("Kota Banjarmasin")
    await budi.tap("Kirim")


async def test_a_forwarded_message_becomes_an_announcement_as_it_is(world: World) -> None:
    budi = await coordinator(world)
    await budi.say(WORDS, marked=bold(WORDS), forwarded=True)
    await sent(budi)
    assert world.phone("siti").messages[-1].text.endswith(bold(WORDS))


@pytest.mark.parametrize(("kind", "name"), [("photo", "a.jpg"), ("voice", "a.ogg")])
async def test_a_file_becomes_an_announcement_with_its_words(telegram_world: World, kind: str, name: str) -> None:
    budi = await coordinator(telegram_world)
    await budi.send_file(name, b"seen", caption=WORDS, kind=kind)
    await sent(budi)
    (message,) = telegram_world.phone("siti").messages
    assert plain(message.text).endswith(WORDS)
    assert [file.kind for file in telegram_world.phone("siti").received] == [kind]


async def test_pictures_that_come_one_by_one_become_one_announcement(world: World) -> None:
    budi = await coordinator(world)
    await budi.send_file("1.jpg", b"1", caption=WORDS, kind="photo")
    await budi.send_album(("2.jpg", b"2"), ("3.jpg", b"3"))
    assert "3 berkas" in budi.last
    await sent(budi)
    assert len(world.phone("siti").received) == 3
    assert any(WORDS in plain(message.text) for message in world.phone("siti").messages)


@pytest.mark.parametrize(
    "words", ["ya, ke tagana banjarmasin", "umumkan ke tagana banjarmasin", "ke tagana banjarmasin"]
)
async def test_whom_it_is_for_may_be_said_at_once(telegram_world: World, words: str) -> None:
    budi = await coordinator(telegram_world)
    await budi.say(WORDS, forwarded=True)
    await budi.say(words)
    assert "Tagana di Kota Banjarmasin" in budi.last
    await budi.tap("Kirim")
    assert telegram_world.phone("siti").last.endswith(WORDS)


async def test_what_cannot_go_out_together_is_not_put_together(telegram_world: World) -> None:
    budi = await coordinator(telegram_world)
    await budi.say(WORDS, forwarded=True)
    await budi.send_file("surat.pdf", b"%PDF-")
    await budi.send_file("1.jpg", b"1", kind="photo")
    assert "tidak bisa dijadikan satu" in plain(budi.messages[-1].text) + plain(budi.messages[-2].text)
    await sent(budi)
    assert [file.name for file in telegram_world.phone("siti").received] == ["surat.pdf"]
    assert telegram_world.phone("siti").last.endswith(WORDS)


async def test_a_place_becomes_an_announcement(telegram_world: World) -> None:
    budi = await coordinator(telegram_world)
    await budi.share_pin(-3.32, 114.59)
    await sent(budi)
    assert any(message.pin for message in telegram_world.phone("siti").messages)


async def test_a_document_may_also_be_a_list_of_names(world: World) -> None:
    budi = await coordinator(world)
    await budi.send_file("nama.xlsx", b"names")
    assert budi.labels == ["Jadikan siaran", "Daftar nama", "Tidak usah"]
    await budi.tap("Daftar nama")
    assert "Kirim berkas nama" in " ".join(plain(message.text) for message in budi.messages)
    assert "kontingen" in budi.last
    assert await value(world.path, "SELECT count(*) FROM media") == 0


async def test_what_is_not_to_be_passed_on_is_not_kept(telegram_world: World) -> None:
    budi = await coordinator(telegram_world)
    await budi.send_file("a.jpg", b"seen", kind="photo")
    await budi.tap("Tidak usah")
    assert await value(telegram_world.path, "SELECT count(*) FROM media") == 0
    assert await value(telegram_world.path, "SELECT count(*) FROM sessions") == 0


async def test_a_forwarded_stop_stops_nothing(world: World) -> None:
    budi = await coordinator(world)
    await budi.say("berhenti", forwarded=True)
    await budi.say("berhenti", forwarded=True)
    assert budi.labels == ["Jadikan siaran", "Tidak usah"]
    assert await value(world.path, "SELECT count(*) FROM contacts WHERE stopped_at IS NOT NULL") == 0


async def test_an_announcement_begun_before_stays_beside_it(telegram_world: World) -> None:
    budi = await coordinator(telegram_world)
    await budi.say("/siaran")
    await budi.say("Yang pertama.")
    await budi.say("/jumlah")
    telegram_world.later(hours=7)
    await budi.say("halo")
    await budi.tap("Tidak usah")
    await budi.say(WORDS, forwarded=True)
    await sent(budi)
    assert telegram_world.phone("siti").last.endswith(WORDS)


@pytest.mark.parametrize("role", [None, Role.ORGANISER])
async def test_others_are_asked_for_words(telegram_world: World, role: Role | None) -> None:
    await people(telegram_world, ["siti"])
    siti = await telegram_world.staff("siti", role) if role else telegram_world.phone("siti")
    await siti.send_file("a.jpg", b"seen", caption=WORDS, kind="photo")
    assert "baru bisa membaca tulisan" in siti.last
    await siti.say("berhenti kirim pesan", forwarded=True)
    assert "Jadikan siaran" not in siti.labels
    assert await value(telegram_world.path, "SELECT count(*) FROM media") == 0
