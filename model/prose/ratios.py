"""Shares, completion rates and named rates, recomputed (G52, G54, G59)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from model import slack
from model.findings import Severity
from model.prose import lexicon
from model.prose.entries import Entry, main_items, read_entries
from model.prose.findings import Sheet, plain
from model.prose.items import INLINE, Column, Item, ReadParagraph, Role, clean_label
from model.prose.quantities import Kind, Quantity
from model.prose.rates import rule_for
from model.prose.reading import Reading, same_concept
from model.prose.repair import Edit, ratio_repair

_LOOSE_UNITS = {"个", "件", "项", "家", "次", "宗", "例", "起", "人", "户", "份", "条"}
_WHOLE_WORDS = re.compile(
    r"^(?:总|全部|合计|总额|总量|总数|比重|其|本年|全年|收入|支出|总收入|总支出|预算|决算|收支)*(?:合计|总计|总额|的)?$"
)


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
    certain: bool = True
    """False where the two figures were found by the way, not named: at most 提示."""


def check_ratios(sheet: Sheet, reading: Reading, number: int) -> None:
    """Judge every share, completion rate and named rate of a paragraph."""
    read = reading.reads[number]
    for position, item in enumerate(read.items):
        if item.role not in {Role.SHARE, Role.COMPLETION, Role.RATE}:
            continue
        if item.quantity.kind is not Kind.PERCENT:
            continue
        found = _find(reading, number, position, item)
        if isinstance(found, Ratio):
            judge(sheet, found)
        else:
            sheet.skip(read, item.lead_start, item.quantity.end, found)


def _find(reading: Reading, number: int, position: int, item: Item) -> Ratio | str:
    if item.role is Role.SHARE:
        return _share(reading, number, position, item)
    if item.role is Role.COMPLETION:
        return _completion(reading, number, position, item)
    return _rate(reading, number, position, item)


# ---- 占…的x% ---------------------------------------------------------------------------------


def _share(reading: Reading, number: int, position: int, item: Item) -> Ratio | str:
    read = reading.reads[number]
    before = main_items(read.items[:position])
    subject = _subject(item)
    top_read, top = read, None
    if subject:
        top = next((each for each in reversed(before) if same_concept(each.label, subject)), None)
        if top is None:
            return f"文中未找到“{subject}”的数额"
    elif before and _adjacent(read, before[-1], item):
        top = _entry_figure(before)
    if top is None:
        return "未找到占比所指的数额"
    bottom = _share_base(reading, number, item, top)
    if isinstance(bottom, str):
        return bottom
    bottom_read, base, certain = bottom
    if base.quantity.dimension != top.quantity.dimension:
        return "占比的两个数额单位不同"
    return Ratio(read, item, top, base, top_read, bottom_read, "占比", certain)


def _subject(item: Item) -> str:
    """基本支出占总支出的…: what stands before 占 in the same clause."""
    share = lexicon.SHARE_TAIL.search(item.lead)
    words = item.lead[: share.start()] if share is not None else ""
    label = clean_label(words)
    return "" if re.search(r"其|分别|各|^(?:约|所|共)", label) else label


def _adjacent(read: ReadParagraph, main: Item, item: Item) -> bool:
    """Nothing but figures of the same clause stands between an amount and its share."""
    gap = read.text[main.quantity.end : item.lead_start]
    return not re.search(r"[。！？；]", gap)


def _entry_figure(before: Sequence[Item]) -> Item:
    """The figure of the year in the entry that ends the list of figures."""
    entries = read_entries(before[-4:])
    return entries[-1].actual() or before[-1]


def _share_base(
    reading: Reading, number: int, item: Item, top: Item
) -> tuple[ReadParagraph, Item, bool] | str:
    read = reading.reads[number]
    claim = reading.list_of(number, top)
    head = claim.head.main() if claim is not None else None
    whole = re.sub(r"^(?:本年度?|全年|我县|全县)", "", clean_label(item.whole)) if item.whole else ""
    if head is not None and claim is not None and (not whole or _means(whole, head)):
        return claim.read, head, True
    if not whole:
        return "未找到占比的总数"
    named = _named(reading, number, item, whole)
    if named is not None:
        return (*named, True)
    if head is not None and claim is not None and _WHOLE_WORDS.match(whole):
        return claim.read, head, True
    return f"文中未找到“{item.whole}”的数额"


def _means(whole: str, head: Item) -> bool:
    key = lexicon.key_of(whole)
    return (
        bool(_WHOLE_WORDS.match(whole))
        or same_concept(whole, head.label)
        or (len(key) > 3 and key in head.key)
    )


def _named(reading: Reading, number: int, item: Item, whole: str) -> tuple[ReadParagraph, Item] | None:
    """The latest figure in this or the two paragraphs before which bears the name of the whole."""
    for index in range(number, max(-1, number - 3), -1):
        read = reading.reads[index]
        for candidate in reversed(main_items(read.items)):
            if index == number and candidate.quantity.start >= item.quantity.start:
                continue
            if candidate.label and same_concept(candidate.label, whole):
                return read, candidate
    return None


# ---- 完成…的x% -------------------------------------------------------------------------------


def _completion(reading: Reading, number: int, position: int, item: Item) -> Ratio | str:
    read = reading.reads[number]
    before = main_items(read.items[:position])
    if not before:
        return "未找到完成率所指的数额"
    if item.whole == INLINE:
        base = before[-1]
        tops = [each for each in before[:-1] if each.quantity.dimension == base.quantity.dimension]
        if not tops or not _adjacent(read, tops[-1], base):
            return "未找到完成率所指的数额"
        return Ratio(read, item, tops[-1], base, read, read, "完成率")
    pair = _budget_and_actual(read, before, item)
    if pair is None:
        return "未同时写明预算（任务）数和完成数"
    return Ratio(read, item, pair[0], pair[1], read, read, "完成率")


def _budget_and_actual(read: ReadParagraph, before: Sequence[Item], item: Item) -> tuple[Item, Item] | None:
    """Actual and budget figure of the label that a completion rate speaks of."""
    entries = read_entries(before)
    last = entries[-1]
    gap = read.text[last.end : item.lead_start]
    if len(re.findall(r"[。！？；]", gap)) > 0 and not re.fullmatch(r"[。；]", gap):
        return None
    actual, budget = last.actual(), _matching_budget(last.budgets(), item.whole)
    if actual is not None and budget is not None:
        return actual, budget
    if len(entries) < 2 or entries[-2].dimension != last.dimension:
        return None
    return _across_entries(read, entries[-2], last, item)


def _across_entries(read: ReadParagraph, first: Entry, last: Entry, item: Item) -> tuple[Item, Item] | None:
    """预算安排公用经费28.8万元，实际支出公用经费21.8万元: two labels, one of them the budget's."""
    start, _ = read.sentence_of(item.quantity.start)
    if first.start < start or re.search(r"其中|；", read.text[first.end : last.start]):
        return None
    actual, budget = last.actual(), _matching_budget(first.budgets(), item.whole)
    if actual is not None and budget is not None and len(first.items) == 1:
        return actual, budget
    actual, budget = first.actual(), _matching_budget(last.budgets(), item.whole)
    if actual is not None and budget is not None and len(last.items) == 1:
        return actual, budget
    return None


