"""The cells of one worksheet, read as a stream: only those in which something stands, wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from intake.document import MAX_CELLS, has_ink
from intake.number_format import UnclearFormatError, is_date_format, show_date, show_iso_date, show_number
from intake.problems import UnreadableSource
from intake.workbook import Workbook, rich_text, unescaped
from intake.xmltree import child, stream_xml

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}):\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_MOST_MERGES = 5_000
_MOST_COLUMNS = 16_384
_PROGRAM_MONEY = "#,##0.00"
_PROGRAM_MONEY_AS_TYPED = "#,##0.##"
"""The program's own workbooks show money with two places and store it with the digits that were typed."""


@dataclass(frozen=True)
class Cell:
    """What a cell shows. ``fault`` says why its text must not be taken for a value."""

    row: int
    column: int
    text: str
    calculated: bool = False
    rounded: bool = False
    fault: str = ""

    @property
    def address(self) -> str:
        """B5."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Merge:
    """A merged range, bounds included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class SheetCells:
    """A worksheet's visible cells in reading order, its merged ranges, and the rows and columns that are hidden."""

    cells: list[Cell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


UNCALCULATED = "公式未计算"
ERROR_VALUE = "公式出错"
UNCLEAR_FORMAT = "数字格式改变了位数"


def read_cells(data: bytes, workbook: Workbook, name: str, as_stored: bool = False) -> SheetCells:
    """Read a worksheet; ``as_stored`` keeps the digits of money as the program itself wrote them."""
    reader = _Reader(workbook, name, as_stored)
    for event, element in stream_xml(data, "row", "c", "col", "mergeCell"):
        reader.take(event, element)
    return reader.sheet


class _Reader:
    def __init__(self, workbook: Workbook, name: str, as_stored: bool) -> None:
        self._workbook = workbook
        self._name = name
        self._as_stored = as_stored
        self.sheet = SheetCells()
        self._hidden_columns = bytearray(_MOST_COLUMNS + 1)
        self._row = self._column = 0

    def take(self, event: str, element: Any) -> None:
        """Take what begins or ends."""
        kind = str(element.tag).rpartition("}")[2]
        if kind == "row" and event == "start":
            self._row = _positive(element.get("r"), self._row + 1)
            self._column = 0
            if _is_true(element.get("hidden")):
                self.sheet.hidden_rows.add(self._row)
        elif event == "end":
            if kind == "c":
                self._cell(element)
            elif kind == "col" and _is_true(element.get("hidden")):
                self._hide_columns(element)
            elif kind == "mergeCell":
                self._merge(element.get("ref") or "")
            _forget(element)

    def _hide_columns(self, element: Any) -> None:
        first = min(_positive(element.get("min"), 1), _MOST_COLUMNS)
        last = min(_positive(element.get("max"), first), _MOST_COLUMNS)
        self._hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def _cell(self, element: Any) -> None:
        place = _PLACE.fullmatch(element.get("r") or "")
        row, self._column = (
            (int(place[2]), column_number(place[1])) if place else (self._row, self._column + 1)
        )
        cell = self._shown(element, row, self._column)
        if not has_ink(cell.text):
            return
        if self._column <= _MOST_COLUMNS and self._hidden_columns[self._column]:
            self.sheet.hidden_columns.add(self._column)
        self.sheet.cells.append(cell)
        if len(self.sheet.cells) > MAX_CELLS:
            raise UnreadableSource(
                f"“{self._name}”里的表格超过 {MAX_CELLS} 格，不像是一份自评材料，请确认选对了文件。"
            )

    def _shown(self, element: Any, row: int, column: int) -> Cell:
        kind, formula = element.get("t") or "n", child(element, "f")
        value = child(element, "v")
        stored = (value.text or "") if value is not None else ""
        calculated = formula is not None
        if calculated and not stored and kind != "str":
            return Cell(row, column, f"={formula.text or ''}", fault=UNCALCULATED)  # type: ignore[union-attr]
        if kind == "e":
            return Cell(row, column, stored or "#REF!", fault=ERROR_VALUE)
        if kind in {"s", "inlineStr", "str", "b"}:
            return Cell(row, column, self._words(element, kind, stored), calculated)
        return self._figure(stored, kind, element, Cell(row, column, "", calculated))

    def _words(self, element: Any, kind: str, stored: str) -> str:
        if kind == "s":
            index = _positive(stored, -1)
            return self._workbook.texts[index] if 0 <= index < len(self._workbook.texts) else ""
        if kind == "inlineStr":
            inline = child(element, "is")
            return rich_text(inline) if inline is not None else ""
        if kind == "b":
            return "TRUE" if _is_true(stored) else "FALSE"
        return unescaped(stored)

    def _figure(self, stored: str, kind: str, element: Any, cell: Cell) -> Cell:
        number_format = self._workbook.format_of(_positive(element.get("s"), 0))
        if self._as_stored and number_format == _PROGRAM_MONEY:
            number_format = _PROGRAM_MONEY_AS_TYPED
        if not stored:
            return cell
        try:
            if kind == "d":
                shown = show_iso_date(stored, number_format)
            elif is_date_format(number_format):
                shown = show_date(stored, number_format, self._workbook.from_1904)
            else:
                shown = show_number(stored, number_format)
        except UnclearFormatError:
            return Cell(cell.row, cell.column, stored, fault=UNCLEAR_FORMAT)
        return Cell(cell.row, cell.column, shown.text, cell.calculated, shown.rounded)

    def _merge(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if found is None:
            return
        left, right = sorted((column_number(found[1]), column_number(found[3])))
        top, bottom = sorted((int(found[2]), int(found[4])))
        self.sheet.merges.append(Merge(top, left, bottom, right))
        if len(self.sheet.merges) > _MOST_MERGES:
            raise UnreadableSource(
                f"“{self._name}”里合并的单元格超过 {_MOST_MERGES} 处，不像是一份自评材料，请确认选对了文件。"
            )


def _forget(element: Any) -> None:
    """Free what has been read."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _positive(text: str | None, default: int) -> int:
    """A whole number; a damaged one counts as the default."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else default


def _is_true(text: str | None) -> bool:
    return text in {"1", "true"}


def column_number(letters: str) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column: 1 is A, 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
