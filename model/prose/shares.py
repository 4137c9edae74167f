"""Shares: 基本支出…万元，占总支出的x%; which figure is the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from model import slack
from model.prose import lexicon
from model.prose.entries import main_items, read_entries
from model.prose.items import Item, ReadParagraph, Role, clean_label
from model.prose.quantities import Kind
from model.prose.ratio_verdicts import Ratio
from model.prose.reading import Reading, same_concept

_UNNAMED = {"", "支出", "收入"}
"""支出决算为9.80万元 speaks of the label before it; it is no total of all expenditure."""
_ABOVE, _NEAR = 8, 5
"""How many paragraphs above a share its whole is looked for by its very name; and by the end of its name."""
_BEHIND = 160
"""How many characters behind it."""
_WHOLE_WORDS = re.compile(
    r"^(?:总|全部|合计|总额|总量|总数|比重|其|本年|全年|收入|支出|总收入|总支出|预算|决算|收支)*(?:合计|总计|总额|的)?$"
)


def read_share(reading: Reading, number: int, position: int, item: Item) -> Ratio | str:
    """Numerator and whole of a share, or why they are not known."""
    read = reading.reads[number]
    before = main_items(read.items[:position])
    subject = _subject(item)
    top = None
    if subject:
        around = [*reversed(before), *_behind(read, position)]
        top = next((each for each in around if same_concept(each.label, subject)), None)
        if top is None:
            return f"文中未找到“{subject}”的数额"
    elif before and adjacent(read, before[-1], item):
        top = _entry_figure(before)
    if top is None:
        return "未找到占比所指的数额"
    bottom = _share_base(reading, number, item, top)
    if isinstance(bottom, str):
        return _among_its_like(read, position, top) or _of_the_count_before(read, before, item, top) or bottom
    bottom_read, base, certain = bottom
    if base.quantity.dimension != top.quantity.dimension:
        return "占比的两个数额单位不同"
    far = _is_far(read, bottom_read, base, item)
    return Ratio(read, item, top, base, read, bottom_read, "占比", certain=certain, likely=far)


def _behind(read: ReadParagraph, position: int) -> list[Item]:
    """The figures behind a share in its own sentence."""
    sentence = read.items[position].sentence
    return main_items([each for each in read.items[position + 1 : position + 9] if each.sentence == sentence])


def _among_its_like(read: ReadParagraph, position: int, top: Item) -> Ratio | None:
    """“三公”经费中，A 3万元，占30%；B 7万元，占70%: no whole is named, the parts themselves give it.

    The sum of the amounts is the whole if another share of the row says so.
    """
    item = read.items[position]
    pairs: list[tuple[Item, Item]] = []
    for main, share in pairwise(read.items):
        bare = share.role is Role.SHARE and (not share.whole or _WHOLE_WORDS.match(share.whole))
        if share.sentence == item.sentence and bare and main.role is Role.MAIN:
            pairs.append((main, share))
    tops = [main.quantity for main, _ in pairs]
    if len(pairs) < 2 or len({(quantity.unit, quantity.dimension) for quantity in tops}) > 1:
        return None
    total = sum((quantity.value for quantity in tops), Decimal(0))
    proved = total > 0 and any(
        share is not item
        and share.quantity.value > 0
        and slack.judge_ratio(share.quantity.value, main.quantity.value, total).severity is None
        for main, share in pairs
    )
    if not proved:
        return None
    whole = replace(top, quantity=replace(top.quantity, value=total, digits=f"{total:f}"))
    return Ratio(read, item, top, whole, read, read, "占比")


def _of_the_count_before(read: ReadParagraph, before: Sequence[Item], item: Item, top: Item) -> Ratio | None:
    """建档612户，享受补贴526户，占比85.95%: most likely of the count just before."""
    if len(before) < 2 or before[-1] is not top or top.quantity.kind is not Kind.COUNT or item.whole:
        return None
    base = before[-2]
    alike = base.quantity.dimension == top.quantity.dimension and base.sentence == top.sentence
    if not alike or base.quantity.value <= top.quantity.value:
        return None
    return Ratio(read, item, top, base, read, read, "占比", likely=True, guess=True)


def _is_far(read: ReadParagraph, base_read: ReadParagraph, base: Item, item: Item) -> bool:
    """A whole from another paragraph under another name proves nothing: 提示 at most."""
    return base_read is not read and bool(item.whole) and base.key != lexicon.key_of(item.whole)


def _subject(item: Item) -> str:
    """基本支出占总支出的…: what stands before 占 in the same clause."""
    share = lexicon.SHARE_TAIL.search(item.lead)
    words = item.lead[: share.start()] if share is not None else ""
    label = clean_label(words)
    return "" if re.search(r"其|分别|各|^(?:约|所|共)", label) else label


def adjacent(read: ReadParagraph, main: Item, item: Item) -> bool:
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
    """The nearest figure above which bears the name of the whole, else one just behind, else a total far above."""
    key = lexicon.key_of(whole)
    for index, read in reading.nearest(number, _ABOVE):
        for candidate in reversed(main_items(read.items)):
            if index == number and candidate.quantity.start >= item.quantity.start:
                continue
            if candidate is not top and _bears(candidate, whole, key, near=index > number - _NEAR):
                return read, candidate
    read = reading.reads[number]
    for candidate in _figures_behind(read, item):
        if candidate is not top and _bears(candidate, whole, key, near=True):
            return read, candidate
    if re.search(r"合计|总", whole):
        return reading.total(whole, number, item.quantity.start)
    return None


def _bears(candidate: Item, whole: str, key: str, near: bool) -> bool:
    """Whether a figure is called by that name; from further off only the very same name will do."""
    if candidate.label in _UNNAMED:
        return False
    if same_concept(candidate.label, whole):
        return True
    return (
        near and len(key) > 2 and candidate.key.removesuffix("支出").endswith(key.removesuffix("支出") or key)
    )


def _figures_behind(read: ReadParagraph, item: Item) -> list[Item]:
    """Of its own sentence and the next."""
    near = read.items_between(item.quantity.end, item.quantity.end + _BEHIND)
    return main_items([each for each in near if each.sentence - item.sentence <= 1])
