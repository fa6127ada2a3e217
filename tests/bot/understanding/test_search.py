from bot.understanding.search import Index, Match

_PHRASINGS = [
    ("register", "mau daftar jadi relawan"),
    ("register", "bagaimana cara mendaftar"),
    ("schedule", "jadwal kegiatan minggu ini"),
    ("schedule", "kapan acaranya"),
    ("erase", "hapus data saya"),
    ("profile", "nama saya salah"),
]


def _best(text: str) -> Match:
    return Index(_PHRASINGS).matches(text)[0]


def test_a_known_phrasing_is_found_and_fully_covered() -> None:
    best = _best("kapan acaranya?")
    assert best.label == "schedule"
    assert best.coverage == 1.0
    assert best.score > 0.7


def test_other_words_with_the_same_stems_are_found() -> None:
    assert _best("pendaftaran relawan").label == "register"


def test_a_typo_is_read_as_the_word_it_is_near() -> None:
    assert _best("mendafttar relawan") == _best("mendaftar relawan")


def test_words_that_no_phrasing_knows_make_a_match_weaker() -> None:
    plain, strange = _best("hapus data saya"), _best("hapus virus komputer saya")
    assert strange.label == plain.label == "erase"
    assert strange.score < plain.score / 2
    assert strange.coverage < 0.5


def test_a_shortened_word_is_read_in_full() -> None:
    assert _best("mndaftar relawan") == _best("mendaftar relawan")


def test_a_phrasing_is_known_again_however_it_is_spelt() -> None:
    assert _best("Kpn acaranya?").known
    assert not _best("kapan acara besok").known


def test_words_known_only_outside_are_stray() -> None:
    index = Index([*_PHRASINGS, ("none", "jadwal bioskop")])
    best = next(match for match in index.matches("jadwal bioskop minggu ini") if match.label == "schedule")
    assert 0.3 < best.stray < 1.0
    assert Index(_PHRASINGS).matches("jadwal bioskop minggu ini")[0].stray == 0.0


def test_what_most_phrasings_of_a_label_have_marks_it() -> None:
    index = Index(
        [("pkh", "pkh itu apa"), ("pkh", "pkh untuk siapa"), ("psm", "psm itu apa"), ("psm", "psm untuk siapa")]
    )
    assert index.matches("pkh")[0].marks > 0.4
    assert index.matches("untuk siapa")[0].marks < 0.4


def test_the_name_that_somebody_gives_does_not_count() -> None:
    index = Index(_PHRASINGS)
    assert index.matches("nama saya Zubaidah mau daftar") == index.matches("nama saya mau daftar")


def test_matches_come_best_first_and_each_label_once() -> None:
    matches = Index(_PHRASINGS).matches("mau daftar, jadwal kegiatan kapan?")
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert len({match.label for match in matches}) == len(matches)


def test_nothing_matches_where_nothing_is_shared_or_known() -> None:
    assert Index(_PHRASINGS).matches("") == []
    assert Index([]).matches("mau daftar") == []
