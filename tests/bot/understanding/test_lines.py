import pytest

from bot.understanding.lines import KINDS, reader


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("brp tagana bjm yg udh hadir", {"measure": "attended", "region": "63.71", "pillar": "tagana"}),
        ("per kabupaten minggu ini", {"measure": "registered", "group_by": "regency", "since": "this_week"}),
        ("", {"measure": "registered"}),
    ],
)
def test_of_a_figure_only_what_was_said_is_printed(line: str, printed: dict[str, str]) -> None:
    assert reader("count")(line) == printed


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_reader(kind: str) -> None:
    assert reader(kind)("sabtu depan jam 8 pagi")
