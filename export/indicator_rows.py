"""Indicators as ruled rows: equal neighbours in the first two columns are one cell, on the form as in 附件2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from export.blocks import GridCell, GridRow
from export.tables import label_cell, shown
from model.book import Book
from model.formdef import Kind
from model.forms.indicators import INDICATORS


def indicator_rows(book: Book, columns: Sequence[str]) -> Iterator[GridRow]:
    """One row for each indicator: level 1, level 2, name, then ``columns``; an empty table gives one blank row."""
    rows = book.group("indicators")
    if not rows:
        yield GridRow(tuple(GridCell() for _ in range(3 + len(columns))))

    def text(row: str, column: str) -> str:
        return shown(book, INDICATORS.ref(row, column))

    for level1, same1 in groupby(rows, lambda row: text(row, "level1")):
        of_level1 = list(same1)
        for level2, same2 in groupby(of_level1, lambda row: text(row, "level2")):
            of_level2 = list(same2)
            for row in of_level2:
                cells = [
                    GridCell(text(row, "name")),
                    *(_cell(text(row, column), column) for column in columns),
                ]
                if row == of_level2[0]:
                    cells.insert(0, label_cell(level2, row_span=len(of_level2)))
                if row == of_level1[0]:
                    cells.insert(0, label_cell(level1, row_span=len(of_level1)))
                yield GridRow(tuple(cells), keep_together=True)


def _cell(text: str, column: str) -> GridCell:
    is_prose = INDICATORS.column(column).kind is Kind.PROSE
    return GridCell(text, align="left" if is_prose else "center")
