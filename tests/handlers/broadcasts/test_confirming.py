"""What is read as the word to send."""

import pytest

from bot.asking import Invalid
from handlers.broadcasts.confirming import heeded
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


async def test_words_that_say_more_than_yes_send_nothing(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world)
    await budi.say("ya tapi jamnya salah")
    assert "Kirim sekarang, Kak?" in budi.last
    assert await rows(world) == 0
    await budi.say("iya kirim")
    assert await rows(world) == 1
