"""Every formula of the forms is a relation as well: a total that is stated must be what its parts give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import Value
from model.findings import PASSED, Finding, Outcome, Severity
from model.formdef import BoundFormula, Kind
from model.forms import FORMS
from model.formula import Formula, Grade, Ratio, Sum, SumWhere, figure
from model.layout import Layout
from model.rules.building import VERDICT_WORDS, Checks, automatic, check, mismatch, missing, with_unit
from model.rules.policy import capped, policy, tolerance_of
from model.scoreformulas import Subtotals
from model.slack import judge_ratio, judge_sum

if TYPE_CHECKING:
    from model.book import Book

WAY_BACK = "本格是填列的数，以公式为准的，请选“恢复按公式计算”。"
"""What a finding says of a total that was typed over its formula."""
_ACROSS = ("G01", "G02", "G03", "G06", "G07")
"""The relations that add up a row of the tables of 收支情况, whose last row adds up the rows as well."""


def formula_checks(code: str) -> Checks:
    """The checks of all formulas that carry this relation's number."""

    def checks(layout: Layout) -> Iterable[Check]:
        return layout.each(formula_check, layout.formulas_of(code))

    return checks


def formula_check(bound: BoundFormula, note: Callable[[Book], str] | None = None) -> Check:
    """The check of one formula at its place; ``note`` may add a sentence to the finding's message."""
    formula = bound.formula

    def judge(book: Book) -> Outcome:
        if policy(bound.code).needs_filling and not _is_filled(bound, book):
            return automatic(one)
        outcome = _judge(one, bound, book)
        if note is None or not isinstance(outcome, Finding):
            return outcome
        return _with_note(outcome, note(book))

    reads = formula.over if isinstance(formula, Subtotals) else formula.precedents
    one = check(bound.code, bound.target, reads, judge)
    return one


def _down_checks(layout: Layout) -> Iterable[Check]:
    """The sums of the rows; where a cell is the sum of its row too, both formulas go together."""
    across = {one.target: one for code in _ACROSS for one in layout.formulas_of(code)}
    pairs = ((one, across.get(one.target)) for one in layout.formulas_of("G08"))
    return layout.each(_down_check, pairs)


def _down_check(pair: tuple[BoundFormula, BoundFormula | None]) -> Check:
    bound, across = pair

    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        outcome = _judge(one, bound, book)
        if (
            across is not None
            and isinstance(outcome, Finding)
            and _says_the_same(across, bound, outcome, book)
        ):
            return ()
        return outcome

    reads = (*bound.formula.precedents, *(across.formula.precedents if across else ()))
    one = check(bound.code, bound.target, reads, judge, "down")
    return one


def _says_the_same(across: BoundFormula, bound: BoundFormula, outcome: Finding, book: Book) -> bool:
    """Whether the sum of the row finds the same figure in place of the stated one, no less gravely: one mistake is told once."""
    stated, expected = book.number(across.target), _expected(across, book)
    if stated is None or not isinstance(expected, Decimal) or expected != _expected(bound, book):
        return False
    severity = _severity(across, book, stated, expected)
    return severity is not None and severity.rank <= outcome.severity.rank


def _is_filled(bound: BoundFormula, book: Book) -> bool:
    """Whether anything was stated in the form that the formula stands in."""
    own = (ref for ref in bound.formula.precedents if ref.sheet == bound.target.sheet)
    return any(book.stated(ref) is not None for ref in chain((bound.target,), own))


def _judge(one: Check, bound: BoundFormula, book: Book) -> Outcome:
    stated, expected = book.value(bound.target), _expected(bound, book)
    if expected is None:
        return missing(one, _why_nothing(bound.formula, book, stated is None))
    if stated is None:
        return missing(one, "本栏为空")
    if stated == expected:
        return PASSED
    if isinstance(stated, Decimal) and isinstance(expected, Decimal):
        severity = _severity(bound, book, stated, expected)
        if severity is None:
            return PASSED
        more = WAY_BACK if _overridden(bound, book) and severity is not Severity.ROUNDING else ""
        return mismatch(one, book, severity, stated, expected, bound.formula, more)
    return _words_differ(one, bound, book, figure(stated), figure(expected))


