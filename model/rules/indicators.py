"""Relations of one indicator's target and actual: reason for falling short (G21), large deviation (G23), units (G24)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from model.amounts import round_half_up, shortest
from model.audit import Check, Rule
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.indicators import INDICATORS
from model.layout import Layout
from model.quantity import QuantityKind, incompatibility
from model.rules.building import Checks, check, missing, quoted, together
from model.rules.points import LOST_POINTS, PointsJudge
from model.rules.reading import Reading, read_indicator, reason_given

if TYPE_CHECKING:
    from model.book import Book


def _each_row(code: str, column: str, judge_row: PointsJudge) -> Checks:
    """One check for each indicator; rows without target or actual are not checked."""

    def checks(layout: Layout) -> Iterable[Check]:
        return layout.each(_row_check, layout.group("indicators"), code, column, judge_row)

    return checks


def _row_check(row: str, code: str, column: str, judge_row: PointsJudge) -> Check:
    def judge(book: Book) -> Outcome:
        reading = read_indicator(book, row)
        if QuantityKind.EMPTY in (reading.target.kind, reading.actual.kind):
            return missing(one, "绩效目标或完成情况为空")
        return judge_row(one, book, reading)

    reads = [INDICATORS.ref(row, name) for name in ("name", "target", "actual", "nature", "reason")]
    one = check(code, INDICATORS.ref(row, column), reads, judge)
    return one


def _judge_reason(one: Check, book: Book, reading: Reading) -> Outcome:
    if not reading.falls_short or reason_given(book, one.place.row):
        return PASSED
    return _finding(
        one,
        Severity.MANDATORY,
        reading,
        f"完成值{reading.actual}未达到指标值{reading.target}，请填写偏差原因及改进措施。",
    )


def _judge_deviation(one: Check, book: Book, reading: Reading) -> Outcome:
    limit = book.profile.deviation_percent
    if reading.deviation is None or abs(reading.deviation) <= limit or reason_given(book, one.place.row):
        return PASSED
    if reading.falls_short:
        return PASSED  # G21 already asks for the reason, and asks harder
    if reading.has_floor and reading.deviation > 0 and not book.profile.explain_above_floor:
        return PASSED
    share = round_half_up(abs(reading.deviation), 1)
    direction = "高于" if reading.deviation > 0 else "低于"
    return _finding(
        one,
        Severity.ADVISORY,
        reading,
        f"完成值{reading.actual}{direction}指标值{reading.target}达{shortest(share):f}%，超过{shortest(limit):f}%，请说明原因。",
    )


def _judge_units(one: Check, _: Book, reading: Reading) -> Outcome:
    if not (reading.target.is_single and reading.actual.is_single):
        return PASSED
    reason = incompatibility(reading.target, reading.actual)
    return PASSED if reason is None else _finding(one, Severity.MANDATORY, reading, reason)


def _finding(one: Check, severity: Severity, reading: Reading, sentence: str) -> Finding:
    return Finding(
        one.code,
        severity,
        one.place,
        f"指标{quoted(reading.name)}：{sentence}",
        stated=str(reading.actual),
        expected=str(reading.target),
        refs=one.reads,
    )


RULES = (
    Rule(
        "G21",
        "偏差原因",
        "未达到指标值的、得分低于分值的，偏差原因及改进措施必须填写",
        together(_each_row("G21", "reason", _judge_reason), LOST_POINTS),
    ),
    Rule(
        "G23",
        "偏离过大",
        "完成值偏离指标值超过规定比例的，应说明原因",
        _each_row("G23", "actual", _judge_deviation),
    ),
    Rule("G24", "计量单位", "指标值与完成值的计量单位一致", _each_row("G24", "actual", _judge_units)),
)
