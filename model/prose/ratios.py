"""Shares, completion rates and named rates, recomputed (G52, G54, G59)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.prose import lexicon
from model.prose.entries import Entry, main_items, read_entries
from model.prose.findings import Sheet
from model.prose.items import INLINE, Column, Item, ReadParagraph, Role, clean_label
from model.prose.quantities import Kind
from model.prose.rates import rule_for
from model.prose.ratio_verdicts import Ratio, judge
from model.prose.reading import Reading, same_concept

_LOOSE_UNITS = {"个", "件", "项", "家", "次", "宗", "例", "起", "人", "户", "份", "条"}
_UNNAMED = {"", "支出", "收入"}
"""支出决算为9.80万元 speaks of the label before it; it is no total of all expenditure."""
_WHOLE_WORDS = re.compile(
    r"^(?:总|全部|合计|总额|总量|总数|比重|其|本年|全年|收入|支出|总收入|总支出|预算|决算|收支)*(?:合计|总计|总额|的)?$"
)


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
    return Ratio(
        read,
        item,
        top,
        base,
        top_read,
        bottom_read,
        "占比",
        certain=certain,
        likely=_is_far(read, bottom_read, base, item),
    )


def _is_far(read: ReadParagraph, base_read: ReadParagraph, base: Item, item: Item) -> bool:
    """A whole from another paragraph under another name proves nothing: 提示 at most."""
    return base_read is not read and bool(item.whole) and base.key != lexicon.key_of(item.whole)


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
    claim = reading.list_of(number, top)
    head = claim.head.main() if claim is not None else None
    whole = re.sub(r"^(?:本年度?|全年|我县|全县)", "", clean_label(item.whole)) if item.whole else ""
    if head is not None and claim is not None and (not whole or _means(whole, head)):
        return claim.read, head, True
    if not whole:
        return "未找到占比的总数"
    named = _named(reading, number, item, whole, top)
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


def _named(
    reading: Reading, number: int, item: Item, whole: str, top: Item
) -> tuple[ReadParagraph, Item] | None:
    """The latest figure in this or the two paragraphs before which bears the name of the whole."""
    key = lexicon.key_of(whole)
    for index, read in reading.nearest(number, 3):
        for candidate in reversed(main_items(read.items)):
            if index == number and candidate.quantity.start >= item.quantity.start:
                continue
            if candidate is top or candidate.label in _UNNAMED:
                continue
            if same_concept(candidate.label, whole) or (len(key) > 2 and candidate.key.endswith(key)):
                return read, candidate
    if re.search(r"合计|总计|总额", whole):
        return reading.lookup(lexicon.key_of(item.whole), number, item.quantity.start)
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
    if bottom is None:
        bottom = next(
            (each for each in reversed(before) if each is not top and rule.bottom.search(each.lead)), None
        )
    if top is None or bottom is None:
        return f"“{_short(name)}”未写明计算所用的两个数"
    same = top.quantity.dimension == bottom.quantity.dimension
    if not same and not {top.quantity.unit, bottom.quantity.unit} <= _LOOSE_UNITS:
        return f"“{_short(name)}”的两个数单位不同"
    return Ratio(read, item, top, bottom, read, read, _short(name), certain=same)


def _rate_by_verb(read: ReadParagraph, item: Item, name: str, before: Sequence[Item]) -> Ratio | None:
    """发现隐患312处，已整改305处，整改率97.76%: the verb of the rate names its numerator."""
    verb = name[-3:-1]
    if len(verb) < 2 or len(before) < 2 or verb not in before[-1].lead:
        return None
    bottom = before[-2]
    if verb in bottom.lead or bottom.sentence != before[-1].sentence:
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
