"""Fonts, fills, borders and print settings of the workbook."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from export.textwidth import estimated_lines
from model.formdef import ColumnDef, Kind

TITLE_FONT = Font(name="黑体", size=16)
SCOPE_FONT = Font(name="宋体", size=10)
HEADER_FONT = Font(name="宋体", size=11, bold=True)
BODY_FONT = Font(name="宋体", size=11)
LINK_FONT = Font(name="宋体", size=11, color="0563C1", underline="single")

HEADER_FILL = PatternFill("solid", start_color="E7EBF0")
COMPUTED_FILL = PatternFill("solid", start_color="F3F6FA")
DIFFERENT_FILL = PatternFill("solid", start_color="FCE8C8")
"""A stated total that its formula does not give."""

_THIN = Side(style="thin", color="808080")
RULED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
WORDS = Alignment(horizontal="left", vertical="center", wrap_text=True)
PROSE = Alignment(horizontal="left", vertical="top", wrap_text=True)
FIGURES = Alignment(horizontal="right", vertical="center")

LABEL_WIDTH = 26.0
SERIAL_WIDTH = 6.0
FIELD_WIDTH = 72.0
_PROSE_WIDTH = 90.0
_A4 = 9
_UPRIGHT_WIDTH = 100.0
"""Columns as wide as this together still print legibly on an upright page."""
_TITLE_HEIGHT = 28
_LINE_HEIGHT = 15.0
_LEAST_HEIGHT = 20.0
_MOST_HEIGHT = 409.0
"""Excel's own limit."""
_UNITS_PER_EM = 2.0
"""A column's width is counted in digits; a Chinese character takes two."""


def alignment_of(kind: Kind, *, field: bool) -> Alignment:
    """How values of a kind stand in their cell; in a list of fields figures stand on the left like words."""
    if kind.is_number and not field:
        return FIGURES
    return PROSE if kind is Kind.PROSE else WORDS


def width_of(column: ColumnDef, *, alone: bool) -> float:
    """A column's width in characters; a table's only column of prose is as wide as a page."""
    if column.kind is Kind.AMOUNT:
        return 15.0
    if column.kind.is_number:
        return 10.0
    if alone:
        return _PROSE_WIDTH
    return (16.0 if column.kind is Kind.PROSE else 12.0) * max(column.weight, 1.0)


def height_for(text: str, width: float) -> float:
    """About how high a row must be to show a text in a column of this width."""
    lines = estimated_lines(text, max(width / _UNITS_PER_EM - 1, 1))
    return min(max(lines * _LINE_HEIGHT + 5, _LEAST_HEIGHT), _MOST_HEIGHT)


def dress(cell: Any, font: Font, alignment: Alignment, fill: PatternFill | None = None) -> None:
    """Give a ruled cell its look."""
    cell.font, cell.alignment, cell.border = font, alignment, RULED
    if fill is not None:
        cell.fill = fill


def set_up_page(sheet: Any, widths: dict[str, float], *, header: str, freeze: str) -> None:
    """Column widths, frozen headers, and print settings: A4, one page wide, headers on each page."""
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = _TITLE_HEIGHT
    sheet.freeze_panes = freeze
    sheet.print_title_rows = header
    wide = sum(widths.values()) > _UPRIGHT_WIDTH
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
