"""The packet's main figures in one line: income, spending, what lies between them, and the score."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from model.amounts import format_amount
from model.cells import CellRef
from model.progress import lacking_scores

if TYPE_CHECKING:
    from model.book import Book

_INCOME = CellRef("income", "summary", "total")
_SPENDING = CellRef("spending", "summary", "total")
_SCORE = CellRef("result", "score", "value")
_GRADE = CellRef("result", "grade", "value")


def main_figures(book: Book) -> str:
    """收入合计, 支出合计, 差额 and 自评得分."""
    income, spending = book.number(_INCOME), book.number(_SPENDING)
    difference = None if income is None or spending is None else income - spending
    parts = [
        f"收入合计 {_shown(income)}",
        f"支出合计 {_shown(spending)}",
        f"差额 {_shown(difference)} {book.profile.money_unit}",
        total_words(book),
    ]
    return "　".join(parts)


def total_words(book: Book) -> str:
    """自评 97 分 优; a total that still lacks scores is none yet, and earns no grade."""
    lacking, score = lacking_scores(book), book.number(_SCORE)
    if lacking or score is None:
        return f"自评 —（尚缺 {lacking} 项得分）" if lacking else "自评 —"
    return f"自评 {format_amount(score)} 分 {book.text(_GRADE)}".rstrip()


def _shown(value: Decimal | None) -> str:
    return "—" if value is None else format_amount(value)
