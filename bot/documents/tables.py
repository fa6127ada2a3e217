"""Reads the tables that people keep: XLSX, XLS and ODS, and CSV in whatever encoding and with whatever separator."""

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

UNPACKED = 80_000_000
"""Bytes that a workbook may grow to when it is unpacked."""
ROWS = 5_000
"""Rows that are read of a sheet."""
COLUMNS = 100
"""Columns that are read of a sheet."""
_SEPARATORS = ";\t,|"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Unreadable(Exception):
    """It is no table that could be read; `why` is "kind", "locked", "damaged", "large" or "empty"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet as people wrote it; `number` is the row's own in the file, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that have anything in them."""

    title: str
    lines: tuple[Line, ...]


def read_table(content: bytes) -> list[Sheet]:
    """The sheets of a file that have anything in them. Raises Unreadable."""
    read = _read_workbook if content.startswith((_ZIP, _OLE)) else _read_text
    sheets = [sheet for sheet in read(content) if sheet.lines]
    if not sheets:
        raise Unreadable("empty")
    if any(line.number > ROWS for sheet in sheets for line in sheet.lines):
        raise Unreadable("large")
    return sheets


def _read_workbook(content: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    _refuse_large(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        ]
        return [_read_sheet(workbook.get_sheet_by_name(name)) for name in shown]
    except PasswordError as error:
        raise Unreadable("locked") from error
    except (CalamineError, ValueError, OSError) as error:
        # A workbook with a password is an encrypted package, which only looks like an old workbook.
        raise Unreadable("locked" if "EncryptedPackage".encode("utf-16-le") in content else "damaged") from error


def _refuse_large(content: bytes) -> None:
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names, size = packed.namelist(), sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable("damaged") from error
    if size > UNPACKED:
        raise Unreadable("large")
    if not {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}.intersection(names) or "word/document.xml" in names:
        raise Unreadable("kind")


def _read_sheet(sheet: Any) -> Sheet:
    if sheet.start is None:
        return Sheet(sheet.name, ())
    top, left = sheet.start
    rows = [
        [""] * min(left, COLUMNS) + [_as_written(cell) for cell in cells[:COLUMNS]]
        for cells in sheet.to_python(skip_empty_area=True, nrows=ROWS + 1)
    ]
    for (first, column), (last, _right) in sheet.merged_cell_ranges or ():
        # One kabupaten merged down over its people is meant for each of them.
        for row in range(first + 1, last + 1):
            if first >= top and row - top < len(rows) and column < len(rows[row - top]):
                rows[row - top][column] = rows[row - top][column] or rows[first - top][column]
    return Sheet(sheet.name, _lines(rows, top + 1))


def _lines(rows: Iterable[Sequence[str]], first: int) -> tuple[Line, ...]:
    numbered = ((number, tuple(cell.strip() for cell in row)) for number, row in enumerate(rows, first))
    return tuple(Line(number, cells) for number, cells in numbered if any(cells))


def _as_written(cell: Any) -> str:
    """What stands in a cell, as a person would read it: whole numbers without a point, dates without an hour."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return _tidy(str(cell))


def _tidy(text: str) -> str:
    return " ".join(
        re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff]", " ", text).split()
    )


def _read_text(content: bytes) -> list[Sheet]:
    text = _decoded(content)
    if text.lstrip()[:1] == "<" or text.startswith("%PDF"):
        raise Unreadable("kind")
    named = re.match(r"\s*sep=(.)\r?\n", text, re.IGNORECASE)
    separator = named[1] if named else _separator(text)
    try:
        rows = [[_tidy(cell) for cell in row[:COLUMNS]] for row in csv.reader(StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise Unreadable("damaged") from error
    if named:
        rows[0] = []
    return [Sheet("", _lines(rows, 1))]


def _decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, with or without a mark at its beginning, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    sample = content[:2000]
    for encoding, nul in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if nul and nul.count(0) > len(nul) * 0.6:
            return content.decode(encoding, "replace")
    if b"\0" in sample:
        raise Unreadable("kind")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if sum(byte < 32 and byte not in b"\t\n\r\f" for byte in sample) > len(sample) // 50:
        raise Unreadable("kind")
    return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The sign that parts most lines into the same number of cells."""

    def agreement(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(StringIO(text[:20_000]), delimiter=separator))
        except csv.Error:
            return 0, 0
        return max(((lines, width) for width, lines in widths.items() if width > 1), default=(0, 0))

    return max(_SEPARATORS, key=agreement)
