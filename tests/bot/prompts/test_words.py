"""Words of one's own."""

import pytest

from bot.asking import Invalid
from bot.messages import Address, Inbound, Kind
from bot.now import now
from bot.prompts import Text


def _same(text: str) -> str:
    return text


def _inbound(text: str, kind: Kind = Kind.TEXT) -> Inbound:
    return Inbound("1", Address("telegram", "1", "siti"), now(), kind, text)


def test_words_are_tidied_and_lines_are_kept() -> None:
    prompt = Text("Nama?", _same)
    assert prompt.read(_inbound("  Siti   Aminah "), None) == "Siti Aminah"
    assert prompt.read(_inbound("\nsatu\n  dua \n"), None) == "satu\n  dua"


def test_words_may_be_read_as_something_or_refused() -> None:
    def short(text: str) -> str:
        if len(text) > 5:
            raise Invalid("terlalu panjang")
        return text.upper()

    prompt = Text("Nama?", _same, read_as=short)
    assert prompt.read(_inbound("siti"), None) == "SITI"
    with pytest.raises(Invalid, match="terlalu panjang"):
        prompt.read(_inbound("siti aminah"), None)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Kind.EDIT, "Pesan yang diubah"), (Kind.MEDIA, "baru bisa membaca tulisan"), (Kind.PHONE, "baru bisa membaca")],
)
def test_what_is_no_words_is_refused_kindly(kind: Kind, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        Text("Nama?", _same).read(_inbound("halo", kind), None)


def test_an_empty_text_is_no_words() -> None:
    with pytest.raises(Invalid):
        Text("Nama?", _same).read(_inbound("  \n "), None)