def _matching_budget(budgets: Sequence[Item], whole: str) -> Item | None:
    if not budgets:
        return None
    for pattern in (lexicon.INITIAL, lexicon.REVISED):
        if pattern.search(whole):
            fitting = [each for each in budgets if pattern.search(each.lead)]
            if fitting:
                return fitting[-1]
            other = lexicon.REVISED if pattern is lexicon.INITIAL else lexicon.INITIAL
            neutral = [each for each in budgets if not other.search(each.lead)]
            return neutral[-1] if neutral else None
    return budgets[-1]


# ---- …率为x% ---------------------------------------------------------------------------------


def _rate(reading: Reading, number: int, position: int, item: Item) -> Ratio | str:
    read = reading.reads[number]
    match = lexicon.RATE_TAIL.search(item.lead)
    name = match.group("name") if match is not None else ""
    rule = rule_for(name)
    start = _window(read, item.quantity.start)
    before = [each for each in main_items(read.items[:position]) if each.quantity.start >= start]
    if rule is None or not before:
        return f"“{_short(name)}”未写明计算所用的两个数"
    top = next((each for each in reversed(before) if rule.top.search(_named_lead(each))), None)
    bottom = next(
        (
            each
            for each in reversed(before)
            if each is not top and rule.bottom.search(_named_lead(each)) and each.column is not Column.ACTUAL
        ),
        None,
    )
    if bottom is None:
        bottom = next(
            (each for each in reversed(before) if each is not top and rule.bottom.search(each.lead)), None
        )
    if top is None or bottom is None:
        return f"“{_short(name)}”未写明计算所用的两个数"
    same = top.quantity.dimension == bottom.quantity.dimension
    if not same and not {top.quantity.unit, bottom.quantity.unit} <= _LOOSE_UNITS:
        return f"“{_short(name)}”的两个数单位不同"
    return Ratio(read, item, top, bottom, read, read, _short(name), same)


def _named_lead(item: Item) -> str:
    return lexicon.protect(item.lead)


def _short(name: str) -> str:
    return lexicon.LEADING_NOISE.sub("", name) or name


def _window(read: ReadParagraph, position: int) -> int:
    """A rate speaks of its own sentence and of the two before it."""
    ends = [0, *read.paragraph.sentence_ends]
    before = [end for end in ends if end <= position]
    return before[-3] if len(before) >= 3 else 0


# ---- verdict ---------------------------------------------------------------------------------


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
        _count(sheet, ratio)
        _report(sheet, ratio, verdict.severity, verdict.expected, _repair(ratio, verdict.expected))


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
    if slack.decimals_of(expected) >= 2 or inputs[1] == 0:
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
