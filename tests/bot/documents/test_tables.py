"""Tables as people keep them."""

import base64
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.documents import child
from bot.documents.tables import Line, Unreadable, read_table

ROWS = (("Nama", "HP"), ("Siti Aminah", "0812"), ("José", "0813"))


def lines(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    (sheet,) = read_table(content)
    return [(line.number, line.cells) for line in sheet.lines]


def workbook(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), hidden: Sequence[Sequence[Any]] = ()) -> bytes:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    if hidden:
        other = book.create_sheet("rahasia")
        other.sheet_state = "hidden"
        for row in hidden:
            other.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_is_read_in_every_encoding_and_with_every_separator(encoding: str, separator: str) -> None:
    written = "\r\n".join(separator.join(row) for row in ROWS).encode(encoding)
    assert lines(written) == list(enumerate(ROWS, 1))


def test_excels_own_line_about_the_separator_is_no_row_but_counts() -> None:
    assert lines(b"sep=;\nNama;HP\nSiti;0812\n") == [(2, ("Nama", "HP")), (3, ("Siti", "0812"))]


def test_quoted_cells_keep_separators_and_lines() -> None:
    assert lines(b'Nama,HP\n"Siti, S.Sos\nBanjar",0812\n') == [(1, ("Nama", "HP")), (2, ("Siti, S.Sos Banjar", "0812"))]


def test_rows_keep_their_numbers_where_others_are_empty() -> None:
    book = workbook([[], [None, "Daftar"], [], [None, "Nama", "HP"], [None, "Siti", 81234567890.0]])
    assert lines(book) == [(2, ("", "Daftar", "")), (4, ("", "Nama", "HP")), (5, ("", "Siti", "81234567890"))]


def test_dates_and_numbers_are_as_people_read_them() -> None:
    assert lines(workbook([["a", date(2026, 11, 28), 3.5, 7, True]])) == [(1, ("a", "2026-11-28", "3.5", "7", "True"))]


def test_what_is_merged_downwards_is_meant_for_each_row() -> None:
    book = workbook([["Kab", "Nama"], ["Banjar", "Siti"], [None, "Budi"], ["Tapin", "Ani"]], ["A2:A3"])
    assert [cells for _number, cells in lines(book)][1:] == [("Banjar", "Siti"), ("Banjar", "Budi"), ("Tapin", "Ani")]


def test_hidden_and_empty_sheets_are_left_out() -> None:
    assert [sheet.title for sheet in read_table(workbook([["Nama"]], hidden=[["rahasia"]]))] == ["Sheet"]


def test_characters_that_are_not_shown_are_taken_out() -> None:
    assert lines("Nama\u200b,HP\nSi\u202eti,08\x0712\n".encode()) == [(1, ("Nama", "HP")), (2, ("Si ti", "08 12"))]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\n \n;;;\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "kind"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "kind"),
        (b"<html><table><tr><td>Nama", "kind"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (workbook(ROWS)[:-400], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"Nama,HP\n" + b"Siti,0812\n" * 5_001, "large"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_table(content)
    assert refused.value.why == why


def test_a_line_knows_its_cells() -> None:
    assert read_table(b"Nama,HP")[0].lines == (Line(1, ("Nama", "HP")),)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"Nama;HP\n"]),
)
def test_no_content_does_more_than_be_refused(content: bytes, start: bytes) -> None:
    with suppress(Unreadable):
        assert read_table(start + content)


async def test_a_workbook_that_asks_for_more_memory_than_there_is_ends_its_own_process_only() -> None:
    far = Workbook()
    far.active["A1"], far.active["XFD1000000"] = "Nama", "jauh"
    content = BytesIO()
    far.save(content)
    packed = base64.b64encode(content.getvalue()).decode()
    with pytest.raises(child.NotMade):
        await child.made("rolls.read_roll", content=packed, region="63", pillar="")
