from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.counts import MEASURES, SINCE, Wanted, naming_words, places, read_count
from bot.understanding.pillars import pillars
from bot.understanding.regions import provinces, regencies

TABLE = [line.split("\t") for line in Path(__file__).with_name("count.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("text", "wanted"), [(row[0], Wanted(*row[1:])) for row in TABLE], ids=[r[0] for r in TABLE])
def test_a_text_asks_for_the_figure_in_the_table(text: str, wanted: Wanted) -> None:
    assert read_count(text) == wanted


def test_the_table_has_every_measure_time_grouping_and_pillar() -> None:
    measures, _, named, groups, times = (set(column) for column in list(zip(*TABLE, strict=True))[1:])
    assert measures == set(MEASURES)
    assert named == {"", *pillars()}
    assert groups == {"", "province", "regency", "pillar", "day", "event"}
    assert times == {"", *SINCE}


def test_every_region_is_found_among_the_other_words() -> None:
    for place in (*provinces(), *regencies()):
        assert read_count(f"berapa relawan di {place.name} hari ini") == Wanted(region=place.code, since="today"), place
        assert read_count(f"brp tagana {place.name} yg mangkir").region == place.code, place


def test_every_pillar_is_known_by_its_short_name() -> None:
    for pillar, name in pillars().items():
        said = "pilar lainnya" if pillar == "lainnya" else name
        assert read_count(f"berapa {said} yang batal") == Wanted("cancelled", pillar=pillar)


def test_a_shared_name_means_the_kabupaten_and_all_that_bear_it_are_told() -> None:
    assert read_count("psm banjar").region == "63.03"
    assert {place.code for place in places("psm banjar")} == {"63.03", "32.79"}
    assert [place.code for place in places("psm banjar", "63")] == ["63.03"]


def test_a_name_that_several_places_begin_with_means_none_of_them() -> None:
    assert read_count("tagana hulu sungai").region == ""
    assert len(places("tagana hulu sungai", "63")) == 3


def test_what_is_named_stays_when_the_question_is_taken_away() -> None:
    assert naming_words("kak, berapa yang sudah konfirmasi apel tagana minggu ini?") == ["apel", "tagana"]
    assert naming_words("berapa yang hadir hari ini") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert read_count(text).measure in MEASURES
