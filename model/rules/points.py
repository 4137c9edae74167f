"""Relations of an indicator's points: given against worked out (G20), reasons for points lost (G21), full marks (G22), what can be
scored at all (G25, G26).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.indicators import INDICATORS, LEVELS
from model.formula import figure
from model.layout import Layout
from model.quantity import QuantityKind
from model.rules.building import Checks, check, missing, quoted
from model.rules.reading import Reading, read_indicator, reason_given
from model.scoring import Level, Nature, check_qualitative_score

if TYPE_CHECKING:
    from model.book import Book

_NEAR = Decimal("0.5")
_READS = ("name", "target", "actual", "nature", "level", "weight", "proposed", "score", "reason")
PointsJudge = Callable[[Check, "Book", Reading], Outcome]


def points_checks(code: str, column: str, judge_row: PointsJudge, variant: str = "") -> Checks:
    """One check for each indicator, judged once it carries a weight."""

    def checks(layout: Layout) -> Iterable[Check]:
        return layout.each(_row_check, layout.group("indicators"), code, column, judge_row, variant)

    return checks


def _row_check(row: str, code: str, column: str, judge_row: PointsJudge, variant: str) -> Check:
    def judge(book: Book) -> Outcome:
        if book.number(INDICATORS.ref(row, "weight")) is None:
            return missing(one, "没有填写分值")
        return judge_row(one, book, read_indicator(book, row))

    reads = [INDICATORS.ref(row, name) for name in _READS]
    one = check(code, INDICATORS.ref(row, column), reads, judge, variant)
    return one


def _number(book: Book, one: Check, column: str) -> Decimal | None:
    return book.number(INDICATORS.ref(one.place.row, column))


def _judge_given(one: Check, book: Book, reading: Reading) -> Outcome:
    """G20: the given score is the one that the rule yields, or says why not."""
    if reading.nature is Nature.QUALITATIVE:
        return _judge_level(one, book, reading)
    given, proposed = _number(book, one, "score"), _number(book, one, "proposed")
    if given is None or proposed is None:
        return missing(one, "得分为空，或按计分规则算不出得分")
    if abs(given - proposed) <= _NEAR or reason_given(book, one.place.row):
        return PASSED
    sentence = f"得分{figure(given)}分与计算得分{figure(proposed)}分相差{figure(abs(given - proposed))}分，请写明原因。"
    return _finding(one, Severity.ADVISORY, reading, sentence, given, f"{figure(proposed)}分")


def _judge_level(one: Check, book: Book, reading: Reading) -> Outcome:
    given, weight = _number(book, one, "score"), _number(book, one, "weight")
    chosen = book.text(INDICATORS.ref(one.place.row, "level"))
    level = next((level for level in Level if level.value == chosen), None)
    if given is None or weight is None or level is None:
        return missing(one, "定性指标没有选择完成档次或没有得分")
    problem = check_qualitative_score(level, weight, given)
    if problem is None or reason_given(book, one.place.row):
        return PASSED
    return _finding(one, Severity.ADVISORY, reading, problem, given, "在得分区间内")


def _judge_lost(one: Check, book: Book, reading: Reading) -> Outcome:
    """G21, second branch: points lost want a reason. A missed target is asked about by the first branch already."""
    given, weight = _number(book, one, "score"), _number(book, one, "weight")
    if given is None or weight is None:
        return missing(one, "得分为空")
    if given >= weight or reading.falls_short or reason_given(book, one.place.row):
        return PASSED
    sentence = f"得分{figure(given)}分低于分值{figure(weight)}分，请填写偏差原因及改进措施。"
    return _finding(one, Severity.MANDATORY, reading, sentence, given, f"{figure(weight)}分或写明原因")


def _judge_full(one: Check, book: Book, reading: Reading) -> Outcome:
    """G22: a missed target is not worth full marks, unless the rule itself rounds up to them."""
    given, weight, proposed = (_number(book, one, name) for name in ("score", "weight", "proposed"))
    if reading.nature is Nature.QUALITATIVE or given is None or weight is None or proposed is None:
        return missing(one, "得分为空，或按计分规则算不出得分")
    if not reading.falls_short or given < weight or proposed >= weight:
        return PASSED
    sentence = f"完成值{reading.actual}未达到指标值{reading.target}，却得满分{figure(weight)}分，请改正得分。"
    return _finding(one, Severity.MANDATORY, reading, sentence, given, f"{figure(proposed)}分")


def _judge_number(one: Check, _: Book, reading: Reading) -> Outcome:
    """G25: what is scored by figures is stated in figures."""
    if QuantityKind.EMPTY in (reading.target.kind, reading.actual.kind):
        return missing(one, "绩效目标或完成情况为空")
    if reading.nature is Nature.QUALITATIVE:
        return PASSED
    for title, quantity in (("指标值", reading.target), ("完成值", reading.actual)):
        if not quantity.is_single:
            words = quoted(quantity.raw.strip())
            sentence = f"{title}{words}不是数值，定量指标不能据此计分，请改填数值，或把性质改为定性。"
            return Finding(
                one.code,
                Severity.MANDATORY,
                one.place,
                f"指标{quoted(reading.name)}：{sentence}",
                stated=str(quantity),
                expected="数值",
                refs=one.reads,
            )
    return PASSED


def _judge_words(one: Check, book: Book, reading: Reading) -> Outcome:
    """G26: how far a qualitative indicator was reached is one of the three official phrases."""
    if QuantityKind.EMPTY in (reading.target.kind, reading.actual.kind):
        return missing(one, "绩效目标或完成情况为空")
    chosen = book.text(INDICATORS.ref(one.place.row, "level"))
    if reading.nature is not Nature.QUALITATIVE or chosen in LEVELS or str(reading.actual) in LEVELS:
        return PASSED
    choices = "、".join(quoted(level) for level in LEVELS)
    stated = chosen or str(reading.actual)
    return Finding(
        one.code,
        Severity.ADVISORY,
        one.place,
        f"指标{quoted(reading.name)}：定性指标请在{choices}三档中选择完成档次。",
        stated=stated,
        expected="三档之一",
        refs=one.reads,
    )


def _finding(
    one: Check, severity: Severity, reading: Reading, sentence: str, given: Decimal, expected: str
) -> Finding:
    message = f"指标{quoted(reading.name)}：{sentence}"
    stated = f"{figure(given)}分"
    return Finding(
        one.code, severity, one.place, message, stated, expected, refs=one.reads, variant=one.variant
    )


LOST_POINTS = points_checks("G21", "reason", _judge_lost, "score")

RULES = (
    Rule(
        "G20",
        "得分与计分规则",
        "得分与按计分规则算出的得分一致；相差超过0.5分的须写明原因",
        points_checks("G20", "score", _judge_given),
    ),
    Rule("G22", "满分", "完成值未达到指标值的，不得评满分", points_checks("G22", "score", _judge_full)),
    Rule(
        "G25", "定量指标", "定量指标的指标值、完成值须为数值", points_checks("G25", "actual", _judge_number)
    ),
    Rule(
        "G26", "定性指标", "定性指标的完成情况须为规定的三档之一", points_checks("G26", "level", _judge_words)
    ),
)
