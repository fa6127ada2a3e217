"""Kecamatan that somebody says."""

import pytest

from bot.understanding.districts import district_in, regencies_with_district


@pytest.mark.parametrize(
    ("text", "regency", "district"),
    [
        ("kec martapura, kab banjar", "63.03", "Martapura"),
        ("kec gambut kab banjar", "63.03", "Gambut"),
        ("Kecamatan Landasan Ulin", "63.72", "Landasan Ulin"),
        ("kec. banjarbaru utra", "63.72", "Banjarbaru Utara"),
        ("kec martapura", "63.72", ""),
        ("martapura", "63.03", ""),
        ("", "63.03", ""),
    ],
)
def test_a_kecamatan_is_heard_where_it_is_said_and_lies_there(text: str, regency: str, district: str) -> None:
    assert district_in(text, regency) == district


def test_a_kecamatan_alone_tells_its_kabupaten() -> None:
    assert regencies_with_district("kec gambut") == ["63.03"]
    assert regencies_with_district("kec tidak ada begini") == []
    assert len(regencies_with_district("kec banjarsari")) > 1
