"""From form definitions to ruled rows: header bands, label columns, values as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from export.blocks import Borders, CellAlign, Face, GridCell, GridRow
from export.origin import Origin
from export.typesizes import STACK_LEADING
from model.book import Book
from model.cells import CellRef
from model.formdef import FormDef, HeaderBand, Kind, RowDef
from model.forms import FORMS
from model.forms.finance import SUMMARY
from model.naming import row_label
from model.valuewords import value_words

FORM_WIDTH_MM = 156.0
"""As wide as the type area of GB/T 9704, which form, annexes and text have in common."""
ROW_MM, PEN_ROW_MM = 7.0, 8.0
"""A row of printed figures, and one to be written in by hand."""
_PEN_UNITS = 4
"""Rows for 二级机构 in each finance table of a blank form."""
_MM_PER_PT = 25.4 / 72
_LABEL_SPARE_MM = 3
"""What a vertical label's cell has above and below the label."""


def shown(book: Book, ref: CellRef) -> str:
    """The cell's value as it is printed: money with two decimals or more, percentages with their sign, a chosen row by its name."""
    if FORMS[ref.sheet].kind_of(ref.row, ref.column) is Kind.PROSE:
        return book.prose(ref)
    return value_words(book, ref, book.value(ref))


def value_cell(book: Book, ref: CellRef, **options: object) -> GridCell:
    """The cell of the packet as a cell on paper."""
    return GridCell(shown(book, ref), source=Origin(ref), **options)  # type: ignore[arg-type]


def label_cell(text: str, **options: object) -> GridCell:
    """A printed label: centred, in the form's own face."""
    return GridCell(text, align="center", **options)  # type: ignore[arg-type]


def vertical_label(text: str) -> tuple[GridCell, GridCell]:
    """A label down the left side of a table: what the header rows have of its cell, and the label beside the rows below.

    Two cells that look like one: the header stands again on further pages, and nothing may reach out of it.
    """
    above = label_cell("", borders=Borders(bottom=False))
    return above, label_cell(text, vertical=True, borders=Borders(top=False))


def vertical_label_mm(label: GridCell) -> float:
    """The height at which a vertical label stands one character below the other."""
    return len(label.text) * label.size_pt * STACK_LEADING * _MM_PER_PT + _LABEL_SPARE_MM


def header_rows(bands: Sequence[HeaderBand], label: str) -> tuple[GridRow, ...]:
    """The header tree as ruled rows; the label column spans all of them."""
    depth = max(band.depth for band in bands)
    rows: list[list[GridCell]] = [[] for _ in range(depth)]
    if label:
        rows[0].append(label_cell(label, row_span=depth))

    def place(band: HeaderBand, level: int) -> None:
        if band.column:
            rows[level].append(label_cell(band.title, row_span=depth - level))
            return
        rows[level].append(label_cell(band.title, col_span=len(band.leaves)))
        for child in band.children:
            place(child, level + 1)

    for band in bands:
        place(band, 0)
    return tuple(GridRow(tuple(cells), keep_with_next=True) for cells in rows)


def value_rows(book: Book, form: FormDef, row_mm: float) -> tuple[GridRow, ...]:
    """One ruled row for each row of the form: its label, then its values."""
    return tuple(GridRow(_row_cells(book, form, row), row_mm, keep_together=True) for row in book.rows(form))


def pen_unit_rows(form: FormDef) -> tuple[GridRow, ...]:
    """Numbered empty rows for 二级机构, to be named and filled by pen."""
    template = form.template
    assert template is not None
    first = 1 + sum(isinstance(row, RowDef) and row.code != SUMMARY for row in form.rows)
    blank = tuple(GridCell() for column in form.columns if column.on_form)
    return tuple(
        GridRow(
            (GridCell(template.title.format(number=number, name="")), *blank), PEN_ROW_MM, keep_together=True
        )
        for number in range(first, first + _PEN_UNITS)
    )


def _row_cells(book: Book, form: FormDef, row: str) -> tuple[GridCell, ...]:
    cells = [GridCell(row_label(book, form, row))] if form.label_title else []
    for column in form.columns:
        if column.on_form:
            cells.append(value_cell(book, form.ref(row, column.code), align=value_align(column.kind)))
    return tuple(cells)


def value_align(kind: Kind) -> CellAlign:
    """How a value stands in its column, in a row of the body as in a total: money with the points under each other."""
    return "decimal" if kind is Kind.AMOUNT else "center"


def part_heading(text: str, columns: int) -> GridRow:
    """A full-width row that opens a part of the form: 一、部门（单位）基本概况."""
    cell = GridCell(text, col_span=columns, align="center", face=Face.HEITI, size_pt=12)
    return GridRow((cell,), min_height_mm=10, keep_together=True, keep_with_next=True)


def sub_heading(text: str, columns: int) -> GridRow:
    """A full-width row that opens a table within a part: 年度收入情况（万元）."""
    cell = GridCell(text, col_span=columns, align="center", face=Face.HEITI)
    return GridRow((cell,), keep_together=True, keep_with_next=True)
