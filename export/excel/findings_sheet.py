"""The sheet 审核结果: every finding with a link to its cell and the clerk's answer, then what could not be checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from export.audit_report import NOT_CHECKED, message_of, places_in_words, verdict_words
from export.excel import looks
from export.excel.plan import FINDINGS_TITLE, HEADER_ROW, SCOPE_ROW, TITLE_ROW
from export.excel.values import put_text
from model.book import Book
from model.cells import CellRef
from model.explaining import answer_of, standing_of
from model.forms.overview import COVER

_HEADERS = ("序号", "级别", "编号", "位置", "问题", "填报", "应为", "说明", "审核说明")
_WIDTHS = (6.0, 10.0, 8.0, 34.0, 60.0, 14.0, 14.0, 40.0, 40.0)
_PLACE_COLUMN = 4
_FIRST_ROW = HEADER_ROW + 1


def write_findings(sheet: Any, book: Book, location: Callable[[CellRef], str]) -> None:
    """Draw the list; ``location`` tells where a cell is in the workbook, empty where it is not."""
    _text(sheet, TITLE_ROW, 1, FINDINGS_TITLE)
    sheet.cell(TITLE_ROW, 1).font, sheet.cell(TITLE_ROW, 1).alignment = looks.TITLE_FONT, looks.CENTRED
    _text(sheet, SCOPE_ROW, 1, _summary(book))
    sheet.cell(SCOPE_ROW, 1).font = looks.SCOPE_FONT
    for row in (TITLE_ROW, SCOPE_ROW):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_HEADERS))
    for column, title in enumerate(_HEADERS, 1):
        _text(sheet, HEADER_ROW, column, title)
        looks.dress(sheet.cell(HEADER_ROW, column), looks.HEADER_FONT, looks.CENTRED, looks.HEADER_FILL)
    lines: list[tuple[CellRef, tuple[str, ...]]] = [
        (
            one.place,
            (
                standing_of(book, one),
                one.code,
                book.name(one.place),
                message_of(book, one),
                one.stated,
                one.expected,
                one.explanation,
                answer_of(book, one),
            ),
        )
        for one in book.findings
    ]
    lines += [
        (
            gap.first.place,
            (NOT_CHECKED, "、".join(gap.codes), places_in_words(book, gap), gap.reason, "", "", "", ""),
        )
        for gap in book.gaps
    ]
    for number, (place, texts) in enumerate(lines):
        _line(sheet, _FIRST_ROW + number, number + 1, texts)
        _link(sheet, _FIRST_ROW + number, location(place))
    widths = {get_column_letter(column): width for column, width in enumerate(_WIDTHS, 1)}
    looks.set_up_page(sheet, widths, header=f"{HEADER_ROW}:{HEADER_ROW}", freeze=f"A{_FIRST_ROW}")
    if lines:
        last = get_column_letter(len(_HEADERS))
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{_FIRST_ROW + len(lines) - 1}"


def _summary(book: Book) -> str:
    return f"{book.text(COVER.ref('unit_name'))}{book.year}年度：{verdict_words(book)}"


def _line(sheet: Any, row: int, serial: int, texts: tuple[str, ...]) -> None:
    sheet.cell(row, 1).value = serial
    looks.dress(sheet.cell(row, 1), looks.BODY_FONT, looks.CENTRED)
    for column, text in enumerate(texts, 2):
        _text(sheet, row, column, text)
        looks.dress(sheet.cell(row, column), looks.BODY_FONT, looks.WORDS)
    heights = (looks.height_for(text, width) for text, width in zip(texts, _WIDTHS[1:], strict=True))
    sheet.row_dimensions[row].height = max(heights)


def _link(sheet: Any, row: int, location: str) -> None:
    if not location:
        return
    cell = sheet.cell(row, _PLACE_COLUMN)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
    cell.font = looks.LINK_FONT


def _text(sheet: Any, row: int, column: int, text: str) -> None:
    put_text(sheet.cell(row, column), text, f"{FINDINGS_TITLE}第{row}行")
