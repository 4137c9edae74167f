"""The packet's main figures in one line: income, spending, what lies between them, and the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.money_view import style_for
from model.amounts import format_amount
from model.cells import CellRef
from model.progress import lacking_scores

if TYPE_CHECKING:
    from gui.document import Document
    from model.book import Book

_INCOME = CellRef("income", "summary", "total")
_SPENDING = CellRef("spending", "summary", "total")
_SCORE = CellRef("result", "score", "value")
_GRADE = CellRef("result", "grade", "value")
_NOTHING = "未填"  # a dash would be read as 一, and 差额 一 万元 as a sum


def main_figures(document: Document) -> str:
    """收入合计, 支出合计 and 差额 in the unit of the view, and 自评得分."""
    book = document.book
    income, spending = book.number(_INCOME), book.number(_SPENDING)
    style = style_for(_INCOME, chosen=document.in_yuan)
    shown = [("收入合计", income), ("支出合计", spending)]
    if income is not None and spending is not None:
        shown.append(("差额", income - spending))
    figures = [f"{title} {_NOTHING if value is None else style.amount(value)}" for title, value in shown]
    given = [at for at, (_, value) in enumerate(shown) if value is not None]
    if given:  # the unit once, after the last figure
        figures[given[-1]] += f" {style.unit.value}"
    return "　".join([*figures, total_words(book)])


def total_words(book: Book) -> str:
    """自评 97 分 优; a total that still lacks scores is none yet, and earns no grade."""
    lacking, score = lacking_scores(book), book.number(_SCORE)
    if lacking or score is None:
        return f"自评尚缺 {lacking} 项得分" if lacking else "自评未填"
    return f"自评 {format_amount(score)} 分 {book.text(_GRADE)}".rstrip()
