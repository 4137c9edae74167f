"""What a cell says about itself: its formula in words and figures, and what the checks found there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from gui.cell_state import CellState
from gui.money_view import show_in, style_for
from gui.provenance import sources
from model.book import Book
from model.cells import CellRef
from model.findings import Finding
from model.formdef import in_year
from model.forms import FORMS
from model.formula import Formula, Same, Sum
from model.moneyunits import MoneyStyle, is_amount, is_money
from model.naming import cell_label, row_label
from model.scoreformulas import ExecutionScore, ProposedScore

_LONG = 8
"""A sum over more rows than this is described as such instead of being spelled out."""


def formula_lines(book: Book, ref: CellRef, *, in_yuan: bool) -> list[str]:
    """The formula in words, in figures, and how a stated figure differs from it; nothing for a cell without one."""
    formula = book.formula(ref)
    if formula is None:
        return []
    lines = [f"公式：{cell_label(book, ref)}＝{describe(book, ref, formula)}"]
    computed, stated = book.computed(ref), book.stated(ref)
    style, show = style_for(ref, chosen=in_yuan), show_in(chosen=in_yuan)
    sign = style.unit.value if is_money(ref) else ""
    if sentence := score_sentence(book, ref, in_yuan=in_yuan):
        lines.append(f"计算：{sentence}")
    elif computed is not None and len(formula.precedents) <= _LONG:
        lines.append(f"计算：{formula.substitute(book.value, style.tell)}＝{show(book, ref, computed)}{sign}")
    elif computed is not None:
        lines.append(f"计算：＝{show(book, ref, computed)}{sign}")
    if stated is not None:
        lines.append(f"填列：{show(book, ref, stated)}{sign}{_difference(ref, stated, computed, style)}")
    return lines


def score_sentence(book: Book, ref: CellRef, *, in_yuan: bool) -> str:
    """How a score was worked out, or why there is none: 95% ÷ 98% × 10 = 9.69; empty for cells that are no scores."""
    formula = book.formula(ref)
    if isinstance(formula, Same):
        formula = book.formula(formula.source)
    if isinstance(formula, ExecutionScore):
        return formula.result(book.value, style_for(formula.budget, chosen=in_yuan).tell).explanation
    if not isinstance(formula, ProposedScore):
        return ""
    result = formula.result(book.value)
    return "指标值、完成值或性质没有填写，还不能计分。" if result is None else result.explanation


def lock_words(book: Book, ref: CellRef | None, *, locked: str, bound: bool) -> str:
    """Why a cell cannot be typed into, ``locked`` being why nothing can; empty when it can."""
    if locked:
        return locked
    if ref is None:
        return "这一行的名称是表中固定的，不能修改。"
    if not bound:
        return ""
    other = any(one.sheet != ref.sheet for one in sources(book, ref))
    where = "从别的表取数，按 Ctrl+[ 可转到来源" if other else "按公式计算"
    return f"本格{where}，不用填写；批复数与公式不同的，请按 Shift+F2 填列。"


def describe(book: Book, ref: CellRef, formula: Formula) -> str:
    """The right-hand side with the shortest names that tell the cells apart."""
    precedents = formula.precedents
    if isinstance(formula, Sum) and len(precedents) > _LONG:
        return f"各行{cell_label(book, ref)}之和"
    form = FORMS[ref.sheet]
    if any(one.sheet != ref.sheet for one in precedents):
        return formula.describe(book.name)
    if not form.is_fields and all(one.column == ref.column for one in precedents):
        return formula.describe(lambda one: row_label(book, form, one.row))
    return formula.describe(lambda one: cell_label(book, one))


def finding_lines(findings: Iterable[Finding], *, in_yuan: bool) -> list[str]:
    """One line a finding, with its level."""
    return [f"【{one.severity.title}】{one.words(in_yuan=in_yuan).message}" for one in findings]


def help_of(book: Book, ref: CellRef) -> str:
    """The official words on what to fill in, with the years of the packet."""
    form = FORMS[ref.sheet]
    fixed = form.fixed_row(ref.row)
    return in_year((fixed.help if fixed is not None else "") or form.column(ref.column).help, book.year)


def as_tooltip(lines: Iterable[str]) -> str:
    """Lines as a tooltip that wraps, with nothing in them taken for markup."""
    body = "<br>".join(escape(line).replace("\n", " ") for line in lines)
    return f"<qt>{body}</qt>" if body else ""


def _difference(ref: CellRef, stated: object, computed: object, style: MoneyStyle) -> str:
    if not isinstance(stated, Decimal) or not isinstance(computed, Decimal) or stated == computed:
        return ""
    apart = stated - computed
    more = "+" if apart > 0 else ""
    return f"，与公式相差 {more}{style.amount(apart) if is_amount(ref) else f'{apart:f}'}"


def spoken_words(state: CellState, place: str) -> str:
    """What a screen reader says of a cell: where it is, what it shows, how grave its finding is, where its value is from."""
    notes = [state.severity.title] if state.severity else []
    notes += ["按公式计算"] if state.computed else ["与公式不同"] if state.stated else []
    return "，".join([f"{place} {state.text or '空'}", *notes])
