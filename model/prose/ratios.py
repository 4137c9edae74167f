"""Shares, completion rates and named rates, recomputed (G52, G54, G59)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from model import slack
from model.prose import lexicon
from model.prose.entries import Entry, main_items, read_entries
from model.prose.findings import Sheet
from model.prose.items import INLINE, Column, Item, ReadParagraph, Role
from model.prose.parallel import parallel_positions
from model.prose.quantities import Kind
from model.prose.rates import RateRule, rule_for
from model.prose.ratio_verdicts import Ratio, judge
from model.prose.reading import Reading
from model.prose.shares import adjacent, read_share

_LOOSE_UNITS = {"个", "件", "项", "家", "次", "宗", "例", "起", "人", "户", "份", "条"}


def check_ratios(sheet: Sheet, reading: Reading, number: int) -> None:
    """Judge every share, completion rate and named rate of a paragraph, but for those of parallel lists."""
    read = reading.reads[number]
    taken = parallel_positions(read)
    for position, item in enumerate(read.items):
        if item.role not in {Role.SHARE, Role.COMPLETION, Role.RATE} or position in taken:
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
        return read_share(reading, number, position, item)
    if item.role is Role.COMPLETION:
        return _completion(reading, number, position, item)
    return _rate(reading, number, position, item)


# ---- 完成…的x% -------------------------------------------------------------------------------


def _completion(reading: Reading, number: int, position: int, item: Item) -> Ratio | str:
    read = reading.reads[number]
    before = main_items(read.items[:position])
    if not before:
        return "未找到完成率所指的数额"
    if item.whole == INLINE:
        base = before[-1]
        tops = [each for each in before[:-1] if each.quantity.dimension == base.quantity.dimension]
        if not tops or not adjacent(read, tops[-1], base):
            return "未找到完成率所指的数额"
        name = "占比" if base.lead.startswith("占") else "完成率"
        return Ratio(read, item, tops[-1], base, read, read, name)
    pair = _budget_and_actual(read, before, item) or _budget_behind(read, position, before)
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


def _budget_behind(read: ReadParagraph, position: int, before: Sequence[Item]) -> tuple[Item, Item] | None:
    """支出14.25万元，完成调整预算的91.94%，调整预算数为15.50万元: the budget is named afterwards."""
    item = read.items[position]
    following = read.items[position + 1] if position + 1 < len(read.items) else None
    actual = read_entries(before)[-1].actual()
    if following is None or actual is None or following.sentence != item.sentence:
        return None
    budget = following.role is Role.MAIN and following.column is Column.BUDGET and not following.label
    named = budget and not re.search(r"；", read.text[item.quantity.end : following.lead_start])
    fitting = named and _matching_budget([following], item.whole) is not None
    return (actual, following) if fitting and adjacent(read, actual, item) else None


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
    if _ADJUSTMENT.search(name):
        return _adjustment(read, item, name)
    rule = rule_for(name)
    start = _window(read, item.quantity.start)
    before = [each for each in main_items(read.items[:position]) if each.quantity.start >= start]
    if rule is None and before:
        return _rate_by_verb(read, item, name, before) or f"“{_short(name)}”未写明计算所用的两个数"
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
    if rule.also is not None and bottom is not None:
        top = _with_the_content(item, top, bottom, [each for each in before if rule.also.search(each.lead)])
    if bottom is None:
        bottom = next(
            (each for each in reversed(before) if each is not top and rule.bottom.search(each.lead)), None
        )
    if top is not None and bottom is None:
        bottom = _base_behind(read, position, rule)
    if top is None or bottom is None:
        return f"“{_short(name)}”未写明计算所用的两个数"
    same = top.quantity.dimension == bottom.quantity.dimension
    if not same and not {top.quantity.unit, bottom.quantity.unit} <= _LOOSE_UNITS:
        return f"“{_short(name)}”的两个数单位不同"
    return Ratio(read, item, top, bottom, read, read, _short(name), certain=same)


def _with_the_content(item: Item, top: Item | None, bottom: Item, others: Sequence[Item]) -> Item | None:
    """满意率 may count 基本满意 in: whichever numerator gives the stated rate is the one meant."""
    alike = [
        each for each in others if each is not bottom and each.quantity.dimension == bottom.quantity.dimension
    ]
    if not alike:
        return top
    total = sum((each.quantity.value for each in alike), Decimal(0))
    both = replace(alike[-1], quantity=replace(alike[-1].quantity, value=total, digits=f"{total:f}"))
    holds = bottom.quantity.value and (
        slack.judge_ratio(item.quantity.value, total, bottom.quantity.value, exact=True).severity is None
    )
    return both if top is None or holds else top


def _base_behind(read: ReadParagraph, position: int, rule: RateRule) -> Item | None:
    """支付1046.5万元，支出进度为70%，全年预算1495万元: the base right behind the rate."""
    item = read.items[position]
    following = main_items(read.items[position + 1 : position + 2])
    fits = following and following[0].sentence == item.sentence and rule.bottom.search(following[0].lead)
    return following[0] if fits and following[0].column is not Column.ACTUAL else None


_ADJUSTMENT = re.compile(r"预算调整率")
_ADDED = re.compile(r"(?:调增|调减|追加|增加|核减|调整)(?:了)?(?:预算|资金|经费|数|额|安排|支出)*(?:为|共)?$")
_REVISED = re.compile(r"调整后|调整预算|全年预算|最终预算|变更后|追加后")


def _adjustment(read: ReadParagraph, item: Item, name: str) -> Ratio | str:
    """预算调整率 = 调整数 ÷ 年初预算, where the sentence gives the two or both budgets."""
    own = [each for each in read.items if each.sentence == item.sentence and each.quantity.kind is Kind.MONEY]
    initial = next((each for each in own if lexicon.INITIAL.search(each.lead)), None)
    added = next((each for each in own if each is not initial and _ADDED.search(each.lead)), None)
    revised = next((each for each in own if each is not initial and _REVISED.search(each.lead)), None)
    if initial is not None and added is None and revised is not None:
        both = initial.quantity, revised.quantity
        if both[0].unit == both[1].unit:
            step = abs(both[1].value - both[0].value)
            added = replace(revised, quantity=replace(both[1], value=step, digits=f"{step:f}"))
    if initial is None or added is None:
        return f"“{_short(name)}”未写明计算所用的两个数"
    return Ratio(read, item, added, initial, read, read, _short(name))


def _rate_by_verb(read: ReadParagraph, item: Item, name: str, before: Sequence[Item]) -> Ratio | None:
    """发现隐患312处，已整改305处，整改率97.76%: the verb of the rate names its numerator; so does 48个中45个…."""
    verb = name[-3:-1]
    if len(verb) < 2 or len(before) < 2:
        return None
    bottom = before[-2]
    among = "中" in read.text[bottom.quantity.end : before[-1].quantity.start]
    named = verb in before[-1].lead or (
        among and verb in read.text[before[-1].quantity.end : item.lead_start]
    )
    if not named or verb in bottom.lead or bottom.sentence != before[-1].sentence:
        return None
    if bottom.quantity.dimension != before[-1].quantity.dimension:
        return None
    return Ratio(read, item, before[-1], bottom, read, read, _short(name), likely=True)


def _named_lead(item: Item) -> str:
    return lexicon.protect(item.lead)


def _short(name: str) -> str:
    return lexicon.LEADING_NOISE.sub("", name) or name


def _window(read: ReadParagraph, position: int) -> int:
    """A rate speaks of its own sentence and of the two before it."""
    ends = [0, *read.paragraph.sentence_ends]
    before = [end for end in ends if end <= position]
    return before[-3] if len(before) >= 3 else 0
