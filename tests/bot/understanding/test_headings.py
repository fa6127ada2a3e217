"""What a column holds, by its heading."""

import pytest

from bot.understanding.headings import heading


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Nama", "name"), ("NAMA LENGKAP", "name"), ("Nama sesuai KTP", "name"), ("Nama/Name", "name"),
        ("Nama Kabupaten", "regency"), ("Kab./Kota", "regency"), ("asal", "regency"), ("Kecamatan", "district"),
        ("No. HP", "phone"), ("No. Telp/WA aktif", "phone"), ("No", "number"), ("No.", "number"), ("NIK", "private"),
        ("No. KTP", "private"), ("Nama Wali", "other"), ("Kontak darurat", "other"), ("No Anggota", "other"),
        ("Pilar Sosial", "pillar"), ("Unsur/Organisasi", "pillar"), ("Hobi", ""), ("", ""), ("---", ""),
        ("Daftar nama peserta jambore pilar sosial provinsi", ""),
    ],
)  # fmt: skip
def test_a_heading_says_what_the_column_holds(text: str, column: str) -> None:
    assert heading(text) == column
