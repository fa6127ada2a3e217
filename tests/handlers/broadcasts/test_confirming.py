"""What is read as the word to send."""

import pytest

from bot.asking import Invalid
from handlers.broadcasts.agreeing import heeded
from tests.announcing import composed, rows
from tests.crowds import people
from tests.phones import World


@pytest.mark.parametrize(
    "words", ["kirim", "ya", "iya kirim aja kak", "sudah pas, kirim", "ok gas", "👍", "siap kirim"]
)
def test_a_plain_yes_sends(words: str) -> None:
    assert heeded(str, words) == "yes"


@pytest.mark.parametrize("words", ["mau siaran", "ya tapi ganti penerimanya", "ya ke hss juga"])
def test_a_yes_with_more_to_it_does_not(words: str) -> None:
    with pytest.raises(Invalid, match="Belum dikirim"):
        heeded(str, words)


@pytest.mark.parametrize("words", ["tidak", "ubah isi", "3", "kirim besok jam 8", "kak", ""])
def test_other_words_are_left_to_the_choices(words: str) -> None:
    assert heeded(str, words) is None


@pytest.mark.parametrize("words", ["kirim besok jam 8 pagi aja", "ok besok jam 8 pagi ya", "besok pukul 08.00"])
async def test_a_time_that_is_named_is_taken_and_shown(telegram_world: World, words: str) -> None:
    await people(telegram_world, ["siti"])
    budi = await composed(telegram_world)
    await budi.say(words)
    assert "Waktu kirim: Selasa, 24 November 2026 pukul 08.00 WITA" in budi.last
    assert await rows(telegram_world) == 0
    await budi.say("langsung saja")
    assert "Waktu kirim" not in budi.last
    await budi.say("langsung saja")
    assert await rows(telegram_world) == 1


async def test_a_time_that_passes_before_it_is_confirmed_is_asked_for_anew(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    budi = await composed(telegram_world)
    await budi.say("hari ini jam 10.00")
    telegram_world.later(hours=2)
    await budi.tap("Kirim")
    assert "Mau dikirim kapan" in budi.last
    await budi.say("28/11/2026 jam 8 pagi")
    assert "Waktu kirim: Sabtu, 28 November 2026 pukul 08.00 WITA" in budi.last


async def test_words_that_say_more_than_yes_send_nothing(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.say("ya tapi jamnya salah")
    assert "Kirim sekarang, Kak?" in budi.last
    assert await rows(world) == 0
    await budi.say("iya kirim")
    assert await rows(world) == 1


@pytest.mark.parametrize("change", ["Tombol jawaban", "Kirim nanti", "Ubah isi", "Ubah penerima"])
async def test_back_from_a_change_leads_to_the_announcement_as_it_was(telegram_world: World, change: str) -> None:
    await people(telegram_world, ["siti"])
    budi = await composed(telegram_world)
    before = budi.last, budi.labels
    await budi.tap(change)
    await budi.say("/kembali")
    assert (budi.last, budi.labels) == before


async def test_a_time_that_was_dropped_is_asked_for_anew(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    budi = await composed(telegram_world)
    for _ in range(2):
        await budi.tap("Kirim nanti")
        assert "Mau dikirim kapan" in budi.last
        await budi.say("28/11/2026 jam 8 pagi")
        assert "Waktu kirim: Sabtu, 28 November" in budi.last
        await budi.tap("Langsung saja")
        assert "Waktu kirim" not in budi.last


async def test_a_yes_names_no_audience(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world, region="63")
    await budi.say("kirim")
    assert "Sebut dulu untuk siapa" in "\n".join(message.text for message in budi.messages[-2:])
    await budi.say("tidak jadi")
    assert "ketik /batal" in "\n".join(message.text for message in budi.messages[-2:])


async def test_an_answer_that_is_only_shown_sends_nothing(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.tap("Tombol jawaban")
    await budi.say("Siap, Besok")
    await budi.say("siap")
    assert "hanya contoh tombolnya" in "\n".join(message.text for message in budi.messages[-2:])
    assert await rows(world) == 0
    await budi.tap("Batal")
    await budi.say("besok")
    assert "hanya contoh" not in budi.last
