import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl

from bot.documents.sheets import Sheet, streamed, workbook

HOSTILE = [
    '=HYPERLINK("http://jahat.example","klik")', "+628115550001", "@SUM(A1:A9)", "-2+3", "\t=1+1", "a\tb\nc",
    "\u202egnirts\u202c", "\u2067kiri\u2069", "x" * 10_000, "http://jahat.example", "0812", "007", "1E5", "{=1}",
    "\x00\x07bel", "\ud800", "'apostrof", "<b>tebal</b> & lain", "_x0041_", "شيماء", "  spasi  ",
]  # fmt: skip


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def cells(content: bytes, sheet: int = 0) -> list[list[Any]]:
    page = opened(content).worksheets[sheet]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_a_table_has_its_heading_in_sight_its_widths_and_its_notes() -> None:
    content = workbook([Sheet("Relawan", ["No.", "Nama"], [[1, "Siti"], [2, None]], [6, 40], ["Dibuat untuk uji."])])
    assert cells(content) == [
        ["No.", "Nama"], [1, "Siti"], [2, None], [None, None], ["Dibuat untuk uji.", None],
    ]  # fmt: skip
    page = opened(content).active
    assert page.freeze_panes == "A2"
    assert 39 < page.column_dimensions["B"].width < 42


def test_no_string_becomes_a_formula_a_link_or_a_number() -> None:
    content = workbook([Sheet("=A1", HOSTILE[:3], [[words] for words in HOSTILE], (), HOSTILE[:3])])
    page = opened(content).active
    written = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert len(written) >= len(HOSTILE) + 6
    assert {cell.data_type for cell in written} == {"s"}
    assert not any(cell.hyperlink for cell in written)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets


def test_a_cell_is_one_line_of_what_can_be_seen() -> None:
    words = [row[0] for row in cells(workbook([Sheet("x", ["Nama"], [[words] for words in HOSTILE])]))][1:]
    assert words[1] == "+628115550001"
    assert words[4] == " =1+1"
    assert words[5] == "a b c"
    assert words[6] == "gnirts"
    assert words[8] == "x" * 10_000
    assert words[14] == "bel"


def test_a_text_beyond_what_a_cell_holds_says_that_it_goes_on() -> None:
    (_, (words,)) = cells(workbook([Sheet("x", ["Nama"], [["y" * 40_000]])]))
    assert len(words) == 32_767
    assert words.endswith("y…")


def test_titles_are_made_valid_and_unlike_each_other() -> None:
    titles = ["a/b:c?" * 9, "a/b:c?" * 9, "", "'x'", "X"]
    names = opened(workbook([Sheet(title, ["Nama"]) for title in titles])).sheetnames
    assert len(set(map(str.casefold, names))) == 5
    assert all(1 <= len(name) <= 31 for name in names)


def test_rows_may_come_one_by_one() -> None:
    def rows() -> Iterator[list[Any]]:
        yield from ([n, f"orang {n}"] for n in range(5))

    described: list[dict[str, Any]] = [
        {"title": "Relawan", "heading": ["No.", "Nama"]}, {"title": "Keterangan", "heading": ["Isi"], "rows": [["x"]]},
    ]  # fmt: skip
    content = streamed(rows(), described)
    assert len(cells(content)) == 6
    assert cells(content, 1) == [["Isi"], ["x"]]
