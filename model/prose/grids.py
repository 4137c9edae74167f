"""Tables inside report text as grids: header, label columns, figures by column; two-sided tables (收入|支出) as two grids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.prose.text import Cell, Table

_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%‰]?")
_EMPTY = re.compile(r"[-—–/\\ ]*|无|不适用")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_RATIO_HEADER = re.compile(r"率|占|比重|比例|幅|%")
_NO_MEASURE = re.compile(r"序号|编号|代码|编码|行次|电话|日期|年份|权重系数|^[类款项]$")
_CODE = re.compile(r"2[0-3]\d(?:\d\d){0,2}|30\d(?:\d\d)?")
"""Codes of the functional (201, 20103, 2010301) and economic (301, 30101) classification."""
_LEVEL_COLUMNS = frozenset("类款项")
"""Codes told over three columns: which row is part of which is not read."""
_LONGEST = 400
"""Rows of one table that are read; keeps the reading linear."""


@dataclass(frozen=True)
class Column:
    """One column of figures."""

    header: str
    cells: tuple[Cell, ...]
    figures: tuple[Decimal | None, ...]
    """Per body row; None where nothing or no figure stands."""

    @property
    def ratio(self) -> bool:
        """Percentages, which are never added up."""
        return bool(_RATIO_HEADER.search(self.header)) or any("%" in cell.text for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """The body of a table: one label per row, and the columns of figures that belong to it."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    scored: bool
    """True for tables of 分值 and 得分."""
    levelled: bool
    """True where 类, 款 and 项 stand in columns of their own."""


def figure_of(cell: Cell) -> Decimal | None:
    """The figure of a cell, without % and thousands separators."""
    text = cell.text.replace(" ", "")
    return Decimal(text.rstrip("%‰").replace(",", "")) if _FIGURE.fullmatch(text) else None


def grids(table: Table) -> Iterator[Grid]:
    """Every side of a table which has a header and figures."""
    header, body = _header_and_body(table)
    if header is None or not body:
        return
    scored = any("得分" in cell.text for cell in header) and any(
        re.search(r"分值|权重|满分", cell.text) for cell in header
    )
    for labels, figures in _sides(header, body):
        names = tuple(" ".join(row[index].text for index in labels).strip() for row in body)
        columns = tuple(_column(header[index], [row[index] for row in body]) for index in figures)
        yield Grid(names, columns, scored, any(cell.text in _LEVEL_COLUMNS for cell in header))


def _header_and_body(table: Table) -> tuple[list[Cell] | None, list[list[Cell]]]:
    """The last row before the figures is the header; rows of another width are left out."""
    rows = [list(row) for row in table.rows[:_LONGEST]]
    first = next((index for index, row in enumerate(rows) if any(_measures(cell) for cell in row)), 0)
    if first == 0 or first > 3:
        return None, []
    header = rows[first - 1]
    width = len(header)
    if first > 1 and len(rows[first - 2]) == width:
        # 小计 below 公务用车购置及运行费: what is empty below is called by what stands above
        pairs = zip(rows[first - 2], header, strict=True)
        header = [below if below.text else above for above, below in pairs]
    if width < 2 or sum(bool(cell.text) for cell in header) < 2:
        return None, []
    body = [_padded(row, width) for row in rows[first:]]
    fitting = [row for row in body if row is not None]
    return (header, fitting) if len(fitting) == len(body) else (None, [])


def _measures(cell: Cell) -> bool:
    """A figure, and no year of a header."""
    return figure_of(cell) is not None and not _YEAR.fullmatch(cell.text)


def _padded(row: list[Cell], width: int) -> list[Cell] | None:
    if len(row) > width:
        return None
    end = row[-1].end if row else 0
    return [*row, *[Cell("", end, end)] * (width - len(row))]


def _sides(header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> Iterator[tuple[list[int], list[int]]]:
    """Label columns with the columns of figures behind them, from left to right."""
    labels: list[int] = []
    figures: list[int] = []
    for index, cell in enumerate(header):
        kind = _kind_of_column(cell, [row[index] for row in body])
        if kind == "label":
            if figures and labels:
                yield labels, figures
                labels, figures = [], []
            labels.append(index)
        elif kind == "figures":
            figures.append(index)
    if figures:
        yield labels, figures


def _kind_of_column(header: Cell, cells: Sequence[Cell]) -> str:
    filled = [cell for cell in cells if not _EMPTY.fullmatch(cell.text)]
    coded = sum(_CODE.fullmatch(cell.text) is not None for cell in filled)
    if filled and coded * 2 > len(filled) and not _YEAR.fullmatch(filled[0].text):
        return "label"
    if not filled or _NO_MEASURE.search(header.text):
        return "empty"
    figures = [cell for cell in filled if figure_of(cell) is not None]
    return "figures" if len(figures) == len(filled) else "label"


def _column(header: Cell, cells: Sequence[Cell]) -> Column:
    return Column(header.text, tuple(cells), tuple(figure_of(cell) for cell in cells))
