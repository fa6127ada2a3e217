"""Names as people write them."""

import pytest

from bot.understanding.personal_names import read_name, tidied


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Suharto", "Suharto"),
        ("  siti   aminah ", "siti aminah"),
        ("nama saya siti aminah", "siti aminah"),
        ("nama lengkap: Hj. Siti Aminah, S.Sos", "Hj. Siti Aminah, S.Sos"),
        ("ngaran ulun galuh", "galuh"),
        ("saya budi", "budi"),
        ("Ni'mah.", "Ni'mah"),
        ("nama saya Selamat", "Selamat"),
        ("Siti Aminah S.Pd.", "Siti Aminah S.Pd."),
        ("李小龙", "李小龙"),
        ("محمد", "محمد"),
        ("Siap Sitorus", "Siap Sitorus"),
        ("M. Noor bin H. Ahmad", "M. Noor bin H. Ahmad"),
        ("Maria Goretti van der Berg", "Maria Goretti van der Berg"),
    ],
)
def test_a_name_is_kept_as_given(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "", "?", "12345", "0812 3456 7890", "https://contoh.id", "siti@contoh.id", "iya bener", "terima kasih",
        "saya mau daftar jadi relawan dong kak", "siapa namanya?", "pkh itu apa", "baris\nlain", "a " * 12, "x" * 81,
        "www.contoh.id", "halo min", "M",
    ],
)  # fmt: skip
def test_what_is_no_name_is_none(typed: str) -> None:
    assert read_name(typed) is None


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("siti aminah", "Siti Aminah"),
        ("MUHAMMAD RIZKI", "Muhammad Rizki"),
        ("ni'mah sa'adah", "Ni'mah Sa'adah"),
        ("abdul aziz bin umar", "Abdul Aziz bin Umar"),
        ("hj. rusmini, s.sos, m.si", "Hj. Rusmini, S.Sos, M.Si"),
        ("DR. H. AHMAD, S.H., M.H.", "Dr. H. Ahmad, S.H., M.H."),
        ("AHMAD, SH", "Ahmad, SH"),
        ("dr. andi", "dr. Andi"),
        ("a.r. hakim", "A.R. Hakim"),
        ("siti-aminah", "Siti-Aminah"),
        ("Siti Aminah", "Siti Aminah"),
        ("RA Kartini", "RA Kartini"),
        ("de la Cruz", "de la Cruz"),
        ("李小龙", "李小龙"),
    ],
)
def test_a_name_in_one_case_is_written_as_names_are(typed: str, tidy: str) -> None:
    assert tidied(typed) == tidy
    assert tidied(tidy) == tidy
