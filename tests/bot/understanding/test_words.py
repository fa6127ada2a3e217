import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.words import lexicon, normalised, stem, tokens

WRITTEN = [
    ("gmn cara dftr jd relawan?", "bagaimana cara daftar jadi relawan"),
    ("Ulun handak umpat, kayapa caranya mandaftar?", "saya mau ikut bagaimana caranya mendaftar"),
    ("Mboten saged rawuh sesuk", "tidak bisa datang besok"),
    ("makasiiiih banyak yaa kak", "terima kasih banyak ya kakak"),
    ("bansos kok blm cair2", "bansos kok belum cair cair"),
    ("teman2nya", "teman temannya"),
    ("Jum’at jam 08.00", "jumat jam 08.00"),
    ("Assalamu'alaikum", "assalamualaikum"),
    ("maaaaf", "maaf"),
    ("ＨＡＤＩＲ", "hadir"),
    ("kawalah", "bisa lah"),
    ("dftrnya", "daftarnya"),
    ("oke 👍🏽 🙏", "oke 👍 🙏"),
    ("dtks ksb dll", "dtks ksb dll"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_words_come_out_as_a_dictionary_has_them(text: str, words: str) -> None:
    assert normalised(text) == words.split()


STEMS = [
    ("mendaftar", "daftar"),
    ("pendaftarannya", "daftar"),
    ("ngedaftar", "daftar"),
    ("ndaftar", "daftar"),
    ("dibatalin", "batal"),
    ("mbatalkan", "batal"),
    ("nyumbang", "sumbang"),
    ("ngirim", "kirim"),
    ("mengirim", "kirim"),
    ("mausulakan", "usul"),
    ("hapusin", "hapus"),
    ("nanyain", "tanya"),
    ("relawannya", "relawan"),
    ("bantuan", "bantuan"),
    ("miskin", "miskin"),
    ("mulai", "mulai"),
    ("nama", "nama"),
]


@pytest.mark.parametrize(("word", "expected"), STEMS)
def test_a_stem_has_neither_written_nor_spoken_affixes(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_the_lexicon_leads_to_standard_words_in_one_step() -> None:
    known = lexicon()
    assert 500 < len(known) < 2000
    chained = {word: meaning for word, meaning in known.items() if any(known.get(w, (w,)) != (w,) for w in meaning)}
    assert chained == {}


def test_no_word_of_the_lexicon_is_lost_on_the_way_to_it() -> None:
    assert [word for word in lexicon() if tokens(word) != [word]] == []


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_words(text: str) -> None:
    assert all(word and word == word.casefold() for word in normalised(text))
    assert all(stem(word) for word in normalised(text))


def test_a_word_without_end_is_a_word() -> None:
    assert tokens("ab" * 500_000) == ["ab" * 500_000]
