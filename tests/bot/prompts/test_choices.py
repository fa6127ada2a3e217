"""One of several things, however it is answered."""

import pytest

from bot.asking import Again, Gone, Invalid
from bot.messages import Address, Choice, Inbound, Kind
from bot.now import now
from bot.prompts import Choose, Confirm
from bot.prompts.choices import PAGE, begun_by, chosen, page_of

SITI = Address("telegram", "1", "siti")
YES_NO = [Choice("yes", "Ya, benar"), Choice("no", "Bukan")]
PILLARS = [
    Choice("tagana", "Tagana"), Choice("psm", "PSM", "Pekerja Sosial Masyarakat"), Choice("kt", "Karang Taruna"),
]  # fmt: skip


def _same(text: str) -> str:
    return text


def _typed(text: str, kind: Kind = Kind.TEXT) -> Inbound:
    return Inbound("1", SITI, now(), kind, text)


def _tapped(choice: str) -> Inbound:
    return Inbound("1", SITI, now(), Kind.CHOICE, choice=choice)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("2", "psm"), ("2.", "psm"), ("no 2", "psm"), ("nomor 3", "kt"), (" (1) ", "tagana"),
        ("tagana", "tagana"), ("KARANG  TARUNA!", "kt"), ("pekerja sosial masyarakat", "psm"),
        ("0", None), ("4", None), ("99", None), ("", None), ("!?", None), ("tagan", None), ("ya", None),
    ],
)  # fmt: skip
def test_a_choice_is_typed_by_its_number_its_label_or_its_full_name(text: str, id_: str | None) -> None:
    found = chosen(text, PILLARS)
    assert (found.id if found else None) == id_


@pytest.mark.parametrize(
    ("text", "id_"),
    [("umumkan", "now"), ("Umumkan!", "now"), ("umum", None), ("lihat", None), ("jangan umumkan", None)],
)
def test_the_beginning_of_a_label_is_enough_where_it_is_whole_words_and_of_one_alone(
    text: str, id_: str | None
) -> None:
    choices = [Choice("now", "Umumkan sekarang"), Choice("one", "Lihat acara"), Choice("all", "Lihat semua")]
    found = begun_by(text, choices)
    assert (found.id if found else None) == id_


@pytest.mark.parametrize(("text", "id_"), [("ya", "yes"), ("iya kak", "yes"), ("tidak", "no"), ("gak", "no")])
def test_yes_and_no_are_understood_as_people_write_them(text: str, id_: str) -> None:
    found = chosen(text, [Choice(f"rsvp:1:{choice.id}", choice.label) for choice in YES_NO])
    assert found is not None
    assert found.id == f"rsvp:1:{id_}"


def test_up_to_nine_choices_need_no_pages() -> None:
    many = [Choice(str(number), f"Pilihan {number}") for number in range(PAGE + 2)]
    assert page_of(many[:-1], 0, _same) == tuple(many[:-1])
    assert [choice.id for choice in page_of(many, 0, _same)] == [*map(str, range(PAGE)), "~next"]
    assert [choice.id for choice in page_of(many, 1, _same)] == ["8", "9", "~back"]


def test_what_is_none_of_the_choices_is_refused() -> None:
    prompt = Choose("Pilar?", PILLARS, _same)
    for inbound in (_typed("durian"), _tapped("durian"), _typed("x", Kind.EDIT), _typed("", Kind.MEDIA)):
        with pytest.raises(Invalid):
            prompt.read(inbound, None)


def test_other_words_may_name_a_choice() -> None:
    prompt = Choose("Pilar?", PILLARS, _same, read_as=lambda text: "kt" if text == "pemuda" else None)
    assert prompt.read(_typed("pemuda"), None) == "kt"


def test_a_label_on_another_page_is_understood_and_a_number_counts_on_the_page_shown() -> None:
    many = [Choice(f"c{number}", f"Pilihan {number}") for number in range(12)]
    prompt = Choose("?", many, _same)
    assert prompt.read(_typed("pilihan 11"), 0) == "c11"
    assert prompt.read(_typed("1"), 1) == "c8"
    with pytest.raises(Again) as turned:
        prompt.read(_typed("lainnya"), 0)
    assert turned.value.note == 1


def test_a_choice_that_is_no_more_is_gone() -> None:
    assert Choose("?", PILLARS, _same).restore("kt") == "kt"
    with pytest.raises(Gone):
        Choose("?", PILLARS[:2], _same).restore("kt")


def test_a_confirmation_of_something_else_is_gone() -> None:
    prompt = Confirm("Siti, Banjarbaru?", YES_NO, _same)
    kept = prompt.keep(prompt.read(_typed("ya"), None))
    assert prompt.restore(kept) == "yes"
    with pytest.raises(Gone):
        Confirm("Siti, Banjarmasin?", YES_NO, _same).restore(kept)


@pytest.mark.parametrize(
    ("words", "meant"),
    [("hapus", "yes"), ("Ya, hapus", "yes"), ("telepon", "phone"), ("jangan", "no"), ("ubah", None)],
)
def test_a_label_is_understood_without_the_word_it_begins_with(words: str, meant: str | None) -> None:
    choices = [Choice("yes", "Ya, hapus"), Choice("phone", "Ubah telepon"), Choice("no", "Jangan")]
    found = chosen(words, choices)
    assert (found.id if found else None) == meant


def test_a_verb_is_understood_without_its_ending() -> None:
    choices = [Choice("pause", "Jeda"), Choice("cancel", "Batalkan")]
    assert chosen("batal", choices) == chosen("batalkan", choices) == choices[1]


def test_what_is_written_in_full_has_the_number_that_may_be_typed_on_each_page() -> None:
    many = [Choice(f"c{number}", f"Pilihan {number}") for number in range(12)]
    prompt = Choose("?", many, _same, in_full={choice.id: f"{choice.label} lengkap" for choice in many})
    assert prompt.question(0).text.endswith("\n8. Pilihan 7 lengkap")
    assert prompt.question(1).text.startswith("?\n1. Pilihan 8 lengkap")
