"""Lists of people, as coordinators keep them."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.documents.cells import Place, Refusal
from bot.documents.rolls import Listed, Roll, understood, unpacked
from bot.documents.tables import read_table

BANJAR = Place("63.03", "")
MESSY = """DAFTAR PESERTA JAMBORE PILAR SOSIAL TINGKAT PROVINSI;;;;;
KONTINGEN KAB. BANJAR;;;;;

No.;NAMA LENGKAP;Kab/Kota Asal;Unsur;No. HP/WA;NIK
(1);(2);(3);(4);(5);(6)
1;SITI AMINAH, S.SOS;Martapura;Tagana;081234567890;6303012345678901
2;budi   santoso;Kab. Banjar;PSM;81234567891;
3;"H. Ahmad; S.Pd";Banjarbaru;Karang taruna;+62 812-3456-7892 / 0813;
4;Nur'aini;;;-;
;;;;;
No.;NAMA LENGKAP;Kab/Kota Asal;Unsur;No. HP/WA;NIK
5;3. Gina;banjar;psm;8,1234567893E+10;
6;;;;;
Jumlah: 35;;;;;
Martapura, 20 November 2026;;;;;
;H. Muhammad Ketua;;;;
"""


def read(text: str, place: Place = BANJAR) -> Roll:
    return understood(read_table(text.encode()), place)


def one(row: str, place: Place = BANJAR) -> Roll:
    return read("Nama;Kabupaten;Pilar;HP\n" + row, place)


def test_people_are_found_among_titles_blanks_sums_and_signatures() -> None:
    roll = read(MESSY)
    assert roll.people == [
        Listed(6, "", "Siti Aminah, S.Sos", "63.03", "tagana", "+6281234567890"),
        Listed(7, "", "Budi Santoso", "63.03", "psm", "+6281234567891"),
        Listed(8, "", "H. Ahmad; S.Pd", "63.72", "karang_taruna", "+6281234567892"),
        Listed(9, "", "Nur'aini", "63.03", "umum", ""),
        Listed(12, "", "Gina", "63.03", "psm", "+6281234567893"),
    ]
    assert roll.refused == []


def test_what_each_column_was_taken_for_is_told() -> None:
    roll = read(MESSY)
    assert roll.used == {"name": "NAMA LENGKAP", "regency": "Kab/Kota Asal", "pillar": "Unsur", "phone": "No. HP/WA"}
    assert roll.private == ["NIK"]
    assert "6303012345678901" not in roll.packed()


@pytest.mark.parametrize(
    ("row", "why", "about"),
    [
        (";Banjar;PSM;081234567890", Refusal.NAMELESS, ""),
        ("0812345;Banjar;PSM;081234567890", Refusal.NO_NAME, "0812345"),
        ("6303012345678901;Banjar;PSM;", Refusal.NO_NAME, "•" * 16),
        ("https://x.id;Banjar;PSM;", Refusal.NO_NAME, "https://x.id"),
        ("Siti;Zzyzx;PSM;", Refusal.REGION_UNKNOWN, "Zzyzx"),
        ("Siti;Surabaya;PSM;", Refusal.REGION_OUTSIDE, "Surabaya"),
        ("Siti;Kalsel;PSM;", Refusal.REGION_UNKNOWN, "Kalsel"),
        ("Siti;Banjar;Astronot;", Refusal.PILLAR_UNKNOWN, "Astronot"),
        ("Siti;Banjar;PSM;123", Refusal.PHONE_UNREAD, "123"),
        ("Siti;Banjar;PSM;8,12E+10", Refusal.PHONE_ROUNDED, "8,12E+10"),
        ("Siti;Banjar;PSM;6.28E+12", Refusal.PHONE_ROUNDED, "6.28E+12"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_reason(row: str, why: Refusal, about: str) -> None:
    (refused,) = one(row).refused
    assert (refused.row, refused.why, refused.about) == (2, why, about)
    assert one(row).people == []


def test_a_list_of_one_pillar_takes_no_other() -> None:
    place = Place("63.03", "psm")
    assert [person.pillar for person in one("Siti;Banjar;;", place).people] == ["psm"]
    assert [row.why for row in one("Siti;Banjar;Tagana;", place).refused] == [Refusal.PILLAR_OTHER]


def test_whoever_has_no_place_is_asked_for_it_where_the_contingent_is_of_a_province() -> None:
    assert [row.why for row in one("Siti;;PSM;", Place("63", "")).refused] == [Refusal.REGION_MISSING]


def test_the_same_person_twice_is_told_with_the_first_row() -> None:
    roll = one("Siti;Banjar;PSM;081234567890\nsiti;Kab Banjar;PSM;\nSiti;Banjar;PSM;081234567899")
    assert [person.row for person in roll.people] == [2, 4]
    assert [(row.row, row.why, row.about) for row in roll.refused] == [(3, Refusal.TWICE, "2")]


@pytest.mark.parametrize(
    "headings",
    [
        "Kabupaten/Kota;Nama Relawan;Nomor WhatsApp;Pilar Sosial",
        "ASAL;NAMA;TELP;UNSUR",
        "Asal Daerah;Nama (sesuai KTP);No. Handphone;Organisasi",
        "City;Full name;Phone;Pillar",
    ],
)
def test_headings_may_have_other_words_and_another_order(headings: str) -> None:
    roll = read(f"{headings}\nBanjarbaru;Siti;081234567890;Tagana")
    assert roll.people == [Listed(2, "", "Siti", "63.72", "tagana", "+6281234567890")]


def test_names_and_phones_of_parents_are_not_taken_for_the_persons() -> None:
    roll = read("Nama;HP Orang Tua;Nama Ibu;Kota Lahir\nSiti;081234567890;Ani;Surabaya")
    assert roll.people == [Listed(2, "", "Siti", "63.03", "umum", "")]
    assert roll.unused == ["HP Orang Tua", "Nama Ibu", "Kota Lahir"]


def test_a_sheet_without_names_is_passed_over_and_told() -> None:
    roll = read("Barang;Banyak\nTenda;4")
    assert (roll.people, roll.refused, roll.passed) == ([], [], [""])


def test_a_roll_is_the_same_after_it_was_kept() -> None:
    roll = read(MESSY + "\nSiti;;;;\n")
    assert unpacked(roll.packed()) == roll


def test_a_workbook_with_merged_titles_several_sheets_and_phones_as_numbers() -> None:
    book, content = Workbook(), BytesIO()
    first = book.active
    first.title = "Banjar"
    first["A1"] = "DAFTAR HADIR KONTINGEN"
    first.merge_cells("A1:E2")
    rows: list[list[str | float | None]] = [
        [], ["NO", "NAMA", "KAB/KOTA", "UNSUR", "NO. WA"],
        [1, "SITI AMINAH", "Banjar", "Tagana", 81234567890], [2, "BUDI SANTOSO", None, "PSM", 8.1234567891e10],
        [None, None, None, None, None], ["Jumlah", 2],
    ]  # fmt: skip
    for row in rows:
        first.append(row)
    first.merge_cells("C4:C5")
    second = book.create_sheet("Tapin")
    rows = [
        ["Nama Peserta", "Telp"], ["Ani", "'081234567892"], ["Kecamatan Gambut"], [None, "081234567893"],
        [None, "Rantau, 20 November 2026"], [None, "H. Ketua"],
    ]  # fmt: skip
    for row in rows:
        second.append(row)
    book.create_sheet("Panitia").append(["Konsumsi", "Acara"])
    book.save(content)
    roll = understood(read_table(content.getvalue()), BANJAR)
    assert roll.people == [
        Listed(4, "Banjar", "Siti Aminah", "63.03", "tagana", "+6281234567890"),
        Listed(5, "Banjar", "Budi Santoso", "63.03", "psm", "+6281234567891"),
        Listed(2, "Tapin", "Ani", "63.03", "umum", "+6281234567892"),
    ]
    assert [(one.row, one.sheet, one.why) for one in roll.refused] == [(4, "Tapin", Refusal.NAMELESS)]
    assert roll.passed == ["Panitia"]
