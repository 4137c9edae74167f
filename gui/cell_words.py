"""What a cell says about itself: its formula in words and figures, and what the checks found there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from model.book import Book
from model.cells import CellRef
from model.findings import Finding
from model.formdef import FormDef
from model.forms import FORMS
from model.formula import Formula, Sum, figure
from model.naming import cell_label, row_label

_LONG = 8
"""A sum over more rows than this is described as such instead of being spelled out."""


def formula_lines(book: Book, ref: CellRef) -> list[str]:
    """The formula in words, in figures, and how a stated figure differs from it; nothing for a cell without one."""
    formula = book.formula(ref)
    if formula is None:
        return []
    lines = [f"公式：{cell_label(book, ref)}＝{describe(book, ref, formula)}"]
    computed, stated = book.computed(ref), book.stated(ref)
    if computed is not None and len(formula.precedents) <= _LONG:
        lines.append(f"计算：{formula.substitute(book.value)}＝{figure(computed)}")
    elif computed is not None:
        lines.append(f"计算：＝{figure(computed)}")
    if stated is not None:
        lines.append(f"填列：{figure(stated)}{_difference(stated, computed)}")
    return lines


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


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """One line a finding, with its level."""
    return [f"【{finding.severity.title}】{finding.message}" for finding in findings]


def help_of(form: FormDef, row: str, column: str) -> str:
    """The official words on what to fill in."""
    fixed = form.fixed_row(row)
    return (fixed.help if fixed is not None else "") or form.column(column).help


def as_tooltip(lines: Iterable[str]) -> str:
    """Lines as a tooltip that wraps, with nothing in them taken for markup."""
    body = "<br>".join(escape(line).replace("\n", " ") for line in lines)
    return f"<qt>{body}</qt>" if body else ""


def _difference(stated: object, computed: object) -> str:
    if not isinstance(stated, Decimal) or not isinstance(computed, Decimal) or stated == computed:
        return ""
    return f"，与公式相差 {stated - computed:+f}"
