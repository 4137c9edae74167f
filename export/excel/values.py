"""Writes one value into one cell: words stay words, figures keep their digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.comments import Comment

from export.errors import ExportError
from export.plaintext import refuse_unwritable
from model.amounts import decimal_places
from model.formdef import Kind

LONGEST_TEXT = 32_767
"""What a cell of Excel holds, in UTF-16 units."""
_MOST_DIGITS = 15
_SHORT_TEXT = 255
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TEXT_FORMAT = "@"
_PROGRAM = "绩效自评"
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 110


@dataclass
class ExactCells:
    """The text that must stand in a cell's value element, by coordinate, for figures and for formula results."""

    figures: dict[str, str] = field(default_factory=dict)
    results: dict[str, Decimal | str] = field(default_factory=dict)


def put_text(cell: Any, text: str, place: str) -> None:
    """Write words; whatever they begin with, they never become a formula."""
    refuse_unwritable(text, place)
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise ExportError(
            f"“{place}”的文字超过 Excel 单元格的上限（{LONGEST_TEXT} 字），请精简后再导出表格。"
        )
    if not text:
        return
    cell.value = _ESCAPE_LIKE.sub("_x005F_", text)
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def put_field_text(cell: Any, text: str, place: str) -> None:
    """Write words that the clerk typed; short ones as Excel's own text, so that 004001 keeps its zeros if edited."""
    put_text(cell, text, place)
    if len(text) <= _SHORT_TEXT and "\n" not in text:
        cell.number_format = _TEXT_FORMAT


def put_figure(cell: Any, value: Decimal, kind: Kind, exact: ExactCells) -> None:
    """Write a figure with all its digits; a percentage becomes a real one."""
    stored = stored_figure(value, kind)
    cell.value = stored
    cell.number_format = number_format(value, kind)
    exact.figures[cell.coordinate] = f"{stored:f}"
    if len(stored.normalize().as_tuple().digits) > _MOST_DIGITS:
        add_remark(cell, f"Excel 只保留 {_MOST_DIGITS} 位有效数字，原数为{value:f}。")


def put_formula(cell: Any, formula: str, result: Decimal | str | None, kind: Kind, exact: ExactCells) -> None:
    """Write a formula with its result, which readers that do not calculate will show."""
    cell.value = formula
    if isinstance(result, Decimal):
        exact.results[cell.coordinate] = stored_figure(result, kind)
        cell.number_format = number_format(result, kind)
    else:
        exact.results[cell.coordinate] = result or ""
        cell.number_format = number_format(Decimal(0), kind)


def stored_figure(value: Decimal, kind: Kind) -> Decimal:
    """98 percent is stored as 0.98."""
    return value.scaleb(-2) if kind is Kind.PERCENT else value


def number_format(value: Decimal, kind: Kind) -> str:
    """The format that shows the digits as typed: two places for money, or more where more were typed."""
    places = decimal_places(value)
    match kind:
        case Kind.AMOUNT:
            return f"#,##0.{'0' * max(places, 2)}"
        case Kind.PERCENT:
            return f"0.{'0' * places}%" if places else "0%"
        case Kind.COUNT | Kind.SCORE:
            return f"0.{'0' * places}" if places else "General"
    return "General"


def add_remark(cell: Any, text: str) -> None:
    """Pin a remark to a cell, below one that it has."""
    if cell.comment is not None:
        text = f"{cell.comment.text}\n{text}"
    comment = Comment(text, _PROGRAM)
    comment.width, comment.height = _COMMENT_WIDTH, _COMMENT_HEIGHT
    cell.comment = comment