def _overridden(bound: BoundFormula, book: Book) -> bool:
    """Whether a figure was stated where this formula would give the cell its value."""
    return book.stated(bound.target) is not None and book.formula(bound.target) is bound.formula


def _expected(bound: BoundFormula, book: Book) -> Value:
    """What the formula gives; where it gives the cell its value, the engine has worked it out already."""
    if book.formula(bound.target) is bound.formula:
        return book.computed(bound.target)
    return bound.formula.evaluate(book.value)


def _why_nothing(formula: Formula, book: Book, all_empty: bool) -> str:
    if isinstance(formula, Ratio) and book.number(formula.denominator) == 0:
        return "分母为0，比率不适用"
    return "有关各栏均为空" if all_empty else "分项为空，合计无从核对"


def _severity(bound: BoundFormula, book: Book, stated: Decimal, expected: Decimal) -> Severity | None:
    """Money has rounding slack, points and percentages what the relation's policy allows; counts have none."""
    tolerance = tolerance_of(bound.code, book)
    if tolerance is not None and abs(stated - expected) <= tolerance:
        return None
    formula = bound.formula
    exact = FORMS[bound.target.sheet].kind_of(bound.target.row, bound.target.column) is not Kind.AMOUNT
    if isinstance(formula, Ratio):
        top, bottom = book.number(formula.numerator), book.number(formula.denominator)
        if top is None or bottom is None:
            return None
        return capped(bound.code, judge_ratio(stated, top, bottom, exact=exact).severity)
    parts = formula.parts(book.value) if isinstance(formula, Sum | SumWhere) else [expected]
    return capped(bound.code, judge_sum(stated, parts, exact=exact).severity)


def _words_differ(one: Check, bound: BoundFormula, book: Book, stated: str, expected: str) -> Finding:
    of_what = (
        f"{bound.formula.substitute(book.value)}对应“{expected}”"
        if isinstance(bound.formula, Grade)
        else f"应为“{expected}”"
    )
    return Finding(
        one.code,
        Severity.MANDATORY,
        one.place,
        f"{book.name(one.place)}：{of_what}，表列“{stated}”{VERDICT_WORDS[Severity.MANDATORY]}。",
        stated=stated,
        expected=with_unit(expected, one.place),
        refs=one.reads,
        explanation=bound.formula.describe(book.name),
    )


def _with_note(finding: Finding, note: str) -> Finding:
    return replace(finding, message=finding.message + note) if note else finding


def _rule(code: str, title: str, text: str) -> Rule:
    return Rule(code, title, text, formula_checks(code))


RULES = (
    _rule(
        "G01",
        "收入合计",
        "收入合计＝上年结转＋公共财政拨款＋政府基金拨款＋纳入专户管理的非税收入拨款＋其他收入",
    ),
    _rule("G02", "支出合计", "支出合计＝基本支出＋项目支出"),
    _rule("G03", "基本支出", "基本支出＝人员支出＋公用支出"),
    _rule(
        "G06",
        "三公经费合计",
        "三公经费合计＝公务接待费＋公务用车运行维护费＋公务用车购置费＋因公出国（境）费用",
    ),
    _rule("G07", "固定资产合计", "固定资产合计＝在用固定资产＋出租固定资产＋其他"),
    Rule("G08", "汇总", "局机关及二级机构汇总＝局机关＋各二级机构，逐列", _down_checks),
    _rule("G19", "总分", "总分＝各项得分之和"),
    _rule("G29", "等次", "评价等次与综合得分所在分数段一致"),
    _rule("G30", "得分率", "得分率＝自评得分÷指标分值×100%"),
    _rule("G45", "得分一致", "综合得分＝得分表合计"),
)
