"""A worksheet's cells as rows on one grid: merges honoured, unused rows and columns left out, tables told from lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from intake.document import demand_reasonable_size
from intake.labels import (
    COVER_LABELS,
    FIELD_LABELS,
    NAME_COLUMN,
    OPINION_LABELS,
    RESULT_ROW,
    is_outline_heading,
)
from intake.normalise import label_key
from intake.sheet_cells import Cell, Merge, SheetCells

_FOOTER = re.compile(
    r"\s*(?:注|说明|填报人|填表人|制表人|制表|经办人|审核人|复核人|单位负责人|财务负责人|填报日期|填表日期|制表日期)\s*(?:\d\s*)?[:：]"
)
_NUMBERED = re.compile(r"\s*[0-9０-９]{1,3}\s*[、.．]")
"""An institution whose row is empty but for its name: 3、某中心."""
_LESSER_HEADING = re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[)）]")
_LONGEST_NAME = 40
_FIRST_HEADINGS = NAME_COLUMN | frozenset(map(label_key, ("序号", "一级指标", "姓名", "评价内容")))


@dataclass(frozen=True)
class GridCell:
    """A place on the grid. ``cell`` is None where nothing stands; ``continues`` in the rest of a vertical merge."""

    cell: Cell | None
    column: int
    col_span: int = 1
    continues: bool = False


@dataclass(frozen=True)
class GridRow:
    """A row in which something stands. ``after_gap`` tells that a blank row stands above it."""

    cells: tuple[GridCell, ...]
    after_gap: bool

    @property
    def inked(self) -> tuple[GridCell, ...]:
        """The places where something stands."""
        return tuple(cell for cell in self.cells if cell.cell is not None)

    @property
    def width(self) -> int:
        """The columns of the grid."""
        return self.cells[-1].column + self.cells[-1].col_span if self.cells else 0


@dataclass
class SheetGrid:
    """The rows, and the cells that were left out because the page does not show them."""

    rows: list[GridRow] = field(default_factory=list)
    hidden: list[Cell] = field(default_factory=list)
    covered: list[Cell] = field(default_factory=list)


def lay_out_sheet(sheet: SheetCells, name: str) -> SheetGrid:
    """The sheet's rows on a grid of the columns that are used."""
    grid = SheetGrid()
    shown = _without_hidden(sheet, grid)
    shown = _without_covered(shown, sheet.merges, grid)
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in shown:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    columns = sorted({cell.column for cell in shown})
    demand_reasonable_size(name, len(by_row), len(by_row) * len(columns), columns=len(columns))
    places = _merged_places(sheet.merges, sorted(by_row), columns, name)
    above = 0
    for row in sorted(by_row):
        cells = tuple(_row_cells(row, by_row[row], columns, places))
        grid.rows.append(GridRow(cells, row > above + 1 and above > 0))
        above = row
    return grid


def _without_hidden(sheet: SheetCells, grid: SheetGrid) -> list[Cell]:
    shown: list[Cell] = []
    for cell in sheet.cells:
        is_hidden = cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns
        (grid.hidden if is_hidden else shown).append(cell)
    return shown


def _without_covered(cells: Sequence[Cell], merges: Sequence[Merge], grid: SheetGrid) -> list[Cell]:
    """The cells without those that a merge covers: Excel shows the upper left one only."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = sorted(rows)
    covered: set[Cell] = set()
    for merge in merges:
        for row in _between(numbers, merge.top, merge.bottom):
            covered.update(
                cell
                for cell in rows[row]
                if merge.left <= cell.column <= merge.right
                and (cell.row, cell.column) != (merge.top, merge.left)
            )
    grid.covered.extend(cell for cell in cells if cell in covered)
    return [cell for cell in cells if cell not in covered]


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    """The part of a sorted list from ``first`` to ``last``."""
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


_Places = dict[tuple[int, int], GridCell]


def _merged_places(
    merges: Sequence[Merge], rows: Sequence[int], columns: Sequence[int], name: str
) -> _Places:
    """Where merges begin, for each row they cross: how many used columns they cover there."""
    index = {column: place for place, column in enumerate(columns)}
    places: _Places = {}
    for merge in merges:
        within = _between(columns, merge.left, merge.right)
        if not within:
            continue
        for row in _between(rows, merge.top, merge.bottom):
            continues = row > merge.top
            places[row, within[0]] = GridCell(None, index[within[0]], len(within), continues)
            demand_reasonable_size(name, cells=len(places))
    return places


def _row_cells(
    row: int, cells: dict[int, Cell], columns: Sequence[int], places: _Places
) -> Iterator[GridCell]:
    until = 0
    for index, column in enumerate(columns):
        merged = places.get((row, column))
        if index < until and column not in cells:
            continue
        span = min(merged.col_span, len(columns) - index) if merged else 1
        yield GridCell(cells.get(column), index, span, merged is not None and merged.continues)
        until = index + span


# -- tables and lines --------------------------------------------------------------------------------------------------


def is_line(rows: Sequence[GridRow], index: int, in_table: bool) -> bool:
    """Whether a row is no part of a table: a title or a line of text."""
    row = rows[index]
    inked = row.inked
    first = inked[0].cell
    text = first.text if first is not None else ""
    if len(inked) > 1 or _is_box(text):
        return False
    if not in_table or is_outline_heading(text) or _LESSER_HEADING.match(text) or len(text) > _LONGEST_NAME:
        return True
    if _NUMBERED.match(text):
        return False
    following = rows[index + 1] if index + 1 < len(rows) else None
    above_header = following is not None and _is_header(following)
    return row.after_gap or above_header or inked[0].col_span > max(2, row.width // 2)


def is_remark(row: GridRow) -> bool:
    """Whether a row is of the kind that stands below a table: 注：…, 填报人：…　填报日期：…."""
    first = row.inked[0].cell
    return first is not None and _FOOTER.match(first.text) is not None


def _is_box(text: str) -> bool:
    """Whether a cell that fills its row is one of the form's: an opinion, the verdict, a field with its label."""
    first = label_key(re.split(r"[:：\n]", text.strip(), maxsplit=1)[0])
    return (
        first in OPINION_LABELS or first in RESULT_ROW or first in FIELD_LABELS.keys() - COVER_LABELS.keys()
    )


def _is_header(row: GridRow) -> bool:
    first = row.inked[0].cell
    return len(row.inked) > 1 and first is not None and label_key(first.text) in _FIRST_HEADINGS
