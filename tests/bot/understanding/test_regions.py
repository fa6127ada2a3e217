import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.regions import Region, matches, provinces, regencies, region
from bot.understanding.tables import rows

TABLE = [tuple(line.split("\t")) for line in Path(__file__).with_name("regions.tsv").read_text().splitlines()[1:]]


def bare(place: Region) -> str:
    return re.sub(r"^(Kabupaten|Kota) (Administrasi )?|^Daerah (Khusus Ibukota|Istimewa) ", "", place.name)


@pytest.mark.parametrize(("within", "text", "codes"), TABLE, ids=[f"{row[0]}|{row[1]}" for row in TABLE])
def test_a_text_means_the_regions_in_the_table(within: str, text: str, codes: str) -> None:
    assert {each.code for each in matches(text, within or None)} == set(codes.split())


def test_every_full_name_means_its_region_only() -> None:
    for place in (*provinces(), *regencies()):
        assert matches(place.name.upper()) == [place], place


def test_every_bare_name_means_its_namesakes_or_the_province_of_that_name() -> None:
    by_name = {bare(province): {province.code} for province in provinces()}
    for place in regencies():
        expected = by_name.get(bare(place)) or {each.code for each in regencies() if bare(each) == bare(place)}
        assert {each.code for each in matches(f"saya tinggal di {bare(place)} kak")} == expected, place


def test_inside_another_province_no_name_means_a_place_elsewhere() -> None:
    kalsel = {bare(place) for place in regencies("63")}
    for place in regencies():
        if place.province != "63" and bare(place) not in kalsel:
            assert matches(bare(place).lower(), within="63") == [], place


def test_a_province_in_the_text_settles_namesakes() -> None:
    for place in regencies():
        province = region(place.province)
        assert province is not None
        found = matches(f"{bare(place)}, {bare(province)}")
        assert place in found, place
        assert {each.province for each in found} == {place.province}, place


def test_every_nickname_leads_to_a_region_that_exists() -> None:
    for name, codes, elsewhere in rows("regions.tsv"):
        for code in (*codes.split(), *elsewhere.split()):
            assert region(code) is not None, name
        if codes:
            assert {each.code for each in matches(f"saya dari {name}")} <= {*codes.split()}, name


def test_ordinary_messages_name_no_place() -> None:
    for text in ("harga emas hari ini berapa", "apa itu pkh", "bot nya ga nyambung", "kak makasih ya", "👍", "12345"):
        assert matches(text) == [], text


def test_a_place_said_early_is_found_however_long_the_text_is() -> None:
    assert [each.code for each in matches("saya tinggal di barabai. " + "banjir terus di sini kak. " * 300)] == [
        "63.07"
    ]


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, "63", "63.71"]))
def test_any_text_is_read(text: str, within: str | None) -> None:
    assert all(isinstance(each, Region) for each in matches(text, within))
