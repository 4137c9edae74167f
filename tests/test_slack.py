"""Slack: which differences rounding explains, and which it does not."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.amounts import decimal_places
from model.findings import Severity
from model.slack import judge_ratio, judge_sum

CENT = Decimal("0.01")


def figures(text: str) -> list[Decimal]:
    return [Decimal(part) for part in text.split()]


def test_an_equation_which_holds_has_no_finding() -> None:
    verdict = judge_sum(Decimal("454.45"), figures("432.62 21.83"))
    assert (verdict.severity, verdict.difference, verdict.expected) == (
        None,
        Decimal("0.00"),
        Decimal("454.45"),
    )


@pytest.mark.parametrize(
    ("total", "parts", "severity", "difference"),
    [
        # the income table of the packet: one hundredth in four parts is 尾差
        ("5394.86", "46.08 2577.99 2617.17 153.63", Severity.ROUNDING, "-0.01"),
        ("19.2", "2.22 6.19 0.005 0.05 0.13 1.21 0.38 0.76 0.33 0.06 6.67 1.2", Severity.ROUNDING, "-0.005"),
        ("21.83", "0.2 0.2 0.2 3.73 0.29 0.18 3.48 12.34 1.40", Severity.MANDATORY, "-0.19"),
        ("0", "0.29 0 0 0", Severity.MANDATORY, "-0.29"),
        ("3173.85", "454.45 2123.53", Severity.MANDATORY, "595.87"),
    ],
)
def test_sums_of_the_packet(total: str, parts: str, severity: Severity, difference: str) -> None:
    verdict = judge_sum(Decimal(total), figures(parts))
    assert (verdict.severity, verdict.difference) == (severity, Decimal(difference))


def test_beyond_three_sigma_but_inside_the_worst_case_is_advisory() -> None:
    """21 parts: W = 0.11, 3σ = 0.04; a difference of 0.06 lies between."""
    parts = [Decimal("10.00")] * 21
    assert judge_sum(Decimal("210.06"), parts).severity is Severity.ADVISORY
    assert judge_sum(Decimal("210.04"), parts).severity is Severity.ROUNDING
    assert judge_sum(Decimal("210.11"), parts).severity is Severity.ADVISORY
    assert judge_sum(Decimal("210.12"), parts).severity is Severity.MANDATORY


def test_counts_have_no_slack() -> None:
    assert judge_sum(Decimal(152), figures("14 138"), exact=True).severity is None
    assert judge_sum(Decimal(152), figures("14 137"), exact=True).severity is Severity.MANDATORY


def test_one_decimal_in_a_wan_document_stands_for_two() -> None:
    """ "0.2" in a 万元 report is 0.20: its half unit is 0.005, not 0.05."""
    assert judge_sum(Decimal("0.6"), figures("0.2 0.2 0.3")).severity is Severity.MANDATORY


def test_coarser_documents_have_wider_slack() -> None:
    """亿元 with one decimal: 0.1 in three parts is rounding."""
    assert judge_sum(Decimal("12.4"), figures("3.4 4.5 4.4"), places=1).severity is Severity.ROUNDING


@settings(max_examples=60)
@given(st.lists(st.integers(min_value=0, max_value=10**9), min_size=2, max_size=12))
def test_honest_rounding_is_never_an_error(exact_parts: list[int]) -> None:
    """Parts in 元 rounded to 万元 against their rounded total: never 强制, whatever the parts."""
    rounded = [(Decimal(part) / 10000).quantize(CENT, ROUND_HALF_UP) for part in exact_parts]
    total = (Decimal(sum(exact_parts)) / 10000).quantize(CENT, ROUND_HALF_UP)
    assert judge_sum(total, rounded).severity is not Severity.MANDATORY


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=10**6, max_value=10**9))
def test_honest_percentages_of_rounded_inputs_are_never_an_error(top: int, bottom: int) -> None:
    """A rate computed from exact 元 and printed beside 万元 figures is never 强制."""
    stated = (Decimal(top) / Decimal(bottom) * 100).quantize(CENT, ROUND_HALF_UP)
    printed = [(Decimal(figure) / 10000).quantize(CENT, ROUND_HALF_UP) for figure in (top, bottom)]
    assert judge_ratio(stated, *printed).severity is not Severity.MANDATORY


@pytest.mark.parametrize(
    ("stated", "top", "bottom", "severity"),
    [
        ("75.69", "21.8", "28.8", None),
        ("2.78", "0.29", "10.44", None),
        ("2.77", "0.29", "10.44", None),  # cut off, not rounded
        ("32.11", "3.05", "9.5", None),
        ("17.63", "454.45", "2577.98", None),
        ("17.64", "454.45", "2577.98", Severity.ADVISORY),
        ("17.65", "454.45", "2577.98", Severity.MANDATORY),
        ("2.81", "0.29", "10.44", Severity.ROUNDING),  # 0.294 ÷ 10.44 would give it
        ("91.5", "91.9", "48", Severity.MANDATORY),
        ("98", "49", "50", None),
        ("97", "49", "50", Severity.MANDATORY),
    ],
)
def test_rates(stated: str, top: str, bottom: str, severity: Severity | None) -> None:
    assert judge_ratio(Decimal(stated), Decimal(top), Decimal(bottom)).severity is severity


def test_counted_rates_have_no_interval() -> None:
    assert judge_ratio(Decimal("84.62"), Decimal(22), Decimal(26), exact=True).severity is None
    assert judge_ratio(Decimal("84.52"), Decimal(22), Decimal(26), exact=True).severity is Severity.MANDATORY


def test_a_rate_of_nothing_is_an_error() -> None:
    verdict = judge_ratio(Decimal("100.00"), Decimal("3.2"), Decimal(0))
    assert (verdict.severity, verdict.expected) == (Severity.MANDATORY, None)


def test_typed_places_are_kept() -> None:
    assert [decimal_places(Decimal(text)) for text in ("5.40", "5", "0.005", "1E+3")] == [2, 0, 3, 0]
