"""Changes against last year or the budget: amount, rate, direction and stated reason (G53, G55)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from model import slack
from model.findings import Severity
from model.prose.comparisons import verb_of
from model.prose.entries import amount
from model.prose.findings import Sheet, plain
from model.prose.items import Item, ReadParagraph, Role
from model.prose.moves import moved_positions
from model.prose.parallel import parallel_positions
from model.prose.quantities import Kind, Quantity
from model.prose.ratio_verdicts import comparable
from model.prose.reading import Reading
from model.prose.repair import Edit, ratio_repair
from model.prose.subjects import budget_before, currents_of, pair_behind, prior_behind, prior_of, years_before


@dataclass(frozen=True)
class Change:
    """One change: how much, how fast, of what, since when."""

    read: ReadParagraph
    amount: Item | None
    rate: Item | None
    currents: tuple[Item, ...]
    """The figures that the change may speak of, most likely first."""
    prior: Item | None
    first: Item
    """The item which opens the change."""
    last: Item
    """The item which ends it."""
    certain: bool = True


def check_changes(sheet: Sheet, reading: Reading, number: int) -> None:
    """Judge every change of a paragraph, but for those of parallel lists and moves."""
    for change in _changes(reading, number):
        if _contradiction(sheet, change):
            continue
        if change.amount is None:
            _judge_rate_alone(sheet, change)
        elif change.prior is not None and change.currents:
            _judge_against_prior(sheet, change)
        elif change.rate is not None:
            _judge_rate(sheet, change)


def _changes(reading: Reading, number: int) -> list[Change]:
    read = reading.reads[number]
    found: list[Change] = []
    used = parallel_positions(read) | moved_positions(read)
    for position, item in enumerate(read.items):
        if item.role is not Role.CHANGE or position in used or item.quantity.kind is Kind.POINTS:
            continue
        step, rate = _step_and_rate(read, position)
        if step is not None and rate is not None:
            used.add(position + 1)
        before, behind = read.items[:position], read.items[position + 1 + (position + 1 in used) :]
        currents, certain = currents_of(reading, number, before, item)
        if step is not None:
            currents = tuple(each for each in currents if each.quantity.dimension == step.quantity.dimension)
        last = read.items[position + 1] if position + 1 in used else item
        prior = prior_of(read, before, item) or prior_behind(read, behind, item)
        pair = years_before(read, before, item) or budget_before(read, before, item)
        pair = pair or (None if prior else pair_behind(read, behind, item))
        if pair is not None:
            currents, prior, certain = (pair[0], *currents), pair[1], True
        found.append(Change(read, step, rate, currents, prior, first=item, last=last, certain=certain))
    return found


def _step_and_rate(read: ReadParagraph, position: int) -> tuple[Item | None, Item | None]:
    """增加5万元，增长10% or 增长10%，增加5万元: amount and rate of one change."""
    item = read.items[position]
    following = read.items[position + 1] if position + 1 < len(read.items) else None
    if following is not None and following.role is Role.CHANGE and following.quantity.kind is not Kind.POINTS:
        gap = read.text[item.quantity.end : following.lead_start]
        rates = [each.quantity.kind is Kind.PERCENT for each in (item, following)]
        if re.fullmatch(r"[，、（；]?", gap) and rates == [False, True]:
            return item, following
        bare = not re.search(r"[一-龥]{3}", following.lead)
        if re.fullmatch(r"[，、（]?", gap) and rates == [True, False] and bare:
            return following, item
    return (None, item) if item.quantity.kind is Kind.PERCENT else (item, None)


def _contradiction(sheet: Sheet, change: Change) -> bool:
    """增加12万元，下降3%."""
    both = change.amount is not None and change.rate is not None
    if not both or change.amount is None or change.rate is None:
        return False
    if change.amount.direction == change.rate.direction:
        return False
    if change.amount.quantity.value == 0 and change.rate.quantity.value == 0:
        return False
    sheet.count(change.read, change.amount.quantity, change.rate.quantity)
    message = (
        f"前面写“{verb_of(change.amount)}{change.amount.quantity.stated}”，"
        f"后面却写“{verb_of(change.rate)}{change.rate.quantity.stated}”，增减方向相反，请核对。"
    )
    sheet.report("G55", Severity.MANDATORY, _span(change), message, change.rate.quantity.stated)
    return True


def _span(change: Change) -> tuple[int, int]:
    start, end = change.first.lead_start, change.last.quantity.end
    if change.currents and 0 < end - change.currents[0].lead_start <= 120:
        start = min(start, change.currents[0].lead_start)
    return change.read.paragraph.span(start, end)


# ---- rate against amount ---------------------------------------------------------------------


@dataclass(frozen=True)
class Growth:
    """A change which names both its amount and its rate."""

    change: Change
    amount: Item
    rate: Item

    @property
    def read(self) -> ReadParagraph:
        """The paragraph."""
        return self.change.read

    @property
    def step(self) -> Quantity:
        """The amount of change."""
        return self.amount.quantity


def _judge_rate(sheet: Sheet, change: Change) -> None:
    """Base = this year ∓ change; the rate is change ÷ base."""
    if change.amount is None or change.rate is None:
        return
    growth = Growth(change, change.amount, change.rate)
    step, rate = change.amount.quantity, change.rate.quantity
    if not change.currents:
        sheet.skip(change.read, change.first.lead_start, rate.end, "未找到本期数，增减率无法核对")
        return
    if any(_rate_holds(growth, current) for current in change.currents):
        sheet.verdict(change.read, step, rate, change.currents[0].quantity)
        return
    current = change.currents[0]
    if step.approximate or rate.approximate or current.quantity.approximate:
        sheet.skip(change.read, change.first.lead_start, rate.end, "约数不核对增减率")
        return
    _report_rate(sheet, growth, current)


def _base(growth: Growth, current: Item) -> Decimal | None:
    """Last year's figure, in the comparable unit of ``comparable(step, current)``."""
    if growth.step.dimension != current.quantity.dimension:
        return None
    step, now, _ = comparable(growth.step, current.quantity)
    return now - step * growth.amount.direction


