"""Slack (尾差): how far printed figures may drift apart before it is an error.

Every printed figure stands for the closed interval of ± half a unit of its last place.  A sum of
rounded parts therefore rarely equals its rounded total, and saying so in red would cost trust; a
copying error of 0.19 in nine parts, on the other hand, can not be explained by rounding at all.

Two bounds separate the cases, for ``n`` parts and their total:

* the worst case ``W``: every figure rounded as unluckily as it can be;
* the expected bound ``Q``: three standard deviations of honest rounding, at least one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from model.amounts import decimal_places, half_unit
from model.findings import Severity

MONEY_PLACES = 2
"""万元 documents carry two decimals: a typed "0.2" stands for 0.20, not for 0.15 … 0.25."""

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class SumVerdict:
    """What a sum of parts says about its stated total."""

    difference: Decimal
    """Stated total minus the sum of the parts, signed."""
    severity: Severity | None
    """None: the equation holds to the last digit."""
    worst: Decimal
    """The largest difference which rounding alone can explain."""
    expected: Decimal
    """The sum of the parts: what the total should read."""


@dataclass(frozen=True)
class RatioVerdict:
    """What numerator and denominator say about a stated percentage."""

    difference: Decimal
    """Stated minus recomputed percentage points, signed, at the places as stated."""
    severity: Severity | None
    expected: Decimal | None
    """The recomputed percentage at the places as stated; None when the denominator is zero."""
    lowest: Decimal | None
    highest: Decimal | None


def unit_of_place(places: int) -> Decimal:
    """One unit of the last of ``places`` decimals: 2 → 0.01."""
    return Decimal(1).scaleb(-places)


def worst_case(figures: Sequence[Decimal], places: int = MONEY_PLACES) -> Decimal:
    """W: the sum of the half units of all figures, the total included."""
    return sum((half_unit(figure, places) for figure in figures), _ZERO)


def expected_bound(part_count: int, places: int = MONEY_PLACES) -> Decimal:
    """Q = max(one unit, 3σ) with σ = unit · √((n + 1) / 12)."""
    unit = unit_of_place(places)
    sigma = unit * (Decimal(part_count + 1) / 12).sqrt()
    return max(unit, 3 * sigma)


def judge_sum(
    total: Decimal, parts: Sequence[Decimal], exact: bool = False, places: int = MONEY_PLACES
) -> SumVerdict:
    """Judge ``total`` against the sum of ``parts``.

    ``exact`` is for figures which are counted, not rounded (人, 个, 件, exact 元): no slack at all.
    """
    expected = sum(parts, _ZERO)
    difference = total - expected
    worst = _ZERO if exact else worst_case([total, *parts], places)
    return SumVerdict(difference, _sum_severity(abs(difference), len(parts), worst, places), worst, expected)


def _sum_severity(distance: Decimal, part_count: int, worst: Decimal, places: int) -> Severity | None:
    if distance == 0:
        return None
    if distance > worst:
        return Severity.MANDATORY
    if distance <= expected_bound(part_count, places):
        return Severity.ROUNDING
    return Severity.ADVISORY


def judge_ratio(
    stated_percent: Decimal,
    numerator: Decimal,
    denominator: Decimal,
    exact: bool = False,
    places: int = MONEY_PLACES,
    derived_base: bool = False,
) -> RatioVerdict:
    """Judge a stated percentage against numerator ÷ denominator.

    The printed inputs come first: rounded at the stated places, or cut off there, is a pass.  Then
    their intervals: what unrounded inputs could have given is 尾差.  One hundredth of a point
    beyond is a 提示, more is an error.  A zero denominator has no rate at all: an error.
    ``derived_base`` is for 增长率: a base worked out from two printed figures has the slack of both.
    """
    if denominator == 0:
        return RatioVerdict(_ZERO, Severity.MANDATORY, None, None, None)
    places_stated = decimal_places(stated_percent)
    step = unit_of_place(places_stated)
    ratio = numerator / denominator * _HUNDRED
    rounded = ratio.quantize(step, ROUND_HALF_UP)
    lowest, highest = (ratio, ratio) if exact else _interval(numerator, denominator, places, derived_base)
    verdict = _ratio_severity(stated_percent, ratio, step, (lowest, highest))
    return RatioVerdict(stated_percent - rounded, verdict, rounded, lowest, highest)


def _interval(
    numerator: Decimal, denominator: Decimal, places: int, derived_base: bool
) -> tuple[Decimal, Decimal]:
    """Smallest and largest percentage that the unrounded inputs could have given."""
    top, bottom = half_unit(numerator, places), half_unit(denominator, places)
    if derived_base:
        bottom += top
    if abs(denominator) <= bottom:
        exactly = numerator / denominator * _HUNDRED
        return exactly, exactly
    corners = [
        (numerator + dn) / (denominator + dd) * _HUNDRED for dn in (-top, top) for dd in (-bottom, bottom)
    ]
    return min(corners), max(corners)


def _ratio_severity(
    stated: Decimal, ratio: Decimal, step: Decimal, interval: tuple[Decimal, Decimal]
) -> Severity | None:
    rounded = ratio.quantize(step, ROUND_HALF_UP)
    if stated in (rounded, ratio.quantize(step, ROUND_DOWN)):
        return None
    lowest, highest = interval
    if lowest.quantize(step, ROUND_HALF_UP) <= stated <= highest.quantize(step, ROUND_HALF_UP):
        return Severity.ROUNDING
    hundredth = Decimal("0.01")
    near = abs(stated - rounded) <= hundredth if step <= hundredth else abs(stated - ratio) < step
    return Severity.ADVISORY if near else Severity.MANDATORY
