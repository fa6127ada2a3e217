"""What a list of people says: who is on it, and which of its rows cannot be taken, and why."""

import base64
import json
import re
import resource
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.documents.cells import Place, Refusal, name_in, phone_in, pillar_in, regency_in
from bot.documents.tables import Line, Sheet, Unreadable, read_table
from bot.understanding.headings import heading
from bot.understanding.private_numbers import masked

FIELDS = ("name", "regency", "district", "pillar", "phone")
"""What is taken of a person, in the order of the columns that are asked for."""
MEMORY = 1_000_000_000
"""Bytes that reading a file may take."""
_HEADING_WITHIN = 40
"""Rows from the top in which the headings stand."""
_FOOTER = re.compile(
    r"(?:jumlah|total|catatan|keterangan|ket|mengetahui|menyetujui|nb|sumber|dicetak|hormat kami)\b", re.IGNORECASE
)
_ABSENT = frozenset({"", "-", "--", "–", "x", "0", "tidak ada", "tdk ada", "belum ada", "kosong", "n/a", "nihil"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on a list: the row (with its sheet where there are several), and the data as they would be kept."""

    row: int
    sheet: str
    name: str
    regency: str
    pillar: str
    phone: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken; `about` is what is wrong in it, `cells` what it says, in the order of FIELDS."""

    row: int
    sheet: str
    why: Refusal
    about: str
    cells: tuple[str, ...]


@dataclass(slots=True)
class Roll:
    """A list as it was understood: `used` are headings by what they hold, `unused` and `private` (NIK, KK) those that
    are not taken, `passed` the sheets without a heading for names.
    """

    people: list[Listed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    def packed(self) -> str:
        """The roll as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def unpacked(packed: str) -> Roll:
    """The roll that `packed` made."""
    fields: dict[str, Any] = json.loads(packed)
    people = [Listed(**person) for person in fields.pop("people")]
    refused = [
        Refused(**{**row, "why": Refusal(row["why"]), "cells": tuple(row["cells"])}) for row in fields.pop("refused")
    ]
    return Roll(people, refused, **fields)


def read_roll(content: str, region: str, pillar: str) -> bytes:
    """What a file (in base64) says, for the child process: as JSON, a "roll", or why it is "unreadable"."""
    # A single cell in a far corner makes a workbook ask for more memory than there is.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sheets = read_table(base64.b64decode(content))
    except (Unreadable, MemoryError) as error:
        return json.dumps({"unreadable": error.why if isinstance(error, Unreadable) else "large"}).encode()
    return json.dumps({"roll": understood(sheets, Place(region, pillar)).packed()}).encode()


def understood(sheets: Sequence[Sheet], place: Place) -> Roll:
    """The people on the sheets. Of somebody who is named twice the first row counts."""
    roll = Roll()
    headed = [(sheet, _heading_row(sheet.lines)) for sheet in sheets]
    several = sum(at is not None for _sheet, at in headed) > 1
    known: dict[tuple[str, str], list[Listed]] = {}
    for sheet, at in headed:
        if at is None:
            roll.passed.append(sheet.title)
            continue
        columns = _columns(sheet.lines[at], roll)
        for line in _rows_of_people(sheet.lines[at + 1 :], columns):
            outcome = _read(line, sheet.title if several else "", columns, place)
            if isinstance(outcome, Refused):
                roll.refused.append(outcome)
                continue
            same = known.setdefault((outcome.name.casefold(), outcome.regency), [])
            if twin := _twin(outcome, same):
                again = Refused(line.number, outcome.sheet, Refusal.TWICE, str(twin.row), _shown(line, columns))
                roll.refused.append(again)
            else:
                same.append(outcome)
                roll.people.append(outcome)
    return roll


def _heading_row(lines: Sequence[Line]) -> int | None:
    """Where the row is that names most columns, one of them the names'."""
    width = max((sum(map(bool, line.cells)) for line in lines), default=0)
    best, most = None, min(width, 2) - 1
    for at, line in enumerate(lines[:_HEADING_WITHIN]):
        found = [what for cell in line.cells if (what := heading(cell))]
        if "name" in found and len(found) > most:
            best, most = at, len(found)
    return best


def _columns(line: Line, roll: Roll) -> dict[str, list[int]]:
    """The columns of each field, and in the roll what became of each heading."""
    columns: dict[str, list[int]] = {}
    for at, cell in enumerate(line.cells):
        what = heading(cell)
        columns.setdefault(what, []).append(at)
        if what in FIELDS:
            roll.used.setdefault(what, cell)
        elif what == "private":
            roll.private.append(cell)
        elif cell and what != "number" and cell not in roll.unused:
            roll.unused.append(cell)
    return columns


def _said(line: Line, columns: dict[str, list[int]], what: str) -> list[str]:
    """What a row says in the columns of a field; nothing for a dash."""
    cells = [line.cells[at] for at in columns.get(what, ()) if at < len(line.cells)]
    return [cell for cell in cells if cell.casefold() not in _ABSENT]


def _rows_of_people(lines: Sequence[Line], columns: dict[str, list[int]]) -> Iterator[Line]:
    """The rows that are about somebody: no repeated headings, numbers of columns, blank forms, sums and signatures."""
    ended = False
    for line in lines:
        first = next(cell for cell in line.cells if cell)
        names = _said(line, columns, "name")
        others = sum(bool(_said(line, columns, what)) for what in FIELDS[1:])
        if _FOOTER.match(first) or (names and _FOOTER.match(names[0])):
            ended = True
            continue
        repeated = names and heading(names[0]) == "name" and sum(bool(heading(cell)) for cell in line.cells) > 1
        counted = all(re.fullmatch(r"\(?\d{1,2}\)?", cell) for cell in line.cells if cell)
        alone = sum(map(bool, line.cells)) == 1 and len(columns) > 1
        if repeated or counted or (ended and not others) or (alone and not _is_person(names, line, columns)):
            continue
        if names or others:
            yield line


def _is_person(names: Sequence[str], line: Line, columns: dict[str, list[int]]) -> bool:
    """Whether the only thing that stands in a row is about somebody: a name, or a telephone number."""
    if names:
        return bool(name_in(names[0])) and not heading(names[0])
    return bool(phone_in(_said(line, columns, "phone"))[0])


def _read(line: Line, sheet: str, columns: dict[str, list[int]], place: Place) -> Listed | Refused:
    said = {what: _said(line, columns, what) for what in FIELDS}

    def refused(why: Refusal, about: str) -> Refused:
        return Refused(line.number, sheet, why, masked(about), _shown(line, columns))

    if not said["name"]:
        return refused(Refusal.NAMELESS, "")
    name = name_in(said["name"][0])
    if not name:
        return refused(Refusal.NO_NAME, said["name"][0])
    regency, why = regency_in(said["regency"] or said["district"], place)
    if why:
        return refused(why, ", ".join(said["regency"] or said["district"]))
    pillar, why = pillar_in(said["pillar"], place)
    if why:
        return refused(why, ", ".join(said["pillar"]))
    phone, why = phone_in(said["phone"])
    if why:
        return refused(why, ", ".join(said["phone"]))
    return Listed(line.number, sheet, name, regency, pillar, phone)


def _twin(person: Listed, known: Sequence[Listed]) -> Listed | None:
    """Who of those of the same name and place has the same telephone, or may have."""
    return next((other for other in known if other.phone == person.phone or not (other.phone and person.phone)), None)


def _shown(line: Line, columns: dict[str, list[int]]) -> tuple[str, ...]:
    return tuple(masked(", ".join(_said(line, columns, what))) for what in FIELDS)
