import pytest

from bot.understanding.countquestions import asks_for_figures
from bot.understanding.knowledge import topics
from bot.understanding.message import read_message
from bot.understanding.tables import rows

_FIGURES = """
    brp tagana bjm
    per kabupaten minggu ini berapa
    per kabupaten
    berapa relawan di banjarmsin
    total relawan brp
    jumlah yang tidak hadir
    rekap kehadiran
    rekap pendaftar per kabupaten
    yang mangkir berapa
    pesan yang tidak sampai berapa
    karang taruna ada berapa orang
    barapa ikung relawan nang mandaftar?
    piro sing daftar?
    how many volunteers registered
    berapa pendamping pkh di bjb
    berapa tagana kalsel yang terdaftar
    kak, brp psm di tapin ya?
    berapa yang siap hadir besok
    """
_OTHERS = """
    PKH dapat berapa
    berapa bantuan PKH
    pkh berapa
    berapa gaji tagana
    karang taruna umur berapa
    tagana itu apa
    ada berapa pilar
    hadir jam berapa
    tagana kumpul tanggal berapa
    nomor tagana berapa
    berapa kuota
    hadir 3 orang
    berapa lama pelatihan tagana
    bansos per kabupaten berapa
    berapa orang
    acara hari ini berapa lama
    daftar jadi relawan bayar berapa
    pendamping pkh dapat berapa
    daftar tagana di mana
    perbandingan peksos dan relawan
    jumlah tagana se-kalsel
    besok yang datang siapa
    """


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize("text", _lines(_FIGURES))
def test_who_asks_for_figures_is_understood(text: str) -> None:
    assert asks_for_figures(text)
    assert read_message(text).label == "count"


@pytest.mark.parametrize("text", ["", *_lines(_OTHERS)])
def test_who_asks_for_something_else_is_not_taken_for_it(text: str) -> None:
    assert not asks_for_figures(text)


@pytest.mark.parametrize("text", ["hadir jam berapa", "berapa bantuan PKH", "hadir berapa kali", "berapa gaji tagana"])
def test_hours_and_money_are_no_figures(text: str) -> None:
    assert read_message(text).label != "count"


def test_no_known_wording_of_anything_else_asks_for_figures() -> None:
    others = [phrasing for label, phrasing in rows("intents.tsv") if label != "count"]
    others += [asked for topic in topics().values() for asked in (topic.question, *topic.asked)]
    assert [text for text in others if asks_for_figures(text)] == []
