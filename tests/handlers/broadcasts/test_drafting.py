"""An announcement that is begun in words, or whose parts are told in any order."""

import pytest

from bot.messages import Address, Inbound, plain
from bot.now import now
from bot.texts import translator
from handlers.broadcasts.prompts import Labels
from storage.roles import Role
from tests.announcing import WORDS
from tests.crowds import BANJARBARU, people, value
from tests.phones import Phone, World


async def coordinator(world: World) -> Phone:
    await people(world, ["siti"])
    await people(world, ["joko"], BANJARBARU)
    return await world.staff("budi", Role.COORDINATOR, "63")


async def test_a_wish_brings_its_words_and_whom_they_are_for(world: World) -> None:
    budi = await coordinator(world)
    await budi.say("broadcast ke tagana bjm: besok rapat jam 9")
    assert plain(budi.messages[-2].text).endswith("\n\nbesok rapat jam 9")
    assert "Dikirim ke 1 penerima (1 orang): Tagana di Kota Banjarmasin" in budi.last
    await budi.tap("Kirim")
    assert world.phone("siti").last.endswith("besok rapat jam 9")
    assert world.phone("joko").messages == []


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        ("mau siaran", "Apa yang mau diumumkan"),
        ("umumkan ke tagana bjm", "Apa yang mau diumumkan"),
        ("pengumuman: besok rapat", "Untuk siapa"),
        ("umumkan ke kontingen bulan: besok rapat", "Untuk siapa"),
        ("umumkan ke tagana surabaya: besok rapat", "Untuk siapa"),
        ("/siaran besok rapat", "Untuk siapa"),
        ("/siaran ke tagana bjm: besok rapat", "Kirim sekarang"),
    ],
)
async def test_what_a_wish_leaves_open_is_asked(telegram_world: World, wish: str, asked: str) -> None:
    budi = await coordinator(telegram_world)
    await budi.say(wish)
    assert asked in budi.last


async def test_a_second_wish_does_not_lose_the_first(telegram_world: World) -> None:
    budi = await coordinator(telegram_world)
    await budi.say("umumkan: yang pertama")
    await budi.say("/jadwal")
    await budi.say("/siaran ke semua: yang kedua")
    assert any(plain(message.text).endswith("yang kedua") for message in budi.messages)
    await budi.tap("Kirim")
    await budi.tap("Lanjutkan")
    await budi.say("banjarmasin")
    assert any(plain(message.text).endswith("yang pertama") for message in budi.messages)


@pytest.mark.parametrize("wish", ["mau siaran", "broadcast ke tagana bjm: besok rapat", "kirim"])
async def test_a_volunteers_wish_begins_nothing(telegram_world: World, wish: str) -> None:
    await people(telegram_world, ["siti"])
    siti = telegram_world.phone("siti")
    await siti.say(wish)
    assert "diumumkan" not in siti.last
    assert await value(telegram_world.path, "SELECT count(*) FROM sessions") == 0


@pytest.mark.parametrize("words", ["kirim", "kirim pesan"])
async def test_a_word_alone_switches_nothing_on(telegram_world: World, words: str) -> None:
    budi = await coordinator(telegram_world)
    await budi.say("/berhenti")
    await budi.say(words)
    assert await value(telegram_world.path, "SELECT count(*) FROM contacts WHERE stopped_at IS NOT NULL") == 1


async def test_words_too_long_or_with_a_strange_blank_are_put_right_and_whom_they_are_for_stays(
    telegram_world: World,
) -> None:
    budi = await coordinator(telegram_world)
    await budi.say("umumkan ke tagana bjm: halo {alamat}")
    assert "{alamat} belum dikenal" in budi.last
    await budi.say(WORDS)
    assert "Tagana di Kota Banjarmasin" in budi.last
    await budi.tap("Kirim")
    assert telegram_world.phone("siti").last.endswith(WORDS)


async def test_pictures_that_come_one_by_one_go_out_together(world: World) -> None:
    budi = await coordinator(world)
    await budi.say("/siaran")
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        await budi.send_file(name, name.encode(), caption=WORDS if name == "1.jpg" else "", kind="photo")
    assert any("sekarang 3 berkas dalam satu siaran" in plain(message.text) for message in budi.messages)
    await budi.send_file("surat.pdf", b"%PDF-")
    await budi.say("banjarmasin")
    await budi.tap("Kirim")
    assert [file.kind for file in world.phone("siti").received] == ["photo"] * 3


async def test_what_was_called_off_is_used_again_with_its_file_and_answers(world: World) -> None:
    budi = await coordinator(world)
    await budi.say("/siaran")
    await budi.send_file("posko.jpg", b"posko", caption=WORDS, kind="photo")
    await budi.say("banjarbaru")
    await budi.tap("Tombol jawaban")
    await budi.say("1. Siap\n2. Besok")
    await budi.say("besok jam 9 pagi")
    await budi.tap("Kirim")
    await budi.tap("Batalkan")
    await budi.tap("Pakai lagi")
    assert "Untuk siapa" in budi.last
    await budi.say("banjarmasin")
    await budi.tap("Kirim")
    siti = world.phone("siti")
    assert (siti.last.endswith(WORDS), siti.labels) == (True, ["Siap", "Besok"])
    assert [file.name for file in siti.received] == ["posko.jpg"]


async def test_one_without_words_is_called_by_what_it_is(telegram_world: World) -> None:
    budi = await coordinator(telegram_world)
    for _ in range(2):
        await budi.say("/siaran")
        await (budi.share_pin(-3.3, 114.6) if _ else budi.send_file("a.jpg", b"a", kind="photo"))
        await budi.say("banjarmasin")
        await budi.tap("Kirim")
    await telegram_world.tick()
    told = [plain(message.text).partition("\n")[0] for message in budi.messages]
    assert "Pengumuman berupa berkas selesai. Penerimanya 1:" in told
    assert "Pengumuman berupa lokasi selesai. Penerimanya 1:" in told


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ("Siap, Besok, Tidak bisa", ("Siap", "Besok", "Tidak bisa")),
        ("1. Siap\n2. Besok\n", ("Siap", "Besok")),
        ("- Shift pagi\n- Shift malam", ("Shift pagi", "Shift malam")),
        ("ya/tidak", ("ya", "tidak")),
        ("Hadir atau Izin", ("Hadir", "Izin")),
        ("Sudah / belum, Nanti", ("Sudah / belum", "Nanti")),
    ],
)
def test_answers_are_read_from_lists_as_people_write_them(said: str, labels: tuple[str, ...]) -> None:
    inbound = Inbound("1", Address("telegram", "1", "budi"), now(), text=said)
    assert Labels(translator("id")).read(inbound, None).labels == labels


@pytest.mark.parametrize("told", [[], ["banjarmasin"]])
async def test_editing_the_message_changes_the_announcement(telegram_world: World, told: list[str]) -> None:
    budi = await coordinator(telegram_world)
    await budi.say("/siaran")
    await budi.say("Besok kumpul jam 9 di posko, ya.")
    for words in told:
        await budi.say(words)
    await budi.send(kind="edit", text="Besok kumpul jam 8 di posko, ya.")
    await budi.send(kind="edit", text="Tadi pagi hujan deras sekali")
    for words in [] if told else ["banjarmasin"]:
        await budi.say(words)
    await budi.tap("Kirim")
    assert telegram_world.phone("siti").last.endswith("\n\nBesok kumpul jam 8 di posko, ya.")
    assert any("sudah Relawan ganti" in plain(message.text) for message in budi.messages)
