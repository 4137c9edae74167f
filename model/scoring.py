"""Scores of 绩效指标: the rules the finance system applies, each with the sentence that explains its result.

Nothing here raises for what a clerk may have typed: what cannot be scored comes back without a score and with
the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from model.amounts import WIDE_CONTEXT, format_amount, round_half_up, shortest
from model.quantity import Comparator, Quantity, QuantityKind, UnitError, convert, incompatibility

SCORE_PLACES = 2

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)

# 成本类: spending less is better. Names that speak of savings or of getting the money spent are the opposite.
_COST_NAME = re.compile(r"成本|控制率|三公|支出|费用")
_CONTROL_RATE = re.compile(r"控制率|变动率")
_NOT_A_COST = re.compile(r"节约|节省|降低|减少|压减|压缩|完成|执行|进度|公开|合规")


class Nature(Enum):
    """指标性质: how the actual is measured against the target."""

    POSITIVE = "正向"
    NEGATIVE = "反向"
    EQUAL = "等于"
    QUALITATIVE = "定性"


class Level(Enum):
    """完成档次 of a qualitative indicator."""

    REACHED = "达成年度指标"
    PARTLY = "部分达成年度指标并具有一定效果"
    MISSED = "未达成年度指标且效果较差"


class Outcome(Enum):
    """What kind of result this is, or why there is no score."""

    FULL = "满分"
    PARTIAL = "按比例"
    ZERO = "零分"
    INTERVAL = "定性区间"
    NO_WEIGHT = "缺分值"
    NO_TARGET = "缺指标值"
    NO_ACTUAL = "缺完成值"
    NO_LEVEL = "缺完成档次"
    TARGET_NOT_A_NUMBER = "指标值不是数值"
    ACTUAL_NOT_A_NUMBER = "完成值不是数值"
    UNITS_DIFFER = "单位不同类"
    ZERO_TARGET = "指标值为零"
    NEGATIVE_TARGET = "指标值为负"


@dataclass(frozen=True)
class ScoreInterval:
    """得分区间 a qualitative level allows."""

    lower: Decimal
    upper: Decimal
    includes_upper: bool

    def contains(self, score: Decimal) -> bool:
        """Whether the score lies in the interval; its lower end always belongs to it."""
        return self.lower <= score and (score < self.upper or (self.includes_upper and score == self.upper))

    def __str__(self) -> str:
        """The interval in mathematical writing, as the finance system shows it: [6, 8)."""
        return f"[{shortest(self.lower):f}, {shortest(self.upper):f}{']' if self.includes_upper else ')'}"


@dataclass(frozen=True)
class ScoreResult:
    """A score and its explanation, or None and the reason."""

    score: Decimal | None
    explanation: str
    outcome: Outcome
    interval: ScoreInterval | None = None


def propose_nature(indicator_name: str, target: Quantity, actual: Quantity) -> Nature:
    """The 指标性质 that the words suggest; the clerk may choose another."""
    figure = actual if target.kind is QuantityKind.EMPTY else target
    if figure.value is None:
        return Nature.QUALITATIVE
    stated = _NATURE_OF_COMPARATOR.get(figure.comparator)
    if stated is not None:
        return stated
    if figure.value == 0:
        return Nature.EQUAL  # 安全事故 0起: the only nature that can score a target of 0
    return Nature.NEGATIVE if _less_is_better(indicator_name, figure) else Nature.POSITIVE


_NATURE_OF_COMPARATOR: dict[Comparator | None, Nature] = {
    Comparator.AT_LEAST: Nature.POSITIVE,
    Comparator.MORE: Nature.POSITIVE,
    Comparator.AT_MOST: Nature.NEGATIVE,
    Comparator.LESS: Nature.NEGATIVE,
    Comparator.EQUAL: Nature.EQUAL,
}


def _less_is_better(name: str, figure: Quantity) -> bool:
    if _CONTROL_RATE.search(name):
        return True
    is_cost = _COST_NAME.search(name) is not None and _NOT_A_COST.search(name) is None
    return is_cost and figure.kind is QuantityKind.MONEY


def score_indicator(
    nature: Nature, target: Quantity, actual: Quantity, weight: Decimal | None, level: Level | None = None
) -> ScoreResult:
    """得分 of one indicator; a qualitative one yields the interval that its level allows."""
    if weight is None or weight < 0:
        return _unscored(Outcome.NO_WEIGHT, "没有有效的分值，请先填写不小于 0 的分值。")
    if nature is Nature.QUALITATIVE:
        return _score_qualitative(level, weight)
    problem = _numbers_problem(target, actual) or _target_problem(nature, target)
    if problem is not None:
        return problem
    measured = convert(actual, target.unit)
    rule = _score_negative if nature is Nature.NEGATIVE else _score_positive
    result = rule(target, measured, weight)
    if measured.value == actual.value:
        return result
    conversion = f"完成值 {actual} 换算为 {_show(measured)}；"
    return ScoreResult(result.score, conversion + result.explanation, result.outcome)


def _unscored(outcome: Outcome, explanation: str) -> ScoreResult:
    return ScoreResult(None, explanation, outcome)


def _numbers_problem(target: Quantity, actual: Quantity) -> ScoreResult | None:
    sides = (
        ("指标值", target, Outcome.NO_TARGET, Outcome.TARGET_NOT_A_NUMBER),
        ("完成值", actual, Outcome.NO_ACTUAL, Outcome.ACTUAL_NOT_A_NUMBER),
    )
    for name, quantity, missing, not_a_number in sides:
        if quantity.kind is QuantityKind.EMPTY:
            return _unscored(missing, f"{name}没有填写，不能计分，请补填。")
        if not quantity.is_single:
            return _unscored(
                not_a_number,
                f"{name}“{quantity.raw.strip()}”不是单个数值，定量指标不能据此计分，请改填数值或改为定性指标。",
            )
    reason = incompatibility(target, actual)
    return None if reason is None else _unscored(Outcome.UNITS_DIFFER, f"不能计分：{reason}")


def _target_problem(nature: Nature, target: Quantity) -> ScoreResult | None:
    """A target of 0 would divide by zero; only "equal to 0" has a rule of its own."""
    value = target.value or _ZERO
    if value < 0:
        return _unscored(
            Outcome.NEGATIVE_TARGET, f"指标值 {target} 是负数，不能按比例计分，请改写指标值或人工评分。"
        )
    if value == 0 and nature is not Nature.EQUAL:
        advice = "请把指标性质改为“等于”或人工评分"
        return _unscored(Outcome.ZERO_TARGET, f"指标值为 0，{nature.value}指标无法按比例计分，{advice}。")
    return None


def _score_positive(target: Quantity, actual: Quantity, weight: Decimal) -> ScoreResult:
    """正向, and 等于 whose rule for a target above 0 is the same; a negative actual counts as 0."""
    goal, reached = _figures(target, actual)
    if goal == 0:
        return _score_equal_to_zero(actual, reached, weight)
    if reached >= goal:
        return _full(f"完成值 {_show(actual)} 达到指标值 {_show(target)}", weight)
    score = _capped(WIDE_CONTEXT.divide(reached * weight, goal), weight)
    if reached == 0:
        return ScoreResult(score, f"完成值 {_show(actual)} 按 0 计，得 0 分。", Outcome.ZERO)
    sum_shown = f"{_show(actual)} ÷ {_show(target)} × {shortest(weight):f} = {format_amount(score)}"
    return ScoreResult(score, f"未达到指标值，按完成比例计分：{sum_shown}。", Outcome.PARTIAL)


def _score_equal_to_zero(actual: Quantity, reached: Decimal, weight: Decimal) -> ScoreResult:
    if reached == 0:
        return _full("指标值为 0 且没有发生", weight)
    return ScoreResult(_ZERO, f"指标值为 0 而完成值为 {_show(actual)}，得 0 分。", Outcome.ZERO)


def _score_negative(target: Quantity, actual: Quantity, weight: Decimal) -> ScoreResult:
    """反向: what exceeds the target is deducted in proportion, all of it at twice the target."""
    ceiling, reached = _figures(target, actual)
    if reached <= ceiling:
        return _full(f"完成值 {_show(actual)} 没有超过指标值 {_show(target)}", weight)
    if reached >= 2 * ceiling:
        return ScoreResult(
            _ZERO, f"完成值 {_show(actual)} 达到指标值 {_show(target)} 的两倍或以上，得 0 分。", Outcome.ZERO
        )
    score = _capped(WIDE_CONTEXT.divide((2 * ceiling - reached) * weight, ceiling), weight)
    excess = f"（{_show(actual)} − {_show(target)}）÷ {_show(target)}"
    sum_shown = f"[1 − {excess}] × {shortest(weight):f} = {format_amount(score)}"
    return ScoreResult(score, f"超过指标值，按超出比例扣分：{sum_shown}。", Outcome.PARTIAL)


def _figures(target: Quantity, actual: Quantity) -> tuple[Decimal, Decimal]:
    return target.value or _ZERO, max(_ZERO, actual.value or _ZERO)


def _full(reason: str, weight: Decimal) -> ScoreResult:
    return ScoreResult(weight, f"{reason}，得满分 {shortest(weight):f} 分。", Outcome.FULL)


def _capped(score: Decimal, weight: Decimal) -> Decimal:
    """Two places, but never above a weight that itself has more (2.125 must not become 2.13)."""
    return min(round_half_up(score, SCORE_PLACES), weight)


def _show(quantity: Quantity) -> str:
    """A figure in a sentence: digits as typed, converted ones to six places at most."""
    value = quantity.value or _ZERO
    if quantity.precision <= 6:
        return f"{value:f}{quantity.unit}"
    return f"{shortest(round_half_up(value, 6)):f}{quantity.unit}"


def qualitative_interval(level: Level, weight: Decimal) -> ScoreInterval:
    """得分区间: 达成 80%–100%, 部分达成 60%–80% (80% excluded), 未达成 0–60% (60% excluded) of the weight."""
    lower, upper, includes_upper = {
        Level.REACHED: ("0.8", "1", True),
        Level.PARTLY: ("0.6", "0.8", False),
        Level.MISSED: ("0", "0.6", False),
    }[level]
    return ScoreInterval(Decimal(lower) * weight, Decimal(upper) * weight, includes_upper)


def check_qualitative_score(level: Level, weight: Decimal, given: Decimal) -> str | None:
    """What is wrong with a score given by hand, None if it fits its level."""
    interval = qualitative_interval(level, weight)
    if interval.contains(given):
        return None
    return f"“{level.value}”的实际得分区间为 {interval}，现填 {shortest(given):f} 分，请调整得分或完成档次。"


def _score_qualitative(level: Level | None, weight: Decimal) -> ScoreResult:
    if level is None:
        return _unscored(Outcome.NO_LEVEL, "定性指标没有选择完成档次，请先选择达成、部分达成或未达成。")
    interval = qualitative_interval(level, weight)
    explanation = f"定性指标“{level.value}”，得分应在 {interval} 内，请在区间内评分。"
    return ScoreResult(None, explanation, Outcome.INTERVAL, interval)


def deviation(nature: Nature, target: Quantity, actual: Quantity) -> Decimal | None:
    """偏离度 (完成值 − 指标值) ÷ 指标值 in percent, None if there is none.

    Unrounded, so that a threshold is met exactly: 30.004% is above 30%. Round it only to show it.
    """
    if nature is Nature.QUALITATIVE or not (target.is_single and actual.is_single):
        return None
    try:
        measured = convert(actual, target.unit)
    except UnitError:
        return None
    goal, reached = target.value, measured.value
    if goal is None or reached is None or goal <= 0:
        return None
    return WIDE_CONTEXT.divide((reached - goal) * _HUNDRED, goal)


def budget_execution_score(
    executed: Decimal | None,
    budget: Decimal | None,
    weight: Decimal | None,
    show: Callable[[Decimal], str] = format_amount,
) -> ScoreResult:
    """预算执行得分 = 全年执行数 ÷ 全年预算数 × 分值, at most the weight; ``show`` writes the two sums."""
    if weight is None or weight < 0:
        return _unscored(Outcome.NO_WEIGHT, "预算执行没有有效的分值，请先填写不小于 0 的分值。")
    if budget is None:
        return _unscored(Outcome.NO_TARGET, "全年预算数没有填写，不能计算执行率，请补填。")
    if executed is None:
        return _unscored(Outcome.NO_ACTUAL, "全年执行数没有填写，不能计算执行率，请补填。")
    if budget <= 0:
        outcome = Outcome.NEGATIVE_TARGET if budget else Outcome.ZERO_TARGET
        return _unscored(outcome, f"全年预算数为 {shortest(budget):f}，不能计算执行率，请核对全年预算数。")
    spent = max(_ZERO, executed)
    rate = format_amount(WIDE_CONTEXT.divide(spent * _HUNDRED, budget), 2)
    sum_shown = f"执行率 {show(executed)} ÷ {show(budget)} = {rate}%"
    if spent >= budget:
        return _full(sum_shown, weight)
    score = _capped(WIDE_CONTEXT.divide(spent * weight, budget), weight)
    outcome = Outcome.PARTIAL if spent else Outcome.ZERO
    return ScoreResult(score, f"{sum_shown}，得 {format_amount(score)} 分。", outcome)
