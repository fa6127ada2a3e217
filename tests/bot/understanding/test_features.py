from bot.understanding.features import concept, features, stems, weight


def test_words_of_one_meaning_share_a_feature() -> None:
    assert concept("operator") == concept("manusia") == "person"
    assert "=person" in features(["operator"]).keys() & features(["manusia"]).keys()


def test_greetings_and_places_weigh_little() -> None:
    assert weight("halo") < weight("daftar") < weight("psks")
    assert "banjarmasin" not in features(["banjarmasin"])


def test_a_pair_spans_the_small_words_between() -> None:
    assert "hapus akun" in features(["hapus", "yang", "akun"])


def test_numbers_are_alike() -> None:
    assert features(["12"]) == features(["345"]) == {"=number": 0.2}


def test_stems_are_those_of_standard_words() -> None:
    assert stems("gmn mandaftar?") == ["bagaimana", "daftar"]
