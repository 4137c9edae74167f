"""Indicators as ruled rows: equal neighbours in the first two columns are one cell, on the form as in 附件2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from export.blocks import CellAlign, GridCell, GridRow
from export.origin import Origin
from export.tables import PEN_ROW_MM, ROW_MM, label_cell, shown, value_cell
from model.book import Book
from model.formdef import Kind
from model.forms.indicators import INDICATORS
from model.profile import IndicatorGroup

_PEN_ROWS = 2
"""Rows ruled for the pen for each kind of indicator that a second-level heading names: 数量、质量、时效、成本指标 are four."""


class _Row(NamedTuple):
    level1: str
    level2: str
    cells: tuple[GridCell, ...]
    code: str = ""
    """The indicator; empty for a row to write in."""

    def source(self, column: str) -> Origin | None:
        """Where its cell in a column is filled in."""
        return Origin(INDICATORS.ref(self.code, column)) if self.code else None


def indicator_rows(
    book: Book, columns: Sequence[str], headings: Iterable[IndicatorGroup]
) -> Iterator[GridRow]:
    """One row for each indicator: level 1, level 2, name, then ``columns``; without any, ``headings`` with rows to write in."""
    filled = _filled(book, columns)
    rows = filled or _for_the_pen(headings, 1 + len(columns))
    row_mm = ROW_MM if filled else PEN_ROW_MM
    for level1, same1 in groupby(rows, lambda row: row.level1):
        of_level1 = list(same1)
        for level2, same2 in groupby(of_level1, lambda row: row.level2):
            of_level2 = list(same2)
            for row in of_level2:
                cells = list(row.cells)
                if row is of_level2[0]:
                    cells.insert(0, label_cell(level2, row_span=len(of_level2), source=row.source("level2")))
                if row is of_level1[0]:
                    cells.insert(0, label_cell(level1, row_span=len(of_level1), source=row.source("level1")))
                yield GridRow(tuple(cells), row_mm, keep_together=True)


def _filled(book: Book, columns: Sequence[str]) -> list[_Row]:
    def text(row: str, column: str) -> str:
        return shown(book, INDICATORS.ref(row, column))

    return [
        _Row(
            text(row, "level1"),
            text(row, "level2"),
            (_cell(book, row, "name", "left"), *(_cell(book, row, column) for column in columns)),
            row,
        )
        for row in book.group("indicators")
    ]


def _for_the_pen(headings: Iterable[IndicatorGroup], columns: int) -> list[_Row]:
    cells = (GridCell(),) * columns
    return [
        _Row(heading.level1, level2, cells)
        for heading in headings
        for level2 in heading.level2
        for _ in range(_PEN_ROWS * (level2.count("、") + 1))
    ] or [_Row("", "", cells)]


def _cell(book: Book, row: str, column: str, align: CellAlign | None = None) -> GridCell:
    kind = INDICATORS.column(column).kind
    usual: CellAlign = "left" if kind is Kind.PROSE else "decimal" if kind is Kind.SCORE else "center"
    return value_cell(book, INDICATORS.ref(row, column), align=align or usual)
