"""Workbooks whose cells are what they look like: strings are never formulas, links or numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

Cell = str | int | float | None

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a workbook is, for a channel."""
WIDTH = 18
"""Characters that a column is wide where nothing else is said."""
_LONGEST = 32_767
"""Characters that a cell holds."""
_TITLE = 31
"""Characters that a sheet's title holds."""
# Tabs and line ends become spaces; what has no shape, or turns the line around, is left out.
_BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
_SHAPELESS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """A table: `heading` stays in sight, `widths` are in characters, `notes` stand below the last row."""

    title: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Cell]] = ()
    widths: Sequence[int] = ()
    notes: Sequence[str] = ()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An XLSX file of these sheets. Rows may come one by one; none is kept in memory."""
    import xlsxwriter

    content = BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    taken: set[str] = set()
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        faint = book.add_format({"italic": True, "font_color": "#555555"})
        for sheet in sheets:
            _write(book.add_worksheet(_title(sheet.title, taken)), sheet, bold, faint)
    return content.getvalue()


def streamed(lines: Iterator[Any], sheets: Sequence[dict[str, Any]]) -> bytes:
    """A workbook whose first sheet's rows are the lines; the others bring their own."""
    first, *others = sheets
    return workbook([Sheet(**{**first, "rows": lines}), *(Sheet(**sheet) for sheet in others)])


def tidy(text: str) -> str:
    """The text as one line of a cell holds it."""
    text = _SHAPELESS.sub("", _BREAKS.sub(" ", text))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _title(title: str, taken: set[str]) -> str:
    title = re.sub(r"[\[\]:*?/\\]", " ", tidy(title)).strip(" '")[:_TITLE] or "Lembar"
    number = 2
    unique = title
    while unique.casefold() in taken:
        unique = f"{title[: _TITLE - len(str(number)) - 1]} {number}"
        number += 1
    taken.add(unique.casefold())
    return unique


def _write(page: Any, sheet: Sheet, bold: Any, faint: Any) -> None:
    for column in range(len(sheet.heading)):
        page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else WIDTH)
    page.freeze_panes(1, 0)
    for column, words in enumerate(sheet.heading):
        page.write_string(0, column, tidy(words), bold)
    last = 0
    for last, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(last, column, tidy(cell))
            elif cell is not None:
                page.write_number(last, column, cell)
    for line, note in enumerate(sheet.notes, last + 2):
        page.write_string(line, 0, tidy(note), faint)
