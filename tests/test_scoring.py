"""Scores: the finance system's rules, branch by branch and at every edge."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.cells import CellRef
from model.formula import Grade
from model.profile import load_profile
from model.quantity import Quantity, QuantityKind, parse_quantity
from model.scoring import (
    Level,
    Nature,
    Outcome,
    ScoreResult,
    budget_execution_score,
    check_qualitative_score,
    deviation,
    propose_nature,
    qualitative_interval,
    score_indicator,
)

TEN = Decimal(10)


def scored(nature: Nature, target: str, actual: str, weight: Decimal | None = TEN) -> ScoreResult:
    return score_indicator(nature, parse_quantity(target), parse_quantity(actual), weight)


@pytest.mark.parametrize(
    ("name", "target", "actual", "nature"),
    [
        # the published 2022 indicator table
        ("公用经费控制率", "28.8万元", "21.8万元", Nature.NEGATIVE),
        ("“三公经费”控制率", "10.44万元", "0.29万元", Nature.NEGATIVE),
        ("政府采购执行率", "9.5万元", "3.05万元", Nature.POSITIVE),
        ("新增规模企业", "4家", "完成8家", Nature.POSITIVE),
        ("完成工业投资", "10亿元", "完成23.4亿元", Nature.POSITIVE),
        ("重点工作完成及时率", "100%", "98%", Nature.POSITIVE),
        ("提高高新技术产业增加值", "≥20亿元", "26.8亿元", Nature.POSITIVE),
        ("开展企业帮扶工作", "较为认可", "较为认可", Nature.QUALITATIVE),
        ("社会公众满意度", "满意度在98%以上", "满意度在95%以上", Nature.POSITIVE),
        # comparators decide before names
        ("项目成本", "≥5万元", "6万元", Nature.POSITIVE),
        ("投诉率", "≤2%", "1%", Nature.NEGATIVE),
        ("差错率", "低于2%", "1%", Nature.NEGATIVE),
        ("办结时限", "15个工作日内", "10个工作日", Nature.NEGATIVE),
        ("会议次数", "等于3次", "3次", Nature.EQUAL),
        ("安全事故", "0起", "0起", Nature.EQUAL),
        # names of costs
        ("单位成本", "5万元", "4万元", Nature.NEGATIVE),
        ("会议费用", "5万元", "4万元", Nature.NEGATIVE),
        ("在职人员控制率", "100%", "84.62%", Nature.NEGATIVE),
        ("节约成本", "5万元", "6万元", Nature.POSITIVE),
        ("预算支出完成率", "100%", "95%", Nature.POSITIVE),
        ("成本核算次数", "5次", "5次", Nature.POSITIVE),
        # no figure
        ("完成时间", "12月底前", "11月", Nature.QUALITATIVE),
        ("满意度", "", "95%", Nature.POSITIVE),
        ("满意度", "", "", Nature.QUALITATIVE),
    ],
)
def test_the_nature_is_proposed_from_the_words(name: str, target: str, actual: str, nature: Nature) -> None:
    assert propose_nature(name, parse_quantity(target), parse_quantity(actual)) is nature


@pytest.mark.parametrize(
    ("nature", "target", "actual", "score", "outcome"),
    [
        # 正向: t, just below, half, 0, negative
        (Nature.POSITIVE, "98%", "98%", "10", Outcome.FULL),
        (Nature.POSITIVE, "98%", "99%", "10", Outcome.FULL),
        (Nature.POSITIVE, "满意度在98%以上", "满意度在95%以上", "9.69", Outcome.PARTIAL),
        (Nature.POSITIVE, "8个", "3个", "3.75", Outcome.PARTIAL),
        (Nature.POSITIVE, "800", "1", "0.01", Outcome.PARTIAL),  # 0.0125
        (Nature.POSITIVE, "2000", "1", "0.01", Outcome.PARTIAL),  # 0.005 rounds up
        (Nature.POSITIVE, "8个", "0个", "0.00", Outcome.ZERO),
        (Nature.POSITIVE, "6%", "-3%", "0.00", Outcome.ZERO),
        (Nature.POSITIVE, "20亿元", "50000万元", "2.50", Outcome.PARTIAL),
        (Nature.POSITIVE, "1公顷", "15亩", "10", Outcome.FULL),
        (Nature.POSITIVE, "8家", "6", "7.50", Outcome.PARTIAL),
        # 等于: above 0 like 正向, at 0 all or nothing
        (Nature.EQUAL, "4次", "4次", "10", Outcome.FULL),
        (Nature.EQUAL, "4次", "5次", "10", Outcome.FULL),
        (Nature.EQUAL, "4次", "3次", "7.50", Outcome.PARTIAL),
        (Nature.EQUAL, "0起", "0起", "10", Outcome.FULL),
        (Nature.EQUAL, "0%", "-1%", "10", Outcome.FULL),
        (Nature.EQUAL, "0起", "1起", "0", Outcome.ZERO),
        # 反向: below t, t, between, just below 2t, 2t, above, negative
        (Nature.NEGATIVE, "28.8万元", "21.8万元", "10", Outcome.FULL),
        (Nature.NEGATIVE, "28.8万元", "28.8万元", "10", Outcome.FULL),
        (Nature.NEGATIVE, "28.8万元", "30万元", "9.58", Outcome.PARTIAL),
        (Nature.NEGATIVE, "8万元", "9万元", "8.75", Outcome.PARTIAL),
        (Nature.NEGATIVE, "10万元", "19.9万元", "0.10", Outcome.PARTIAL),
        (Nature.NEGATIVE, "10万元", "20万元", "0", Outcome.ZERO),
        (Nature.NEGATIVE, "10万元", "35万元", "0", Outcome.ZERO),
        (Nature.NEGATIVE, "6%", "-3%", "10", Outcome.FULL),
        (Nature.NEGATIVE, "1万元", "15000元", "5.00", Outcome.PARTIAL),
    ],
)
def test_each_branch_of_the_rules(
    nature: Nature, target: str, actual: str, score: str, outcome: Outcome
) -> None:
    result = scored(nature, target, actual)
    assert (str(result.score), result.outcome) == (score, outcome)
    assert result.explanation.endswith("。")


@pytest.mark.parametrize(
    ("nature", "target", "actual", "explained"),
    [
        (Nature.POSITIVE, "满意度在98%以上", "95%", "95% ÷ 98% × 10 = 9.69"),
        (Nature.NEGATIVE, "28.8万元", "30万元", "[1 − （30万元 − 28.8万元）÷ 28.8万元] × 10 = 9.58"),
        (Nature.POSITIVE, "169个", "227个", "完成值 227个 达到指标值 169个，得满分 10 分"),
        (Nature.POSITIVE, "20亿元", "50000万元", "完成值 50000万元 换算为 5亿元；"),
        (Nature.POSITIVE, "7公顷", "1亩", "换算为 0.066667公顷"),
        (Nature.EQUAL, "0起", "1起", "指标值为 0 而完成值为 1起，得 0 分"),
        (Nature.NEGATIVE, "10万元", "35万元", "两倍"),
    ],
)
def test_the_explanation_shows_the_sum(nature: Nature, target: str, actual: str, explained: str) -> None:
    assert explained in scored(nature, target, actual).explanation


@pytest.mark.parametrize(
    ("nature", "target", "actual", "weight", "outcome", "said"),
    [
        (Nature.POSITIVE, "0家", "3家", TEN, Outcome.ZERO_TARGET, "指标值为 0"),
        (Nature.NEGATIVE, "0.00万元", "3万元", TEN, Outcome.ZERO_TARGET, "等于"),
        (Nature.POSITIVE, "-5%", "3%", TEN, Outcome.NEGATIVE_TARGET, "负数"),
        (Nature.EQUAL, "-5%", "3%", TEN, Outcome.NEGATIVE_TARGET, "负数"),
        (Nature.POSITIVE, "", "3家", TEN, Outcome.NO_TARGET, "指标值没有填写"),
        (Nature.POSITIVE, "3家", "—", TEN, Outcome.NO_ACTUAL, "完成值没有填写"),
        (Nature.POSITIVE, "良好", "3家", TEN, Outcome.TARGET_NOT_A_NUMBER, "“良好”"),
        (Nature.POSITIVE, "3—5家", "3家", TEN, Outcome.TARGET_NOT_A_NUMBER, "“3—5家”"),
        (Nature.POSITIVE, "3家", "全部完成", TEN, Outcome.ACTUAL_NOT_A_NUMBER, "“全部完成”"),
        (Nature.POSITIVE, "12月底前", "11月", TEN, Outcome.TARGET_NOT_A_NUMBER, "12月底前"),
        (Nature.POSITIVE, "10.44万元", "2.78%", TEN, Outcome.UNITS_DIFFER, "不同类"),
        (Nature.POSITIVE, "98%", "95", TEN, Outcome.UNITS_DIFFER, "没有写单位"),
        (Nature.POSITIVE, "98%", "95%", None, Outcome.NO_WEIGHT, "分值"),
        (Nature.POSITIVE, "98%", "95%", Decimal(-1), Outcome.NO_WEIGHT, "分值"),
        (Nature.QUALITATIVE, "良好", "良好", TEN, Outcome.NO_LEVEL, "完成档次"),
    ],
)
def test_what_cannot_be_scored_says_why(
    nature: Nature, target: str, actual: str, weight: Decimal | None, outcome: Outcome, said: str
) -> None:
    result = scored(nature, target, actual, weight)
    assert (result.score, result.outcome) == (None, outcome)
    assert said in result.explanation
    assert result.explanation.endswith("。")


FIGURE = st.decimals(-100, 10_000, places=2)
TARGET = st.decimals("0.01", 10_000, places=2)
WEIGHT = st.decimals(0, 50, places=3)
QUANTITATIVE = st.sampled_from([Nature.POSITIVE, Nature.NEGATIVE, Nature.EQUAL])


def figure_score(nature: Nature, target: Decimal, actual: Decimal, weight: Decimal) -> Decimal:
    sides = [Quantity("", QuantityKind.NUMBER, None, value, None, "家") for value in (target, actual)]
    score = score_indicator(nature, sides[0], sides[1], weight).score
    assert score is not None
    return score


@settings(max_examples=100)
@given(QUANTITATIVE, TARGET, FIGURE, FIGURE, WEIGHT)
def test_scores_stay_within_the_weight_and_follow_the_actual(
    nature: Nature, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    """More done never scores less (正向, 等于); more used never scores more (反向)."""
    low, high = (figure_score(nature, target, actual, weight) for actual in sorted((one, other)))
    assert 0 <= low <= weight
    assert 0 <= high <= weight
    assert low >= high if nature is Nature.NEGATIVE else low <= high


@settings(max_examples=50)
@given(QUANTITATIVE, TARGET, WEIGHT)
def test_meeting_the_target_exactly_is_full_marks(nature: Nature, target: Decimal, weight: Decimal) -> None:
    assert figure_score(nature, target, target, weight) == weight


def test_rounding_never_lifts_a_score_above_its_weight() -> None:
    assert figure_score(Nature.POSITIVE, Decimal(10_000), Decimal("9999.99"), Decimal("2.125")) == Decimal(
        "2.12"
    )
    assert figure_score(Nature.POSITIVE, Decimal(10_000), Decimal("9999.99"), Decimal("2.126")) == Decimal(
        "2.126"
    )


@pytest.mark.parametrize(
    ("level", "given_score", "fits"),
    [
        (Level.REACHED, "10", True),
        (Level.REACHED, "8", True),
        (Level.REACHED, "7.99", False),
        (Level.REACHED, "10.01", False),
        (Level.PARTLY, "8", False),
        (Level.PARTLY, "7.99", True),
        (Level.PARTLY, "6", True),
        (Level.PARTLY, "5.99", False),
        (Level.MISSED, "6", False),
        (Level.MISSED, "5.99", True),
        (Level.MISSED, "0", True),
        (Level.MISSED, "-0.01", False),
    ],
)
def test_a_qualitative_score_must_fit_its_level(level: Level, given_score: str, fits: bool) -> None:
    problem = check_qualitative_score(level, TEN, Decimal(given_score))
    assert (problem is None) is fits


def test_a_misplaced_qualitative_score_is_answered_with_its_interval() -> None:
    problem = check_qualitative_score(Level.PARTLY, TEN, Decimal("8.00"))
    assert problem is not None
    assert "[6, 8)" in problem
    assert "现填 8 分" in problem


def test_a_qualitative_indicator_yields_an_interval_and_no_score() -> None:
    target = parse_quantity("较为认可")
    result = score_indicator(Nature.QUALITATIVE, target, target, TEN, Level.REACHED)
    assert (result.score, result.outcome) == (None, Outcome.INTERVAL)
    assert result.interval == qualitative_interval(Level.REACHED, TEN)
    assert "[8, 10]" in result.explanation


@settings(max_examples=60)
@given(st.decimals("0.01", 50, places=2), st.decimals(0, 50, places=2))
def test_every_score_within_the_weight_fits_exactly_one_level(weight: Decimal, score: Decimal) -> None:
    fitting = [level for level in Level if qualitative_interval(level, weight).contains(score)]
    assert len(fitting) == (1 if score <= weight else 0)


@pytest.mark.parametrize(
    ("target", "actual", "percent"),
    [
        ("10.44万元", "0.29万元", "-97.22"),
        ("9.5万元", "3.05万元", "-67.89"),
        ("4家", "完成8家", "100.00"),
        ("10亿元", "完成23.4亿元", "134.00"),
        ("169个", "227个", "34.32"),
        ("28.8万元", "21.8万元", "-24.31"),
        ("≥20亿元", "26.8亿元", "34.00"),
        ("100%", "98%", "-2.00"),
        ("1亿元", "13000万元", "30.00"),
    ],
)
def test_deviation_of_the_published_indicators(target: str, actual: str, percent: str) -> None:
    off = deviation(Nature.POSITIVE, parse_quantity(target), parse_quantity(actual))
    assert off is not None
    assert f"{off:.2f}" == percent


def test_deviation_is_exact_at_the_threshold() -> None:
    exactly = deviation(Nature.POSITIVE, parse_quantity("3家"), parse_quantity("3.9家"))
    barely_above = deviation(Nature.POSITIVE, parse_quantity("100000元"), parse_quantity("130001元"))
    assert exactly == 30
    assert barely_above is not None
    assert barely_above > 30


@pytest.mark.parametrize(
    ("nature", "target", "actual"),
    [
        (Nature.QUALITATIVE, "95%", "96%"),
        (Nature.POSITIVE, "0家", "3家"),
        (Nature.POSITIVE, "-5%", "3%"),
        (Nature.POSITIVE, "良好", "3家"),
        (Nature.POSITIVE, "3—5家", "4家"),
        (Nature.POSITIVE, "3家", ""),
        (Nature.POSITIVE, "3家", "3个"),
    ],
)
def test_no_deviation_where_nothing_can_be_compared(nature: Nature, target: str, actual: str) -> None:
    assert deviation(nature, parse_quantity(target), parse_quantity(actual)) is None


@pytest.mark.parametrize(
    ("executed", "budget", "score", "outcome"),
    [
        ("5394.86", "5394.86", "10", Outcome.FULL),
        ("6000", "5394.86", "10", Outcome.FULL),
        ("900", "1000", "9.00", Outcome.PARTIAL),
        ("0.05", "1000", "0.00", Outcome.PARTIAL),
        ("0", "1000", "0.00", Outcome.ZERO),
        ("-5", "1000", "0.00", Outcome.ZERO),
        ("5", "0", "None", Outcome.ZERO_TARGET),
        ("0", "0.00", "None", Outcome.ZERO_TARGET),
        ("5", "-1", "None", Outcome.NEGATIVE_TARGET),
        (None, "1000", "None", Outcome.NO_ACTUAL),
        ("5", None, "None", Outcome.NO_TARGET),
    ],
)
def test_budget_execution(executed: str | None, budget: str | None, score: str, outcome: Outcome) -> None:
    figures = [None if text is None else Decimal(text) for text in (executed, budget)]
    result = budget_execution_score(figures[0], figures[1], TEN)
    assert (str(result.score), result.outcome) == (score, outcome)
    assert result.explanation.endswith("。")


def test_budget_execution_shows_its_rate() -> None:
    result = budget_execution_score(Decimal("1234.50"), Decimal("2000"), TEN)
    assert result.explanation == "执行率 1234.50 ÷ 2000 = 61.73%，得 6.17 分。"


def test_budget_execution_needs_a_weight() -> None:
    assert budget_execution_score(TEN, TEN, None).outcome is Outcome.NO_WEIGHT


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        *(
            ("100", "优"),
            ("97", "优"),
            ("90", "优"),
            ("90.00", "优"),
            ("89.995", "良"),
            ("89.99", "良"),
            ("80", "良"),
        ),
        *(("79.999", "较差"), ("60", "较差"), ("59.99", "差"), ("0", "差")),
    ],
)
def test_grades_are_given_without_rounding_first(total: str, grade: str) -> None:
    score = CellRef("result", "result", "score")
    given = Grade(score, load_profile().grades)
    assert given.evaluate({score: Decimal(total)}.get) == grade
