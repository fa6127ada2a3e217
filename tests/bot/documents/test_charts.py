import pytest

from bot.documents.charts import by_day, by_name
from bot.playground.media import picture_size
from tests.bot.documents.test_sheets import HOSTILE

NOTE = "1.234 orang terdaftar di seluruh Indonesia, Senin, 23 November 2026, 09.00 WITA"
WORDS = ["Pendaftar per hari", "Jumlah semua"]


def test_days_and_their_sum_are_a_square_picture_for_a_phone() -> None:
    counted = [("2026-10-01", 3), ("2026-10-04", 1_200), ("2026-11-23", 31)]
    assert picture_size(by_day("Pendaftar per hari", NOTE, counted, WORDS)) == (1080, 1080)


@pytest.mark.parametrize("counted", [[], [("2026-11-23", 1)], [("2026-11-23", 0)]])
def test_few_days_are_a_picture_too(counted: list[tuple[str, int]]) -> None:
    assert picture_size(by_day("Pendaftar per hari", NOTE, counted, WORDS)) == (1080, 1080)


@pytest.mark.filterwarnings("ignore:Glyph")
def test_hostile_names_do_not_change_the_picture() -> None:
    hostile = [*(name for name in HOSTILE), "$\\frac{1}{", "$$", "{}", "\\", "شيماء أحمد"]
    counted = [(name, n + 1) for n, name in enumerate(hostile)]
    assert picture_size(by_name("=judul $x$", "\t$" * 200, counted, "Lainnya")) == (1080, 1080)


def test_no_names_are_an_empty_picture() -> None:
    assert picture_size(by_name("Per pilar", NOTE, [], "Lainnya")) == (1080, 1080)
