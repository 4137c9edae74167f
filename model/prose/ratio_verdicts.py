"""The verdict on one stated percentage and the two figures it is made of (G52, G54, G59)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from model import slack
from model.amounts import decimal_places
from model.findings import Severity
from model.prose.findings import Sheet, plain
from model.prose.items import Item, ReadParagraph, Role
from model.prose.quantities import Kind, Quantity
from model.prose.repair import Edit, ratio_repair


@dataclass(frozen=True)
class Ratio:
    """A stated percentage with the two figures it is made of."""

    read: ReadParagraph
    stated: Item
    top: Item
    bottom: Item
    top_read: ReadParagraph
    bottom_read: ReadParagraph
    name: str
    likely: bool = False
    """True where the figures were found by the verb of the rate: at most 提示."""
    certain: bool = True
    """False where the two figures were found by the way, not named: at most 提示."""
    guess: bool = False
    """True where nothing names the whole: told only if one slip of the pen explains it."""


def judge(sheet: Sheet, ratio: Ratio) -> None:
    """Recompute, allow for rounding and for approximate wording, look for the slip, report."""
    stated, top, bottom = ratio.stated.quantity, ratio.top.quantity, ratio.bottom.quantity
    if top.approximate or bottom.approximate:
        sheet.skip(ratio.read, ratio.stated.lead_start, stated.end, "计算所用的数是约数")
        return
    numerator, denominator, places = comparable(top, bottom)
    exact = top.kind is Kind.COUNT and top.places == bottom.places == 0
    verdict = slack.judge_ratio(stated.value, numerator, denominator, exact, places)
    if denominator == 0:
        _report_zero(sheet, ratio, numerator)
    elif verdict.severity is None or (stated.approximate and _about(stated.value, numerator, denominator)):
        _count(sheet, ratio)
        sheet.passed += 1
    elif verdict.expected is not None:
        if not ratio.certain and verdict.severity is Severity.MANDATORY:
            sheet.skip(ratio.read, ratio.stated.lead_start, stated.end, "两个数的单位不一致，无法确认")
            return
        repair = _repair(ratio, verdict.expected)
        if ratio.guess and repair is None:
            sheet.skip(ratio.read, ratio.stated.lead_start, stated.end, "未写明占比的总数")
            return
        _count(sheet, ratio)
        severity = Severity.ADVISORY if ratio.likely and verdict.severity.rank == 0 else verdict.severity
        _report(sheet, ratio, severity, verdict.expected, repair)


def comparable(top: Quantity, bottom: Quantity) -> tuple[Decimal, Decimal, int]:
    """Both values in one unit, and the places that their slack is counted in."""
    if top.kind is not Kind.MONEY or bottom.kind is not Kind.MONEY:
        return top.value, bottom.value, max(top.places, bottom.places)
    if top.unit == bottom.unit:
        fixed = top.unit in {"万元", "万", "元"}
        return top.value, bottom.value, 2 if fixed else max(top.places, bottom.places)
    if "亿" in top.unit + bottom.unit:
        yi = Decimal(10000)
        written = [quantity.places for quantity in (top, bottom) if "亿" in quantity.unit]
        return top.wan / yi, bottom.wan / yi, max(written)
    return top.wan, bottom.wan, 2


def _about(stated: Decimal, numerator: Decimal, denominator: Decimal) -> bool:
    """约15% for 15.4%: within one point, or three in a hundred."""
    exact = numerator / denominator * 100
    return abs(stated - exact) <= max(Decimal(1), abs(exact) * Decimal("0.03"))


def _count(sheet: Sheet, ratio: Ratio) -> None:
    sheet.count(ratio.read, ratio.stated.quantity)
    sheet.count(ratio.top_read, ratio.top.quantity)
    sheet.count(ratio.bottom_read, ratio.bottom.quantity)


def _repair(ratio: Ratio, expected: Decimal) -> Edit | None:
    stated = ratio.stated.quantity

    def holds(values: Sequence[Decimal]) -> bool:
        if values[1] == 0:
            return False
        step = Decimal(1).scaleb(-stated.places)
        return (values[0] / values[1] * 100).quantize(step) == stated.value

    inputs = [ratio.top.quantity, ratio.bottom.quantity]
    if inputs[0].dimension != inputs[1].dimension:
        return None
    if inputs[0].kind is Kind.COUNT and holds([inputs[1].value, inputs[0].value]):
        return Edit(inputs[0], inputs[1].digits, inputs[0].unit, "两数对调")
    return ratio_repair(stated, expected, inputs, holds)


def _report_zero(sheet: Sheet, ratio: Ratio, numerator: Decimal) -> None:
    stated = ratio.stated.quantity
    _count(sheet, ratio)
    if numerator == 0 and (ratio.stated.role is Role.SHARE or stated.value == 0):
        sheet.passed += 1
        return
    severity = Severity.ADVISORY if numerator == 0 else Severity.MANDATORY
    message = (
        f"{ratio.bottom.quantity.stated}作分母时没有{ratio.name}可言，文中却写{stated.stated}，"
        "请删去该百分比或改写为“年初无预算”。"
    )
    sheet.report("G54", severity, _span(ratio), message, stated.stated, "不应填写百分比")


def _span(ratio: Ratio) -> tuple[int, int]:
    stated = ratio.stated.quantity
    start = ratio.stated.lead_start
    for read, item in ((ratio.top_read, ratio.top), (ratio.bottom_read, ratio.bottom)):
        if read is ratio.read:
            start = min(start, item.lead_start)
    while ratio.read.text[start] in "，。；：、":
        start += 1
    if stated.end - start > 160:
        start = ratio.stated.lead_start
    return ratio.read.paragraph.span(start, stated.end)


def shown_percent(expected: Decimal, inputs: tuple[Decimal, Decimal, int]) -> Decimal:
    """At least two decimals, so that 191.46 is not hidden behind 191.5."""
    if decimal_places(expected) >= 2 or inputs[1] == 0:
        return expected
    return (inputs[0] / inputs[1] * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _report(sheet: Sheet, ratio: Ratio, severity: Severity, expected: Decimal, repair: Edit | None) -> None:
    stated, top, bottom = ratio.stated.quantity, ratio.top.quantity, ratio.bottom.quantity
    shown = f"{shown_percent(expected, comparable(top, bottom)):f}%"
    message = f"{ratio.name}：{top.stated}÷{bottom.stated}＝{shown}，文中为{stated.stated}，"
    message += f"相差{plain(abs(stated.value - expected))}个百分点。"
    if severity is Severity.ROUNDING:
        message += "属四舍五入尾差。"
    if repair is not None:
        message += repair.sentence + "。"
    code = "G59" if repair is not None and repair.kind == "单位有误" else "G52"
    sheet.report(
        code,
        severity,
        _span(ratio),
        message,
        stated.stated,
        shown,
        repair.sentence if repair is not None else "",
    )
