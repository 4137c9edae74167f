"""Relations of the notice: its scope sentence in itself (G47) and against the tables (G48)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Outcome, Severity
from model.forms.finance import INCOME, SPENDING, SUMMARY
from model.forms.prose import NOTICE
from model.layout import Layout
from model.moneyunits import KEPT, money_in
from model.rules.building import check, mismatch, missing, together
from model.rules.sums import formula_check, formula_checks
from model.slack import judge_sum

if TYPE_CHECKING:
    from model.book import Book

GENERAL = NOTICE.ref("general")
PUBLIC_GRANT = INCOME.ref(SUMMARY, "public")
_LIKELY_SLIP = Decimal("0.01")


def _scope_checks(layout: Layout) -> Iterator[Check]:
    for bound in layout.formulas_of("G47"):
        if bound.target == GENERAL:
            one = formula_check(bound, _slip_note)
            yield Check(one.code, one.place, one.reads | {PUBLIC_GRANT}, one.judge)
        else:
            yield formula_check(bound)


def _slip_note(book: Book) -> str:
    """The parts miss the table's 公共财政拨款 by one hundredth: the likely source of the slip."""
    parts = [book.number(NOTICE.ref(row)) for row in ("basic", "project")]
    grant = book.number(PUBLIC_GRANT)
    if grant is None or None in parts:
        return ""
    total = sum((part for part in parts if part is not None), Decimal(0))
    if 0 < abs(total - grant) <= _LIKELY_SLIP:
        told, apart = (money_in(value, KEPT) for value in (grant, abs(total - grant)))
        return f"两项之和与收入表公共财政拨款{told:f}仅差{apart:f}，可能是抄写之误。"
    return ""


def _table_checks(_: Layout) -> Iterator[Check]:
    # The four budgets leave out 其他收入 and 上年结转, which the spending table counts: another scope is never more than a 提示.
    yield _equals(NOTICE.ref("total"), SPENDING.ref(SUMMARY, "total"), same_scope=False)
    yield _equals(NOTICE.ref("fund"), INCOME.ref(SUMMARY, "fund"))


def _equals(place: CellRef, other: CellRef, *, same_scope: bool = True) -> Check:
    def judge(book: Book) -> Outcome:
        stated, expected = book.number(place), book.number(other)
        if stated is None or expected is None:
            return missing(one, "通知或表中的数字为空")
        severity = judge_sum(stated, [expected]).severity
        if severity is None:
            return PASSED
        words = book.name(other)
        if not same_scope and severity is Severity.MANDATORY:
            severity, words = Severity.ADVISORY, f"{words}（全口径，通知为四本预算口径）"
        return mismatch(one, book, severity, stated, expected, words)

    one = check("G48", place, (other,), judge, "table")
    return one


RULES = (
    Rule(
        "G47",
        "通知口径",
        "通知：整体支出＝一般公共预算＋政府性基金＋国有资本经营＋社会保险基金；一般公共预算＝基本支出＋项目支出",
        _scope_checks,
    ),
    Rule("G48", "通知与表", "通知所列数字＝表列数字", together(formula_checks("G48"), _table_checks)),
)
