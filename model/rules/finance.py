"""Relations between the finance tables: balances (G04, G05) and the number of secondary units (G09)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.finance import ASSETS, INCOME, SANGONG, SPENDING
from model.formula import Sum, Term
from model.layout import Layout
from model.livefields import render
from model.rules.building import check, mismatch, missing
from model.slack import judge_sum

if TYPE_CHECKING:
    from model.book import Book

CHAPTER_ONE = CellRef("chapters", "c1", "text")
_UNIT_COUNT = re.compile(
    r"(?P<dependent>非独立核算)?的?(?:二级机构|二级单位|下属单位|直属单位)(?:一?共|共有|有)?\s*(?P<count>\d+)\s*个"
)


def _balance_checks(layout: Layout) -> Iterable[Check]:
    return layout.each(_balance, layout.rows(SPENDING), layout.profile.balance_includes_carryover)


def _balance(row: str, includes_carryover: bool) -> Check:
    income = [Term(INCOME.ref(row, "total"))]
    if not includes_carryover:
        income.append(Term(INCOME.ref(row, "carryover"), -1))
    formula = Sum((*income, Term(SPENDING.ref(row, "total"), -1)))
    return _relation("G04", SPENDING.ref(row, "balance"), formula)


def _cumulative_checks(layout: Layout) -> Iterable[Check]:
    return layout.each(_cumulative, layout.rows(SPENDING), layout.profile.balance_includes_carryover)


def _cumulative(row: str, includes_carryover: bool) -> Check:
    terms = [Term(SPENDING.ref(row, "balance"))]
    if not includes_carryover:
        terms.insert(0, Term(INCOME.ref(row, "carryover")))
    return _relation("G05", SPENDING.ref(row, "cumulative"), Sum(tuple(terms)))


def _relation(code: str, place: CellRef, formula: Sum) -> Check:
    """An advisory relation between a typed cell and figures of other tables."""

    def judge(book: Book) -> Outcome:
        stated, expected = book.number(place), formula.evaluate(book.value)
        if stated is None or expected is None:
            return missing(one, "本栏为空" if stated is None else "有关各栏为空")
        verdict = judge_sum(stated, formula.parts(book.value))
        if verdict.severity is None:
            return PASSED
        severity = Severity.ROUNDING if verdict.severity is Severity.ROUNDING else Severity.ADVISORY
        return mismatch(one, book, severity, stated, expected, formula)

    one = check(code, place, formula.precedents, judge)
    return one


def _unit_count_checks(layout: Layout) -> Iterator[Check]:
    units = layout.group("units")
    tables = (INCOME, SPENDING, SANGONG, ASSETS)
    figures = frozenset().union(
        *(layout.cells(form, units, *(column.code for column in form.columns)) for form in tables)
    )

    def judge(book: Book) -> Outcome:
        chapter = render(book, book.text(CHAPTER_ONE), CHAPTER_ONE)
        claim = _UNIT_COUNT.search(chapter.text)
        if claim is None:
            return missing(one, "报告第一章没有写明二级机构个数")
        filled = {ref.row for ref in figures if book.value(ref) is not None}
        if claim["dependent"] and not filled:
            return PASSED  # not separate accounting units: their figures are the bureau's own
        count = int(claim["count"])
        if count == len(filled):
            return PASSED
        if not filled and count == len(units):
            return missing(one, "各二级机构的收支还没有填写")
        return Finding(
            one.code,
            Severity.ADVISORY,
            one.place,
            f"报告写明二级机构{count}个，收支情况各表填了数的有{len(filled)}个，请核对；非独立核算的请在报告中注明。",
            stated=f"{claim['count']}个",
            expected=f"{len(filled)}个",
            refs=one.reads,
            span=chapter.to_raw(claim.span()),
        )

    one = check("G09", CHAPTER_ONE, figures, judge)
    yield one


RULES = (
    Rule(
        "G04",
        "当年结余",
        "当年结余＝收入合计－支出合计（收入合计不含上年结转的口径另减上年结转）",
        _balance_checks,
    ),
    Rule("G05", "累计结余", "累计结余＝上年累计结余＋当年结余", _cumulative_checks),
    Rule("G09", "二级机构个数", "二级机构数＝填报行数＝报告所述个数；非独立核算的不适用", _unit_count_checks),
)
