"""One kind of people in words, and what of the words says nothing of people."""

import pytest

from bot.understanding.groups import Said, names_everybody, names_people, read_group

HSS = ("63.06",)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tagana hss hst", Said(("tagana",), (HSS, ("63.07",)))),
        ("hulu sungai", Said(places=(("63.06", "63.07", "63.08"),))),
        ("peserta senam sehat hss", Said(places=(HSS,), state="yes", event="senam sehat")),
        ("yang hadir di rapat koordinasi dari hss", Said(places=(HSS,), state="attended", event="rapat koordinasi")),
        ("tagana kontingen tapin yang menunggu", Said(("tagana",), contingent="tapin", state="waiting")),
        ("yang kemarin hadir", Said(state="attended", event="kemarin")),
    ],
)
def test_a_group_is_who_where_and_how_they_stand(words: str, said: Said) -> None:
    assert read_group(words, "63") == (said, [])


@pytest.mark.parametrize(
    ("words", "strange"),
    [
        ("relawan perempuan hss", ["perempuan"]),
        ("yang baru daftar hari ini", ["baru", "hari", "ini"]),
        ("nomor yang mati", ["nomor", "mati"]),
    ],
)
def test_words_by_which_nobody_can_be_chosen_are_told(words: str, strange: list[str]) -> None:
    assert read_group(words, "63")[1] == strange


def test_everybody_is_said_and_people_are_only_people() -> None:
    assert names_everybody("semua relawan")
    assert not names_everybody("relawan")
    assert names_people("relawan")
    assert not names_people("kota")
