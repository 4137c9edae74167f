"""What a change speaks of: this year's figure, and last year's where the text gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.prose import lexicon
from model.prose.entries import Entry, main_items, read_entries
from model.prose.items import Column, Item, ReadParagraph, Role, clean_label
from model.prose.quantities import Kind
from model.prose.reading import Reading, same_concept, year_of

_SENTENCE = re.compile(r"[。！？]")
_COMPARED = re.compile(r"[，]?(?:与|和|比|较|对比|相比|同比|环比|同)(?:于)?[^，。；]*$")
_NAMELESS = re.compile(
    r"(?:收入|支出|收、?支|支|各|分别|均|净|经费|资金|决算数?|总额|总计|合计|预算|相应|共)*"
)
_AGAINST_BUDGET = re.compile(r"(?:比|较|与)(?:年初|全年|调整后?)?预算")
_UNMOVED = re.compile(
    r"(?:^|[，。；：])(?P<subject>[^，。；：\d]{2,30}?)(?:决算|预算)?数?(?:比|与|较|和|同)[^，。；：]*(?:增减|持平|变化|一致|相同|不变)[^，。；：]*，"
)
"""公务用车运行维护费比预算无增减变化，比去年增加…: the clause before names what the change is of."""


def currents_of(
    reading: Reading, number: int, before: Sequence[Item], item: Item
) -> tuple[tuple[Item, ...], bool]:
    """The figures of this year that a change may speak of, most likely first; and whether that is sure."""
    read = reading.reads[number]
    mains = main_items(before)
    if item.quantity.kind is not Kind.PERCENT:
        mains = [each for each in mains if each.quantity.dimension == item.quantity.dimension]
    if not mains:
        return (), False
    between = read.text[mains[-1].quantity.end : item.lead_start]
    gap = _SENTENCE.findall(between)
    if len(gap) > 1:
        return (), False
    subject = _subject(item) or _unmoved_subject(between)
    if subject and not _speaks_of(subject, mains[-1].label):
        return _named(subject, mains), True
    entries = read_entries(mains[-6:])
    nearest = list(reversed(entries[-1].items))
    claim = reading.list_of(number, mains[-1])
    head = claim.head if claim is not None else None
    if not gap:
        return tuple(nearest + _head_items(head)), "；" not in between
    several = head is not None or len({each.sentence for each in mains[-3:]} & {mains[-1].sentence}) > 1
    own = [each for each in mains if each.sentence == mains[-1].sentence]
    others = [each for each in own if each not in nearest]
    return tuple(nearest + _head_items(head) + others), not (several or others)


def _subject(item: Item) -> str:
    """运行维护费支出决算增加5.07万元: what stands before the comparison and the verb."""
    change = lexicon.CHANGE_TAIL.search(item.lead)
    words = item.lead[: change.start()] if change is not None else ""
    label = clean_label(_COMPARED.sub("", words))
    return "" if _NAMELESS.fullmatch(label) else label


def _unmoved_subject(between: str) -> str:
    found = list(_UNMOVED.finditer(between))
    return clean_label(found[-1]["subject"]) if found else ""


def _named(subject: str, mains: Sequence[Item]) -> tuple[Item, ...]:
    """The latest entry of that name: its actual figure before its budget."""
    for entry in reversed(read_entries(mains)):
        if any(_speaks_of(subject, each.label) for each in entry.items):
            main = entry.main() or entry.items[-1]
            return (main, *(each for each in reversed(entry.items) if each is not main))
    return ()


def _speaks_of(subject: str, label: str) -> bool:
    """财政拨款支出 and 部门财政拨款支出: the one name ends with the other."""
    shorter, longer = sorted((subject, label), key=len)
    return same_concept(subject, label) or (len(shorter) > 3 and longer.endswith(shorter))


def _head_items(head: Entry | None) -> list[Item]:
    return list(reversed(head.items)) if head is not None else []


def prior_of(read: ReadParagraph, before: Sequence[Item], item: Item) -> Item | None:
    """An explicit figure of last year in the same sentence, before the change."""
    own = [each for each in before if each.sentence == item.sentence]
    named = [each for each in own[-3:] if each.role is Role.PRIOR]
    if named and not re.search(r"；", read.text[named[-1].quantity.end : item.lead_start]):
        return named[-1]
    return None


def years_before(read: ReadParagraph, before: Sequence[Item], item: Item) -> tuple[Item, Item] | None:
    """2023年…932万元，2022年…1010万元，同比…: the two figures directly before a change, told apart by their years."""
    own = main_items([each for each in before if each.sentence == item.sentence])
    if len(own) < 2 or "；" in read.text[own[-2].quantity.end : item.lead_start]:
        return None
    return _pair_by_years(own[-2], own[-1])


def budget_before(read: ReadParagraph, before: Sequence[Item], item: Item) -> tuple[Item, Item] | None:
    """决算数38万元，预算数42万元，决算数比预算数减少4万元: actual and budget directly before."""
    own = main_items([each for each in before if each.sentence == item.sentence])[-2:]
    if (
        len(own) < 2
        or not _AGAINST_BUDGET.search(item.lead)
        or own[0].quantity.dimension != own[1].quantity.dimension
    ):
        return None
    by_column = {each.column: each for each in own}
    actual, budget = by_column.get(Column.ACTUAL), by_column.get(Column.BUDGET)
    return (actual, budget) if actual is not None and budget is not None else None


def pair_behind(read: ReadParagraph, behind: Sequence[Item], item: Item) -> tuple[Item, Item] | None:
    """比预算数增加36万元，增长9%；年初预算数为402万元，决算数为438万元: the two figures come after the change."""
    own = main_items([each for each in behind[:4] if each.sentence == item.sentence])
    if len(own) != 2 or own[0].quantity.dimension != own[1].quantity.dimension:
        return None
    by_years = _pair_by_years(own[0], own[1])
    if by_years is not None:
        return by_years
    columns = [each.column for each in own]
    if (
        columns == [Column.BUDGET, Column.ACTUAL]
        and "预算" in item.lead + read.text[max(0, item.lead_start - 16) : item.lead_start]
    ):
        return own[1], own[0]
    return None


def prior_behind(read: ReadParagraph, behind: Sequence[Item], item: Item) -> Item | None:
    """…减少0.45万元，上年决算数为2.60万元: last year's figure named right after the change."""
    following = behind[0] if behind else None
    if following is None or following.role is not Role.PRIOR or following.sentence != item.sentence:
        return None
    return None if re.search(r"[；]", read.text[item.quantity.end : following.lead_start]) else following


def _pair_by_years(first: Item, second: Item) -> tuple[Item, Item] | None:
    """Current and prior, where the words name two years in a row."""
    years = year_of(first), year_of(second)
    if years[0] is None or years[1] is None or not _same_label(first, second):
        return None
    if years[0] == years[1] - 1:
        return second, first
    return (first, second) if years[0] == years[1] + 1 else None


def _same_label(first: Item, second: Item) -> bool:
    generic = {"", "支出", "收入"}
    return first.key == second.key or first.key in generic or second.key in generic