def _rate_verdict(growth: Growth, current: Item, base: Decimal) -> slack.RatioVerdict:
    step, _, places = comparable(growth.step, current.quantity)
    exact = growth.step.kind is Kind.COUNT
    return slack.judge_ratio(growth.rate.quantity.value, step, base, exact, places, derived_base=True)


def _rate_holds(growth: Growth, current: Item) -> bool:
    base = _base(growth, current)
    if base is None or base <= 0:
        return base == 0 and growth.step.value == 0
    return _rate_verdict(growth, current, base).severity is None


def _report_rate(sheet: Sheet, growth: Growth, current: Item) -> None:
    step, rate = growth.step, growth.rate.quantity
    base = _base(growth, current)
    sheet.count(growth.read, step, rate, current.quantity)
    if base is None or base <= 0:
        _report_no_base(sheet, growth, current, base)
        return
    verdict = _rate_verdict(growth, current, base)
    severity = verdict.severity or Severity.ROUNDING
    if severity is Severity.MANDATORY and not (growth.change.certain and _one_basis(growth.change)):
        severity = Severity.ADVISORY
    expected = (comparable(step, current.quantity)[0] / base * 100).quantize(
        Decimal(1).scaleb(-max(2, rate.places)), ROUND_HALF_UP
    )
    sign = "－" if growth.amount.direction > 0 else "＋"
    repair = _rate_repair(growth, current, verdict) if severity is Severity.MANDATORY else None
    message = (
        f"本期{current.quantity.stated}{sign}{step.stated}得上期{plain(base)}{_shown_unit(step, current)}，"
        f"{step.stated}÷{plain(base)}＝{expected:f}%，文中为{rate.stated}。"
    )
    if severity is Severity.ROUNDING:
        message += "属四舍五入尾差。"
    if repair is not None:
        message += repair.sentence + "。"
    sheet.report(
        "G53",
        severity,
        _span(growth.change),
        message,
        rate.stated,
        f"{expected:f}%",
        repair.sentence if repair else "",
    )


def _one_basis(change: Change) -> bool:
    """同口径增长14.6%: the base was restated, and the text does not say to what."""
    start, end = change.read.sentence_of(change.first.quantity.start)
    return "口径" not in change.read.text[start:end]


def _shown_unit(step: Quantity, current: Item) -> str:
    if step.unit == current.quantity.unit:
        return step.unit
    return "亿元" if "亿" in step.unit + current.quantity.unit else "万元"


