from typing import Any

import pytest

from bot.asking import Invalid
from bot.messages import Address, Choice, File, Inbound, Kind
from bot.now import now
from bot.prompts import Files

LIST = Files("Kirim daftarnya", str, ("document",), (Choice("template", "Minta contoh"),), (".xlsx", ".csv"), 2**20)
SHOW = Files("Kirim isinya", str, ("photo", "video", "voice"), most=3)


def sent(*files: File, text: str = "", **fields: Any) -> Inbound:
    fields = {"kind": Kind.MEDIA, "media": files[0].kind if files else "", **fields}
    return Inbound("1", Address("telegram", "1", "siti"), now(), text=text, files=files, **fields)


def file(kind: str = "document", name: str = "daftar.XLSX", media: int = 7, size: int = 10) -> File:
    return File(kind, "ref", name, "", size, media)


def test_a_file_is_the_answer_and_stays_so() -> None:
    given = LIST.read(sent(file(), text="ini daftarnya"), None)
    assert (given.media, given.words, given.choice) == ((7,), "ini daftarnya", "")
    assert LIST.restore(LIST.keep(given)) == given


def test_a_choice_may_be_tapped_or_typed_instead() -> None:
    assert LIST.read(sent(kind=Kind.CHOICE, choice="template"), None).choice == "template"
    assert LIST.read(sent(kind=Kind.TEXT, text="1"), None).choice == "template"


def test_an_album_is_one_answer() -> None:
    assert SHOW.read(sent(file("photo", media=1), file("video", media=2)), None).media == (1, 2)


@pytest.mark.parametrize(
    ("prompt", "inbound", "words"),
    [
        (LIST, sent(kind=Kind.TEXT, text="nanti ya"), "Tolong kirim berkas ya, Kak. Atau ketuk"),
        (SHOW, sent(kind=Kind.TEXT, text="nanti ya"), "Tolong kirim foto, video atau pesan suara ya, Kak."),
        (LIST, sent(file("photo")), "Tolong kirim berkas"),
        (LIST, sent(file(name="daftar.pdf")), r"\.xlsx, \.csv"),
        (LIST, sent(file(size=2**20 + 1)), "Paling besar 1 MB"),
        (LIST, sent(file(media=0)), "belum sampai"),
        (LIST, sent(file(), file()), "Satu saja dulu"),
        (SHOW, sent(*[file("photo")] * 4), "Paling banyak 3"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_what_can(prompt: Files, inbound: Inbound, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        prompt.read(inbound, None)
