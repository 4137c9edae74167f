"""Indicator rows against the tables they are worked out of: money stated in a row, or its rate (G13, G35, G36, G40–G42, G46, G52, G68)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.common_indicators import MONEY_UNIT, CommonIndicator, Side, library
from model.findings import PASSED, Finding, NotChecked, Outcome, Severity
from model.forms.annex1 import BASE_FUNDS
from model.forms.finance import SPENDING, SUMMARY
from model.forms.indicators import INDICATORS
from model.formula import figure
from model.layout import Layout
from model.naming import indicator_name
from model.quantity import Quantity, QuantityKind, convert
from model.rules.building import VERDICT_WORDS, Checks, check, quoted, together
from model.rules.comparing import equality, printed_severity
from model.rules.library import common_of, common_rows_cell, stretches
from model.rules.policy import capped
from model.scoreformulas import read_quantity
from model.slack import judge_ratio

if TYPE_CHECKING:
    from model.book import Book

_VARIANT = "common"


def common_checks(code: str) -> Checks:
    """The check of all rows that stand for a common indicator which this relation judges; most tables have none or one."""

    def checks(layout: Layout) -> Iterator[Check]:
        rows, base = layout.group("indicators"), layout.profile.carryover_rate_base
        if not rows:
            return
        columns = ("common", "name", *(side.value for side in Side))
        words = layout.cells(INDICATORS, rows, *columns)
        sources = (ref for one in library(base) if one.relation == code for ref in one.reads)
        finders = [common_rows_cell(stretch) for stretch in stretches(rows)]

        def judge(book: Book) -> tuple[Outcome, ...]:
            found = (row for finder in finders for row in book.text(finder).split())
            return tuple(outcome for row in found for outcome in _judge_row(code, row, book))

        nowhere = CellRef("common", code, "rows")  # its outcomes say which row they speak of
        yield check(code, nowhere, words.union(sources), judge, _VARIANT)

    return checks


def _judge_row(code: str, row: str, book: Book) -> Iterator[Outcome]:
    one = common_of(row, book.value, book.profile.carryover_rate_base)
    if one is None or one.relation != code:
        return
    for side in Side:
        if side is Side.TARGET and not one.amounts:
            continue  # a target that is a rate is a goal, no figure of the tables
        yield _judge_side(_Statement(code, row, side, one), book)


@dataclass(frozen=True)
class _Statement:
    """What one column of a row states of a common indicator."""

    code: str
    row: str
    side: Side
    indicator: CommonIndicator

    @property
    def place(self) -> CellRef:
        return INDICATORS.ref(self.row, self.side.value)

    @property
    def refs(self) -> frozenset[CellRef]:
        return frozenset((self.place, *self.indicator.reads))

    def unjudged(self, reason: str) -> NotChecked:
        return NotChecked(self.code, self.place, reason, _VARIANT)


def _judge_side(own: _Statement, book: Book) -> Outcome:
    written = read_quantity(book.text(own.place))
    if written.kind is QuantityKind.EMPTY:
        return own.unjudged("指标值或完成值为空")
    cell = own.indicator.cell(own.side)
    if written.kind is QuantityKind.MONEY and written.is_single and cell is not None:
        return _judge_amount(own, book, written, cell)
    if written.kind is QuantityKind.PERCENT and written.is_single and own.side is Side.ACTUAL:
        return _judge_rate(own, book, written)
    return own.unjudged("所填不是可与表中数字核对的金额或百分比")


def _judge_amount(own: _Statement, book: Book, written: Quantity, cell: CellRef) -> Outcome:
    expected = book.number(cell)
    stated = convert(written, MONEY_UNIT).value
    if expected is None or stated is None:
        return own.unjudged(f"{book.name(cell)}没有填报数")
    severity = capped(own.code, printed_severity(stated, expected))
    if severity is None:
        return PASSED
    words = f"{book.name(cell)}为{figure(expected)}{MONEY_UNIT}"
    return _finding(own, book, severity, written, words, f"{figure(expected)}{MONEY_UNIT}")


def _judge_rate(own: _Statement, book: Book, written: Quantity) -> Outcome:
    one = own.indicator
    percent, stated = one.percent(book.value), convert(written, "%").value
    if percent is None or stated is None or one.rate is None:
        return own.unjudged(one.explain(book.value))
    top, bottom = one.rate.top.evaluate(book.value), one.rate.bottom.evaluate(book.value)
    severity = _rate_severity(stated, percent, top, bottom)
    if severity is None:
        return PASSED
    expected = f"{figure(percent)}%"
    return _finding(own, book, capped(own.code, severity), written, one.explain(book.value), expected)


def _rate_severity(
    stated: Decimal, percent: Decimal, top: Decimal | None, bottom: Decimal | None
) -> Severity | None:
    if top is None or not bottom:  # nothing happened this year: 0%
        return None if stated == percent else Severity.MANDATORY
    return judge_ratio(stated, top, bottom).severity


def _finding(
    own: _Statement, book: Book, severity: Severity | None, written: Quantity, words: str, expected: str
) -> Finding:
    column = INDICATORS.column(own.place.column).title
    grade = severity or Severity.MANDATORY
    name = quoted(indicator_name(book, own.place.row))
    return Finding(
        own.code,
        grade,
        own.place,
        f"指标{name}的{column}：{words}，填列{written}{VERDICT_WORDS[grade]}。",
        stated=str(written),
        expected=expected,
        refs=own.refs,
        variant=_VARIANT,
    )


def _public_outlay_checks(_: Layout) -> Iterator[Check]:
    place = BASE_FUNDS.ref("public", "actual")
    yield equality("G41", place, SPENDING.ref(SUMMARY, "public"), "table")


RULES = (
    Rule(
        "G40",
        "三公经费控制率",
        "附件1 三公经费预算数、决算数＝“三公经费”控制率的指标值、完成值",
        common_checks("G40"),
    ),
    Rule(
        "G41",
        "公用经费控制率",
        "附件1 公用经费预算数、决算数＝公用经费控制率的指标值、完成值；与自评表二公用支出口径相同时相等",
        together(common_checks("G41"), _public_outlay_checks),
    ),
    Rule(
        "G42",
        "政府采购执行率",
        "附件1 政府采购预算数、决算数＝政府采购执行率的指标值、完成值",
        common_checks("G42"),
    ),
    Rule(
        "G46",
        "固定资产利用率",
        "固定资产利用率＝自评表二在用固定资产÷固定资产合计×100%",
        common_checks("G46"),
    ),
    Rule(
        "G52",
        "共性指标复算",
        "预算完成率、预算控制率、预算调整率、结转结余率＝按公式用表中数字复算的比率",
        common_checks("G52"),
    ),
    Rule(
        "G68",
        "三公经费变动率",
        "“三公经费”变动率＝（本年预算数－上年预算数）÷上年预算数×100%，上年预算数＝上年文件的三公经费预算数",
        common_checks("G68"),
    ),
)
