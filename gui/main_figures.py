"""The packet's main figures in one line: income, spending, what lies between them, and the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.money_view import unit_for
from model.amounts import format_amount
from model.cells import CellRef
from model.moneyunits import money_in
from model.progress import lacking_scores

if TYPE_CHECKING:
    from gui.document import Document
    from model.book import Book

_INCOME = CellRef("income", "summary", "total")
_SPENDING = CellRef("spending", "summary", "total")
_SCORE = CellRef("result", "score", "value")
_GRADE = CellRef("result", "grade", "value")


def main_figures(document: Document) -> str:
    """收入合计, 支出合计 and 差额 in the unit of the view, and 自评得分."""
    book = document.book
    income, spending = book.number(_INCOME), book.number(_SPENDING)
    difference = None if income is None or spending is None else income - spending
    unit = unit_for(_INCOME, chosen=document.in_yuan)
    shown = (
        "—" if value is None else format_amount(money_in(value, unit))
        for value in (income, spending, difference)
    )
    titles = ("收入合计", "支出合计", "差额")
    money = "　".join(f"{title} {text}" for title, text in zip(titles, shown, strict=True))
    return f"{money} {unit.value}　{total_words(book)}"


def total_words(book: Book) -> str:
    """自评 97 分 优; a total that still lacks scores is none yet, and earns no grade."""
    lacking, score = lacking_scores(book), book.number(_SCORE)
    if lacking or score is None:
        return f"自评 —（尚缺 {lacking} 项得分）" if lacking else "自评 —"
    return f"自评 {format_amount(score)} 分 {book.text(_GRADE)}".rstrip()