def _report_no_base(sheet: Sheet, growth: Growth, current: Item, base: Decimal | None) -> None:
    step, rate = growth.step, growth.rate.quantity
    if base == 0:
        message = f"本期{current.quantity.stated}等于增加额，上期为0，没有增长率可言，文中却写{rate.stated}，建议改为“上年无此项”。"
        sheet.report("G53", Severity.ADVISORY, _span(growth.change), message, rate.stated, "不应填写增长率")
        return
    message = f"增加额{step.stated}大于本期数{current.quantity.stated}，上期成为负数，请核对本期数、增减额和增减方向。"
    severity = Severity.MANDATORY if growth.change.certain else Severity.ADVISORY
    sheet.report("G53", severity, _span(growth.change), message, step.stated)


def _rate_repair(growth: Growth, current: Item, verdict: slack.RatioVerdict) -> Edit | None:
    direction, rate = growth.amount.direction, growth.rate.quantity
    if verdict.expected is None or growth.step.dimension != current.quantity.dimension:
        return None

    def holds(values: Sequence[Decimal]) -> bool:
        base = values[1] - values[0] * direction
        if base <= 0:
            return False
        return (values[0] / base * 100).quantize(Decimal(1).scaleb(-rate.places), ROUND_HALF_UP) == rate.value

    return ratio_repair(rate, verdict.expected, [growth.step, current.quantity], holds)


# ---- explicit figure of last year ------------------------------------------------------------


def _judge_against_prior(sheet: Sheet, change: Change) -> None:
    """较上年2.08万元减少0.03万元，减少1.44%: difference first, then the rate."""
    if change.amount is None or change.prior is None:
        return
    step, prior = change.amount.quantity, change.prior.quantity
    unit = prior.unit or step.unit
    prior_wan = amount(change.prior) if prior.unit else prior.value * _factor(step)
    stated = amount(change.amount) * change.amount.direction
    alike = [each for each in change.currents if each.quantity.dimension == step.dimension]
    if not alike or (prior.unit and prior.dimension != step.dimension):
        return
    current = min(alike, key=lambda each: abs(amount(each) - prior_wan - stated))
    difference = amount(current) - prior_wan
    sheet.count(change.read, step, prior, current.quantity)
    if abs(difference - stated) <= Decimal("0.015") * _factor(step):
        sheet.passed += 1
        if change.rate is not None:
            _judge_rate(sheet, change)
        return
    expected = difference / _factor(step)
    message = (
        f"本期{current.quantity.stated}与上期{prior.digits}{unit}相差{plain(expected)}{step.unit}，"
        f"文中为{verb_of(change.amount)}{step.stated}，请核对。"
    )
    severity = Severity.MANDATORY if change.certain else Severity.ADVISORY
    sheet.report("G53", severity, _span(change), message, step.stated, f"{plain(expected)}{step.unit}")


def _factor(quantity: Quantity) -> Decimal:
    return quantity.wan / quantity.value if quantity.kind is Kind.MONEY and quantity.value else Decimal(1)


def _judge_rate_alone(sheet: Sheet, change: Change) -> None:
    """A rate without an amount needs an explicit figure of last year."""
    if change.rate is None:
        return
    rate = change.rate.quantity
    if change.prior is None or not change.currents:
        sheet.skip(change.read, change.rate.lead_start, rate.end, "未写明上年数或增减额，增减率无法核对")
        return
    current, prior = change.currents[0].quantity, change.prior.quantity
    if current.dimension != prior.dimension:
        return
    now, then, places = comparable(current, prior)
    sheet.count(change.read, rate, current, prior)
    if then == 0:
        return
    stated = rate.value * change.rate.direction
    verdict = slack.judge_ratio(
        stated, now - then, then, current.kind is Kind.COUNT, places, derived_base=True
    )
    if verdict.severity is None or rate.approximate:
        sheet.passed += 1
        return
    message = f"（{current.stated}－{prior.stated}）÷{prior.stated}＝{verdict.expected:f}%，文中为{verb_of(change.rate)}{rate.stated}。"
    sheet.report("G53", verdict.severity, _span(change), message, rate.stated, f"{verdict.expected:f}%")
