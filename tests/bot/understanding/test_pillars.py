import pytest

from bot.understanding.pillars import pillars, read_pillar


@pytest.mark.parametrize(
    ("words", "pillar"),
    [
        ("Tagana", "tagana"),
        ("taruna siaga bencana", "tagana"),
        ("saya dari kartar desa", "karang_taruna"),
        ("Karang Tarunna", "karang_taruna"),
        ("pekerja sosial masyarakat", "psm"),
    ],
)
def test_a_pillar_is_known_by_what_people_call_it(words: str, pillar: str) -> None:
    assert read_pillar(words) == pillar


@pytest.mark.parametrize("words", ["", "bingung", "tidak tahu", "63.71"])
def test_other_words_name_no_pillar(words: str) -> None:
    assert read_pillar(words) is None


def test_every_pillar_is_known_by_its_own_name() -> None:
    assert {id_: read_pillar(name) for id_, name in pillars().items()} == {id_: id_ for id_ in pillars()}
