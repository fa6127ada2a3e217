from bot.understanding.territory import Region, covers, provinces, regencies, region, zone_of


def test_all_38_provinces_and_514_regencies_are_known() -> None:
    assert len(provinces()) == 38
    assert len(regencies()) == 514
    assert [each.name for each in regencies("63")][:3] == [
        "Kabupaten Tanah Laut",
        "Kabupaten Kotabaru",
        "Kabupaten Banjar",
    ]
    assert len(regencies("63")) == 13


def test_a_region_is_found_by_its_code() -> None:
    assert region("63.71") == Region("63.71", "Kota Banjarmasin", "63", "regency")
    assert region("63") == Region("63", "Kalimantan Selatan", "63", "province")
    assert region("63.99") is None
    assert region("63.01.01") is None


def test_kota_and_kabupaten_are_told_apart() -> None:
    cities = {each.code for each in regencies("63") if each.is_city}
    assert cities == {"63.71", "63.72"}


def test_a_province_covers_itself_and_what_lies_in_it() -> None:
    assert covers("63", "63.71")
    assert covers("63.71", "63.71")
    assert covers("", "63.71")
    assert not covers("63.71", "63")
    assert not covers("6", "63")


def test_every_region_has_its_zone() -> None:
    zones = {
        code: zone_of(code) for code in ("11", "31.71", "61.71", "62", "63", "51.03", "73.71", "81", "91", "96.71")
    }
    assert zones == {
        "11": "Asia/Jakarta",
        "31.71": "Asia/Jakarta",
        "61.71": "Asia/Pontianak",
        "62": "Asia/Pontianak",
        "63": "Asia/Makassar",
        "51.03": "Asia/Makassar",
        "73.71": "Asia/Makassar",
        "81": "Asia/Jayapura",
        "91": "Asia/Jayapura",
        "96.71": "Asia/Jayapura",
    }
    assert {code: zone_of(code) for code in zones} == zones


def test_the_villages_stay_on_disk() -> None:
    names = {each.name for each in (*provinces(), *regencies())}
    assert "Bakongan" not in names
    assert len(names) == 552
